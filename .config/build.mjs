// Builds dist/: the bundled command line and library, and the library's types.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, relative } from "node:path";
import { build, transformSync } from "esbuild";

const node = (...args) => execFileSync(process.execPath, args, { stdio: "inherit" });

node(".config/generate.mjs");
rmSync("dist", { recursive: true, force: true });
const common = {
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  legalComments: "linked",
  logLevel: "warning",
};

/** What takes milliseconds to load and is seldom called: it is loaded by the first call. */
const seldom = {
  "string-width": ["default"],
  "@babel/code-frame": ["codeFrameColumns"],
  "node:zlib": ["deflateRawSync", "inflateRawSync"],
};
const lazy = {
  name: "lazy",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: new RegExp(`^(?:${Object.keys(seldom).join("|")})$`) }, ({ path, namespace }) =>
      namespace === "lazy" ? undefined : { path, namespace: "lazy" },
    );
    onLoad({ filter: /./, namespace: "lazy" }, ({ path }) => {
      const calls = seldom[path].map((name) => {
        const call = `(...given) => require(${JSON.stringify(path)}).${name}(...given)`;
        return name === "default" ? `export default ${call};` : `export const ${name} = ${call};`;
      });
      return { contents: calls.join("\n"), resolveDir: "." };
    });
  },
};
/** Where a CommonJS file is; esbuild itself knows `import.meta` in ES modules only. */
const define = { "import.meta.dirname": "__dirname", "import.meta.filename": "__filename" };
const { metafile, outputFiles } = await build({
  ...common,
  plugins: [lazy],
  metafile: true,
  write: false,
  entryPoints: { main: "src/main.ts" },
  outdir: "dist/chunks",
  outExtension: { ".js": ".cjs" },
  splitting: true,
  chunkNames: "[name]-[hash]",
  define,
  // Loaded on demand only; each would cost more to start than all the rest together.
  external: ["ajv", "jiti", "typescript"],
});

/**
 * Chunks, and packages, are loaded as CommonJS does it: Node's loader of ES modules would take a fifth of its own
 * start. What is left of import() is that of the user's config.
 */
const toCommonJs = (path, text) => {
  const loaded = metafile.outputs[path].imports.filter(({ kind }) => kind === "dynamic-import");
  const required = loaded.reduce((code, { path: target, external }) => {
    const name = JSON.stringify(external ? target : `./${relative(dirname(path), target)}`);
    return code.replaceAll(`import(${name})`, `Promise.resolve().then(() => require(${name}))`);
  }, text);
  const { code } = transformSync(required, {
    format: "cjs",
    platform: common.platform,
    target: common.target,
    minifySyntax: true,
    minifyWhitespace: true,
  });
  return code;
};

/** What a plan without changes loads; a file of its own for each part would take longer to find than to run. */
const wanted = ["src/main.ts", "src/commands/plan.ts", "src/io/apply/inspect.ts"];
const outputs = Object.entries(metafile.outputs);
const closure = new Set();
const visit = (path) => {
  if (closure.has(path)) return;
  closure.add(path);
  for (const { kind, path: next, external } of metafile.outputs[path].imports)
    if (kind === "import-statement" && external !== true) visit(next);
};
for (const source of wanted) visit(outputs.find(([, { entryPoint }]) => entryPoint === source)[0]);

const parts = [];
for (const { path: full, text, contents } of outputFiles) {
  const path = relative(".", full);
  const name = JSON.stringify(`./${basename(path)}`);
  mkdirSync(dirname(path), { recursive: true });
  if (closure.has(path)) {
    parts.push(`${name}(exports, require, module) {\n${toCommonJs(path, text)}}`);
    writeFileSync(path, `module.exports = require("./together.cjs")(${name});\n`);
  } else writeFileSync(path, path.endsWith(".cjs") ? toCommonJs(path, text) : contents);
}
writeFileSync(
  "dist/chunks/together.cjs",
  `const parts = {
${parts.join(",\n")}
};
const made = new Map();
const load = (name) => {
  if (!Object.hasOwn(parts, name)) return require(name);
  const known = made.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  made.set(name, module);
  parts[name](module.exports, load, module);
  return module.exports;
};
module.exports = load;
`,
);
metafile.outputs["dist/chunks/together.cjs"] = {
  inputs: Object.assign({}, ...[...closure].map((path) => metafile.outputs[path].inputs)),
};
for (const path of closure) metafile.outputs[path].inputs = {};
// What each file is made of, for the test of what a run loads.
mkdirSync("node_modules/.cache", { recursive: true });
writeFileSync("node_modules/.cache/bundle.json", JSON.stringify(metafile.outputs));

// The little that comes before the command line is loaded as one file.
const mainPath = "./chunks/main.cjs";
await build({
  ...common,
  format: "cjs",
  define,
  entryPoints: ["src/cli.ts"],
  outfile: "dist/cli.cjs",
  minifyWhitespace: true,
  plugins: [
    {
      name: "main",
      setup: ({ onResolve }) =>
        onResolve({ filter: /\/main\.ts$/ }, () => ({ path: mainPath, external: true })),
    },
  ],
});
const cli = readFileSync("dist/cli.cjs", "utf8");
writeFileSync("dist/cli.cjs", cli.replace(`import("${mainPath}")`, `Promise.resolve().then(() => require("${mainPath}"))`));
chmodSync("dist/cli.cjs", 0o755);
await build({ ...common, entryPoints: { index: "src/index.ts" }, outdir: "dist" });
node("node_modules/typescript/bin/tsc", "-p", ".config/tsconfig.types.json");

// What is bundled brings its licences along.
const inside = Object.keys(metafile.inputs).flatMap(
  (path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
);
const licences = [...new Set(inside)].sort().map((name) => {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const file = readdirSync(`node_modules/${name}`).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? "" : readFileSync(`node_modules/${name}/${file}`, "utf8").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync("dist/THIRD-PARTY-LICENSES.txt", licences.join(`\n${"-".repeat(80)}\n\n`));
