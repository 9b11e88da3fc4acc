import { expect, test } from "vitest";
import { countTables, tabledPage } from "../../../src/init/find/tables.ts";
import { readSentence } from "../../../src/init/tell.ts";

const markdown = "| A |\n|---|\n| b |\n";
const html = "<table>\n<tr><td>b</td></tr>\n</table>\n";
const rst = ".. list-table::\n   :header-rows: 1\n\n   * - A\n   * - b\n";

test.each([
  [[["a.md", markdown]], "1 table"],
  [[["a.md", `${markdown}\n${html}`]], "2 tables (1 in Markdown, 1 in HTML)"],
  [[["a.rst", rst]], "1 table (1 in reStructuredText)"],
  [[["a.md", "No table.\n"]], "0 tables"],
] as const)("%j: %s", (pages, want) => {
  const read = {
    pages: new Map([["page", 1]]),
    unread: new Map<string, number>(),
    tables: countTables(pages.map(([path, text]) => tabledPage(path, text))),
  };
  expect(readSentence(read)).toBe(`Read 1 page file, with ${want}.`);
});
