import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { expect, test } from "vitest";
import { emptyFolder } from "../support/hostile/interpreters.ts";
import { fencesOf } from "./fences.ts";

const pages = [
  "README.md",
  "SECURITY.md",
  "schemas/README.md",
  ...readdirSync("docs")
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

/** A page without its code. */
const prose = (page: string): string => {
  const lines = page.split("\n");
  for (const { line, text } of fencesOf(page)) lines.fill("", line, line + text.split("\n").length + 2);
  return lines.join("\n").replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, "");
};

const targetsOf = (page: string): readonly string[] =>
  [...prose(page).matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = ""]) => target);

/** The anchors of a page's headings, as GitHub and MkDocs make them. */
const anchorsOf = (page: string): readonly string[] =>
  page
    .split("\n")
    .filter((line) => /^#+ /.test(line))
    .map((line) =>
      line
        .replace(/^#+ /, "")
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replaceAll(" ", "-"),
    );

const hasAnchor = (path: string, anchor: string | undefined): boolean =>
  anchor === undefined || anchorsOf(readFileSync(path, "utf8")).includes(anchor);

const repository = /^https:\/\/github\.com\/[\w.-]+\/kluster-gen\/(?:blob|tree)\/main\/(.+)$/;

/** What is wrong with a link of a page: it must lead into the package, or by its address into the repository. */
const complaint = (packed: ReadonlySet<string>, page: string, target: string): string | undefined => {
  const [address = "", anchor] = target.split("#");
  const inRepository = repository.exec(address)?.[1];
  if (inRepository !== undefined)
    return existsSync(inRepository) && hasAnchor(inRepository, anchor) ? undefined : target;
  if (/^https?:/.test(address)) return undefined;
  const path = address === "" ? page : posix.join(posix.dirname(page), address);
  return packed.has(path) && hasAnchor(path, anchor) ? undefined : target;
};

test("every link of README, docs and the reference leads into the package or the repository", () => {
  const listed = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    encoding: "utf8",
  });
  const packed = new Set([...listed.matchAll(/"path": "([^"]+)"/g)].map(([, path = ""]) => path));
  expect(packed.size).toBeGreaterThan(50);
  const broken = pages.flatMap((page) =>
    targetsOf(readFileSync(page, "utf8")).flatMap((target) => {
      const wrong = complaint(packed, page, target);
      return wrong === undefined ? [] : [`${page}: ${wrong}`];
    }),
  );
  expect(broken).toEqual([]);
  expect(complaint(packed, "docs/index.md", "nowhere.md")).toBe("nowhere.md");
  expect(complaint(packed, "docs/index.md", "first-site.md#nowhere")).toBe("first-site.md#nowhere");
  expect(complaint(packed, "README.md", "test/README.md")).toBe("test/README.md");
});

test("a publisher writes the repository's address once", () => {
  const folder = emptyFolder();
  for (const path of [
    "package.json",
    "README.md",
    ".config/links.mjs",
    ".config/mkdocs.yml",
    "docs",
    "examples",
  ])
    cpSync(path, join(folder, path), { recursive: true });
  const links = (...args: readonly string[]) =>
    spawnSync(process.execPath, [".config/links.mjs", ...args], { cwd: folder, encoding: "utf8" });
  expect(links("--check").status).toBe(0);
  const manifest = readFileSync("package.json", "utf8");
  const [, owner = ""] = /git\+https:\/\/github\.com\/([\w.-]+)\//.exec(manifest) ?? [];
  writeFileSync(
    join(folder, "package.json"),
    manifest.replace(`git+https://github.com/${owner}/`, "git+https://github.com/acme-docs/"),
  );
  const checked = links("--check");
  expect(checked.status).toBe(1);
  expect(checked.stderr).toContain("README.md");
  expect(links().status).toBe(0);
  expect(links("--check").status).toBe(0);
  const read = (path: string): string => readFileSync(join(folder, path), "utf8");
  expect(read("package.json")).toContain('"https://github.com/acme-docs/kluster-gen/issues"');
  expect(read("examples/workflows/kluster-gen.yml")).toContain("uses: acme-docs/kluster-gen@v1");
  const left = spawnSync("grep", ["-rl", `${owner}/kluster-gen`, "."], { cwd: folder, encoding: "utf8" });
  expect(left.stdout).toBe("");
});

/** The files of the repository that a person wrote. */
const kept = readdirSync(".", { recursive: true, encoding: "utf8" }).filter(
  (path) => /\.(?:md|json|ts|mjs|ya?ml)$/.test(path) && !/^(?:node_modules|dist|\.git)\//.test(path),
);

test("nothing names the owner but what takes it from package.json", () => {
  const [, owner = ""] = /github\.com\/([\w.-]+)\//.exec(readFileSync("package.json", "utf8")) ?? [];
  const named = kept.filter((path) => readFileSync(path, "utf8").includes(`${owner}/kluster-gen`));
  expect(named).toContain("README.md");
  expect(
    named.filter(
      (path) => !/^(?:package\.json|README\.md|\.config\/mkdocs\.yml|(?:docs|examples)\/)/.test(path),
    ),
  ).toEqual([]);
});

test("the oldest Node is package.json's wherever it is named, and until when Node 20 is supported is said once", () => {
  const [, oldest = ""] = /"node": ">=([\d.]+)"/.exec(readFileSync("package.json", "utf8")) ?? [];
  const naming = ["README.md", "CONTRIBUTING.md", "docs/first-site.md", "docs/reference.md"];
  for (const path of naming) expect(readFileSync(path, "utf8"), path).toContain(`Node ${oldest} or later`);
  expect(readFileSync(".github/workflows/ci.yml", "utf8")).toContain(
    `node: ["${oldest}", "22", "24", "latest"]`,
  );
  const said = kept.filter((path) => path.endsWith(".md") && /Node 20 is/.test(readFileSync(path, "utf8")));
  expect(said).toEqual(["docs/reference.md"]);
});
