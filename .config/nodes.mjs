// Runs what `npm pack` makes, and part of the unit tests, by each version of Node that is supported: those of npm's
// package `node`, which brings the binary of this platform. `node .config/nodes.mjs [VERSION…]` prints a line for each.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const [oldest] = /\d+\.\d+/.exec(JSON.parse(readFileSync("package.json", "utf8")).engines.node) ?? [];
const given = process.argv.slice(2);
const versions = given.length > 0 ? given : [oldest, "22", "24", "latest"];

const folder = mkdtempSync(join(tmpdir(), "kluster-gen-nodes-"));
const npm = (cwd, ...args) =>
  execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
const install = ["install", "--no-audit", "--no-fund", "--silent"];

const site = join(folder, "site");
mkdirSync(join(site, "docs"), { recursive: true });
const tarball = npm(".", "pack", "--silent", "--pack-destination", folder).trim().split("\n").at(-1);
writeFileSync(join(site, "package.json"), '{ "private": true, "type": "module" }');
npm(site, ...install, "--ignore-scripts", join(folder, tarball));
writeFileSync(join(site, "catalog.json"), '[{ "id": "acme/auk", "name": "Auk" }]');
writeFileSync(
  join(site, "kluster-onboard.config.ts"),
  `import { defineConfig } from "kluster-gen";
export default defineConfig({
  root: "docs",
  catalog: { sources: [{ file: "catalog.json" }], fields: { id: { path: "id" }, name: { path: "name" } } },
  tables: [{ page: "models.md", columns: [{ header: "Model", value: "{name}" }] }],
});
`,
);

const command = resolve(site, "node_modules/kluster-gen/dist/cli.cjs");
/** A part of the unit tests that reads, plans and prints; `vitest` itself starts with every version. */
const smoke = ["test/unit/config", "test/unit/text", "test/unit/page", "test/unit/lock", "test/unit/cli"];
const vitest = [resolve("node_modules/vitest/vitest.mjs"), "run", "--config", ".config/vitest.config.ts"];

let failed = false;
for (const version of versions) {
  const own = join(folder, `node-${version}`);
  mkdirSync(own);
  writeFileSync(join(own, "package.json"), '{ "private": true }');
  npm(own, ...install, `node@${version}`);
  const node = join(own, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
  const run = (cwd, ...args) =>
    spawnSync(node, args, { cwd, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });
  const copy = join(folder, `site-${version}`);
  cpSync(site, copy, { recursive: true });
  writeFileSync(join(copy, "docs/models.md"), "| Model |\n|---|\n| Auk |\n");
  writeFileSync(
    join(copy, "catalog.json"),
    '[{ "id": "acme/auk", "name": "Auk" }, { "id": "acme/wren", "name": "Wren" }]',
  );
  const codes = [["plan", "--check"], ["apply", "--yes"], ["plan", "--check"], ["check"]].map(
    (args) => run(copy, command, ...args).status,
  );
  const tests = run(".", ...vitest, "--project", "unit", ...smoke);
  const summary = /\d+ passed, \d+ failed/.exec(tests.stdout)?.[0] ?? "the tests didn't run";
  const good = String(codes) === "2,0,0,0" && tests.status === 0;
  failed ||= !good;
  if (!good) console.error(tests.stdout.slice(-4000), tests.stderr.slice(-2000));
  console.log(
    `${run(".", "--version").stdout.trim()}: plan, apply, plan, check ended with ${codes}; unit tests: ${summary}`,
  );
}
rmSync(folder, { recursive: true, force: true });
process.exitCode = failed ? 1 : 0;
