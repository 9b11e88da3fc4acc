import { expect, test } from "vitest";
import { groupPacker, noPacker } from "../../../src/lock/pack.ts";
import {
  type LockChanges,
  nextLock,
  packedBase,
  packerFor,
  type PlaceRecords,
} from "../../../src/lock/next.ts";
import {
  emptyLock,
  type EntryRecord,
  type FileRecord,
  fileKey,
  type Lock,
  type LockRecord,
  mentionKey,
  type MentionRecord,
  type ModelRecord,
  recordKey,
  type RowRecord,
} from "../../../src/model/lock.ts";
import { digest } from "../../../src/text/digest.ts";
import { entry } from "../given.ts";

const file = (model: string, more: Partial<FileRecord> = {}): FileRecord => ({
  ...{ type: "file", model, snippet: "s", path: `${model}.py`, owner: "tool", named: true, digest: "d" },
  ...{ older: null, made: null, template: null, base: null },
  ...more,
});
const row = (model: string, place = "x", cell = "old"): RowRecord => ({
  ...{ type: "row", model, page: "p.md", place, key: model, cells: { A: cell }, owner: "tool" },
});
const title = (model: string, more: Partial<EntryRecord> = {}): EntryRecord => ({
  ...{ type: "entry", model, page: "p.md", place: "x", title: model, ...more },
});
const model = (id: string, more: Partial<ModelRecord> = {}): ModelRecord => ({
  ...{ type: "model", model: id, fields: {}, absent: 0, ...more },
});
const mention = (id: string, page: string): MentionRecord => ({ type: "mention", model: id, page, made: {} });

const lockOf = (...records: readonly LockRecord[]): Lock => ({
  files: new Map(records.flatMap((each) => (each.type === "file" ? [[fileKey("s", each.model), each]] : []))),
  entries: new Map(records.flatMap((each) => (each.type === "entry" ? [[recordKey(each), each]] : []))),
  rows: new Map(records.flatMap((each) => (each.type === "row" ? [[recordKey(each), each]] : []))),
  models: new Map(records.flatMap((each) => (each.type === "model" ? [[each.model, each]] : []))),
  texts: new Map(records.flatMap((each) => (each.type === "text" ? [[each.text, each]] : []))),
  mentions: new Map(
    records.flatMap((each) => (each.type === "mention" ? [[mentionKey(each.page, each.model), each]] : [])),
  ),
  roles: new Map(records.flatMap((each) => (each.type === "role" ? [[each.role, each]] : []))),
  left: new Map(records.flatMap((each) => (each.type === "left" ? [[each.model, each]] : []))),
  unclaimed: new Map(),
  lacks: new Map(records.flatMap((each) => (each.type === "lack" ? [[each.page, each]] : []))),
});

const changes = (more: Partial<LockChanges>): LockChanges => ({
  ...{ files: [], deleted: new Set(), places: [], entries: [], gone: [], packer: noPacker },
  ...more,
});
const places = (kind: PlaceRecords["kind"], place: string, ...records: PlaceRecords["records"]) => ({
  ...{ page: "p.md", place, kind, records },
});
const held = { guard: "g", field: "f", value: 1 };

test.each<
  [what: string, old: readonly LockRecord[], plan: Partial<LockChanges>, want: readonly LockRecord[]]
>([
  [
    "nothing, all stays",
    [file("a"), row("a"), title("a"), model("a")],
    {},
    [file("a"), row("a"), title("a"), model("a")],
  ],
  ["files that are made", [file("a")], { files: [file("b")] }, [file("a"), file("b")]],
  ["files anew", [file("a")], { files: [file("a", { path: "n.py" })] }, [file("a", { path: "n.py" })]],
  ["files that go", [file("a"), file("b")], { deleted: new Set([fileKey("s", "a")]) }, [file("b")]],
  [
    "a table, whose other rows go",
    [row("a"), row("b")],
    { places: [places("row", "x", row("a", "x", "new"))] },
    [row("a", "x", "new")],
  ],
  [
    "a table, and another place stays",
    [row("a", "y")],
    { places: [places("row", "x", row("b"))] },
    [row("a", "y"), row("b")],
  ],
  [
    "a table with groups inside",
    [row("a", "y")],
    { places: [{ ...places("row", "x", row("b")), places: ["y"] }] },
    [row("b")],
  ],
  [
    "a table, and a section at its place stays",
    [title("a"), row("a")],
    { places: [places("row", "x")] },
    [title("a")],
  ],
  [
    "a section, and a table at its place stays",
    [title("a"), row("a")],
    { places: [places("entry", "x")] },
    [row("a")],
  ],
  ["of a table its rows alone", [], { places: [places("row", "x", row("a"), title("a"))] }, [row("a")]],
  [
    "of a section its entries alone",
    [],
    { places: [places("entry", "x", row("a"), title("a"))] },
    [title("a")],
  ],
  [
    "a model's fields, but not its slug",
    [model("a", { fields: { old: 1 }, absent: 2 })],
    { entries: [entry("a", { price: 2 })] },
    [model("a", { fields: { price: 2, id: "a", name: "a" } })],
  ],
  [
    "what is accepted, after what was",
    [model("a", { accepted: [held] }), model("b")],
    { entries: [entry("a"), entry("b")], accepted: new Map([["a", [{ ...held, value: 2 }]]]) },
    [
      model("a", { fields: { id: "a", name: "a" }, accepted: [held, { ...held, value: 2 }] }),
      model("b", { fields: { id: "b", name: "b" } }),
    ],
  ],
  [
    "a model that is gone as long as something of it stays",
    [file("a"), model("a"), title("b"), model("b"), row("c"), model("c"), model("d")],
    { gone: ["a", "b", "c", "d"].map((id) => ({ record: model(id), absent: 3, action: "keep" })) },
    [file("a"), title("b"), row("c"), ...["a", "b", "c"].map((id) => model(id, { absent: 3 }))],
  ],
  [
    "names of the pages that were read, and those of others that are there",
    [mention("a", "read.md"), mention("b", "read.md"), mention("a", "unread.md"), mention("a", "gone.md")],
    {
      mentions: {
        pages: new Map([["read.md", [mention("c", "read.md")]]]),
        isPage: (path) => path !== "gone.md",
        roles: [{ type: "role", role: "chat", model: "c" }],
        left: ["a"],
      },
    },
    [
      ...[mention("a", "unread.md"), mention("c", "read.md")],
      ...([
        { type: "role", role: "chat", model: "c" },
        { type: "left", model: "a" },
      ] as const),
    ],
  ],
  [
    "no names where none were looked for",
    [mention("a", "p.md"), { type: "role", role: "chat", model: "a" }, { type: "left", model: "b" }],
    {},
    [mention("a", "p.md"), { type: "role", role: "chat", model: "a" }, { type: "left", model: "b" }],
  ],
])("the next lock records %s", (_, old, plan, want) => {
  expect(nextLock(lockOf(...old), changes(plan))).toEqual(lockOf(...want));
});

/** A lock in which texts of one group were packed, and the packer that a plan on it gets. */
const long = (word: string): string => Array.from({ length: 9 }, (_, n) => `line ${n}: ${word}\n`).join("");
const [first, second] = [long("tern"), long("harrier")];
const section = title("a", { body: "one" });
const packedWith = (text: string) => {
  const packer = packerFor(emptyLock);
  const bodies = new Map([[recordKey(section), text]]);
  return nextLock(emptyLock, changes({ places: [{ ...places("entry", "x", section), bodies }], packer }));
};

test("the text of an entry is kept with the first of its place, and as it was while it stays the same", () => {
  const old = packedWith(first);
  expect([...old.texts.keys()]).toEqual([digest(first)]);
  expect([...old.entries.values()][0]?.base).toMatch(new RegExp(`^${digest(first)}:`));
  const next = (body: string, other = old) => {
    const packer = packerFor(other);
    const bodies = new Map([[recordKey(section), second]]);
    const made = { ...places("entry", "x", { ...section, body }), bodies };
    const { texts, entries } = nextLock(other, changes({ places: [made], packer }));
    return { texts: [...texts.keys()], base: [...entries.values()][0]?.base };
  };
  expect(next("one").base).toBe([...old.entries.values()][0]?.base);
  const changed = next("two");
  expect(changed.texts).toEqual([digest(first)]);
  expect(changed.base).not.toBe([...old.entries.values()][0]?.base);
  expect(changed.base).toMatch(new RegExp(`^${digest(first)}:`));
  // A text that is damaged, or isn't there, can't be packed against.
  const wrong = {
    type: "text",
    text: digest(first),
    packed: packedWith(second).texts.get(digest(second))?.packed ?? "",
  } as const;
  expect(next("two", { ...old, texts: new Map([[wrong.text, wrong]]) }).texts).toEqual([digest(second)]);
  expect(next("two", { ...old, texts: new Map() }).texts).toEqual([digest(second)]);
});

test.each<[lines: number, isKept: boolean]>([
  [3, false],
  [4, true],
])("a text of %i lines is kept for merges: %j", (count, isKept) => {
  expect(packedWith(Array.from({ length: count }, () => "x").join("\n")).texts.size).toBe(isKept ? 1 : 0);
});

test("the text of a file that is made the same stays packed as it was", () => {
  const made = { text: second, digest: digest(second) };
  const packer = groupPacker(
    () =>
      new Map([
        ["s ", first],
        ["s t", second],
      ]),
  );
  const base = (before: FileRecord | undefined, template: string | null = null) =>
    packedBase(before, { snippet: "s", template }, made, packer);
  expect(base(file("a", { digest: made.digest, base: "as it was" }))).toBe("as it was");
  const anew = base(undefined);
  expect(anew).toMatch(new RegExp(`^${digest(first)}:`));
  expect(base(file("a", { digest: "another", base: "as it was" }))).toBe(anew);
  expect(base(file("a", { digest: made.digest }))).toBe(anew);
  expect(base(undefined, "t")).toMatch(new RegExp(`^${digest(second)}:`));
});

test("files of one template are packed against the text that the first was", () => {
  const packer = packerFor(emptyLock);
  const base = packer.pack("s t", first);
  const old = nextLock(emptyLock, changes({ files: [file("a", { template: "t", base })], packer }));
  const again = packerFor(old);
  expect(again.pack("s t", second)).toMatch(new RegExp(`^${digest(first)}:`));
  expect(again.pack("s u", second)).toMatch(new RegExp(`^${digest(second)}:`));
  expect(again.texts().map(({ text }) => text)).toEqual([digest(first), digest(second)]);
});
