import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { bin, catalog, packageFolder, project, site, writeFiles } from "../support/packed.ts";

/**
 * The steps of the GitHub Action, run one after the other as the runner does, in a clone of a bare
 * repository, with a `gh` that keeps its pull requests in a file.
 */

const gh = `#!/usr/bin/env bash
set -euo pipefail
echo "$1 $2 $3" >>"$GH_FOLDER/calls"
list="$GH_FOLDER/pulls.json"
[ -e "$list" ] || echo '[]' >"$list"
case "$1 $2" in
"pr list")
  shift 2
  while [ $# -gt 0 ]; do case $1 in --jq) jq=$2 ;; --state) state=$2 ;; --head) head=$2 ;; esac; shift 2; done
  jq --arg head "$head" --arg state "$state" \\
    'map(select(.head == $head and ($state == "all" or .state == $state)))' "$list" | jq -r "$jq"
  ;;
"pr create")
  shift 2
  while [ $# -gt 0 ]; do case $1 in --head) head=$2 ;; --base) base=$2 ;; --title) title=$2 ;; --body-file) body=$2 ;; esac; shift 2; done
  number=$(($(jq length "$list") + 1))
  jq --arg head "$head" --arg base "$base" --arg title "$title" --rawfile body "$body" --argjson number "$number" \\
    '. + [{number: $number, url: "https://github.example/pull/\\($number)", state: "open", isCrossRepository: false, $head, $base, $title, $body}]' \\
    "$list" >"$list.new"
  mv "$list.new" "$list"
  echo "https://github.example/pull/$number"
  ;;
"api --silent")
  number=\${5##*/}
  jq --rawfile body "\${7#body=@}" --argjson number "$number" \\
    'map(if .number == $number then .body = $body else . end)' "$list" >"$list.new"
  mv "$list.new" "$list"
  ;;
"pr close")
  jq --argjson number "$3" 'map(if .number == $number then .state = "closed" else . end)' "$list" >"$list.new"
  mv "$list.new" "$list"
  ;;
"pr merge")
  [ "$4" != --auto ] || merging="$5 $7"
  jq --argjson number "$3" --arg merging "\${merging:-}" \
    'map(if .number == $number then .merging = $merging else . end)' "$list" >"$list.new"
  mv "$list.new" "$list"
  ;;
*) exit 64 ;;
esac
`;

type PullRequest = {
  readonly number: number;
  readonly state: string;
  readonly title: string;
  readonly base: string;
  readonly body: string;
  /** How it is to be merged after its checks, and as which commit; empty where it isn't any more. */
  readonly merging?: string;
};
const parsePulls: (text: string) => readonly PullRequest[] = JSON.parse;

const main = "main";
const branch = "kluster-gen/update";

let folder = "";
let clone = "";
let person = "";

const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-C", cwd, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      GIT_AUTHOR_NAME: "Ada",
      GIT_AUTHOR_EMAIL: "ada@example.org",
      GIT_COMMITTER_NAME: "Ada",
      GIT_COMMITTER_EMAIL: "ada@example.org",
    },
  }).trim();

/** A person changes files on a branch and pushes. */
const commit = (to: string, files: Readonly<Record<string, unknown>>): void => {
  git(person, "fetch", "--quiet");
  git(person, "checkout", "--quiet", "-B", to, `origin/${to}`);
  writeFiles(person, files);
  git(person, "add", "--all");
  git(person, "commit", "--quiet", "--message", "By hand");
  git(person, "push", "--quiet", "origin", to);
};

const tipOf = (name: string): string => git(join(folder, "remote.git"), "rev-parse", `refs/heads/${name}`);
const show = (path: string): string => git(join(folder, "remote.git"), "show", `${branch}:${path}`);
const pulls = (): readonly PullRequest[] => {
  const file = join(folder, "gh", "pulls.json");
  return existsSync(file) ? parsePulls(readFileSync(file, "utf8")) : [];
};
const calls = (): number => {
  const file = join(folder, "gh", "calls");
  const all = existsSync(file) ? readFileSync(file, "utf8") : "";
  return all.split("\n").filter((line) => /^(?:pr create|api)/.test(line)).length;
};

/** What the runner reads from GITHUB_OUTPUT. */
const outputsOf = (text: string): Readonly<Record<string, string>> => {
  const found: Record<string, string> = {};
  const lines = text.split("\n");
  while (lines.length > 0) {
    const [, name, delimiter] = /^([^=]*?)<<(.*)$/.exec(lines[0] ?? "") ?? [];
    const [, key, plain] = /^([^<]*?)=(.*)$/.exec(lines.shift() ?? "") ?? [];
    if (name !== undefined && delimiter !== undefined) {
      const end = lines.indexOf(delimiter);
      found[name] = lines
        .splice(0, end + 1)
        .slice(0, -1)
        .join("\n");
    } else if (key !== undefined) found[key] = plain ?? "";
  }
  return found;
};

/** The workflow commands that the runner takes from a log: it trims lines, and honours stop-commands. */
const commandsOf = (log: string): readonly string[] => {
  const found: string[] = [];
  let waiting = "";
  for (const line of log.split("\n")) {
    if (waiting !== "") {
      if (line.trim() === `::${waiting}::`) waiting = "";
      continue;
    }
    const command = /^\s*::([a-z-]+)(?: .*?)?::(.*)$/.exec(line) ?? /##\[([a-z]+)\](.*)/.exec(line);
    if (command?.[1] === "stop-commands") waiting = command[2] ?? "";
    else if (command !== null) found.push(`${command[1] ?? ""}: ${command[2] ?? ""}`);
  }
  return found;
};

type Ran = {
  readonly code: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly commands: readonly string[];
  readonly log: string;
};

/** Runs steps in a fresh clone of the main branch, until one fails. */
const run = (steps: readonly string[], env: Readonly<Record<string, string>> = {}): Ran => {
  const cwd = join(clone, String(Date.now()) + String(Math.random()).slice(2));
  git(folder, "clone", "--quiet", "--depth", "1", "--branch", main, `file://${folder}/remote.git`, cwd);
  const output = join(folder, "output");
  writeFileSync(output, "");
  let log = "";
  let code: number | null = 0;
  for (const step of steps) {
    if (code !== 0) break;
    const done = spawnSync("bash", [join(packageFolder, "generators", "action", `${step}.sh`)], {
      cwd,
      encoding: "utf8",
      env: {
        PATH: `${join(folder, "bin")}:${process.env.PATH ?? ""}`,
        HOME: folder,
        RUNNER_TEMP: join(folder, "temp"),
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: join(folder, "summary"),
        GH_FOLDER: join(folder, "gh"),
        INPUT_BRANCH: branch,
        INPUT_BASE: main,
        INPUT_TITLE: "Follow the catalog",
        ...env,
      },
    });
    code = done.status;
    log += done.stdout + done.stderr;
  }
  return { code, outputs: outputsOf(readFileSync(output, "utf8")), commands: commandsOf(log), log };
};

const update = (env: Readonly<Record<string, string>> = {}): Ran => run(["update", "publish"], env);

const newer = { data: [...catalog.data, { id: "acme/Ibis-3B", name: "Ibis 3B" }] };

beforeEach(() => {
  folder = project();
  clone = join(folder, "clones");
  person = join(folder, "person");
  for (const name of ["bin", "gh", "temp", "clones"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "bin", "gh"), gh);
  chmodSync(join(folder, "bin", "gh"), 0o755);
  // What `npx --no-install` would find.
  writeFileSync(join(folder, "bin", "npx"), `#!/bin/sh\nshift 2\nexec "${bin}" "$@"\n`);
  chmodSync(join(folder, "bin", "npx"), 0o755);
  git(folder, "init", "--quiet", "--bare", "--initial-branch", main, "remote.git");
  git(folder, "clone", "--quiet", join(folder, "remote.git"), person);
  git(person, "checkout", "--quiet", "-B", main);
  writeFiles(person, site);
  git(person, "add", "--all");
  git(person, "commit", "--quiet", "--message", "The site");
  git(person, "push", "--quiet", "origin", main);
});

describe("one pull request on one branch", () => {
  test("the first run opens it, a newer catalog refreshes it, and without news nothing happens", () => {
    const first = update();
    expect(first.outputs, first.log).toEqual({
      blocked: "false",
      routine: "false",
      classes: "routine=0 review=4 held=0",
      changed: "true",
      state: "opened",
      "pull-request": "https://github.example/pull/1",
    });
    expect(pulls()).toMatchObject([{ title: "Follow the catalog", base: main }]);
    expect(pulls()[0]?.body).toContain("Auk 1B");
    expect(show("docs/models.md")).toContain("| Auk 1B |");
    expect(git(person, "fetch", "--quiet") + git(person, "rev-parse", `origin/${branch}^`)).toBe(tipOf(main));

    commit(main, { "catalog.json": newer });
    const second = update();
    expect(second.outputs, second.log).toMatchObject({ state: "refreshed", changed: "true" });
    expect(pulls()).toHaveLength(1);
    expect(pulls()[0]?.body).toContain("Ibis 3B");
    expect(show("docs/models.md")).toContain("| Ibis 3B |");
    git(person, "fetch", "--quiet");
    expect(git(person, "rev-parse", `origin/${branch}^`), "one commit on top").toBe(tipOf(main));

    const [before, done] = [tipOf(branch), calls()];
    const third = update();
    expect(third.outputs, third.log).toMatchObject({ state: "unchanged", changed: "true" });
    expect([tipOf(branch), calls()]).toEqual([before, done]);
  });

  test("when everything is in step, nothing is pushed, and what is open is obsolete: it is closed", () => {
    update();
    git(person, "fetch", "--quiet");
    git(person, "checkout", "--quiet", main);
    git(person, "merge", "--quiet", "--squash", `origin/${branch}`);
    git(person, "commit", "--quiet", "--message", "Merged");
    git(person, "push", "--quiet", "origin", main);
    expect(update().outputs).toMatchObject({ state: "closed", changed: "false" });
    expect(pulls()).toMatchObject([{ state: "closed" }]);
    expect(() => tipOf(branch)).toThrow();
    const done = calls();
    expect(update().outputs).toMatchObject({ state: "none", changed: "false" });
    expect(calls()).toBe(done);
    commit(main, { "catalog.json": newer });
    expect(update().outputs).toMatchObject({ state: "opened" });
  });

  test("what people committed to isn't closed, though it is obsolete", () => {
    update();
    commit(branch, { "note.md": "Mine.\n" });
    git(person, "checkout", "--quiet", main);
    git(person, "merge", "--quiet", "--squash", `origin/${branch}~1`);
    git(person, "commit", "--quiet", "--message", "Merged");
    git(person, "push", "--quiet", "origin", main);
    expect(update().outputs).toMatchObject({ state: "none", changed: "false" });
    expect(pulls()).toMatchObject([{ state: "open" }]);
    expect(tipOf(branch)).not.toBe("");
  });

  test("one that was closed stays closed until there is news", () => {
    update();
    writeFileSync(
      join(folder, "gh", "pulls.json"),
      JSON.stringify(pulls().map((each) => ({ ...each, state: "closed" }))),
    );
    expect(update().outputs).toMatchObject({ state: "unchanged" });
    commit(main, { "catalog.json": newer });
    expect(update().outputs).toMatchObject({ state: "opened" });
    expect(pulls()).toHaveLength(2);
  });

  test("a fork's pull request from a branch of that name is somebody else's", () => {
    const fork = {
      number: 1,
      url: "u",
      state: "open",
      isCrossRepository: true,
      head: branch,
      body: "theirs",
    };
    writeFileSync(join(folder, "gh", "pulls.json"), JSON.stringify([fork]));
    expect(update().outputs).toMatchObject({ state: "opened" });
    expect(pulls().map(({ body }) => body)).toEqual(["theirs", expect.stringContaining("Auk 1B")]);
  });
});

describe("what is merged by itself", () => {
  const auto = { INPUT_AUTO_MERGE: "routine" };
  const classes = (...declared: readonly object[]) => ({
    "kluster-onboard.config.json": { ...site["kluster-onboard.config.json"], policy: { classes: declared } },
  });

  test("a pull request that is all routine, as the commit that was planned, until it isn't any more", () => {
    commit(main, classes({ class: "routine" }));
    const first = update(auto);
    expect(first.outputs, first.log).toMatchObject({ routine: "true", classes: "routine=4 review=0 held=0" });
    expect(pulls()).toMatchObject([{ merging: `--squash ${tipOf(branch)}` }]);
    expect(pulls()[0]?.body).toContain("Classes: 4 routine, 0 review, 0 held.");

    commit(main, { "catalog.json": newer, ...classes({ class: "review", model: "new" }) });
    const second = update(auto);
    expect(second.outputs, second.log).toMatchObject({ routine: "false", state: "refreshed" });
    expect(pulls()).toMatchObject([{ merging: "" }]);
  });

  test("not one that people committed to", () => {
    commit(main, classes({ class: "routine" }));
    update(auto);
    commit(branch, { "note.md": "Mine.\n" });
    expect(update(auto).outputs).toMatchObject({ state: "held" });
    expect(pulls()).toMatchObject([{ merging: "" }]);
  });

  test("not one of a config without classes, nor where it isn't asked for", () => {
    update(auto);
    expect(pulls()).toMatchObject([{ merging: "" }]);
    commit(main, classes({ class: "routine" }));
    update();
    expect(pulls()).toMatchObject([{ merging: "" }]);
  });

  test("another way of merging is refused, and nothing is pushed", () => {
    expect(update({ INPUT_AUTO_MERGE: "all" }).code).toBe(1);
    expect(() => tipOf(branch)).toThrow();
  });
});

describe("what people do on the branch", () => {
  const held = { state: "held", changed: "true", "pull-request": "" };

  test.each([
    ["a commit of theirs", () => commit(branch, { "docs/chat.md": "Rewritten by hand.\n" })],
    [
      "the tool's commit, amended",
      () => {
        git(person, "fetch", "--quiet");
        git(person, "checkout", "--quiet", "-B", branch, `origin/${branch}`);
        appendFileSync(join(person, "docs/chat.md"), "And this.\n");
        git(person, "commit", "--quiet", "--all", "--amend", "--no-edit");
        git(person, "push", "--quiet", "--force", "origin", branch);
      },
    ],
  ])("%s is never overwritten, and is told of", (_, act) => {
    update();
    act();
    const theirs = tipOf(branch);
    commit(main, { "catalog.json": newer });
    const done = calls();
    const { outputs, commands, code } = update();
    expect(outputs).toMatchObject(held);
    expect([tipOf(branch), calls(), code]).toEqual([theirs, done, 0]);
    expect(commands).toEqual([
      expect.stringMatching(/^warning: People have committed to kluster-gen\/update \([0-9a-f]{40}\)/),
    ]);
  });

  test("a merge of the main branch into it holds nothing of theirs", () => {
    update();
    commit(main, { "catalog.json": newer });
    git(person, "checkout", "--quiet", "-B", branch, `origin/${branch}`);
    git(person, "merge", "--quiet", "--no-edit", `origin/${main}`);
    git(person, "push", "--quiet", "origin", branch);
    expect(update().outputs).toMatchObject({ state: "refreshed" });
  });
});

/** Everything is in step, but for a hand edit where the config changes the same line, and a new model. */
const blockSomething = (more: Readonly<Record<string, unknown>> = { "catalog.json": newer }): string => {
  update();
  git(person, "fetch", "--quiet");
  git(person, "checkout", "--quiet", main);
  git(person, "merge", "--quiet", "--ff-only", `origin/${branch}`);
  git(person, "push", "--quiet", "origin", main);
  const path = "docs/code/auk-1b.py";
  const edited = readFileSync(join(person, path), "utf8").replaceAll("api.example.org", "mine.example.org");
  const config = site["kluster-onboard.config.json"];
  commit(main, {
    [path]: edited,
    ...more,
    "kluster-onboard.config.json": {
      ...config,
      vars: { ...config.vars, baseUrl: "https://new.example.org" },
    },
  });
  return path;
};

describe("what can't be done", () => {
  test("a hand edit in the way is named, and the rest is in the pull request", () => {
    const path = blockSomething();
    const { code, outputs, commands, log } = update();
    expect([code, outputs.blocked, outputs.state], log).toEqual([0, "true", "refreshed"]);
    expect(commands).toEqual([expect.stringContaining("warning: Something is blocked")]);
    expect(show(path)).toContain("mine.example.org");
    expect(show("docs/code/ibis-3b.py")).toContain("new.example.org");
    expect(pulls()[0]?.body).toMatch(/^> Some changes are blocked/);
  });

  test.each<readonly [what: string, env: Readonly<Record<string, string>>, message: string]>([
    ["a branch with a name that isn't one", { INPUT_BRANCH: "$(touch pwned)" }, "no name that git allows"],
    ["the branch that the changes are for", { INPUT_BRANCH: main }, "a branch of their own"],
    ["a catalog that can't be read", { INPUT_CATALOG: "gone.json" }, "kluster-gen plan ended with 1"],
  ])("%s ends the step, and nothing is pushed", (_, env, message) => {
    const { code, commands } = update(env);
    expect(code).toBe(1);
    expect(commands).toEqual([expect.stringContaining(message)]);
    expect(() => tipOf(branch)).toThrow();
    expect(pulls()).toEqual([]);
  });

  test("without gh the branch is pushed, and the rest is for people", () => {
    const tools = join(folder, "tools");
    mkdirSync(tools);
    for (const tool of ["bash", "git", "cat", "dirname", "mkdir", "od", "tr", "cut", "sh", "env", "node"])
      symlinkSync(execFileSync("which", [tool], { encoding: "utf8" }).trim(), join(tools, tool));
    symlinkSync(join(folder, "bin", "npx"), join(tools, "npx"));
    const { outputs, log } = update({ PATH: tools });
    expect(outputs, log).toMatchObject({ state: "pushed", changed: "true" });
    expect(show("docs/models.md")).toContain("Auk 1B");
  });
});

const names = [
  '$(touch pwned) `touch pwned` "; touch pwned; "',
  "::error::pwned",
  "##[error]pwned",
  "a\nstate=pwned\nEOF\nblocked=pwned",
  "%0A::set-output name=state::pwned",
];
const hostile = {
  data: names.map((name, index) => ({ id: `acme/Wren-${index}B ${name.slice(0, 12)}`, name })),
};

describe("what comes from outside", () => {
  test("names of models can't run anything, set outputs or speak to the runner", () => {
    commit(main, { "catalog.json": hostile });
    const title = '$(touch pwned) "; touch pwned; `touch pwned`';
    const { code, outputs, commands, log } = update({ INPUT_TITLE: title });
    expect(code, log).toBe(0);
    expect(outputs).toEqual({
      blocked: "false",
      routine: "false",
      classes: "routine=0 review=7 held=0",
      changed: "true",
      state: "opened",
      "pull-request": "https://github.example/pull/1",
    });
    expect(commands).toEqual([]);
    expect(log).not.toContain("pwned\n::");
    expect(pulls()[0]?.title).toBe(title);
    expect(execFileSync("find", [folder, "-name", "pwned"], { encoding: "utf8" })).toBe("");
  });
});

describe("checking a pull request", () => {
  const check = (env: Readonly<Record<string, string>> = {}): Ran => run(["check"], env);

  test("changes that are due are annotated, and fail the step", () => {
    const { code, outputs, commands, log } = check();
    expect([code, outputs], log).toEqual([1, { changed: "true", blocked: "false" }]);
    expect(commands).toContainEqual(expect.stringMatching(/^error: .*\+ Auk 1B/));
    expect(commands.at(-1)).toMatch(/^error: The documentation isn't what .* run kluster-gen apply\.$/);
  });

  test("without any it passes, and says nothing", () => {
    update();
    git(person, "fetch", "--quiet");
    git(person, "push", "--quiet", "origin", `origin/${branch}:${main}`);
    expect(check()).toMatchObject({ code: 0, outputs: { changed: "false", blocked: "false" }, commands: [] });
  });

  test.each<readonly [what: string, more: Readonly<Record<string, unknown>>, changed: string, code: number]>([
    ["what else is due does", { "catalog.json": newer }, "true", 1],
    ["by itself it doesn't", {}, "false", 0],
  ])("what is blocked is told, and fails nothing: %s", (_, more, changed, code) => {
    blockSomething({ ...more, "docs/code/wren-2b.py": "# By hand.\n" });
    const ran = check();
    expect([ran.code, ran.outputs], ran.log).toEqual([code, { changed, blocked: "true" }]);
  });

  test("a catalog that can't be read fails the step", () => {
    const { code, outputs, commands } = check({ INPUT_CATALOG: "gone.json" });
    expect([code, outputs]).toEqual([1, {}]);
    expect(commands.at(-1)).toBe("error: kluster-gen plan ended with 1. The log says why.");
  });

  test("names of models end up inside of annotations", () => {
    commit(main, { "catalog.json": hostile });
    const { commands } = check();
    expect(commands.length).toBeGreaterThan(1);
    expect(
      commands.filter((command) => /^(?:error|notice|warning|set-output): ?(?:state::)?pwned/.test(command)),
    ).toEqual([]);
    // The row of no model is told beside the entries and rows that are lacking.
    const kinds = commands.map((command) => command.split(":")[0]);
    expect(kinds.filter((kind) => kind !== "error")).toEqual(["warning"]);
  });
});
