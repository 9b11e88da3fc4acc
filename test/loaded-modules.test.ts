import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { config, kg, packageFolder, project, site } from "./support/packed.ts";

type Coverage = { readonly result: readonly { readonly url: string }[] };

const parseCoverage: (text: string) => Coverage = JSON.parse;
const execute = promisify(execFile);
const packageUrl = pathToFileURL(packageFolder).href;

/**
 * What a run of the installed command evaluated: every file by the URL that V8 itself gives it, and
 * for the files of the bundle the sources that they were made from, which the bundler names in comments.
 */
const loadedBy = async (folder: string, ...args: readonly string[]): Promise<readonly string[]> => {
  const into = join(folder, "coverage");
  const env = { PATH: process.env.PATH, NODE_V8_COVERAGE: into };
  await execute(process.execPath, [join(packageFolder, "dist/cli.js"), ...args], { cwd: folder, env });
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

const costly =
  /\/(?:ejs|diff|ajv|jiti|ts-morph|json-schema-to-typescript|typescript)\/|src\/io\/(?:http|catalog\.gen\/|apply\/)/;

test("a plan without changes loads none of what costs time", async () => {
  const folder = project(site);
  await kg(folder, ["apply"]);
  const loaded = await loadedBy(folder, "plan");
  expect(loaded).toContain("src/run/plan.ts");
  expect(loaded).toContain("src/validators.gen.js");
  expect(loaded.filter((name) => costly.test(name))).toEqual([]);
});

test("each is loaded when it is needed, which this test would see", async () => {
  const schema = { type: "object", required: ["id"] };
  const own = { ...config, catalog: { ...config.catalog, recordSchema: "record.json" } };
  const folder = project({ ...site, "kluster-onboard.config.json": own, "record.json": schema });
  const loaded = (await loadedBy(folder, "plan", "--diff")).join("\n");
  for (const name of ["node_modules/ejs/", "node_modules/diff/", "/node_modules/ajv/"])
    expect(loaded).toContain(name);
  expect(loaded).not.toMatch(/src\/io\/http|src\/io\/catalog\.gen|src\/io\/apply\/apply/);
});
