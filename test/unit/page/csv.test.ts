import { expect, test } from "vitest";
import { codeSpans } from "../../../src/page/code-spans.ts";
import { decodeCell } from "../../../src/page/lifted.ts";
import {
  fileEdits,
  hasFrontMatter,
  isPage,
  markupOf,
  readerText,
  scanPage,
  withoutPageEnding,
} from "../../../src/page/scan.ts";
import { overlap, splice } from "../../../src/page/page.ts";
import { changed } from "./changed-table.ts";

const csv = markupOf("a.csv");

const readIn = (text: string, { first = 0, last = Infinity } = {}): string => {
  const page = scanPage("a.csv", text);
  const region = { first, last: Math.min(last, page.lines.length), indent: 0 };
  const rows = csv
    .tables(page, region, "own")
    .flatMap(({ table }) => [table.header, ...table.rows])
    .map(({ cells }) => cells.map((cell) => decodeCell(cell.text.trim())).join("|"));
  const unread = csv.unread?.(page, region) ?? [];
  return [...rows, ...unread.map(({ line, why }) => `${line}: ${why}`)].join(" / ");
};

test.each([
  ["A,B\n1,2\n", {}, "A|B / 1|2"],
  ["\n \nA,B\n\n1,2", {}, "A|B / 1|2"],
  ["A;B\n1;2\n", {}, "A|B / 1|2"],
  ["A;B,C\n1,2;3\n", {}, "A;B|C / 1|2;3"],
  ["A\n1\n", {}, "A / 1"],
  ['A,B\n"1,""x""",2\n', {}, 'A|B / 1,"x"|2'],
  ['A,B\n"1\n",2\n', {}, "1: a cell goes on in the next line"],
  ["A,B\n1,2\n", { first: 1 }, ""],
  ["A,B\n1,2\n", { last: 1 }, ""],
  ["\nA,B\n1,2\n", { first: 1 }, "A|B / 1|2"],
  ["\n\n", {}, ""],
])("a file of values %j, in %j: %s", (text, region, want) => {
  expect(readIn(text, region)).toBe(want);
});

test("a row of values at the end of a file, and one that has a quote", () => {
  expect(changed("a.csv", "A,B\n1,2", [["row", 0, "3", 'x "y"']])).toEqual(["A,B", "1,2", '3,"x ""y"""']);
  expect(changed("a.csv", "A, B\n 1 , 2\n", [["row", 0, "3", "4"]])).toEqual(["A, B", " 1 , 2", " 3, 4"]);
});

test("values are written as they are, on one line", () => {
  expect(csv.cell.text("a \r\n b*")).toBe("a b*");
  expect(markupOf("a.csv").cell.whole(" a\ud800|b\n")).toBe("a\ufffd\uf8ffpb");
  expect(csv.cell.code("a")).toBe("`a`");
});

test.each([
  ["a `b` c", ["`b`"]],
  ["``a`b`` `c", ["``a`b``"]],
  ["`a` `b`", ["`a`", "`b`"]],
  ["`a``b`", ["`a``b`"]],
  ["a", []],
])("inline code in %j", (text, want) => {
  expect(codeSpans(text).map(([start, end]) => text.slice(start, end))).toEqual(want);
});

test.each([
  ["a.md", true, true, "a"],
  ["a.MDX", true, true, "a"],
  ["a.markdown", true, true, "a"],
  ["a.rst", true, false, "a"],
  ["a.ipynb", true, false, "a"],
  ["a.adoc", true, false, "a"],
  ["a.md.txt", false, false, "a.md.txt"],
  ["amd", false, false, "amd"],
])("%s: a page: %j, of Markdown: %j, without its ending %s", (path, page, front, without) => {
  expect([isPage(path), hasFrontMatter(path), withoutPageEnding(path)]).toEqual([page, front, without]);
});

const edit = (start: number, end: number) => ({ start, end, text: "" });
test.each([
  [[edit(0, 2), edit(2, 3)], false],
  [[edit(2, 3), edit(0, 3)], true],
  [[edit(1, 1), edit(1, 1), edit(1, 2)], false],
  [[edit(0, 3), edit(1, 1)], true],
  [[edit(0, 1)], false],
  [[], false],
])("whether edits %j overlap: %j", (edits, want) => {
  expect(overlap(edits)).toBe(want);
  const apply = () => splice("abc", edits);
  if (want) expect(apply).toThrow(RangeError);
  else expect(apply).not.toThrow();
});

test("values of other files come first, but those that are fixed", () => {
  const outside = new Map([
    ["a", { value: "1" }],
    ["b", { value: "2", fixed: true } as const],
    ["c", { value: "3" }],
  ]);
  const { definitions } = scanPage("p.adoc", ":a: x\n:b: y\n", outside);
  expect([...(definitions ?? [])].map(([name, { value }]) => name + value)).toEqual(["ax", "b2", "c3"]);
  expect([...(scanPage("p.md", "", outside).definitions ?? [])]).toHaveLength(3);
});

test("a notebook is read as a page and written as a file, all else as it is", () => {
  const text = '{"cells": [{"cell_type": "markdown", "source": "a"}]}';
  expect(readerText("a.ipynb", text).text).toBe("a\n");
  expect(readerText("a.md", text)).toEqual({ text });
  const edits = [{ start: 0, end: 1, text: "b" }];
  expect(fileEdits({}, edits)).toEqual(edits);
  expect(fileEdits({ file: () => undefined }, edits)).toBeUndefined();
});
