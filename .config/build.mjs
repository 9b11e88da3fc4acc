// Builds dist/: the bundled command line and library, and the library's types.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
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
const { metafile, outputFiles } = await build({
  ...common,
  metafile: true,
  write: false,
  entryPoints: { cli: "src/cli.ts" },
  outdir: "dist",
  outExtension: { ".js": ".cjs" },
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  define: { "import.meta.url": "importMetaUrl" },
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
    banner: required.includes("importMetaUrl")
      ? 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;'
      : "",
  });
  return code;
};

for (const { path: full, text, contents } of outputFiles) {
  const path = relative(".", full);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, path.endsWith(".cjs") ? toCommonJs(path, text) : contents);
}
// What each file is made of, for the test of what a run loads.
mkdirSync("node_modules/.cache", { recursive: true });
writeFileSync("node_modules/.cache/bundle.json", JSON.stringify(metafile.outputs));
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
