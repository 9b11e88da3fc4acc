import { describe, expect, test } from "vitest";
import { claimBlocks, recordedEntries } from "../../../generators/section/claim.ts";
import { bodyOf } from "../../../generators/section/made.ts";
import { type ClaimContext, claimRows, isAsMade } from "../../../generators/table/claim.ts";
import { recordedRows } from "../../../generators/table/records.ts";
import type { Subject } from "../../../generators/table/subjects.ts";
import { emptyLock, type EntryRecord, recordKey, type RowRecord } from "../../../src/model/lock.ts";
import { findBlocks } from "../../../src/page/block.ts";
import { placeName } from "../../../src/page/region.ts";
import { scanPage } from "../../../src/page/scan.ts";
import type { Row } from "../../../src/page/table.ts";
import { digest } from "../../../src/text/digest.ts";
import { entry, settings } from "../given.ts";

/** A section whose entries show an ID and a link, so that what stands around a title follows the catalog. */
const {
  sections: [section],
} = settings({
  formats: { own: { base: "heading", body: ["", "Use `{id}` of [its page]({url|plain})."] } },
  sections: [{ page: "p.md", format: "own" }],
});
if (section === undefined) throw new Error("no section");

const item = (id: string, name: string) => ({
  entry: entry(id, { name, url: `/models/${id.replace("x/", "")}` }),
  includes: [],
});

/** Which line each model's entry is at, by what stands in the page and in the lock. */
const linesOf = (
  text: string,
  items: readonly ReturnType<typeof item>[],
  made: readonly EntryRecord[] = [],
) => {
  const page = scanPage("p.md", text);
  const blocks = findBlocks(page, { first: 0, last: page.lines.length, indent: 0 }, section.format);
  const lock = { ...emptyLock, entries: new Map(made.map((record) => [recordKey(record), record])) };
  const records = recordedEntries(lock, section);
  const claims = claimBlocks({ page, section, blocks, items, records, isThere: () => false });
  return Object.fromEntries([...claims].map(([id, { first }]) => [id, first]));
};

const place = placeName(section);
const record = (model: string, title: string, body?: string): EntryRecord => ({
  ...{ type: "entry", model, page: "p.md", place, title },
  ...(body === undefined ? {} : { body: digest(body) }),
});

const [a, b] = [item("x/a", "A"), item("x/b", "B")];
const block = (title: string, text: string): string => `### ${title}\n\n${text}\n\n`;

/** The body of an entry with this text. */
const body = (text: string): string => {
  const page = scanPage("p.md", block("T", text));
  const [found] = findBlocks(page, { first: 0, last: page.lines.length, indent: 0 }, section.format);
  return found === undefined ? "" : bodyOf(page, found);
};

describe("an entry of a section is a model's", () => {
  test.each<readonly [what: string, text: string, want: Readonly<Record<string, number>>]>([
    ["whose ID it names", block("Other", "Use `x/a`."), { "x/a": 0 }],
    ["but nobody's where it names two", block("Other", "Use `x/b`, then `x/a`."), {}],
    ["that it links", block("Other", "[its page](/models/b)"), { "x/b": 0 }],
    ["that it links twice", block("Other", "[a](/models/b) [b](/models/b)"), { "x/b": 0 }],
    ["but nobody's where it links two", block("Other", "[a](/models/a) [b](/models/b)"), {}],
    ["whose title it has", block("B", "Words."), { "x/b": 0 }],
    ["of several the last", block("B", "Words.") + block("B", "Others."), { "x/b": 4 }],
  ])("%s", (_, text, want) => {
    expect(linesOf(text, [a, b])).toEqual(want);
  });

  const alike = block("Same", "Words.") + block("Same", "Words.");
  test.each<
    readonly [
      what: string,
      text: string,
      made: readonly EntryRecord[],
      want: Readonly<Record<string, number>>,
    ]
  >([
    ["by title", block("Was", "Words."), [record("x/a", "Was")], { "x/a": 0 }],
    [
      "by title and body, the first of the page by ID",
      alike,
      [record("x/b", "Same", body("Words.")), record("x/a", "Same", body("Words."))],
      { "x/a": 0, "x/b": 4 },
    ],
    [
      "by the body where titles are the same",
      block("Same", "Ones.") + block("Same", "Others."),
      [record("x/a", "Same", body("Others.")), record("x/b", "Same", body("Ones."))],
      { "x/a": 4, "x/b": 0 },
    ],
    [
      "by title, whose body people changed",
      block("Was", "Mine."),
      [record("x/a", "Was", body("Words."))],
      { "x/a": 0 },
    ],
    [
      "by body, whose title people changed",
      block("Mine", "Words."),
      [record("x/a", "Was", body("Words."))],
      { "x/a": 0 },
    ],
    [
      "but not by a title that two had, and people changed both",
      block("Was", "Mine."),
      [record("x/a", "Was", body("Ones.")), record("x/b", "Was", body("Others."))],
      {},
    ],
    [
      "nor by what another section made",
      block("Was", "Words."),
      [{ ...record("x/a", "Was"), place: "elsewhere" }],
      {},
    ],
  ])("as the lock has it, %s", (_, text, made, want) => {
    expect(linesOf(text, [b, a], made)).toEqual(want);
  });
});

const header = (names: readonly string[]) => new Map(names.map((name, n) => [name, n]));

/** Rows that show these texts, by the columns Model and Price, and what the lock has of them. */
const tableOf = (
  rows: readonly (readonly string[])[],
  made: readonly RowRecord[],
  names = ["Model", "Price"],
) => {
  const [tables] = [
    settings({ tables: [{ page: "p.md", columns: [{ header: "Model", value: "{name}" }] }] }).tables,
  ];
  const [table] = tables;
  if (table === undefined) throw new Error("no table");
  const shown = rows.map((texts, line): readonly [Row, readonly string[]] => [
    { line, lead: "", cells: [], closed: true },
    texts,
  ]);
  const texts = new Map(shown);
  const textsOf = (row: Row) => texts.get(row) ?? [];
  const own = made.map((each) => ({ ...each, place: each.place === "" ? placeName(table) : each.place }));
  const lock = { ...emptyLock, rows: new Map(own.map((each) => [recordKey(each), each])) };
  const context: ClaimContext = {
    ...{ rows: shown.map(([row]) => row), textsOf, keyOf: (row) => textsOf(row)[0] ?? "" },
    ...{ columns: header(names), owned: header(names), keyHeaders: new Set(["Model"]) },
    records: recordedRows(lock, table),
    knownBy: () => new Map(),
    toldBeside: ({ id }) => id,
    tailOf: () => 0,
  };
  return context;
};

const rowRecord = (model: string, cells: Readonly<Record<string, string>>, at = ""): RowRecord => ({
  ...{ type: "row", model, page: "p.md", place: at, key: cells.Model ?? "", cells, owner: "tool" },
});

const subject = (id: string, texts: readonly string[]): Subject => ({
  ...entry(id),
  ...{ variant: "", continues: false, cells: texts, texts, key: texts[0] ?? "", asWritten: new Map() },
});

describe("a row of a table", () => {
  const claimed = (subjects: readonly Subject[], context: ClaimContext) =>
    Object.fromEntries([...claimRows(subjects, context).rows].map(([{ id }, { line }]) => [id, line]));

  test.each<
    readonly [
      what: string,
      rows: readonly (readonly string[])[],
      made: readonly RowRecord[],
      want: Readonly<Record<string, number>>,
    ]
  >([
    [
      "with its other cells as made",
      [["A Pro", "1"]],
      [rowRecord("x/a", { Model: "A", Price: "1" })],
      { "x/a": 0 },
    ],
    [
      "with them as they should be",
      [["A Pro", "2"]],
      [rowRecord("x/a", { Model: "A", Price: "1" })],
      { "x/a": 0 },
    ],
    ["but not with others", [["A Pro", "3"]], [rowRecord("x/a", { Model: "A", Price: "1" })], {}],
    [
      "nor of two such",
      [
        ["A Pro", "1"],
        ["A Max", "1"],
      ],
      [rowRecord("x/a", { Model: "A", Price: "1" })],
      {},
    ],
    ["nor without other cells", [["A Pro", "1"]], [rowRecord("x/a", { Model: "A" })], {}],
    ["nor one of another name", [["C", "1"]], [rowRecord("x/a", { Model: "A", Price: "1" })], {}],
    ["nor one without any", [["", "1"]], [rowRecord("x/a", { Model: "A", Price: "1" })], {}],
    [
      "nor by another table's",
      [["A Pro", "1"]],
      [rowRecord("x/a", { Model: "A", Price: "1" }, "elsewhere")],
      {},
    ],
    [
      "nor one of another page",
      [["A Pro", "1"]],
      [{ ...rowRecord("x/a", { Model: "A", Price: "1" }), page: "q.md" }],
      {},
    ],
  ])("whose key somebody reworded is its model's %s", (_, rows, made, want) => {
    expect(claimed([subject("x/a", ["A", "2"])], tableOf(rows, made))).toEqual(want);
  });

  test.each<readonly [texts: readonly string[], want: boolean]>([
    [["A", "1"], true],
    [["A", "2"], true],
    [["A", "3"], false],
    [["B", "1"], false],
  ])("%j is as it was made, or as it should be: %j", (texts, want) => {
    const context = tableOf([texts], [rowRecord("x/a", { Model: "A", Price: "1" })]);
    const [row] = context.rows;
    if (row === undefined) throw new Error("no row");
    expect(isAsMade(row, subject("x/a", ["A", "2"]), context)).toBe(want);
  });
});
