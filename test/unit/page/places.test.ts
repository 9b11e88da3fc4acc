import { describe, expect, it } from "vitest";
import { scanPage } from "../../../src/page/scan.ts";
import { findRegion, placeName } from "../../../src/page/region.ts";
import type { Place } from "../../../src/config/settings.ts";
import { lines } from "../given.ts";

const place = (more: Partial<Place>): Place => ({
  page: "guide.mdx",
  heading: [],
  tab: undefined,
  marker: undefined,
  optional: false,
  where: "sections[0]",
  ...more,
});

/** The region's lines, joined, and its indentation; or what is wrong. */
const found = (text: string, more: Partial<Place>): string => {
  const outcome = findRegion(scanPage("guide.mdx", text), place(more), "config.json");
  if (!outcome.ok)
    return outcome.problems.map(({ code, message, fix }) => `${code}: ${message} ${fix}`).join();
  const { first, last, indent } = outcome.value;
  return `${text.split("\n").slice(first, last).join("/")} +${indent}`;
};

describe("a place is found", () => {
  it.each<readonly [what: string, text: string, more: Partial<Place>, want: string]>([
    ...[
      ["<!-- kluster-gen start m -->", "<!-- kluster-gen end m -->"],
      ["{/* kluster-gen start m */}", "{/* kluster-gen end m */}"],
      ["[//]: # (kluster-gen start m)", "[//]: # (kluster-gen end m)"],
      ['[comment]: <> "kluster-gen start m"', '[comment]: <> "kluster-gen end m"'],
      ["{# kluster-gen start m #}", "{# kluster-gen end m #}"],
      ["# kluster-gen start m", "# kluster-gen end m"],
      ["// kluster-gen start m", "// kluster-gen end m"],
    ].map(
      ([start = "", end = ""]) =>
        [`between ${start}`, lines("a", start, "b", end, "c"), { marker: "m" }, "b +0"] as const,
    ),
    [
      "between lines of the page's own, those in code left out",
      lines("```", "<!-- models -->", "```", "  <!-- models -->", "b", "<!-- /models -->"),
      { between: { start: "<!-- models -->", end: "<!-- /models -->" } },
      "b +0",
    ],
    [
      "after a comment, up to the end of the table",
      lines("{/* t */}", "", "| a |", "|---|", "| 1 |", "", "| b |", "|---|"),
      { after: "{/* t */}" },
      "/| a |/|---|/| 1 | +0",
    ],
    [
      "after a comment, up to the end of the list",
      lines("<!-- l -->", "- a", "  more", "", "- b", "", "text"),
      { after: "<!-- l -->" },
      "- a/  more//- b +0",
    ],
    [
      "after a comment, up to the end of the blocks",
      lines("<!-- b -->", "<details>", "a", "</details>", "", "<details>", "</details>", "<Note>", "</Note>"),
      { after: "<!-- b -->" },
      "<details>/a/</details>//<details>/</details> +0",
    ],
    [
      "after a comment, before the next heading",
      lines("<!-- b -->", "text", "- a", "# Next", "x"),
      { after: "<!-- b -->" },
      "text/- a +0",
    ],
    ["in an element", lines('<div class="x" id="m">', "a", "</div>"), { element: "m" }, "a +0"],
    [
      "in an element with code that closes it",
      lines('<div id="m">', "```", "</div>", "```", "</div>"),
      { element: "m" },
      "```/</div>/``` +0",
    ],
    [
      "in an element with such tags in a line's code and comments",
      lines('<div id="m">', "`</div>` {/* </div> */} {/* x */} ``a`</div>`` <!-- </div> -->", "</div>"),
      { element: "m" },
      "`</div>` {/* </div> */} {/* x */} ``a`</div>`` <!-- </div> --> +0",
    ],
    [
      "in an element whose tag's lines are indented",
      lines("<div", "      id", '      ="m">', "a", "</div>"),
      { element: "m" },
      "a +0",
    ],
    [
      "between markers with more spaces",
      lines("<!-- kluster-gen  start  m -->", "b", "<!-- kluster-gen\tend  m -->"),
      { marker: "m" },
      "b +0",
    ],
    [
      "between lines that the config writes with spaces",
      lines("x", "b", "y"),
      { between: { start: " x ", end: " y " } },
      "b +0",
    ],
    [
      "as the only table, deeper",
      lines("- x", "", "    | a |", "    |---|", "    | 1 |"),
      { nth: 1 },
      "    | a |/    |---|/    | 1 | +4",
    ],
    [
      "in an element with others in it, whose tag has several lines",
      lines("<Tabs", '  groupId="m">', "  <Tabs>", "  </Tabs>", "</Tabs>"),
      { element: "m" },
      "  <Tabs>/  </Tabs> +2",
    ],
    [
      "in a table's element",
      lines("<table id='m'>", "<tr></tr>", "</table>"),
      { element: "m" },
      "<tr></tr> +0",
    ],
    ["under a heading's ID", lines("## A { .x #m }", "a", "## B"), { element: "m" }, "a +0"],
    [
      "in a tab of Docusaurus",
      lines("<Tabs>", '<TabItem value="py" label="Python">', "a", "</TabItem>", "</Tabs>"),
      { tab: "Python" },
      "a +0",
    ],
    [
      "in a tab of GitBook",
      lines('{% tab title="Python" %}', "a", "{% endtab %}"),
      { tab: "Python" },
      "a +0",
    ],
    [
      "in a tab of Mintlify",
      lines('  <Tab title="Python">', "    a", "  </Tab>"),
      { tab: "Python" },
      "    a +4",
    ],
    [
      "under a list item",
      lines("* [Guide](g.md)", "* [Models](m.md)", "  * [A](a.md)", "    * more", "* [End](e.md)"),
      { item: "Models" },
      "  * [A](a.md)/    * more +2",
    ],
    ["under a list item without any", lines("* Models", "* End"), { item: "Models" }, " +2"],
    [
      "as the second table",
      lines("| a |", "|---|", "", "text", "", "| b |", "|---|", "| 1 |", "end"),
      { nth: 2 },
      "| b |/|---|/| 1 | +0",
    ],
    [
      "as the second table, the first being HTML",
      lines("# T", "<table>", "<tr></tr>", "</table>", "", "| b |", "|---|", "# U", "| c |", "|---|"),
      { heading: ["T"], nth: 2 },
      "| b |/|---| +0",
    ],
    ["not in a comment of MDX", lines("{/*", "# T", "*/}", "# T", "a"), { heading: ["T"] }, "a +0"],
  ])("%s", (_, text, more, want) => {
    expect(found(text, more)).toBe(want);
  });
});

describe("what isn't there, or is twice, is a problem that says so", () => {
  it.each<readonly [text: string, more: Partial<Place>, want: RegExp]>([
    [lines("a"), { element: "m" }, /^section-not-found: guide.mdx has no element or heading of the ID `m`/],
    [lines('<div id="modells"></div>'), { element: "models" }, /Did you mean `modells`/],
    [lines('<div id="m"></div>'), { element: "m" }, /closing tag a line of its own/],
    [
      lines("<!-- a -->", "b"),
      { between: { start: "<!-- a -->", end: "<!-- z -->" } },
      /^section-not-found: .*<!-- z -->/,
    ],
    [lines("a"), { after: "<!-- x -->" }, /^section-not-found: .*`<!-- x -->`/],
    [
      lines("<!-- x -->", "<!-- x -->"),
      { after: "<!-- x -->" },
      /^section-ambiguous: .* 2 places .*after lines 1, 2/,
    ],
    [lines("| a |", "|---|"), { nth: 2 }, /table number 2 in the page: there is 1\b/],
    [lines('<Tab title="Pyton">', "a", "</Tab>"), { tab: "Python" }, /Did you mean `Pyton`/],
    [lines("- a"), { item: "b" }, /^section-not-found: .*list item `b`.* Correct the item's text/],
    [lines("a"), { after: "x" }, /Put it above the place, alone on its line/],
    [lines("a"), { between: { start: "x", end: "y" } }, /Put them around the place, each alone/],
    [lines("a"), { marker: "m" }, /Put `<!-- kluster-gen start m -->` and `<!-- kluster-gen end m -->`/],
    [lines("| a |", "|---|", "", "| b |", "|---|"), { nth: 3 }, /there are 2\. Correct `nth`/],
    [lines("x"), { nth: 1 }, /there are 0/],
    [lines("<!-- x -->", "", "<!-- x -->", "| a |", "|---|"), { after: "<!-- x -->", nth: 1 }, /ambiguous/],
    [lines("# A", "a", "# B {#m}", "b"), { heading: ["A"], element: "m" }, /^section-not-found/],
    [lines("# A", "# B", "# A", "# A"), { heading: ["A"] }, /say which one: \["# A \[1\]"\] \(line 1\) or/],
    [
      lines("# P", "## A", "# Q", "## A", "# R", "## A", "# S", "## A", "# T", "## A"),
      { heading: ["A"] },
      /\["S","A"\] \(line 8\)\.$/,
    ],
    [lines("- x", "  - a", "- x", "  - a"), { item: "x" }, /Name the headings around it too, or put/],
    [lines("# A", "- x", "- x"), { heading: ["A"], item: "x" }, /Name the headings around it too, or put/],
  ])("%j %j", (text, more, want) => {
    expect(found(text, more)).toMatch(want);
  });
});

it("each place has a name of its own", () => {
  expect(
    placeName(
      place({
        heading: ["H"],
        element: "e",
        item: "i",
        between: { start: "s", end: "t" },
        after: "a",
        nth: 2,
      }),
    ),
  ).toBe('H › element "e" › item "i" › between "s" and "t" › after "a" › table 2');
});
