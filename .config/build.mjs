// Builds dist/: the bundled command line and library, and the library's types.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

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
const { metafile } = await build({
  ...common,
  metafile: true,
  entryPoints: { cli: "src/cli.ts" },
  outdir: "dist",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  // Loaded on demand only; each would cost more to start than all the rest together.
  external: ["ajv", "jiti", "typescript"],
  // What was CommonJS still calls require() for Node's own modules.
  banner: {
    js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
  },
});
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
