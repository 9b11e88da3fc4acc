import { delimitedTable } from "../rows/delimited.ts";
import type { FoundTable } from "../markup.ts";
import { lineAt, type Page } from "../page.ts";
import type { Directive } from "./directives.ts";
import { widthsEdit } from "./list-table.ts";

const delimiters: ReadonlyMap<string, string> = new Map([
  ["tab", "\t"],
  ["space", " "],
]);

/** A `csv-table` with its rows on the page, each on a line, and a header. */
export const csvTable = (page: Page, directive: Directive): FoundTable | undefined => {
  const { options, content } = directive;
  if (["file", "url", "quote", "escape"].some((name) => options.has(name))) return undefined;
  const said = options.get("delim")?.value ?? ",";
  const named = options.get("header");
  const option = named === undefined ? "" : lineAt(page, named.line);
  const found = delimitedTable(page, {
    dialect: { delimiter: delimiters.get(said) ?? said, quotes: true },
    lines: directive,
    content,
    header:
      named === undefined
        ? { row: Number(options.get("header-rows")?.value ?? 0) }
        : {
            line: named.line,
            lead: option.slice(0, option.indexOf(named.value)),
            // Whatever stands between cells, here it is a comma.
            dialect: { delimiter: ",", quotes: true },
          },
    lead: " ".repeat(content.indent),
    headGap: named === undefined ? [] : [""],
    edits: ({ columns }) => widthsEdit(page, directive, columns),
  });
  return typeof found === "number" ? undefined : found;
};
