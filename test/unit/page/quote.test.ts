import { expect, test } from "vitest";
import { insideOf, insideQuote, quotesIn, requoted } from "../../../src/page/quote.ts";
import { lineAt, splice } from "../../../src/page/page.ts";
import { scanPage } from "../../../src/page/scan.ts";
import { lines } from "../given.ts";

const text = lines("Before", "", "> One", ">", "> > Two", "> Three", "", "After");
const page = scanPage("p.md", text);
const inside = insideQuote(page, { first: 2, last: 6, indent: 0 });

test.each<readonly [first: number, last: number, want: readonly (readonly [number, number])[]]>([
  [0, 8, [[2, 6]]],
  [3, 5, [[3, 5]]],
  [0, 2, []],
])("the quotes in lines %i to %i are %j", (first, last, want) => {
  expect(quotesIn(page, { first, last }).map((each) => [each.first, each.last])).toEqual(want);
});

test("none is found in code, nor where the markup has none", () => {
  expect(quotesIn(scanPage("p.md", lines("```", "> a", "```")), { first: 0, last: 3 })).toEqual([]);
  expect(quotesIn(scanPage("p.adoc", "> a"), { first: 0, last: 1 })).toEqual([]);
});

test("the inside has lines without their marks, at the same places", () => {
  expect([2, 3, 4, 5].map((line) => lineAt(inside, line))).toEqual(["One", "", "> Two", "Three"]);
  expect(inside.lines[1]).toEqual(page.lines[1]);
});

test.each<readonly [first: number, last: number, want: string]>([
  [3, 6, "One"],
  [3, 8, "> One"],
  [2, 6, "> One"],
  [0, 1, "> One"],
  [5, 7, "One"],
])("what is looked at for lines %i to %i has the line %j", (first, last, want) => {
  expect(lineAt(insideOf(page, { first, last, indent: 0 }), 2)).toBe(want);
});

const at = (what: string, end = false): number => text.indexOf(what) + (end ? what.length : 0);
test.each<readonly [what: string, start: number, end: number, text: string, want: string]>([
  ["a word", at("One"), at("One", true), "1\n2", "> 1\n> 2"],
  ["a line", at("One"), at("> > Two"), "1\n2\n", "> 1\n> 2"],
  ["lines with an empty one", at("One"), at("One", true), "1\n\n2", "> 1\n>\n> 2"],
  ["nothing, before a line", at("Three"), at("Three"), "1\n", "> 1\n> Three"],
  ["nothing, after a line", at("One", true), at("One", true), "\n1", "> One\n> 1"],
])("edits of %s get the marks", (_, start, end, made, want) => {
  expect(splice(text, requoted(inside, [{ start, end, text: made }]))).toContain(want);
});

test("a line that is taken out takes its marks along, and nothing else", () => {
  const start = at("Three");
  const edit = { start, end: text.indexOf("\n", start) + 1, text: "" };
  expect(splice(text, requoted(inside, [edit]))).toBe(text.replace("> Three\n", ""));
});

test.each([
  ["> a\n> b\n", "b\n", "", "> a\n"],
  ["> a\n> b\n", "a\n> b\n", "c\n", "> c\n"],
  ["> a\n> b", "b", "", "> a\n"],
  ["> a\n> b\n\nc\n", "b", "x\n\ny", "> a\n> x\n>\n> y\n\nc\n"],
])("in %j, %j becomes %j: %j", (all, from, to, want) => {
  const own = scanPage("p.md", all);
  const quoted = insideQuote(own, { first: 0, last: 2, indent: 0 });
  const start = all.indexOf(from);
  const edits = requoted(quoted, [{ start, end: start + from.length, text: to }]);
  expect(splice(all, edits)).toBe(want);
});

test("a quote is looked at from its first line on", () => {
  const own = scanPage("p.md", lines("> ```", "> a", "> ```", "> b", "> c"));
  const { opaque } = insideOf(own, { first: 4, last: 5, indent: 0 });
  expect(opaque).toEqual([true, true, true, false, false]);
});

test("a page that is no quote keeps its edits", () => {
  const edits = [{ start: 0, end: 1, text: "a\nb" }];
  expect(requoted(page, edits)).toEqual(edits);
});
