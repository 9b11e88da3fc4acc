import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { catalog, site } from "../support/packed.ts";
import {
  branch,
  commit,
  folder,
  git,
  main,
  openRepository,
  person,
  type PullRequest,
  pulls,
  run,
  show,
  tipOf,
  update,
} from "../support/runner.ts";

beforeEach(openRepository);

/** People change the body of a pull request. */
const edit = (number: number, change: (body: string) => string): void => {
  const all = pulls().map((each) => (each.number === number ? { ...each, body: change(each.body) } : each));
  writeFileSync(join(folder, "gh", "pulls.json"), JSON.stringify(all));
};

const untick = (name: string) => (body: string) =>
  body.replace(new RegExp(`^- \\[x\\] (.*${name}.*)$`, "m"), "- [ ] $1");

const boxesOf = (body = ""): readonly string[] =>
  body
    .split("\n")
    .filter((line) => line.startsWith("- ["))
    .map((line) => `${line.slice(3, 4)} ${decodeURIComponent(/<!-- model (\S+) -->/.exec(line)?.[1] ?? "")}`);

const first = catalog.data[0]?.id ?? "";
const others = catalog.data.slice(1).map(({ id }) => id);

describe("boxes that people untick in the body", () => {
  test("are ticked at first, and say what unticking does", () => {
    update();
    const [body = ""] = pulls().map((each) => each.body);
    expect(body).toMatch(/^> Untick a model to leave it for now/);
    expect([...boxesOf(body)].sort()).toEqual(catalog.data.map(({ id }) => `x ${id}`).sort());
  });

  test("take the model out until they are ticked again", () => {
    update();
    expect(show("docs/models.md")).toContain("Auk 1B");
    edit(1, untick("Auk 1B"));
    const second = update();
    expect(second.outputs, second.log).toMatchObject({ state: "refreshed", changed: "true" });
    expect(show("docs/models.md")).not.toContain("Auk 1B");
    const [body = ""] = pulls().map((each) => each.body);
    expect(body).toContain("### Left for now");
    expect(boxesOf(body)).toEqual([expect.stringMatching(/^ {2}acme/), ...others.map((id) => `x ${id}`)]);
    expect(update().outputs).toMatchObject({ state: "unchanged" });

    edit(1, (text) => text.replace("- [ ]", "- [X]"));
    expect(update().outputs).toMatchObject({ state: "refreshed" });
    expect(show("docs/models.md")).toContain("Auk 1B");
    expect(pulls()[0]?.body).not.toContain("### Left for now");
  });

  test("of all models leave a pull request open that changes nothing", () => {
    update();
    edit(1, (body) => body.replaceAll("- [x]", "- [ ]"));
    const { outputs, log } = update();
    expect(outputs, log).toMatchObject({ state: "refreshed" });
    expect(pulls()).toMatchObject([{ state: "open" }]);
    expect(git(join(folder, "remote.git"), "diff", "--stat", main, branch, "--", ".", ":!*lock.jsonl")).toBe(
      "",
    );
    expect(boxesOf(pulls()[0]?.body)).toHaveLength(catalog.data.length);
    expect(update().outputs).toMatchObject({ state: "unchanged" });
  });

  test("keep what is routine from being merged: it would be forgotten", () => {
    const config = { ...site["kluster-onboard.config.json"], policy: { classes: [{ class: "routine" }] } };
    commit(main, { "kluster-onboard.config.json": config });
    const auto = { INPUT_AUTO_MERGE: "routine" };
    update(auto);
    expect(pulls()[0]?.merging).toContain("--squash");
    edit(1, untick("Auk 1B"));
    update(auto);
    expect(pulls()[0]?.merging).toBe("");
  });

  test("that name models in odd ways run nothing and end no option", () => {
    update();
    const marks = ["$(touch pwned)", "--prune", "a\nb", "x%ZZ", "`touch pwned`"];
    const lines = marks.map((mark) => `- [ ] me <!-- model ${encodeURIComponent(mark)} -->\n`);
    edit(1, (body) => `${lines.join("")}- [ ] me <!-- model %zz -->\n${body}`);
    const { code, log, commands } = update();
    expect(code, log).toBe(0);
    expect(commands).toEqual([]);
    expect(execFileSync("find", [folder, "-name", "pwned"], { encoding: "utf8" })).toBe("");
    expect(show("docs/models.md")).toContain("Auk 1B");
  });

  test("in a fork's pull request are somebody else's", () => {
    const line = `- [ ] me <!-- model ${encodeURIComponent(first)} -->`;
    const fork = { number: 1, url: "u", state: "open", isCrossRepository: true, head: branch, body: line };
    writeFileSync(join(folder, "gh", "pulls.json"), JSON.stringify([fork]));
    update();
    expect(show("docs/models.md")).toContain("Auk 1B");
  });
});

describe("a pull request for each group", () => {
  const byProvider = { INPUT_GROUP_BY: "provider" };
  const groups = (env: Readonly<Record<string, string>> = {}) => run(["groups"], { ...byProvider, ...env });
  const extra = { id: "Bird Co/Ibis-3B", name: "Ibis 3B" };
  const odd = /^kluster-gen\/update-bird-co-[0-9a-f]{8}$/;
  const headed = (head: string | RegExp): (PullRequest & { readonly head: string }) | undefined => {
    const all: readonly (PullRequest & { readonly head?: string })[] = pulls();
    return all.flatMap((each) => {
      const own = each.head ?? "";
      return (typeof head === "string" ? own === head : head.test(own)) ? [{ ...each, head: own }] : [];
    })[0];
  };
  const acme = `${branch}-acme`;

  test("has that group's models alone, and everything else has one too", () => {
    commit(main, { "catalog.json": { data: [...catalog.data, extra] } });
    const { code, outputs, log } = groups();
    expect(code, log).toBe(0);
    expect(outputs).toMatchObject({ changed: "true", blocked: "false" });
    expect(outputs.state).toContain(`${acme}: opened`);
    expect(outputs["pull-request"]?.split("\n").length).toBeGreaterThanOrEqual(2);
    expect(headed(acme)?.body).toContain("Auk 1B");
    expect(headed(acme)?.body).not.toContain("Ibis 3B");
    const bird = headed(odd);
    expect(bird?.body).toContain("Ibis 3B");
    expect(bird?.body).not.toContain("Auk 1B");
    const models = git(join(folder, "remote.git"), "show", `${acme}:docs/models.md`);
    expect(models).toContain("Auk 1B");
    expect(models).not.toContain("Ibis 3B");
    expect(groups().outputs.state).not.toMatch(/opened|refreshed/);
  });

  test("is closed when nothing of the group changes any more; the others are refreshed", () => {
    commit(main, { "catalog.json": { data: [...catalog.data, extra] } });
    groups();
    git(person, "fetch", "--quiet");
    git(person, "checkout", "--quiet", main);
    git(person, "merge", "--quiet", "--squash", `origin/${acme}`);
    git(person, "commit", "--quiet", "--message", "Merged");
    git(person, "push", "--quiet", "origin", main);
    const { outputs, log } = groups();
    expect(outputs.state, log).toContain(`${acme}: closed`);
    expect(outputs.state).toMatch(/bird-co-\w+: refreshed/);
    expect(headed(acme)?.state).toBe("closed");
    expect(() => tipOf(acme)).toThrow();
  });

  test("remembers its own boxes", () => {
    commit(main, { "catalog.json": { data: [...catalog.data, extra] } });
    groups();
    edit(headed(acme)?.number ?? 0, untick("Auk 1B"));
    groups();
    expect(git(join(folder, "remote.git"), "show", `${acme}:docs/models.md`)).not.toContain("Auk 1B");
    expect(headed(odd)?.body).not.toContain("Left for now");
  });

  test("people's commits on one are left, and the others go on", () => {
    groups();
    commit(acme, { "note.md": "Mine.\n" });
    commit(main, { "catalog.json": { data: [...catalog.data, extra] } });
    const { outputs, log } = groups();
    expect(outputs.state, log).toContain(`${acme}: held`);
    expect(headed(odd)?.state).toBe("open");
  });

  test("by a field that there isn't ends the step, and nothing is pushed", () => {
    const { code, commands } = groups({ INPUT_GROUP_BY: "familly" });
    expect(code).toBe(1);
    expect(commands).toEqual([expect.stringContaining("kluster-gen plan ended with 1")]);
    expect(pulls()).toEqual([]);
  });
});
