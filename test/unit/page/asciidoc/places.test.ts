import { expect, test } from "vitest";
import type { Place } from "../../../../src/config/settings.ts";
import { idsIn } from "../../../../src/page/asciidoc/blocks.ts";
import { tabsIn } from "../../../../src/page/asciidoc/places.ts";
import { headingText } from "../../../../src/page/places/headings.ts";
import { findRegion } from "../../../../src/page/region.ts";
import { scanPage } from "../../../../src/page/scan.ts";
import { lines, valueOf } from "../../given.ts";

const page = scanPage(
  "p.adoc",
  lines(
    "= Guide", // 0
    "",
    "[#first.lead]",
    "== One `x` [[second]]", // 3
    "// kluster-gen start here",
    " // kluster-gen end here",
    "//kluster-gen end here",
    "----",
    "== No heading", // 8
    "----",
    "////",
    "== None either", // 11
    "////",
    "=== Below",
    "",
    "[tabs]",
    "====", // 16
    "curl::",
    "+",
    "--", // 19
    "Inside.",
    "--",
    "Python:: ",
    "+",
    "Else.", // 24
    "",
    "",
    "====",
    "== Two",
  ),
);

const nowhere: Place = {
  page: "p.adoc",
  heading: [],
  tab: undefined,
  marker: undefined,
  item: undefined,
  element: undefined,
  between: undefined,
  after: undefined,
  nth: undefined,
  optional: false,
  where: "sections[0]",
};

test("headings are those outside of code and comments, without their markup", () => {
  expect(page.headings.map(headingText)).toEqual(["Guide", "One x", "Below", "Two"]);
});

test.each([
  ["a heading", { heading: ["One x"] }, 4, 28],
  ["the ID above it", { element: "first" }, 4, 28],
  ["the ID in it", { element: "second" }, 4, 28],
  ["the ID of its text", { element: "_below" }, 14, 28],
  ["a marker", { marker: "here" }, 5, 6],
  ["a tab between lines of hyphens", { tab: "curl" }, 20, 21],
  ["a tab without", { tab: "Python" }, 24, 25],
])("a place is found by %s", (_, place, first, last) => {
  expect(valueOf(findRegion(page, { ...nowhere, ...place }, "c"))).toMatchObject({ first, last });
});

test("an ID that stands elsewhere on the page is not taken for an element there", () => {
  const place = { ...nowhere, heading: ["Two"], element: "second" };
  const found = findRegion(page, place, "c");
  expect(found.ok ? [] : found.problems.map(({ fix }) => fix)).toEqual(["There is none to choose from."]);
});

test.each<readonly [line: string, want: readonly string[]]>([
  ["[[a]]", ["a"]],
  ["[[a,A text]]", ["a"]],
  ["[#a]", ["a"]],
  ["[#a.lead%step]", ["a"]],
  ["[quote#a,Somebody]", ["a"]],
  ["[id=a]", ["a"]],
  ['[id="a b",role=x]', ["a b"]],
  ["[quote, id=a]", ["a"]],
  ["[source,python]", []],
  ["[valid=a]", []],
  ["text [#a]", []],
  ["[#a] text", []],
  ["text [[a]]", []],
  ["[[a]] text", []],
  ["text [id=a]", []],
  ["[id=a] text", []],
])("%s names %j", (line, want) => {
  expect(idsIn(line)).toEqual(want);
});

test.each<readonly [what: string, text: readonly string[], want: string]>([
  ["of one block", ["[tabs]", "====", "a::", "x", "b::", "", "+", "y", "", "===="], "a 4-4, b 8-8"],
  ["between longer lines", ["[tabs]", "=====", "a::", "x", "====="], "a 4-4"],
  ["with a title above", [".All::", "[.tabs]", ".All::", "====", "a::", "x", "===="], "a 6-6"],
  [
    "of two blocks",
    ["[tabs]", "====", "a::", "x", "====", "[tabs]", "====", "b::", "y", "===="],
    "a 4-4, b 9-9",
  ],
  ["beside other lists", ["[tabs]", "====", "a::", "x", "====", "b::", "y"], "a 4-4"],
  ["with code that looks like one", ["[tabs]", "====", "a::", "----", "b::", "----", "===="], "a 4-6"],
  ["with nothing in it", ["[tabs]", "====", "a::", "", "b::", "y", "===="], "a 5-4, b 6-6"],
  ["that a line of hyphens only opens", ["[tabs]", "====", "a::", "--", "x", "===="], "a 4-5"],
  ["that one only closes", ["[tabs]", "====", "a::", "x", "--", "===="], "a 4-5"],
  ["of a block that isn't one of tabs", ["[x]", "====", "a::", "x", "===="], ""],
  ["in code", ["----", "[tabs]", "====", "a::", "x", "====", "----"], ""],
  [
    "below code that opens such a block",
    ["----", "[tabs]", "====", "----", "[tabs]", "====", "a::", "x", "===="],
    "a 8-8",
  ],
  ["between lines with text", ["[tabs]", "====x", "a::", "x", "====x"], ""],
  ["between lines with text before", ["[tabs]", "x====", "a::", "x", "x===="], ""],
])("tabs %s", (_, text, want) => {
  const own = scanPage("p.adoc", lines(...text));
  const region = { first: 0, last: own.lines.length, indent: 0 };
  const shown = tabsIn(own, region).map(
    ({ names: [label], inside }) => `${label} ${(inside?.first ?? -1) + 1}-${inside?.last}`,
  );
  expect(shown.join(", ")).toBe(want);
});
