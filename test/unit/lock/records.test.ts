import { expect, test } from "vitest";
import { digest } from "../../../src/text/digest.ts";
import { bytesOf, checkTarget, lengthOf, toRecords } from "../../../src/lock/file-records.ts";
import type { Change } from "../../../src/model/plan.ts";
import { create, remove, rename, update } from "../../apply/support/scenarios.ts";

const brief = (
  changes: readonly Change[],
  state: Parameters<typeof toRecords>[1] = [],
): readonly string[] => {
  const records = toRecords(changes, state);
  if (!records.ok) return records.problems.map(({ code, where }) => `${code} ${where}`);
  return records.value.map(({ path, before, source, like, state: waits }) => {
    const old = before === null ? "nothing" : before === digest("x") ? "x" : "other";
    return `${path}: ${old} to ${source === null ? "nothing" : bytesOf(source.content).toString()}${like === path ? "" : ` like ${like}`}${waits ? " at the end" : ""}`;
  });
};

test.each<[string, readonly Change[], readonly string[]]>([
  [
    "writes come before removals",
    [remove("a", "x"), create("b", "y")],
    ["b: nothing to y", "a: x to nothing"],
  ],
  [
    "but a name in another case goes before it is written: some disks take the two for one",
    [remove("B", "x"), create("b", "y"), remove("a", "x"), create("c", "y")],
    ["B: x to nothing", "b: nothing to y", "c: nothing to y", "a: x to nothing"],
  ],
  ["a rename is both", [rename("a", "b", "x", "y")], ["b: nothing to y like a", "a: x to nothing"]],
  [
    "a chain of renames meets in one record",
    [rename("a", "b", "x"), rename("b", "c", "x", "z")],
    ["c: nothing to z like b", "a: x to nothing"],
  ],
  [
    "a removal gives way to a file that is renamed there",
    [remove("a", "x"), rename("b", "a", "x", "y")],
    ["a: x to y like b", "b: x to nothing"],
  ],
  ["what changes nothing is left out", [update("a", "x", "x")], []],
  [
    "what is kept or blocked is left out",
    [
      { ...update("a", "x", "y"), action: "keep" },
      { ...update("b", "x", "y"), action: "blocked" },
    ],
    [],
  ],
  [
    "every unsafe path is told",
    [create("../a", "x"), create("CON", "x")],
    ["path-dots ../a", "path-device CON"],
  ],
  ["two outputs that differ only in case", [create("a", "x"), create("A", "x")], ["path-clash a"]],
  [
    "the apply's own files",
    [create(".kluster-gen/journal", "x"), create(".Kluster-Gen/Run.Lock", "x")],
    ["path-own .Kluster-Gen/Run.Lock", "path-own .kluster-gen/journal", "path-clash .kluster-gen/journal"],
  ],
  ["a path written twice", [create("a", "x"), create("a", "x")], ["plan-path-twice a"]],
  ["a path removed twice", [remove("a", "x"), remove("a", "x")], ["plan-path-twice a"]],
  ["a path renamed and removed", [rename("a", "b", "x"), remove("a", "x")], ["plan-path-twice a"]],
  ["a path removed and renamed", [remove("a", "x"), rename("a", "b", "x")], ["plan-path-twice a"]],
  ["a path updated and removed", [update("a", "x", "y"), remove("a", "x")], ["plan-path-twice a"]],
  ["a creation without a digest", [{ ...create("a", "x"), after: null }], ["plan-damaged a"]],
  ["a creation over something", [{ ...create("a", "x"), before: digest("x") }], ["plan-damaged a"]],
  ["an update of nothing", [{ ...update("a", "x", "y"), before: null }], ["plan-damaged a"]],
  ["a removal with a text", [{ ...remove("a", "x"), after: digest("x") }], ["plan-damaged a"]],
  ["a removal of nothing", [{ ...remove("a", "x"), before: null }], ["plan-damaged a"]],
  ["a rename from nowhere", [{ ...update("b", "x", "y"), action: "rename" }], ["plan-damaged b"]],
  ["a rename from itself", [rename("a", "a", "x", "y")], ["plan-damaged a"]],
])("%s", (_, changes, want) => {
  expect(brief(changes)).toEqual(want);
});

test("state files come last, and are taken away by null", () => {
  const state = [
    { path: "0.lock", before: null, content: "l" },
    { path: "old.lock", before: digest("x"), content: null },
  ];
  expect(brief([remove("z", "x")], state)).toEqual([
    "z: x to nothing",
    "0.lock: nothing to l at the end",
    "old.lock: x to nothing at the end",
  ]);
  expect(brief([create("0.lock", "x")], state)).toEqual(["plan-path-twice 0.lock"]);
});

test("a state file may be in pieces", () => {
  const content = [Buffer.from("é"), Buffer.from("f")];
  const records = toRecords([], [{ path: "0.lock", before: null, content }]);
  expect(records.ok && records.value[0]).toMatchObject({
    after: digest("éf"),
    source: { content, length: 3 },
    state: true,
  });
  expect([lengthOf({ content }), lengthOf({ content: "éf" }), lengthOf({ content, length: 9 })]).toEqual([
    3, 3, 9,
  ]);
});

test.each<[path: string, code: string | undefined]>([
  ["a.md", undefined],
  ["journal", undefined],
  [".kluster-gen", undefined],
  [".kluster-gen/lock.jsonl", undefined],
  [".kluster-gen/my-journal", undefined],
  [".kluster-gen/a.run.lock", undefined],
  [".kluster-gen/.gitignore", "path-own"],
  [".kluster-gen/journal.tmp", "path-own"],
  [".kluster-gen/run.lock.1", "path-own"],
  [".Kluster-Gen/Journal/x", "path-own"],
  ["docs/.kluster-gen/journal", undefined],
  ["a/../b", "path-dots"],
])("whether an apply may write to %s: %s", (path, code) => {
  expect(checkTarget(path)?.code).toBe(code);
});
