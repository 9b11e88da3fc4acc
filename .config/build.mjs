// Builds dist/: the bundled command line and library, and the library's types.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename, dirname, join, relative, resolve } from "node:path";
import { build, transformSync } from "esbuild";
import { rolldown } from "rolldown";
import ts from "typescript";

/** The oldest Node that is supported, as package.json says. */
const [, oldest] = /^>=([\d.]+)$/.exec(JSON.parse(readFileSync("package.json", "utf8")).engines.node);

const node = (...args) => execFileSync(process.execPath, args, { stdio: "inherit" });

node(".config/generate.mjs");
rmSync("dist", { recursive: true, force: true });

/** What takes milliseconds to load and is seldom called: it is loaded by the first call. */
const seldom = {
  "string-width": ["default"],
  "@babel/code-frame": ["codeFrameColumns"],
  "src/config/config-errors.gen.js": ["configErrors"],
  "src/page/asciidoc/markup.ts": ["asciidocMarkup"],
  "src/page/notebook/scan.ts": ["scanNotebook"],
  "src/page/rst/markup.ts": ["rstMarkup"],
  "src/pipeline/saved/validate-plan.gen.js": ["validatePlan", "planErrors"],
  "js-yaml": ["load"],
  "fs/promises": ["realpath", "writeFile", "rm"],
  "node:zlib": ["deflateRawSync", "inflateRawSync"],
};
/** The file of a module that is loaded by the first call: a part of another would be read with that. */
const apartName = (path) =>
  `${path
    .replace(/^src\/page\//, "")
    .replaceAll("/", "-")
    .replace(/(?:\.gen)?\.[jt]s$/, "")}.cjs`;
const lazy = (seldom) => ({
  name: "lazy",
  resolveId: (given, importer = "lazy:") => {
    if (importer.startsWith("lazy:")) return undefined;
    const name = given.startsWith(".") ? relative(".", resolve(dirname(importer), given)) : given;
    return Object.hasOwn(seldom, name) ? `lazy:${name}` : undefined;
  },
  load: (id) => {
    if (!id.startsWith("lazy:")) return undefined;
    const name = id.slice("lazy:".length);
    const target = JSON.stringify(isBuiltin(name) ? name : `apart:${apartName(name)}`);
    const calls = seldom[name].map((called) => {
      const call = `(...given) => require(${target}).${called}(...given)`;
      return called === "default" ? `export default ${call};` : `export const ${called} = ${call};`;
    });
    return calls.join("\n");
  },
});

/** The package's templates, as the tool itself reads them. */
const packaged = resolve("src/io/packaged-templates.ts");
await build({
  bundle: true,
  format: "esm",
  platform: "node",
  entryPoints: [packaged],
  outfile: "node_modules/.cache/packaged-templates.mjs",
});
const templates = (await import(resolve("node_modules/.cache/packaged-templates.mjs"))).packaged();
const withTemplates = {
  name: "templates inside",
  load: (id) =>
    id === packaged ? `export const packaged = () => new Map(${JSON.stringify([...templates])});` : undefined,
};

/** What a plan without changes loads; a file of its own for each part would take longer to find than to run. */
const wanted = [
  ...["src/cli/main.ts", "src/cli/commands/plan.ts"],
  ...["src/catalog/validate-record.gen.js", "src/check/standing.ts"],
];

/** The group of a module: all that those above import goes into one file. */
const grouping = () => {
  const together = new Set();
  const visit = (id, of) => {
    if (together.has(id)) return;
    together.add(id);
    for (const next of of(id)) visit(next, of);
  };
  return (id, context) => {
    const importedIds = (one) => context.getModuleInfo(one)?.importedIds ?? [];
    if (together.size === 0) for (const path of wanted) visit(resolve(path), importedIds);
    return together.has(id) ? "together" : null;
  };
};

/**
 * What is left of import() is that of the user's config: code that is compiled ahead can't do it. One with a hole in
 * its name is text of a generated client.
 */
const required = {
  name: "required",
  renderChunk: (code) =>
    code.replace(
      /\bimport\((`[^`$]+`|"[^"$]+"|'[^'$]+')\)/g,
      (_, name) => `Promise.resolve().then(() => require(${name}))`,
    ),
};

const apart = Object.keys(seldom).filter((name) => !isBuiltin(name));

/** CommonJS throughout: Node's loader of ES modules would take a fifth of its own start. */
const options = {
  platform: "node",
  external: ["ajv", "jiti", "typescript", /^apart:/],
  transform: {
    target: `node${oldest}`,
    define: { "import.meta.dirname": "__dirname", "import.meta.filename": "__filename" },
  },
  plugins: [lazy(seldom), withTemplates, required],
};
const output = {
  format: "cjs",
  paths: (id) => id.replace(/^apart:/, "./"),
  minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
};
/** The parts of the programmatic API: each a chunk beside the command's, which is made of the same. */
const api = Object.fromEntries(
  ["load-config", "plan", "apply", "check", "verify", "init"].map((name) => [
    `api-${name}`,
    `src/api/${name}.ts`,
  ]),
);
const commandLine = await rolldown({ ...options, input: { main: "src/cli/main.ts", ...api } });
const { output: chunks } = await commandLine.write({
  ...output,
  dir: "dist/chunks",
  entryFileNames: "[name].cjs",
  chunkFileNames: ({ name }) => (name === "together" ? "[name].cjs" : "[name]-[hash].cjs"),
  codeSplitting: { groups: [{ name: grouping(), debugName: "together" }] },
});
for (const input of apart) {
  const one = await rolldown({ ...options, plugins: [required], input });
  await one.write({ ...output, exports: "named", file: `dist/chunks/${apartName(input)}` });
}
// The little that comes before the command line, as one file.
const start = await rolldown({
  ...options,
  input: "src/cli/start.ts",
  // The version needs no digest.
  plugins: [lazy({ "node:crypto": ["hash", "createHash"] }), required],
  external: /\/main\.ts$/,
});
await start.write({
  ...output,
  file: "dist/cli.cjs",
  codeSplitting: false,
  paths: (id) => (id.endsWith("/main.ts") ? "./chunks/main.cjs" : id),
});
chmodSync("dist/cli.cjs", 0o755);
// What all chunks call is a file of its own; what a plan loads has it inside, which is one less to find.
for (const path of ["dist/chunks/together.cjs", "dist/chunks/main.cjs"]) {
  const inside = (_, name) =>
    `(()=>{const exports={};${readFileSync(`dist/chunks/${name}`, "utf8")};return exports})()`;
  const code = readFileSync(path, "utf8").replace(/require\("\.\/(rolldown-runtime-.*?)"\)/, inside);
  writeFileSync(path, code);
}
// A text of ASCII is half as long in memory as any other, and needs no decoding: `compile-cache.ts` counts on it.
for (const name of readdirSync("dist/chunks")) {
  const path = `dist/chunks/${name}`;
  const { code } = transformSync(readFileSync(path, "utf8"), { charset: "ascii", minifyWhitespace: true });
  // Other letters in patterns are left to this.
  const escapeUnit = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  writeFileSync(path, code.replace(/[^\x00-\x7f]/g, escapeUnit));
}

// What each file is made of, for the test of what a run loads.
const made = chunks.map(({ fileName, moduleIds }) => [
  `dist/chunks/${fileName}`,
  moduleIds.map((id) => relative(".", id)),
]);
mkdirSync("node_modules/.cache", { recursive: true });
writeFileSync("node_modules/.cache/bundle.json", JSON.stringify(Object.fromEntries(made)));
await build({
  bundle: true,
  format: "esm",
  platform: "node",
  target: `node${oldest}`,
  legalComments: "linked",
  logLevel: "warning",
  entryPoints: { index: "src/index.ts" },
  outdir: "dist",
  plugins: [
    {
      name: "parts of the API",
      setup: ({ onResolve }) =>
        onResolve({ filter: /^\.\/api\// }, ({ path }) => ({
          path: `./chunks/api-${basename(path, ".ts")}.cjs`,
          external: true,
        })),
    },
  ],
});
// Of the types only what the library's own name is shipped: each file says all of its types itself.
const shipped = new Set();
const ship = (path) => {
  if (shipped.has(path)) return;
  shipped.add(path);
  const { outputText: text, diagnostics } = ts.transpileDeclaration(readFileSync(`src/${path}.ts`, "utf8"), {
    fileName: `${path}.ts`,
    compilerOptions: { strict: true },
    reportDiagnostics: true,
  });
  if (diagnostics.length > 0)
    throw new Error(`src/${path}.ts: ${JSON.stringify(diagnostics[0].messageText)}`);
  mkdirSync(dirname(`dist/types/${path}`), { recursive: true });
  writeFileSync(`dist/types/${path}.d.ts`, text);
  for (const [, next] of text.matchAll(/(?:from |import\()"(\.[^"]+)\.ts"/g)) ship(join(dirname(path), next));
};
ship("index");

// What is bundled brings its licences along.
const inside = made
  .flatMap(([, paths]) => paths)
  .flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
const licences = [...new Set(inside)].sort().map((name) => {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const file = readdirSync(`node_modules/${name}`).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? "" : readFileSync(`node_modules/${name}/${file}`, "utf8").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync("dist/THIRD-PARTY-LICENSES.txt", licences.join(`\n${"-".repeat(80)}\n\n`));
