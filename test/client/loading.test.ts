/** What is loaded when: an unchanged client must cost no more than reading its files. */
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
  expect(await importsOf("digest.ts")).toEqual({ first: ["node:crypto"], later: [] });
});

test("the generator itself loads its libraries only once it has something to write", async () => {
  const { first, later } = await importsOf("generate.ts");
  expect(first.filter(isHeavy)).toEqual([]);
  expect(later).toEqual(expect.arrayContaining(["json-schema-to-typescript", "ts-morph", "ajv"]));
});
