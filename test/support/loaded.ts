import { execFile } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { packageFolder } from "./packed.ts";

type Coverage = { readonly result: readonly { readonly url: string }[] };

const parseCoverage: (text: string) => Coverage = JSON.parse;
const execute = promisify(execFile);

type Outputs = Readonly<Record<string, readonly string[]>>;

const parseOutputs: (text: string) => Outputs = JSON.parse;

/**
 * What a run of the installed command evaluated: every file by the URL that V8 itself gives it, and
 * for the files of the bundle the sources that they were made from, which the build wrote down.
 */
export const loadedBy = (folder: string, ...args: readonly string[]): Promise<readonly string[]> =>
  loadedWith({}, folder, ...args);

/** The same with more in its environment. */
export const loadedWith = async (
  more: Readonly<Record<string, string>>,
  folder: string,
  ...args: readonly string[]
): Promise<readonly string[]> => {
  const into = join(folder, "coverage");
  rmSync(into, { recursive: true, force: true });
  const env = {
    PATH: process.env.PATH,
    NODE_V8_COVERAGE: into,
    XDG_CACHE_HOME: join(folder, "cache"),
    ...more,
  };
  await execute(process.execPath, [join(packageFolder, "dist/cli.cjs"), ...args], { cwd: folder, env });
  const outputs = parseOutputs(readFileSync("node_modules/.cache/bundle.json", "utf8"));
  return readdirSync(into).flatMap((name) => {
    const { result } = parseCoverage(readFileSync(join(into, name), "utf8"));
    return result.flatMap(({ url }) => {
      const path = url.startsWith("file:") ? fileURLToPath(url) : url;
      const inputs = outputs[relative(packageFolder, path)] ?? [];
      return [url, ...inputs];
    });
  });
};
