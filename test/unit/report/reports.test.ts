import { outputs } from "../../../generators/index.ts";
import { describe, expect, it } from "vitest";
import { assemblePlan } from "../../../src/pipeline/assemble.ts";
import { error, warning } from "../../../src/model/problem.ts";
import { planToCommit } from "../../../src/report/commit.ts";
import { unifiedDiff } from "../../../src/report/diff.ts";
import { explanationToJson, formatExplanation } from "../../../src/report/explain.ts";
import { planToHtml } from "../../../src/report/html/plan.ts";
import { planDocument } from "../../../src/report/json.ts";
import { planToMarkdown } from "../../../src/report/markdown.ts";
import { formatProblems } from "../../../src/report/problems.ts";
import { colour, plain } from "../../../src/report/style.ts";
import { hasChanges } from "../../../src/model/plan.ts";
import { formatPlan, inStep, summaryLine, type TextOptions } from "../../../src/report/text.ts";
import type { Change } from "../../../src/model/plan.ts";

const inputs = { config: null, catalog: null, templates: null, lock: null };
const base: Change = {
  action: "keep",
  path: "p",
  kind: "snippet",
  models: [],
  cause: "catalog",
  reason: "Because.",
  before: null,
  after: null,
};
const change = (more: Partial<Change>): Change => ({ ...base, ...more });
const planOf = (...changes: readonly Change[]) => assemblePlan(changes, [], inputs);
const text = (changes: readonly Change[], more: Partial<TextOptions> = {}): readonly string[] =>
  formatPlan(planOf(...changes), {
    paint: plain,
    kinds: outputs,
    verbose: false,
    diff: () => "",
    ...more,
  }).split("\n");

const page = change({ action: "update", path: "guide.md", kind: "section", reason: "1 entry added." });

describe("a plan for people", () => {
  it("groups by kind, marks each change and ends with the sum", () => {
    const changes = [
      page,
      change({ action: "create", path: "a.py" }),
      change({ action: "keep", path: "b.py" }),
      change({ action: "blocked", path: "c.py", reason: "The file is about x." }),
      change({ action: "rename", path: "e.py", from: "d.py" }),
      change({ action: "delete", path: "f.md", kind: "table" }),
    ];
    expect(text(changes)).toEqual([
      "Snippets",
      "  + a.py",
      "  ! c.py  The file is about x.",
      "  → d.py → e.py",
      "",
      "Page sections",
      "  ~ guide.md  1 entry added.",
      "",
      "Tables",
      "  - f.md  Because.",
      "",
      "Plan: 1 to create, 1 to update, 1 to delete, 1 renamed, 1 unchanged, 1 blocked.",
      "",
    ]);
  });

  it("says when there is nothing to do, and lists what stays when asked to", () => {
    expect(text([change({})])).toEqual([
      "The documentation is in step with the catalog.",
      "Plan: 0 to create, 0 to update, 0 to delete, 0 renamed, 1 unchanged.",
      "",
    ]);
    expect(text([change({})], { verbose: true }).slice(0, 2)).toEqual(["Snippets", "  = p  Because."]);
    expect([planOf(change({})), planOf(change({ action: "blocked" })), planOf(page)].map(hasChanges)).toEqual(
      [false, false, true],
    );
  });

  it.each([
    ["rows-unknown", "Nothing to change; what is left stays, as told."],
    ["entries-unknown", "Nothing to change; what is left stays, as told."],
    ["row-left", "Nothing to change; what is left stays, as told."],
    ["orphan-snippet", "Nothing to change; what is left stays, as told."],
    ["rows-alike", "Nothing to change; what is left stays, as told."],
    ["slug-unapplied", "Nothing to change; what is left stays, as told."],
    ["field-path-nowhere", "The documentation is in step with the catalog."],
  ])("says with %s what is true", (code, want) => {
    expect(inStep({ problems: [warning(code, "p.md", "Told.", "Look.")] })).toBe(want);
    expect(inStep({ problems: [] }, true)).toBe("Nothing to change in what was asked for.");
  });

  it("shows what changes inside of a page, and the diff", () => {
    const note = {
      cause: "catalog",
      models: [],
      what: "entry",
      action: "add",
      text: "Gemma in Python",
    } as const;
    expect(text([{ ...page, notes: [note] }], { diff: () => "-a\n\n+b\n" }).slice(1, 6)).toEqual([
      "  ~ guide.md  1 entry added.",
      "      + Gemma in Python",
      "      -a",
      "",
      "      +b",
    ]);
  });

  it("never lets outside text move the cursor or start a line", () => {
    const nasty = "a\u001B[31m\n::error::\u202Eb";
    const note = { cause: "catalog", models: [], what: "entry", action: "add", text: nasty } as const;
    const shown =
      text([change({ ...page, path: nasty, reason: nasty, notes: [note] })]).join("\n") +
      formatProblems([error("c", nasty, nasty, nasty)], plain, true) +
      unifiedDiff("p", nasty, null, plain);
    expect(shown).not.toMatch(/[\u001B\u202E]|^::error/m);
  });
});

describe("a plan with errors", () => {
  const wrong = error("page-not-found", "c: tables[0]", "There is no page.", "Correct it.");
  const broken = assemblePlan([page], [wrong], inputs);
  const stop = "Plan: nothing can be applied until 1 error is mended.";
  const counts = "Worked out besides: 0 to create, 1 to update, 0 to delete, 0 renamed, 0 unchanged.";
  const review = { plan: broken, kinds: outputs, files: new Map(), entries: [] };

  it.each([
    ["what is worked out besides", broken, `${stop} ${counts}`],
    ["nothing more where nothing is", assemblePlan([], [wrong], inputs), stop],
    [
      "how many",
      assemblePlan([], [wrong, { ...wrong, where: "c: tables[1]" }], inputs),
      "Plan: nothing can be applied until 2 errors are mended.",
    ],
  ])("says that nothing of it can be applied, and %s", (_, plan, want) => {
    expect(summaryLine(plan)).toBe(want);
  });

  it("says so in every form, and calls nothing changed", () => {
    expect(planToMarkdown(review)).toContain(`**${stop} ${counts}**`);
    const html = planToHtml(review);
    expect(html).toContain(`${stop} ${counts}`);
    expect(html).not.toMatch(/<ul class="numbers">|Nothing changes/);
    expect(planToCommit(broken)).toBe("Nothing changed in the model documentation (1 error)\n");
  });

  it("counts in JSON what it lists", () => {
    const document = planDocument(broken, false);
    expect(document.summary).toMatchObject({ update: 1, create: 0 });
    expect(document.changes.map(({ action }) => action)).toEqual(["update"]);
  });
});

describe("a diff", () => {
  it("is unified, with /dev/null for what isn't there", () => {
    expect(unifiedDiff("p", "a\nb\n", "a\nc\n", plain).split("\n")).toEqual([
      "--- a/p",
      "+++ b/p",
      "@@ -1,2 +1,2 @@",
      " a",
      "-b",
      "+c",
      "",
    ]);
    expect(unifiedDiff("p", null, "a", plain)).toContain("--- /dev/null\n+++ b/p\n@@ -0,0 +1,1 @@\n+a\n");
  });

  it("is coloured by line", () => {
    expect(unifiedDiff("p", "b\n", "c\n", colour)).toContain(
      "\u001B[31m-b\u001B[39m\n\u001B[32m+c\u001B[39m",
    );
  });
});

it("problems show errors first, each with its place and its fix", () => {
  expect(
    formatProblems(
      [warning("w", "there", "Careful.", "Look."), error("e", "here", "Wrong.", "Mend.")],
      plain,
      false,
    ),
  ).toBe("error: Wrong. [e]\n  at:  here\n  fix: Mend.\nwarning: Careful. [w]\n  at:  there\n  fix: Look.\n");
  expect(formatProblems([], plain, false)).toBe("");
});

it("of many warnings of one kind the first are shown, unless all are asked for; errors are all shown", () => {
  const many = (code: string, count: number, problem = warning) =>
    Array.from({ length: count }, (_, index) => problem(code, `${code}${index}`, "Wrong.", "Mend it."));
  const problems = [...many("w", 5), ...many("v", 3), ...many("w", 2), ...many("e", 4, error)];
  const places = (verbose: boolean): readonly string[] =>
    formatProblems(problems, plain, verbose)
      .split("\n")
      .flatMap((line) => (/^ {2}(?:at: {2}|(?=…))(.*)/.exec(line) ?? []).slice(1));
  const errors = ["e0", "e1", "e2", "e3"];
  expect(places(false)).toEqual([
    ...errors,
    ...["w0", "w1", "w2", "… and 4 more [w] (--verbose)"],
    ...["v0", "v1", "v2"],
  ]);
  expect(places(true)).toEqual([
    ...errors,
    ...["w0", "w1", "w2", "w3", "w4", "w0", "w1"],
    ...["v0", "v1", "v2"],
  ]);
});

describe("an explanation", () => {
  const model = {
    id: "x/a",
    name: "Ant",
    record: { id: "x/a", people: { tags: ["a", "b"] } },
    sources: ["api.json", "own.yaml"],
    fields: [
      { name: "id", value: "x/a", origin: { from: "record", path: "id" }, sources: ["api.json"] },
      {
        name: "tags",
        value: ["a", "b"],
        origin: { from: "record", path: "people.tags" },
        sources: ["own.yaml"],
      },
      { name: "size", value: "", origin: { from: "default" }, sources: [] },
      { name: "upper", value: "X/A", origin: { from: "field", field: "id" }, sources: [] },
    ],
    excluded: null,
    capabilities: [
      { name: "vision", holds: true, when: { field: "tags", includes: "b" }, templates: "vision" },
      { name: "tools", holds: false, when: { field: "tags", includes: "c" }, templates: null },
      { name: "text", holds: true, when: null, templates: "text" },
    ],
    templates: "vision",
    slug: [
      { name: "id", text: "x/a" },
      { name: "take", text: "a" },
    ],
    snippets: [{ snippet: "chat/python", template: "t.ejs", path: "a.py", state: "absent" }],
  } as const;
  const places = [
    { page: "p.md", kind: "section", place: "Python", line: 3 },
    { page: "q.md", kind: "table", place: "the page", line: null },
  ] as const;

  it("for people shows each step", () => {
    expect(formatExplanation(model, { places, names: [] }, plain).split("\n")).toEqual([
      "Ant  x/a",
      "",
      "Sources",
      "  api.json",
      "  own.yaml",
      "",
      "Fields",
      "  id     x/a  ← id in api.json",
      "  tags   a, b  ← people.tags in own.yaml",
      "  size  ← default",
      "  upper  X/A  ← field id",
      "",
      "Capabilities",
      '  yes vision  tags includes "b"; chooses the template set vision',
      '  no  tools   needs tags includes "c"',
      "  yes text    always",
      "",
      "Slug",
      "  id    x/a",
      "  take  a",
      "",
      "Snippets",
      "  chat/python  to be created, template t.ejs",
      "    a.py",
      "",
      "Places",
      "  p.md:3  Python",
      "  q.md  the page  not there yet",
      "",
    ]);
  });

  it("leaves out what there isn't, and gives the reason", () => {
    const out = {
      ...model,
      sources: ["api.json"],
      fields: [],
      excluded: "deleted",
      capabilities: [],
      templates: null,
      slug: [],
      snippets: [],
    };
    expect(formatExplanation(out, { places: [], names: [] }, plain)).toBe(
      "Ant  x/a\nLeft out of the documentation: deleted.\n",
    );
  });

  it("as JSON has the same", () => {
    const parsed: unknown = JSON.parse(explanationToJson(model, places, []));
    expect(parsed).toMatchObject({
      id: "x/a",
      formatVersion: 1,
      fields: { tags: ["a", "b"] },
      origins: { tags: { from: "record", path: "people.tags", sources: ["own.yaml"] } },
      places: [{ line: 3 }, { line: null }],
    });
  });
});
