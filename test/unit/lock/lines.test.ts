import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digest } from "../../../src/text/digest.ts";
import { formatLock, lockPath, parseLock } from "../../../src/lock/file.ts";
import { bytesOf } from "../../../src/lock/file-records.ts";
import {
  emptyLock,
  fileKey,
  type Lock,
  type LockRecord,
  mentionKey,
  type ModelRecord,
  recordKey,
  unclaimedKey,
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

const sha = digest("");
const record = { page: "p.md", place: "x", model: "a" } as const;
const snippet = { type: "file", model: "a", snippet: "s", path: "a.py", digest: sha } as const;
const none = { older: null, made: null, template: null, base: null } as const;
const all = { older: sha, made: sha, template: sha, base: `${sha}:b` } as const;

test.each<[what: string, record: LockRecord, line: string]>([
  [
    "file",
    { ...snippet, owner: "tool", named: true, ...none },
    '{"type":"file","model":"a","snippet":"s","path":"a.py","owner":"tool","digest":"#"}',
  ],
  [
    "people's file",
    { ...snippet, owner: "people", named: false, ...all },
    '{"type":"file","model":"a","snippet":"s","path":"a.py","owner":"people","named":false,"digest":"#","older":"#","made":"#","template":"#","base":"#:b"}',
  ],
  [
    "entry",
    { type: "entry", ...record, title: "A", key: "k", body: sha, base: `${sha}:b`, found: sha },
    '{"type":"entry","model":"a","page":"p.md","place":"x","title":"A","key":"k","body":"#","base":"#:b","found":"#"}',
  ],
  [
    "short entry",
    { type: "entry", ...record, title: null },
    '{"type":"entry","model":"a","page":"p.md","place":"x","title":null}',
  ],
  [
    "row",
    { ...row, key: "other", owner: "people", variant: "v", found: { ID: "x" } },
    '{"type":"row","model":"a/A","in":"…","variant":"v","key":"other","values":["A","8k"],"found":{"ID":"x"},"owner":"people"}',
  ],
  [
    "model",
    { ...model, absent: 2, accepted: [{ guard: "g", field: "f", value: 1 }] },
    '{"type":"model","model":"a/A","in":"…","values":[8192],"absent":2,"accepted":[{"guard":"g","field":"f","value":1}]}',
  ],
  ["text", { type: "text", text: sha, packed: "p" }, '{"type":"text","text":"#","packed":"p"}'],
  [
    "mention",
    { type: "mention", model: "a", page: "p.md", made: { b: 2, a: 1 } },
    '{"type":"mention","model":"a","page":"p.md","made":{"a":1,"b":2}}',
  ],
  ["role", { type: "role", role: "chat", model: "a" }, '{"type":"role","role":"chat","model":"a"}'],
  ["left", { type: "left", model: "a" }, '{"type":"left","model":"a"}'],
  [
    "place that claims nothing",
    { type: "unclaimed", what: "row", page: "p.md", place: "x" },
    '{"type":"unclaimed","what":"row","page":"p.md","place":"x"}',
  ],
  ["page that is gone", { type: "lack", page: "p.md" }, '{"type":"lack","page":"p.md"}'],
  [
    "page that lacks something",
    { type: "lack", page: "p.md", anchors: ["beta"], models: ["a"] },
    '{"type":"lack","page":"p.md","anchors":["beta"],"models":["a"]}',
  ],
])("a %s is written and read", (_, one, line) => {
  const lock: Lock = {
    ...emptyLock,
    ...(one.type === "file" && { files: new Map([[fileKey(one.snippet, one.model), one]]) }),
    ...(one.type === "entry" && { entries: new Map([[recordKey(one), one]]) }),
    ...(one.type === "row" && { rows: new Map([[recordKey(one), one]]) }),
    ...(one.type === "model" && { models: new Map([[one.model, one]]) }),
    ...(one.type === "text" && { texts: new Map([[one.text, one]]) }),
    ...(one.type === "mention" && { mentions: new Map([[mentionKey(one.page, one.model), one]]) }),
    ...(one.type === "role" && { roles: new Map([[one.role, one]]) }),
    ...(one.type === "left" && { left: new Map([[one.model, one]]) }),
    ...(one.type === "lack" && { lacks: new Map([[one.page, one]]) }),
    ...(one.type === "unclaimed" && { unclaimed: new Map([[unclaimedKey(one), one]]) }),
  };
  const [first = "", ...others] = linesOf(lock);
  expect(first.replaceAll(sha, "#").replace(/"in":"[0-9a-f]{8}"/, '"in":"…"')).toBe(line);
  expect(others.every((each) => each.startsWith('{"type":"shared"'))).toBe(true);
  expect(parseLock(bytesOf(formatLock(lock)))).toEqual({ ok: true, value: lock, problems: [] });
});

test("lines are sorted by kind, then by model, then by what else they say", () => {
  const rowOf = (id: string, place: string) => ({ ...row, model: id, key: id, place });
  const lock = lockOf([rowOf("b", "x"), rowOf("a", "y"), rowOf("a", "x")], [{ ...model, model: "z" }, model]);
  const lines = linesOf({
    ...lock,
    texts: new Map(["2", "1"].map((text) => [text, { type: "text", text, packed: text }])),
  });
  expect(lines).toEqual([...lines].sort());
  expect(lines).toHaveLength(11);
});

test("a large lock is written in pieces, each time anew", () => {
  const lockOfMany = (count: number): Lock => ({
    ...emptyLock,
    left: new Map(Array.from({ length: count }, (_, n) => [`${n}`, { type: "left", model: `${n}` }])),
    texts: new Map([["t", { type: "text", text: "t", packed: "x".repeat(1 << 20) }]]),
  });
  expect(Array.isArray(formatLock(lockOfMany(99_999)))).toBe(true);
  const large = formatLock(lockOfMany(100_000));
  expect(Array.isArray(large)).toBe(false);
  const sizes = [...large].map(({ length }) => length);
  expect(sizes.every((size) => size < (1 << 20) + 100 || size === sizes.at(-1) || size > 1 << 20)).toBe(true);
  expect(sizes.slice(0, 3).every((size) => size >= 1 << 20 && size < (1 << 20) + 100)).toBe(true);
  expect([...large].map(({ length }) => length)).toEqual(sizes);
});

const left = '{"type":"left","model":"a"}';
const twelve = Array.from({ length: 12 }, () => "{").join("\n");

test.each<[what: string, text: string, problems: readonly string[]]>([
  ["ends in the middle of a line", `${left}\n{"type":"le`, ["lock-damaged :2"]],
  ["begins with an empty line, and has one of spaces", `\n${left}\n  \n${left}\n`, []],
  ["ends without a line end", left, []],
  ["has line ends of Windows, after marks too", `=======\r\n${left}\r\n`, []],
  ["is of a later version", '{"formatVersion":3}\n{', ["lock-version "]],
  ["has a version that is none", '{"formatVersion":"3"}', ["lock-damaged :1"]],
  ["has another header", '{"version":3}', ["lock-damaged :1"]],
  ["has null for a line", "null", ["lock-damaged :1"]],
  ["has a number for a line", "3", ["lock-damaged :1"]],
  ["has a line of another type", '{"type":"none"}', ["lock-damaged :1"]],
  ["says a thing twice", '{"type":"left","model":"a","model":"b"}', ["lock-damaged :1"]],
  ["has a mark within a line", `x ======= y`, ["lock-damaged :1"]],
  ["is damaged in many lines", twelve, Array.from({ length: 10 }, (_, n) => `lock-damaged :${n + 1}`)],
])("a lock that %s", (_, text, problems) => {
  const { problems: found } = parseLock(Buffer.from(text));
  expect(found.map(({ code, where }) => `${code} ${where.replace(lockPath, "")}`)).toEqual(problems);
});

test.each<[what: string, shared: object]>([
  ["no page", { place: "x", columns: ["A"], ids: [], key: "A" }],
  ["no place", { page: "p.md", columns: ["A"], ids: [], key: "A" }],
  ["no columns", { page: "p.md", place: "x", ids: [], key: "A" }],
  ["no key", { page: "p.md", place: "x", columns: ["A"], ids: [] }],
  ["another key", { page: "p.md", place: "x", columns: ["A"], ids: [], key: "B" }],
])("a row whose shared line has %s is damaged", (_, shared) => {
  const line = { type: "row", model: "a", in: "s", values: ["x"] };
  expect(read({ type: "shared", id: "s", ...shared }, line).problems.map(({ where }) => where)).toEqual([
    `${lockPath}:2`,
  ]);
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
