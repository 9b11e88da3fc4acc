import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { verdict } from "../../../src/verify/types.ts";
import { assemblePlan } from "../../../src/pipeline/assemble.ts";
import { error, warning } from "../../../src/model/problem.ts";
import { type GithubOptions, planToGithub } from "../../../src/report/plan-github.ts";
import { verdictsToGithub } from "../../../src/report/verify.ts";
import type { Change } from "../../../src/model/plan.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";
import { command } from "../../support/command.ts";
import { decode } from "../../support/workflow-command.ts";

const change = (more: Partial<Change>): Change => ({
  action: "create",
  path: "a.py",
  kind: "snippet",
  models: [],
  cause: "catalog",
  reason: "Because.",
  before: null,
  after: null,
  ...more,
});

const files = new Map([["guide.md", { text: "one\ntwo\nthree\n", digest: "" }]]);
const options: GithubOptions = { files, prefix: "docs/", failing: true };
const page = change({ action: "update", path: "guide.md", kind: "section", content: "one\nTWO\nthree\n" });
const note = { cause: "catalog", models: [], what: "entry", text: "Gemma in Python" } as const;

const decoded = (out: string) => out.trimEnd().split("\n").map(decode);
const annotations = (
  changes: readonly Change[],
  problems = [warning("odd", "plan", "So.", "Thus.")],
  more = {},
) =>
  decoded(
    planToGithub(
      assemblePlan(changes, problems, { config: null, catalog: null, templates: null, lock: null }),
      {
        ...options,
        ...more,
      },
    ),
  );

describe("a plan as annotations", () => {
  it("has problems first, then what is blocked, then pages, then new files; nothing for what stays", () => {
    const blocked = change({ action: "blocked", path: "z.py", reason: "A hand edit is in the way." });
    const stays = change({ action: "keep", path: "b.py" });
    const problems = [warning("odd", "plan", "So.", "Thus."), error("bad", "guide.md:3", "No.", "Mend it.")];
    expect(annotations([change({}), page, stays, blocked], problems)).toEqual([
      { name: "error", file: "docs/guide.md", line: "3", title: "bad", data: "guide.md:3: No. Mend it." },
      { name: "warning", title: "odd", data: "plan: So. Thus." },
      {
        name: "error",
        file: "docs/z.py",
        line: "1",
        title: "blocked: z.py",
        data: "A hand edit is in the way.",
      },
      { name: "error", file: "docs/guide.md", line: "2", title: "to update: guide.md", data: "Because." },
      { name: "error", file: "docs/a.py", line: "1", title: "to create: a.py", data: "Because." },
    ]);
  });

  it("tells what changes inside a page; what doesn't fail the run is a notice, but for what is blocked", () => {
    const inside = (...actions: readonly ("add" | "blocked")[]) =>
      annotations([{ ...page, notes: actions.map((action) => ({ ...note, action })) }], [], {
        failing: false,
      });
    expect(inside("add")).toMatchObject([{ name: "notice", data: "Because.\n+ Gemma in Python" }]);
    expect(inside("add", "blocked")).toMatchObject([
      { name: "error", data: "Because.\n+ Gemma in Python\n! Gemma in Python" },
    ]);
  });

  it("a hostile name begins no command of its own", () => {
    const path = "a,line=9::b\n::error::c.md";
    expect(annotations([change({ action: "update", path, reason: "50%0A\r\n::add-mask::x" })], [])).toEqual([
      {
        name: "error",
        file: `docs/${path}`,
        line: "1",
        title: `to update: ${path}`,
        data: "50%0A\r\n::add-mask::x",
      },
    ]);
  });

  it("plan --check prints them on stdout and the sum on stderr", async () => {
    const docs = join(emptyFolder(), "docs");
    cpSync("examples/docs", docs, { recursive: true });
    const run = await command("plan", "--check", "--format", "github", "--root", docs);
    expect(run.code).toBe(2);
    expect(run.err).toMatch(/^Plan: 12 to create, 4 to update/);
    expect(decoded(run.out).map(({ name }) => name)).toEqual(Array.from({ length: 16 }, () => "error"));
    await command("apply", "--root", docs);
    const again = await command("plan", "--check", "--format", "github", "--root", docs, "--quiet");
    expect(again).toEqual({ code: 0, out: "", err: "" });
  });
});

describe("verdicts as annotations", () => {
  const subject = {
    path: "a.py",
    kind: "chat",
    language: "python",
    model: "x",
    text: "",
    calls: [],
    image: false,
  };

  it("has one for each failed snippet, and one for each reason why some weren't run", () => {
    const verdicts = [
      verdict(subject, "passed"),
      verdict(subject, "failed", ["It ended with 1."], "Traceback\n  boom\n"),
      verdict({ ...subject, path: "b.py" }, "not run", ["python3 is missing."]),
      verdict({ ...subject, path: "c.py" }, "not run", ["python3 is missing."]),
    ];
    expect(decoded(verdictsToGithub(verdicts, "docs/"))).toEqual([
      {
        name: "error",
        file: "docs/a.py",
        line: "1",
        title: "chat/python fails",
        data: "It ended with 1.\n| Traceback\n|   boom",
      },
      {
        name: "warning",
        title: "not run",
        data: "python3 is missing. Not run: 2 snippets, b.py first.",
      },
    ]);
  });
});
