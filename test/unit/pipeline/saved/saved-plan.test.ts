import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { savePlan } from "../../../../src/pipeline/saved/save.ts";
import { canonical, digest } from "../../../../src/text/digest.ts";
import { assemblePlan, emptyPlan } from "../../../../src/pipeline/assemble.ts";
import { readSavedPlan, savedPlanPieces, staleness } from "../../../../src/pipeline/saved/saved-plan.ts";
import { error } from "../../../../src/model/problem.ts";
import { emptyLock } from "../../../../src/model/lock.ts";
import { planToJson } from "../../../../src/report/json.ts";
import type { Change, Inputs, Plan } from "../../../../src/model/plan.ts";
import { emptyFolder } from "../../../support/hostile/interpreters.ts";
import { valueOf } from "../../given.ts";

const d = (text: string): string => digest(text);
const inputs: Inputs = { config: d("config"), catalog: d("catalog"), templates: d("templates"), lock: null };
const about = { kind: "snippet", models: ["x/a"], cause: "catalog", reason: "It is new." } as const;
const create = (path: string, content = path): Change => ({
  ...about,
  action: "create",
  path,
  before: null,
  after: d(content),
  content,
});
const update = (path: string): Change => ({
  ...about,
  action: "update",
  path,
  before: d("old"),
  after: d("new"),
  content: "new",
});
const keep = (path: string, ...models: string[]): Change => ({
  ...about,
  action: "keep",
  path,
  models,
  before: d("k"),
  after: d("k"),
});

const plan: Plan = {
  ...assemblePlan(
    [update("b.md"), create("a.py"), keep("c.py", "x/a"), { ...update("d.md"), action: "blocked" }],
    [],
    inputs,
  ),
  lock: emptyLock,
};
const parse = (text: string): unknown => JSON.parse(text);
const savedText = (made: Plan): string => [...savedPlanPieces(made)].join("");
const saved = (made: Plan = plan): unknown => parse(savedText(made));

/** A saved plan with something edited, and its seal made anew as whoever edits it could. */
const resealed = (more: object): unknown => {
  const whole = saved();
  const document = { ...(typeof whole === "object" ? whole : {}), ...more, seal: undefined };
  return parse(JSON.stringify({ ...document, seal: digest(canonical(document)) }));
};

/** The saved plan with one change edited. */
const edited = (index: number, more: Readonly<Record<string, unknown>>): unknown => {
  const changes = plan.changes.map((change, at) => (at === index ? { ...change, ...more } : change));
  return resealed({ changes });
};

describe("a plan", () => {
  it("is sorted by code unit and counted, and tells a path that stays once", () => {
    const made = assemblePlan(
      [keep("b", "x/2"), create("é"), keep("b", "x/1", "x/2"), create("a"), create("B")],
      [],
      inputs,
    );
    expect(made.changes.map(({ path }) => path)).toEqual(["B", "a", "b", "é"]);
    expect(made.changes[2]?.models).toEqual(["x/1", "x/2"]);
    expect(made.summary).toEqual({ create: 3, update: 0, delete: 0, rename: 0, keep: 1, blocked: 0 });
  });

  it("doesn't keep what it changes", () => {
    expect(
      assemblePlan([keep("a", "x/1"), update("a")], [], inputs).changes.map(({ action }) => action),
    ).toEqual(["update"]);
  });

  it("says when two outputs meet, and says every problem once", () => {
    const twice = error("code", "where", "message", "fix");
    const { problems } = assemblePlan(
      [create("a"), { ...create("a"), models: ["x/b"] }],
      [twice, { ...twice }],
      inputs,
    );
    expect(problems).toMatchObject([
      { code: "code" },
      { code: "path-clash", where: "a", message: 'Two outputs ("x/a" and "x/b") would be this one file.' },
    ]);
  });

  it("is the same bytes again, and without texts unless they are asked for", () => {
    expect(savedText(plan)).toBe(
      savedText({ ...assemblePlan([...plan.changes].reverse(), [], inputs), lock: emptyLock }),
    );
    expect(planToJson(plan)).not.toMatch(/"content": "|"seal": "|^  "lock": "/m);
    expect(emptyPlan([]).inputs).toEqual({ config: null, catalog: null, templates: null, lock: null });
  });
});

describe("a saved plan", () => {
  it("is read as it was written", () => {
    expect(valueOf(readSavedPlan(saved(), "plan.json"))).toEqual(plan);
    const left = new Map([["x/b", { type: "left", model: "x/b" } as const]]);
    const whole = { ...plan, lock: { ...emptyLock, left } };
    expect(valueOf(readSavedPlan(saved(whole), "plan.json"))).toEqual(whole);
  });

  it("is written where it was asked for, or it is said why not", () => {
    const folder = emptyFolder();
    expect(savePlan(plan, "plan.json", folder)).toBeUndefined();
    expect(readFileSync(join(folder, "plan.json"), "utf8")).toBe(savedText(plan));
    expect(savePlan(plan, "none/plan.json", folder)).toMatchObject({
      code: "save-failed",
      where: "none/plan.json",
    });
    if (existsSync("/dev/full"))
      expect(savePlan(plan, "/dev/full", folder)).toMatchObject({ fix: "Free some space." });
  });

  it("counts its changes anew", () => {
    const summary = { create: 9, update: 0, delete: 0, rename: 0, keep: 0, blocked: 0 };
    expect(valueOf(readSavedPlan(resealed({ summary }), "plan.json")).summary).toEqual(plan.summary);
  });

  it.each<readonly [what: string, value: unknown, problem: string]>([
    [
      "of a newer version",
      { formatVersion: 3, anything: 1 },
      "plan-version at plan.json: The plan has format 3; this version knows format 2.",
    ],
    [
      "of the version before",
      { formatVersion: 1, anything: 1 },
      "plan-version at plan.json: The plan has format 1; this version knows format 2.",
    ],
    [
      "that was edited anywhere",
      parse(savedText(plan).replace("It is new.", "It is old.")),
      "plan-edited at plan.json: The plan isn't as it was saved: its seal is another one.",
    ],
    ["that is null", null, "plan-invalid at plan.json: This is not a saved plan (the document)."],
    ["that is a text", "plan", "plan-invalid at plan.json: This is not a saved plan (the document)."],
    ["that is none", [], "plan-invalid at plan.json: This is not a saved plan (the document)."],
    [
      "with a digest that is none",
      edited(0, { after: "x" }),
      "plan-invalid at plan.json: This is not a saved plan (changes[0].after).",
    ],
    [
      "with an action that is none",
      edited(1, { action: "move" }),
      "plan-invalid at plan.json: This is not a saved plan (changes[1].action).",
    ],
    [
      "whose text was edited",
      edited(0, { content: "edited" }),
      "plan-edited at plan.json: changes[0]: The text isn't the one that was planned.",
    ],
    [
      "printed without a lock",
      parse(planToJson(plan)),
      "plan-edited at plan.json: The lock is missing: this is not a saved plan.",
    ],
    [
      "without a text",
      edited(0, { content: undefined }),
      "plan-edited at plan.json: changes[0]: The new text is missing: this is not a saved plan.",
    ],
    [
      "that creates over something",
      edited(0, { before: d("x") }),
      "plan-edited at plan.json: changes[0]: A change of kind create can't begin from this state.",
    ],
    [
      "that updates nothing",
      edited(1, { before: null }),
      "plan-edited at plan.json: changes[1]: A change of kind update can't begin from this state.",
    ],
    [
      "that renames from nowhere",
      edited(1, { action: "rename" }),
      "plan-edited at plan.json: changes[1]: Only a rename has `from`.",
    ],
    [
      "that renames to no text",
      edited(1, { action: "rename", from: "x", content: undefined }),
      "plan-edited at plan.json: changes[1]: The new text is missing: this is not a saved plan.",
    ],
    [
      "that is wrong in many places",
      resealed({ changes: {}, inputs: 1, problems: 1, summary: 1 }),
      "plan-invalid at plan.json: This is not a saved plan (inputs, changes, problems).",
    ],
    [
      "that creates from somewhere",
      edited(0, { from: "x" }),
      "plan-edited at plan.json: changes[0]: Only a rename has `from`.",
    ],
  ])("%s is refused", (_, value, problem) => {
    expect(
      readSavedPlan(value, "plan.json").problems.map(
        ({ code, where, message }) => `${code} at ${where}: ${message}`,
      ),
    ).toContain(problem);
  });
});

it.each([
  [3, "Use the version of kluster-gen that made it."],
  [1, "Make the plan anew with `kluster-gen plan --out`."],
])("a plan of format %i is mended so: %s", (formatVersion, fix) => {
  expect(readSavedPlan({ formatVersion }, "plan.json").problems[0]?.fix).toBe(fix);
});

describe("a saved plan is stale", () => {
  const tree = new Map([["b.md", d("old")]]);
  const stale = (now: Partial<Inputs>, files: ReadonlyMap<string, string>, made = plan): readonly string[] =>
    staleness(made, now, (path) => files.get(path) ?? null, "plan.json").map(
      ({ where, message }) => `${where}: ${message}`,
    );

  it.each<
    readonly [what: string, now: Partial<Inputs>, files: ReadonlyMap<string, string>, want: readonly string[]]
  >([
    ["not while all is as it was", inputs, tree, []],
    ["not by what isn't known now", {}, tree, []],
    ["not by a file that it keeps", inputs, new Map([...tree, ["c.py", d("other")]]), []],
    ["not by one that is in the way", inputs, new Map([...tree, ["d.md", d("other")]]), []],
    [
      "when inputs are others",
      { ...inputs, config: d("x"), lock: d("y") },
      tree,
      [
        "plan.json: The plan was made from another config.",
        "plan.json: The plan was made from another lock.",
      ],
    ],
    [
      "when a file changed",
      inputs,
      new Map([["b.md", d("x")]]),
      ["b.md: The file changed since the plan was made."],
    ],
    ["when a file is gone", inputs, new Map(), ["b.md: The file changed since the plan was made."]],
    [
      "when a file came",
      inputs,
      new Map([...tree, ["a.py", d("x")]]),
      ["a.py: The file was made since the plan was made."],
    ],
  ])("%s", (_, now, files, want) => {
    expect(stale(now, files)).toEqual(want);
  });

  it("when the file that it renames changed where it was", () => {
    const rename: Change = { ...update("new.md"), action: "rename", from: "old.md" };
    expect(stale({}, new Map([["old.md", d("x")]]), assemblePlan([rename], [], inputs))).toEqual([
      "old.md: The file changed since the plan was made.",
    ]);
  });
});
