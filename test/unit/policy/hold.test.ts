import { expect, test } from "vitest";
import type { Entry } from "../../../src/model/entry.ts";
import { type Held, emptyLock } from "../../../src/model/lock.ts";
import type { Note } from "../../../src/model/note.ts";
import type { Change, Plan } from "../../../src/model/plan.ts";
import { emptyPlan } from "../../../src/pipeline/assemble.ts";
import { changedModels, heldChanges, heldProblem, withoutHeld } from "../../../src/policy/hold.ts";
import { entry } from "../given.ts";

const held: Held = { guard: "factor", model: "b", field: "price", from: 1, to: 9 };
const note = (models: readonly string[], text: string, more: Partial<Note> = {}): Note => ({
  ...{ what: "row", action: "change", cause: "catalog", models, text },
  ...more,
});
const change = (more: Partial<Change>): Change => ({
  ...{ action: "update", path: "p", kind: "snippet", models: ["b"], cause: "catalog", reason: "Why." },
  ...{ before: "old", after: "new" },
  ...more,
});
const planOf = (...changes: readonly Change[]): Plan => ({ ...emptyPlan([]), changes });
const shown = ({ action, path, models, reason, notes, held: doubts }: Change) => [
  `${action} ${path} of ${models.join(", ")}`,
  ...(notes ?? []).map((each) => `${each.action} ${each.text}`),
  ...(action === "blocked" ? [reason] : []),
  ...(doubts ?? []).map(({ guard, model }) => `${guard} holds ${model}`),
];

const [ofA, ofB] = [note(["a"], "A"), note(["b"], "B")];
const why = "Held: `price` would go from 1 to 9 (guard `factor`).";

test.each<[what: string, wanted: Change, careful: Change | undefined, want: readonly string[] | undefined]>([
  ["a file of a held model stays", change({}), undefined, ["blocked p of b", why, "factor holds b"]],
  [
    "where it was, when it would move",
    change({ path: "n", from: "p" }),
    undefined,
    ["blocked p of b", why, "factor holds b"],
  ],
  ["a file of another goes on", change({ models: ["a"] }), change({ models: ["a"] }), ["update p of a"]],
  ["what stays isn't held", change({ action: "keep" }), change({ action: "keep" }), ["keep p of b"]],
  [
    "what is in the way of people is told so",
    change({}),
    change({ action: "blocked" }),
    ["blocked p of b", "Why."],
  ],
  [
    "a page with rows of both goes on without the held one's",
    change({ models: ["a", "b"], notes: [ofA, ofB] }),
    change({ models: ["a"], notes: [ofA] }),
    ["update p of a", "change A", "blocked B", "factor holds b"],
  ],
  [
    "a page with the held one's alone stays",
    change({ notes: [ofB] }),
    change({ action: "keep", models: ["a"], notes: [note(["a"], "A", { action: "keep" })] }),
    ["blocked p of b", "keep A", "blocked B", why, "factor holds b"],
  ],
  [
    "a page without anything careful stays",
    change({ notes: [ofB] }),
    undefined,
    ["blocked p of b", "blocked B", why, "factor holds b"],
  ],
  [
    "a row that stays isn't held",
    change({ notes: [note(["b"], "B", { action: "keep" })] }),
    undefined,
    undefined,
  ],
  [
    "what is done in spite of the doubt isn't held",
    change({ notes: [ofB] }),
    change({ notes: [note(["x"], "B")] }),
    ["update p of b", "change B"],
  ],
  ...([{ what: "entry" }, { action: "remove" }, { text: "C" }] as const).map(
    (more): [string, Change, Change, readonly string[]] => [
      `done is no other ${Object.keys(more).join()}`,
      change({ notes: [ofB] }),
      change({ notes: [note(["x"], "B", more)] }),
      [
        "update p of b",
        `${"action" in more ? "remove" : "change"} ${"text" in more ? "C" : "B"}`,
        "blocked B",
        "factor holds b",
      ],
    ],
  ),
  [
    "a whole file that is made of two goes on, and says what is held",
    change({ models: ["a", "b"] }),
    change({ models: ["a"] }),
    ["update p of a", "factor holds b"],
  ],
])("%s", (_, wanted, careful, want) => {
  const found = heldChanges(planOf(wanted), planOf(...(careful === undefined ? [] : [careful])), [held]);
  expect(found.map(shown)).toEqual(want === undefined ? [] : [want]);
});

test("a change says of how many doubts it is held, and by those of its models alone", () => {
  const all = [held, { ...held, guard: "shrink" }, { ...held, model: "c" }];
  const [found] = heldChanges(planOf(change({ models: ["b", "a", "b"] })), planOf(), all);
  expect(found).toMatchObject({
    models: ["a", "b"],
    reason: "Held: `price` would go from 1 to 9 (guard `factor`), and 1 more.",
    before: "old",
    after: "old",
    held: all.slice(0, 2),
  });
  expect(found).not.toHaveProperty("notes");
});

test.each<[more: Partial<Held>, message: string]>([
  [{}, "`price` would go from 1 to 9 (guard `factor`): the model's changes are held."],
  [{ from: null }, "`price` is 9 (guard `factor`): the model's changes are held."],
  [
    { from: null, to: "x".repeat(58) },
    `\`price\` is "${"x".repeat(58)}" (guard \`factor\`): the model's changes are held.`,
  ],
  [
    { from: null, to: "x".repeat(59) },
    `\`price\` is "${"x".repeat(59)}… (guard \`factor\`): the model's changes are held.`,
  ],
])("a doubt is told: %j", (more, message) => {
  expect(heldProblem({ ...held, ...more })).toMatchObject({
    ...{ code: "guard-held", where: "b", message },
    fix: "Check the source; if it is right, run again with --accept factor:b, or write that into `policy.accept`.",
  });
});

test("the models that a plan changes are those of its notes, where it has some", () => {
  const plan = planOf(
    change({ models: ["a"] }),
    change({ models: ["x"], notes: [note(["b"], ""), note(["c"], "")] }),
    change({ models: ["y"], action: "keep" }),
  );
  expect([...changedModels(plan)]).toEqual(["a", "b", "c"]);
});

test("a held model is as the lock has it; one that the lock lacks isn't there, or is what it is another spelling of", () => {
  const models = new Map(
    [
      { price: 1, name: "Old" },
      { price: 1, name: "" },
      { price: 2, name: "Former" },
    ].map((fields, n) => {
      const id = `held${n}`;
      return [id, { type: "model", model: id, fields, absent: 0 } as const];
    }),
  );
  const entries: readonly Entry[] = [
    entry("free", { price: 9 }),
    entry("held0", { price: 9, name: "New", more: 1 }),
    entry("held1", { price: 9, name: "New" }),
    entry("new", { price: 9 }),
    entry("Held2", { price: 9 }),
  ];
  const doubt = (model: string, from: string | null = null): Held => ({
    ...{ guard: "lookalike", model, field: "id" },
    ...{ from, to: model },
  });
  const { records, left } = withoutHeld({ entries, excluded: [] }, { ...emptyLock, models }, [
    doubt("held0"),
    doubt("held1"),
    doubt("new"),
    doubt("Held2", "held2"),
  ]);
  const plain = records.map(({ id, name, fields }) => [
    id,
    name,
    fields.get("price"),
    fields.get("more"),
    fields.has("slug"),
  ]);
  expect(plain).toEqual([
    ["free", "free", 9, undefined, false],
    ["held0", "Old", 1, 1, false],
    ["held1", "New", 1, undefined, false],
    ["held2", "Former", 2, undefined, false],
  ]);
  expect(left.map(({ record, reason }) => [record.id, reason])).toEqual([
    ["new", "held by a guard"],
    ["Held2", "held by a guard"],
  ]);
});
