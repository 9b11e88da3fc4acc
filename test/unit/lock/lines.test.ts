import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseLock } from "../../../src/lock/file.ts";
import { bytesOf } from "../../../src/lock/file-records.ts";
import { formatLock } from "../../../src/lock/format.ts";
import {
  emptyLock,
  type Lock,
  type ModelRecord,
  recordKey,
  type RowRecord,
} from "../../../src/model/lock.ts";

const row: RowRecord = {
  type: "row",
  model: "a/A",
  page: "p.md",
  place: "Models",
  key: "a/A",
  cells: { Model: "A", ID: "a/A", Context: "8k" },
  owner: "tool",
};
const model: ModelRecord = { type: "model", model: "a/A", fields: { id: "a/A", context: 8192 }, absent: 0 };

const lockOf = (rows: readonly RowRecord[], models: readonly ModelRecord[]): Lock => ({
  ...emptyLock,
  rows: new Map(rows.map((record) => [recordKey(record), record])),
  models: new Map(models.map((record) => [record.model, record])),
});

const read = (...lines: readonly unknown[]) =>
  parseLock(Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join("")));

const linesOf = (lock: Lock): readonly string[] =>
  bytesOf(formatLock(lock)).toString().trimEnd().split("\n").slice(1);

describe("lines of the lock", () => {
  test("say once what rows and models have in common", () => {
    const other = { ...row, model: "b/B", key: "B", cells: { Model: "B", ID: "b/B", Context: "9k" } };
    const lines = linesOf(lockOf([row, other], [model]));
    expect(lines.map((line) => line.replace(/"[0-9a-f]{8}"/, '"…"')).sort()).toEqual([
      '{"type":"model","model":"a/A","in":"…","values":[8192]}',
      '{"type":"row","model":"a/A","in":"…","values":["A","8k"]}',
      '{"type":"row","model":"b/B","in":"…","values":["B","9k"]}',
      '{"type":"shared","id":"…","fields":["context"],"ids":["id"]}',
      '{"type":"shared","id":"…","page":"p.md","place":"Models","columns":["Model","Context"],"ids":["ID"],"key":"ID"}',
      '{"type":"shared","id":"…","page":"p.md","place":"Models","columns":["Model","Context"],"ids":["ID"],"key":"Model"}',
    ]);
  });

  test.each<[string, unknown, Lock]>([
    ["row", row, lockOf([row], [])],
    ["model", model, lockOf([], [model])],
    ["row without the usual", { ...row, owner: undefined }, lockOf([row], [])],
  ])("of earlier versions are read: a %s", (_, line, want) => {
    expect(read({ formatVersion: 1 }, line)).toEqual({ ok: true, value: want, problems: [] });
  });

  test.each<[string, readonly unknown[]]>([
    ["names a line that isn't there", [{ type: "row", model: "a", in: "x", values: [] }]],
    [
      "has another number of values",
      [
        { type: "shared", id: "x", fields: ["a", "b"] },
        { type: "model", model: "a", in: "x", values: [1] },
      ],
    ],
    ["has neither fields nor values", [{ type: "model", model: "a" }]],
  ])("one that %s is damaged", (_, lines) => {
    expect(
      read({ formatVersion: 2 }, ...lines).problems.map(({ code, where }) => `${code} ${where}`),
    ).toEqual([`lock-damaged .kluster-gen/lock.jsonl:${lines.length + 1}`]);
  });

  test("hold any record, and are the same when they are written again", () => {
    const word = fc.constantFrom("a", "b", "a/A", "", "__proto__", "x y");
    const record = fc.record({ model: word, key: word, cells: fc.dictionary(word, word, { maxKeys: 4 }) });
    const fields = fc.dictionary(word, fc.oneof(word, fc.integer(), fc.constant(null)), { maxKeys: 4 });
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 6 }),
        fc.array(fc.tuple(word, fields), { maxLength: 4 }),
        (rows, models) => {
          const lock = lockOf(
            rows.map((each) => ({ ...row, ...each })),
            models.map(([id, values]) => ({ ...model, model: id, fields: values })),
          );
          const again = parseLock(bytesOf(formatLock(lock)));
          expect(again).toEqual({ ok: true, value: lock, problems: [] });
          if (again.ok) expect(linesOf(again.value)).toEqual(linesOf(lock));
        },
      ),
      { numRuns: 500 },
    );
  });
});

test("a merge that git left half done is read from both sides, in each of its forms", () => {
  const [header = "", ...records] = bytesOf(formatLock(lockOf([], [model])))
    .toString()
    .trimEnd()
    .split("\n");
  const read = (...lines: readonly string[]) => parseLock(Buffer.from(`${lines.join("\n")}\n`));
  const marks = ["<<<<<<< ours", "||||||| base", "=======", ">>>>>>> theirs"];
  for (const mark of marks) expect(read(header, mark, ...records), mark).toEqual(read(header, ...records));
  for (const mark of ["|||||||x", "|||||| base"])
    expect(read(header, mark, ...records).problems[0]?.code, mark).toBe("lock-damaged");
});
