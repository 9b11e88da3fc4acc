import { execFile } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { packageFolder } from "./packed.ts";

type Coverage = { readonly result: readonly { readonly url: string }[] };

const parseCoverage: (text: string) => Coverage = JSON.parse;
const execute = promisify(execFile);
const packageUrl = pathToFileURL(packageFolder).href;

/**
 * What a run of the installed command evaluated: every file by the URL that V8 itself gives it, and
 * for the files of the bundle the sources that they were made from, which the bundler names in comments.
 */
export const loadedBy = async (folder: string, ...args: readonly string[]): Promise<readonly string[]> => {
  const into = join(folder, "coverage");
  rmSync(into, { recursive: true, force: true });
  const env = { PATH: process.env.PATH, NODE_V8_COVERAGE: into };
  await execute(process.execPath, [join(packageFolder, "dist/cli.cjs"), ...args], { cwd: folder, env });
  return readdirSync(into).flatMap((name) => {
    const { result } = parseCoverage(readFileSync(join(into, name), "utf8"));
    return result.flatMap(({ url }) => {
      if (!url.startsWith(`${packageUrl}/dist/`)) return [url];
      const text = readFileSync(new URL(url), "utf8");
      const origins = [...text.matchAll(/^\/\/ ((?:src|generators|node_modules)\/\S+)$/gm)].map(
        ([, origin = ""]) => origin,
      );
      return [url, ...origins];
    });
  });
};
