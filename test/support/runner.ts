import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bin, catalog, installFolder, packageFolder, project, site, writeFiles } from "./packed.ts";

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

export type PullRequest = {
  readonly number: number;
  readonly state: string;
  readonly title: string;
  readonly base: string;
  readonly body: string;
  /** How it is to be merged after its checks, and as which commit; empty where it isn't any more. */
  readonly merging?: string;
};
const parsePulls: (text: string) => readonly PullRequest[] = JSON.parse;

export const main = "main";
export const branch = "kluster-gen/update";

/** The folder of a test, and in it where the runner clones to and where a person works. */
export let folder = "";
let clone = "";
export let person = "";

export const git = (cwd: string, ...args: readonly string[]): string =>
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
export const commit = (to: string, files: Readonly<Record<string, unknown>>): void => {
  git(person, "fetch", "--quiet");
  git(person, "checkout", "--quiet", "-B", to, `origin/${to}`);
  writeFiles(person, files);
  git(person, "add", "--all");
  git(person, "commit", "--quiet", "--message", "By hand");
  git(person, "push", "--quiet", "origin", to);
};

export const tipOf = (name: string): string =>
  git(join(folder, "remote.git"), "rev-parse", `refs/heads/${name}`);
export const show = (path: string): string => git(join(folder, "remote.git"), "show", `${branch}:${path}`);
export const pulls = (): readonly PullRequest[] => {
  const file = join(folder, "gh", "pulls.json");
  return existsSync(file) ? parsePulls(readFileSync(file, "utf8")) : [];
};
export const calls = (): number => {
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

export type Ran = {
  readonly code: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly commands: readonly string[];
  readonly log: string;
};

/** Runs steps in a fresh clone of the main branch, until one fails. */
export const run = (steps: readonly string[], env: Readonly<Record<string, string>> = {}): Ran => {
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
        // The compiled code of the command is the same for all.
        XDG_CACHE_HOME: join(installFolder, "cache"),
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

export const update = (env: Readonly<Record<string, string>> = {}): Ran => run(["update", "publish"], env);

export const newer = { data: [...catalog.data, { id: "acme/Ibis-3B", name: "Ibis 3B" }] };

/** A site in a bare repository, cloned by a person, and a `gh` for the runner: what each test has a copy of. */
const makeRepository = (): string => {
  const made = project();
  const own = join(made, "person");
  for (const name of ["bin", "gh", "temp", "clones"]) mkdirSync(join(made, name));
  writeFileSync(join(made, "bin", "gh"), gh);
  chmodSync(join(made, "bin", "gh"), 0o755);
  // What `npx --no-install` would find.
  writeFileSync(join(made, "bin", "npx"), `#!/bin/sh\nshift 2\nexec "${bin}" "$@"\n`);
  chmodSync(join(made, "bin", "npx"), 0o755);
  git(made, "init", "--quiet", "--bare", "--initial-branch", main, "remote.git");
  git(made, "clone", "--quiet", "remote.git", "person");
  // Where it is from, seen from a copy too.
  git(own, "remote", "set-url", "origin", "../remote.git");
  git(own, "checkout", "--quiet", "-B", main);
  writeFiles(own, site);
  git(own, "add", "--all");
  git(own, "commit", "--quiet", "--message", "The site");
  git(own, "push", "--quiet", "origin", main);
  return made;
};

let repository: string | undefined;

/** A repository for a test. */
export const openRepository = (): void => {
  folder = project();
  clone = join(folder, "clones");
  person = join(folder, "person");
  cpSync((repository ??= makeRepository()), folder, { recursive: true });
};
