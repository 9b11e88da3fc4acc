import { describe, expect, test } from "vitest";
import type { ClassConfig } from "../../../src/config/config.gen.ts";
import { emptyLock, type Lock } from "../../../src/model/lock.ts";
import { digest } from "../../../src/text/digest.ts";
import type { Change } from "../../../src/model/plan.ts";
import { classed } from "../../../src/policy/classes.ts";
import { planToCommit } from "../../../src/report/commit.ts";
import { classLines } from "../../../src/report/text.ts";
import { filterPlan } from "../../../src/report/filter.ts";
import { filtersOf } from "../../../src/cli/option-values.ts";
import { assemblePlan } from "../../../src/pipeline/assemble.ts";
import { makeWorld } from "../pipeline/ownership/world.ts";
import { parsePlan } from "../../support/plan.ts";
import { entry, settings, valueOf } from "../given.ts";

const lock: Lock = {
  ...emptyLock,
  models: new Map(
    ["old", "gone"].map((model) => [
      model,
      { type: "model", model, fields: { id: model, name: model, price: 1 }, absent: 0 },
    ]),
  ),
  files: new Map(
    (["tool", "people"] as const).map((owner) => [
      owner,
      {
        ...{ type: "file", model: owner, snippet: "chat/python", path: `${owner}.py`, owner, named: true },
        ...{ digest: digest(owner), older: null, made: null, template: null, base: null },
      },
    ]),
  ),
};

const entries = [entry("old", { name: "old", price: 2 }), entry("new", { price: 1 })];

const change = (more: Partial<Change>): Change => ({
  action: "update",
  path: "a.md",
  kind: "table",
  models: ["old"],
  cause: "catalog",
  reason: "",
  before: null,
  after: null,
  ...more,
});

const classOf = (more: Partial<Change>, classes: readonly ClassConfig[] = []) =>
  classed([change(more)], { settings: settings({ policy: { classes: [...classes] } }), lock, entries })[0]
    ?.class;

const note = (action: "change" | "remove" | "blocked", what = "cell") =>
  ({ cause: "catalog", models: ["old"], what, action, text: "" }) as const;

describe("a change is", () => {
  test.each<
    | readonly [want: string | undefined, more: Partial<Change>]
    | readonly [want: string | undefined, more: Partial<Change>, rules: readonly ClassConfig[]]
  >([
    ["routine", {}],
    ["routine", { action: "create", cause: "drift" }],
    ["review", { cause: "template" }],
    ["review", { action: "delete" }],
    ["review", { action: "rename" }],
    ["review", { notes: [note("change"), note("remove", "row")] }],
    ["held", { action: "blocked" }],
    ["held", { notes: [note("change"), note("blocked")] }],
    ["held", { held: [] }],
    [undefined, { action: "keep" }],
    ["review", {}, [{ class: "review", kind: ["table"] }]],
    ["routine", {}, [{ class: "review", kind: ["snippet"] }]],
    ["routine", { action: "delete" }, [{ class: "routine", action: ["delete"] }]],
    ["review", {}, [{ class: "review", field: ["price"] }]],
    ["routine", {}, [{ class: "review", field: ["name"] }]],
    ["review", { models: ["new"] }, [{ class: "review", model: "new" }]],
    ["review", { models: ["gone"] }, [{ class: "review", model: "gone" }]],
    ["routine", {}, [{ class: "review", model: "new" }]],
    ["review", { models: ["old", "new"] }, [{ class: "review", moreThan: 1 }]],
    ["review", { notes: [note("change")] }, [{ class: "review", what: ["cell"] }]],
    ["review", { notes: [note("change"), note("change", "row")] }, [{ class: "review", what: ["row"] }]],
    ["review", { path: "people.py" }, [{ class: "review", owner: "people" }]],
    ["review", { path: "new.py", from: "people.py" }, [{ class: "review", owner: "people" }]],
    ["routine", { path: "tool.py" }, [{ class: "review", owner: "people" }]],
    ["review", { path: "tool.py" }, [{ class: "review", owner: "tool" }]],
    ["review", { models: ["old", "new"] }, [{ class: "review", model: "new" }]],
    ["routine", { models: ["old"] }, [{ class: "review", model: "new" }]],
    ["held", { cause: "template" }, [{ class: "held", cause: ["template"] }, { class: "routine" }]],
    ["held", { action: "blocked" }, [{ class: "routine" }]],
    ["routine", {}, [{ class: "review", owner: "people" }]],
  ])("%s: %j by %j", (...[want, more, rules = []]) => {
    expect(classOf(more, rules)).toBe(want);
  });
});

const changes = [
  change({ action: "create", path: "a.py", kind: "snippet", models: ["new"] }),
  change({ path: "b.md", cause: "template" }),
  change({ action: "blocked", path: "c.md", cause: "catalog" }),
];
const plan = assemblePlan(changes, [], { config: null, catalog: null, templates: null, lock: null });

describe("--filter shows", () => {
  test.each<readonly [filter: string, want: readonly string[]]>([
    ["action=create", ["a.py"]],
    ["action=create,action=blocked", ["a.py", "c.md"]],
    ["cause=catalog,kind=snippet", ["a.py"]],
    ["cause=template", ["b.md"]],
    ["model=new", ["a.py"]],
    ["path=c.md", ["c.md"]],
    ["class=routine", []],
  ])("%s: %j", (filter, want) => {
    expect(filterPlan(plan, valueOf(filtersOf([filter]))).changes.map(({ path }) => path)).toEqual(want);
  });

  test("nothing by classes that nobody declared, which it says", () => {
    const codesBy = (filter: string, of = plan) =>
      filterPlan(of, valueOf(filtersOf([filter]))).problems.map(({ code }) => code);
    expect(codesBy("class=routine")).toEqual(["filter-unclassed"]);
    expect(codesBy("kind=snippet")).toEqual([]);
    expect(codesBy("class=routine", { ...plan, changes: [change({ action: "keep" })] })).toEqual([]);
    const [first, ...rest] = changes;
    const review = { ...change({ ...first }), class: "review" as const };
    expect(codesBy("class=routine", { ...plan, changes: [review, ...rest] })).toEqual([]);
  });

  test.each([
    ["colour=red", "--filter doesn't know `colour`."],
    ["action", "--filter action has no value."],
    ["action=made", "--filter action doesn't know `made`."],
    ["class=hold", "--filter class doesn't know `hold`."],
  ])("nothing for %s", (filter, message) => {
    expect(filtersOf([filter]).problems[0]?.message).toBe(message);
  });
});

test("--format commit gives a message with causes, counts and models", () => {
  expect(planToCommit(plan)).toBe(
    [
      "Bring the model documentation in step (2 models)",
      "",
      "1 file created, 1 file updated, 1 file blocked.",
      "",
      "1 file: the catalog changed.",
      "1 file: a template changed.",
      "",
      "Models:",
      "- new",
      "- old",
      "",
    ].join("\n"),
  );
});

test.each<[what: string, given: readonly Change[], title: string]>([
  ["nothing changes", [change({ action: "keep" })], "Nothing to change in the model documentation"],
  [
    "all is blocked",
    [change({ action: "keep" }), change({ action: "blocked" })],
    "Nothing changed in the model documentation (1 file blocked)",
  ],
])("its title says when %s", (_, given, title) => {
  const only = assemblePlan(given, [], { config: null, catalog: null, templates: null, lock: null });
  expect(planToCommit(only).split("\n")[0]).toBe(title);
});

test("classes are counted in reports where there are some", () => {
  const classes = ["routine", "review", "routine"] as const;
  expect(classLines({ changes: classes.map((each) => change({ class: each })) })).toEqual([
    "Classes: 2 routine, 1 review, 0 held.",
  ]);
  expect(classLines({ changes: [change({})] })).toEqual([]);
});

test("classes stand in JSON where the config declares them, and there alone", async () => {
  const models = [{ id: "x/Alpha", name: "Alpha" }];
  const classesOf = async (policy: object) => {
    const world = makeWorld(models, { policy });
    return parsePlan((await world.run("plan", "--format", "json")).out).changes.map((each) => each.class);
  };
  expect(await classesOf({ classes: [] })).toEqual(["routine", "routine"]);
  expect(await classesOf({ classes: [{ class: "review", model: "new" }] })).toEqual(["review", "review"]);
  expect(await classesOf({})).toEqual([undefined, undefined]);
});
