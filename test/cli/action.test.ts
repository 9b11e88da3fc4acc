import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import {
  branch,
  calls,
  commit,
  folder,
  git,
  main,
  newer,
  openRepository,
  person,
  pulls,
  type Ran,
  run,
  show,
  tipOf,
  update,
} from "../support/runner.ts";
import { site } from "../support/packed.ts";

beforeEach(openRepository);

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

  test("without any it passes, and tells of nothing but the row that names no model", () => {
    update();
    git(person, "fetch", "--quiet");
    git(person, "push", "--quiet", "origin", `origin/${branch}:${main}`);
    expect(check()).toMatchObject({
      ...{ code: 0, outputs: { changed: "false", blocked: "false" } },
      commands: [expect.stringContaining('1 row names no model of the catalog: "Gone 7B"')],
    });
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
