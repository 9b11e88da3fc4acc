import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scanPage } from "../../../src/page/scan.ts";
import { addressOf, headingRegions } from "../../../src/page/places/headings.ts";
import { lines } from "../given.ts";

const recurring = lines(
  "# P",
  "## Caps",
  "a",
  "## Audio",
  "### Caps",
  "b",
  "## Old",
  "### Caps",
  "c",
  "### Caps",
  "d",
);

/** The lines under the headings that an address leads to. */
const under = (text: string, address: readonly string[]): readonly string[] => {
  const all = text.split("\n");
  return headingRegions(scanPage("page.md", text), address).regions.map(({ first, last }) =>
    all.slice(first, last).join("/"),
  );
};

it("braces are part of a heading, but for those at its end", () => {
  const text = lines("# P", "## Use {x} here", "a", "## Caps {#caps}", "b");
  expect(under(text, ["Use {x} here"])).toEqual(["a"]);
  expect(under(text, ["Caps"]).map((line) => line.replace(/\/$/, ""))).toEqual(["b"]);
  expect(under(text, ["Use"])).toEqual([]);
});

describe("an address", () => {
  it.each<readonly [what: string, address: readonly string[], want: readonly string[]]>([
    ["means what stands right under the heading before it", ["P", "Caps"], ["a"]],
    ["means deeper ones where none does", ["Audio", "Caps"], ["b"]],
    ["may leave several", ["Old", "Caps"], ["c", "d"]],
    ["names the level", ["## Caps"], ["a"]],
    ["names the number", ["Caps [3]"], ["c"]],
    ["names level and number", ["### Caps [3]"], ["d"]],
    ["counts below the heading before it", ["Old", "Caps [2]"], ["d"]],
    ["leads nowhere by a level that isn't there", ["#### Caps"], []],
    ["leads nowhere by a number that isn't there", ["Caps [5]"], []],
    ["leads nowhere by the number 0", ["Caps [0]"], []],
  ])("%s: %j", (_, address, want) => {
    expect(under(recurring, address)).toEqual(want);
  });

  it.each<readonly [what: string, text: string, address: string, want: readonly string[]]>([
    ["a text that is just so is no number", lines("# A [1]", "x", "# A", "y"), "A [1]", ["x"]],
    ["a text that is just so is no level", lines("# \\## A", "x", "## A", "y"), "## A", ["x/## A/y"]],
    ["a count at the end may differ", lines("# A (14)", "x", "# B (1,600)", "y"), "A (13)", ["x"]],
    ["a count at the end may be missing", lines("# B (1,600)", "y"), "B", ["y"]],
    ["one of the very count comes first", lines("# A (14)", "x", "# A (13)", "y"), "A (13)", ["y"]],
    [
      "a counter keeps the count",
      lines("# A (<!-- kluster-gen count n -->14<!-- /count -->)", "x"),
      "A",
      ["x"],
    ],
    ["any other number tells headings apart", lines("# GPT 3", "x"), "GPT 4", []],
  ])("%s", (_, text, address, want) => {
    expect(under(text, [address])).toEqual(want);
  });

  it("of any heading with a text leads to it alone", () => {
    const heading = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom("A", "B", "A (2)", "A [2]", "## A", ""))
      .map(([level, text]) => `${"#".repeat(level)} ${text.replace("##", "\\##")}`);
    fc.assert(
      fc.property(fc.array(heading, { minLength: 1, maxLength: 9 }), (texts) => {
        const page = scanPage("page.md", lines(...texts));
        for (const [index, { text, line }] of page.headings.entries()) {
          const address = addressOf(page, index);
          if (address === undefined) expect(text).toBe("");
          else expect(headingRegions(page, address).regions.map(({ first }) => first)).toEqual([line + 1]);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
