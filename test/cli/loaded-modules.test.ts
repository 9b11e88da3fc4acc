import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadedBy, loadedWith } from "../support/loaded.ts";
import { catalog, config, kg, packageFolder, project, site, writeFiles } from "../support/packed.ts";

const packages =
  /\/(?:@clack|undici|sucrase|ejs|diff|node-diff3|yaml|ajv|jiti|ts-morph|json-schema-to-typescript|typescript)\//;
const own =
  /^src\/(?:io\/(?:http|apply\/|verify\/)|text\/merge|report\/diff|check\/(?:run|mend)\b|verify\/|init\/)|^generators\/(?:client\/(?!output\.ts)|api\/)/;
const isCostly = (name: string): boolean => packages.test(name) || own.test(name);

test("a plan without changes loads none of what costs time", async () => {
  const folder = project(site);
  await kg(folder, ["apply"]);
  const loaded = await loadedBy(folder, "plan");
  expect(loaded).toContain("src/pipeline/plan.ts");
  expect(loaded).toContain("src/config/validators.gen.js");
  expect(loaded.filter(isCostly)).toEqual([]);
});

test("what is loaded is of ASCII alone, as it is read a byte for a letter", async () => {
  const chunks = join(packageFolder, "dist", "chunks");
  const texts = readdirSync(chunks).map((name) => readFileSync(join(chunks, name), "latin1"));
  expect(texts.flatMap((text) => /[^\x00-\x7f]/.exec(text)?.[0] ?? [])).toEqual([]);
  const [model] = catalog.data;
  const folder = project(site);
  await kg(folder, ["apply"]);
  writeFiles(folder, {
    "catalog.json": { data: [{ ...model, name: "Loading…" }, ...catalog.data.slice(1)] },
  });
  expect((await kg(folder, ["plan"])).err).toContain("guard `placeholder`");
});

test("the second plan of a TypeScript config loads no compiler", async () => {
  const text = `import { defineConfig } from "kluster-gen";\nexport default defineConfig(${JSON.stringify(config)});\n`;
  const rest = Object.entries(site).filter(([name]) => name !== "kluster-onboard.config.json");
  const folder = project({ ...Object.fromEntries(rest), "kluster-onboard.config.ts": text });
  await kg(folder, ["apply"]);
  expect((await loadedBy(folder, "plan")).join("\n")).toContain("node_modules/sucrase/");
  const again = await loadedBy(folder, "plan");
  expect(again).toContain("src/io/config/import-config.ts");
  expect(again.filter(isCostly)).toEqual([]);
});

test("the version loads nothing but the command line", async () => {
  const loaded = await loadedBy(project(), "--version");
  expect(
    loaded.filter((name) =>
      /^(?:src\/(?:pipeline|cli\/commands\/plan|page|lock|catalog)|generators\/)/.test(name),
    ),
  ).toEqual([]);
});

test("each is loaded when it is needed, which this test would see", async () => {
  const schema = { type: "object", required: ["id"] };
  const schemed = { ...config, catalog: { ...config.catalog, recordSchema: "record.json" } };
  const folder = project({ ...site, "kluster-onboard.config.json": schemed, "record.json": schema });
  const loaded = (await loadedBy(folder, "plan", "--diff")).join("\n");
  for (const name of ["node_modules/ejs/", "node_modules/diff/", "/node_modules/ajv/"])
    expect(loaded).toContain(name);
  expect(loaded).not.toMatch(/src\/io\/http|src\/io\/apply\/apply/);
});

test("a proxy's client is loaded where a proxy is asked for, and not for a request without one", async () => {
  const server = createServer((_, response) => response.end(JSON.stringify([{ id: "x/a" }])));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? String(address?.port) : ""}/models`;
  const catalog = { ...config.catalog, list: undefined, sources: [{ url, retries: 0 }] };
  const folder = project({ ...site, "kluster-onboard.config.json": { ...config, catalog } });
  const isClient = (name: string): boolean => name.includes("node_modules/undici/");
  const direct = await loadedBy(folder, "plan");
  expect(direct).toContain("src/io/http/http.ts");
  expect(direct.filter(isClient)).toEqual([]);
  const through = await loadedWith({ http_proxy: new URL(url).origin }, folder, "plan");
  expect(through.filter(isClient)).not.toEqual([]);
});
