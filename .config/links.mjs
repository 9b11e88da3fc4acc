// The repository's address stands in package.json as `repository.url`, and from there wherever files name it:
// `node .config/links.mjs` writes it there; with --check it only says where another one stands.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const check = process.argv.includes("--check");
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const [, owner] =
  /^git\+https:\/\/github\.com\/([\w.-]+)\/kluster-gen\.git$/.exec(manifest.repository.url) ?? [];
if (owner === undefined) {
  console.error("`repository.url` in package.json must be that of a repository `kluster-gen` on github.com.");
  process.exit(1);
}

const below = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile() && /\.(?:md|ya?ml|json)$/.test(item.name))
    .map((item) => `${item.parentPath}/${item.name}`);
const files = ["package.json", "README.md", ".config/mkdocs.yml", ...below("docs"), ...below("examples")];

/** Everything that names the repository: its pages, its raw files, and the Action. */
const named = /((?:github\.com|raw\.githubusercontent\.com|uses:) ?\/?)[\w.-]+(?=\/kluster-gen(?![\w-]))/g;

const stale = files.filter((path) => {
  const text = readFileSync(path, "utf8");
  const wanted = text.replace(named, `$1${owner}`);
  if (wanted !== text && !check) writeFileSync(path, wanted);
  return wanted !== text;
});
if (check && stale.length > 0) {
  console.error(`Not the repository of package.json, run \`npm run links\`: ${stale.join(", ")}`);
  process.exitCode = 1;
}
