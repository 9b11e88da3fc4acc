import { describe, expect, test } from "vitest";
import { formatLock, parseLock } from "../../../src/lock/file.ts";
import { bytesOf } from "../../../src/lock/file-records.ts";
import { applyMoves, dueMoves, forgetIn, knownOf, withProtection } from "../../../src/lock/revise.ts";
import {
  emptyLock,
  type EntryRecord,
  type FileRecord,
  fileKey,
  type Lock,
  recordKey,
  type RowRecord,
} from "../../../src/model/lock.ts";
import { valueOf } from "../given.ts";

const file = (model: string, path: string): FileRecord => ({
  ...{ model, snippet: "s", path, named: true, digest: "d" },
  ...{ type: "file", owner: "tool", older: null, made: null, template: null, base: null },
});
const row = (model: string): RowRecord => ({
  ...{ type: "row", model, page: "p.md", place: "x", key: model, cells: { A: model }, owner: "tool" },
});
const entry = (model: string): EntryRecord => ({
  ...{ type: "entry", model, page: "p.md", place: "y", title: model },
});
const lockOf = (...models: readonly string[]): Lock => ({
  ...emptyLock,
  files: new Map(models.map((model) => [fileKey("s", model), file(model, `${model}.py`)])),
  rows: new Map(models.map(row).map((record) => [recordKey(record), record])),
  entries: new Map(models.map(entry).map((record) => [recordKey(record), record])),
  models: new Map(models.map((model) => [model, { type: "model", model, fields: { id: model }, absent: 0 }])),
});

const shown = ({ files, rows, entries, models }: Lock) => ({
  files: [...files].map(([key, { path }]) => [key === fileKey("s", "new"), path]),
  rows: [...rows.values()].map(({ model, key }) => [model, key]),
  entries: [...entries.values()].map(({ model, title }) => [model, title]),
  models: [...models].map(([key, { model }]) => [key, model]),
});

describe("a model that has moved", () => {
  const moved = new Map([["old", "new"]]);

  test("has its records under the new ID", () => {
    expect(shown(applyMoves(lockOf("old"), moved))).toEqual({
      files: [[true, "old.py"]],
      rows: [["new", "old"]],
      entries: [["new", "old"]],
      models: [["new", "new"]],
    });
  });

  test.each([[["old", "new"]], [["new", "old"]]])(
    "and needs nothing of the old where it has its own: %j",
    (models) => {
      expect(shown(applyMoves(lockOf(...models), moved))).toEqual({
        files: [[true, "new.py"]],
        rows: [["new", "new"]],
        entries: [["new", "new"]],
        models: [["new", "new"]],
      });
    },
  );

  test.each<readonly [ids: readonly string[], due: number]>([
    [["new"], 1],
    [["old"], 0],
    [["old", "new"], 0],
    [[], 0],
  ])("is followed while the catalog has %j: %i", (ids, due) => {
    expect(dueMoves(moved, new Set(ids)).size).toBe(due);
  });

  test("is none where none has moved", () => {
    const lock = lockOf("old");
    expect(applyMoves(lock, new Map())).toBe(lock);
  });
});

test("what the config protects is people's, and nothing else", () => {
  const lock = lockOf("a", "b");
  const owners = (path: string) =>
    [...withProtection(lock, (each) => each === path).files.values()].map(({ owner, named }) => [
      owner,
      named,
    ]);
  expect(owners("a.py")).toEqual([
    ["people", false],
    ["tool", true],
  ]);
  expect(withProtection(lock, () => false)).toBe(lock);
});

test.each<readonly [what: string, count: number, left: readonly number[]]>([
  ["a", 4, [1, 1, 1, 1]],
  ["a.py", 1, [1, 2, 2, 2]],
  ["p.md", 4, [2, 0, 0, 2]],
  ["none", 0, [2, 2, 2, 2]],
])("forgetting %s takes out %i records", (what, count, left) => {
  const forgotten = forgetIn(lockOf("a", "b"), what);
  const { files, rows, entries, models } = forgotten.lock;
  expect([forgotten.count, [files, rows, entries, models].map(({ size }) => size)]).toEqual([count, left]);
});

test("what can be forgotten are models, files and pages", () => {
  expect([...knownOf(lockOf("a"))].sort()).toEqual(["a", "a.py", "p.md"]);
});

test("the made names of a page are in order, and a lock may end without a line end or have those of Windows", () => {
  const made = { b: 2, a: 1 };
  const lock: Lock = {
    ...emptyLock,
    mentions: new Map([["x", { type: "mention", model: "m", page: "p.md", made }]]),
  };
  const text = bytesOf(formatLock(lock)).toString();
  expect(text).toContain('"made":{"a":1,"b":2}');
  for (const each of [text, text.trimEnd(), text.replaceAll("\n", "\r\n")])
    expect([...valueOf(parseLock(Buffer.from(each))).mentions.values()]).toEqual([
      { type: "mention", model: "m", page: "p.md", made: { a: 1, b: 2 } },
    ]);
});
