/** What is loaded when: an unchanged client must cost no more than reading its files. */
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";

const heavy = ["json-schema-to-typescript", "ts-morph", "ajv", "typescript", "yaml"];

/** Packages that a module loads as soon as it is loaded itself, and those that it loads later. */
const importsOf = async (module: string): Promise<{ first: readonly string[]; later: readonly string[] }> => {
  const entry = fileURLToPath(new URL(`../../generators/client/${module}`, import.meta.url));
  const made = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    splitting: true,
    outdir: "out",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const outputs = new Map(Object.entries(made.metafile.outputs));
  const reach = (path: string, kinds: ReadonlySet<string>, seen: Set<string>): readonly string[] => {
    if (seen.has(path)) return [];
    seen.add(path);
    return (outputs.get(path)?.imports ?? [])
      .filter(({ kind }) => kinds.has(kind))
      .flatMap((each) => (each.external ? [each.path] : reach(each.path, kinds, seen)));
  };
  const [start = ""] = [...outputs].flatMap(([path, { entryPoint }]) =>
    entryPoint?.endsWith(module) ? [path] : [],
  );
  const first = reach(start, new Set(["import-statement"]), new Set());
  const all = reach(start, new Set(["import-statement", "dynamic-import"]), new Set());
  return { first, later: all.filter((path) => !first.includes(path)) };
};

const isHeavy = (path: string): boolean => heavy.some((name) => path === name || path.startsWith(`${name}/`));

test("recognising an unchanged client takes a hash, no library", async () => {
  expect(await importsOf("summary/digest.ts")).toEqual({ first: ["node:crypto"], later: [] });
});

test("the generator itself loads its libraries only once it has something to write", async () => {
  const { first, later } = await importsOf("generate.ts");
  expect([...first, ...later].filter(isHeavy)).toEqual([]);
  const entry = `
    import Module from "node:module";
    import { generateClient } from "./generate.ts";
    const loaded = () => ${JSON.stringify(heavy)}.filter((name) => Object.keys(Module._cache).some((path) => path.includes("/node_modules/" + name + "/")));
    const before = loaded();
    const api = { title: "T", version: "1", servers: [{ url: "https://example.com", variables: new Map() }], operations: [], webhooks: [], schemas: new Map([["A", { type: "string" }]]), files: [], source: "a" };
    const operation = { method: "get", path: "/a", deprecated: false, tags: [], security: [], parameters: [], responses: [], pointer: "" };
    const inputs = { source: "", overlays: [], options: { validators: true }, generator: "1" };
    const made = await generateClient({ api: { ...api, operations: [operation] }, inputs });
    console.log(JSON.stringify([before, made.ok, loaded()]));`;
  const folder = fileURLToPath(new URL("../../generators/client/", import.meta.url));
  const made = await build({
    stdin: { contents: entry, resolveDir: folder, loader: "ts" },
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    write: false,
    logLevel: "silent",
  });
  // The bundle runs from within the package, where its libraries are found.
  const script = fileURLToPath(new URL("../../node_modules/.loading-test.mjs", import.meta.url));
  writeFileSync(script, made.outputFiles[0]?.text ?? "");
  const said = execFileSync(process.execPath, [script], { encoding: "utf8" });
  rmSync(script);
  expect(JSON.parse(said)).toEqual([[], true, ["json-schema-to-typescript", "ts-morph"]]);
});
