import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { bin, catalog, packageFolder, project, site, writeFiles } from "../support/packed.ts";

/** GitLab's template and the hooks of pre-commit, whose scripts are run as those systems do. */
type Job = { readonly script?: readonly string[]; readonly variables?: Readonly<Record<string, string>> };
type Hook = { readonly id: string; readonly entry: string; readonly language: string };
const readJobs: (text: string) => Readonly<Record<string, Job>> = parse;
const readHooks: (text: string) => readonly Hook[] = parse;

const jobs = readJobs(readFileSync("examples/gitlab/kluster-gen.gitlab-ci.yml", "utf8"));
const hooks = readHooks(readFileSync(".pre-commit-hooks.yaml", "utf8"));
const newer = { data: [...catalog.data, { id: "acme/Ibis-3B", name: "Ibis 3B" }] };

let folder = "";
let remote = "";
let clone = "";

const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-C", cwd, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();

const commit = (files: Readonly<Record<string, unknown>>): void => {
  writeFiles(clone, files);
  git(clone, "add", "--all");
  git(clone, "commit", "--quiet", "--message", "By hand");
  git(clone, "push", "--quiet", `file://${remote}`, "HEAD:main");
};

beforeEach(() => {
  folder = project();
  remote = join(folder, "remote.git");
  clone = join(folder, "clone");
  git(folder, "init", "--quiet", "--bare", "--initial-branch", "main", remote);
  git(remote, "config", "receive.advertisePushOptions", "true");
  const hook =
    '#!/bin/sh\ni=0; while [ "$i" -lt "${GIT_PUSH_OPTION_COUNT:-0}" ]; do eval "echo \\"\\$GIT_PUSH_OPTION_$i\\""; i=$((i+1)); done >options\n';
  mkdirSync(join(remote, "hooks"), { recursive: true });
  writeFileSync(join(remote, "hooks", "post-receive"), hook, { mode: 0o755 });
  git(folder, "clone", "--quiet", remote, clone);
  mkdirSync(join(clone, "node_modules"));
  symlinkSync(packageFolder, join(clone, "node_modules", "kluster-gen"));
  mkdirSync(join(folder, "bin"));
  // What `npx --no-install` would find.
  writeFileSync(join(folder, "bin", "npx"), `#!/bin/sh\nshift 2\nexec "${bin}" "$@"\n`, { mode: 0o755 });
  commit({ ...site, "docs/models.md": "| Model |\n|-------|\n", ".gitignore": "node_modules\n" });
});

/** Runs lines of a shell in the clone, each on its own after the one before, until one fails. */
const run = (script: readonly string[], variables: Readonly<Record<string, string>> = {}) => {
  const given = {
    CI_DEFAULT_BRANCH: "main",
    CI_SERVER_HOST: "gitlab.example",
    CI_PROJECT_PATH: "group/docs",
    KLUSTER_GEN_TOKEN: "secret",
  };
  const known = new Map<string, string>(Object.entries(given));
  const fill = (value: string): string => value.replace(/\$(\w+)/g, (_, key: string) => known.get(key) ?? "");
  const filled = new Map(Object.entries(variables).map(([name, value]) => [name, fill(value)]));
  return spawnSync("bash", ["-c", `set -eo pipefail\n${script.join("\n")}`], {
    cwd: clone,
    encoding: "utf8",
    env: {
      ...given,
      ...Object.fromEntries(filled),
      PATH: `${join(folder, "bin")}:${process.env.PATH ?? ""}`,
      HOME: folder,
      RUNNER_TEMP: join(folder, "temp"),
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: `url.file://${remote}.insteadOf`,
      GIT_CONFIG_VALUE_0: "https://oauth2:secret@gitlab.example/group/docs.git",
    },
  });
};

const runJob = (name: string) => run(jobs[name]?.script ?? ["exit 99"], jobs[name]?.variables);

describe("GitLab", () => {
  test("the check fails where there is something to apply; the update pushes it once, and opens a merge request", () => {
    expect(runJob("kluster-gen:update")).toMatchObject({ status: 0 });
    git(clone, "fetch", "--quiet", `file://${remote}`, "kluster-gen/update");
    git(clone, "reset", "--quiet", "--hard", "FETCH_HEAD");
    expect(runJob("kluster-gen:check")).toMatchObject({ status: 0 });

    commit({ "catalog.json": newer });
    expect(runJob("kluster-gen:check")).toMatchObject({ status: 2 });
    const updated = runJob("kluster-gen:update");
    expect({ ...updated, stderr: "" }).toMatchObject({ status: 0 });
    expect(`${updated.stdout}${updated.stderr}`).not.toContain("secret");
    expect(readFileSync(join(remote, "options"), "utf8")).toBe(
      "merge_request.create\nmerge_request.target=main\nmerge_request.title=Bring the documentation in step with the model catalog\n",
    );
    const pushed = git(remote, "show", "--stat", "--format=%an", "kluster-gen/update");
    expect(pushed).toMatch(/^kluster-gen\n/);
    expect(pushed).toContain("ibis-3b");
  });
});

describe("pre-commit", () => {
  test("its hooks fail where the documentation is behind, and pass where it isn't", () => {
    expect(hooks.map(({ id, language }) => [id, language])).toEqual([
      ["kluster-gen-check", "system"],
      ["kluster-gen-plan", "system"],
    ]);
    const codes = (): readonly (number | null)[] => hooks.map(({ entry }) => run([entry]).status);
    expect(codes()).toEqual([2, 2]);
    expect(run(["npx --no-install kluster-gen apply --yes"]).status).toBe(0);
    expect(codes()).toEqual([0, 0]);
  });
});
