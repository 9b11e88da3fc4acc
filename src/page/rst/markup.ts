import { notesIn } from "../notes.ts";
import { escapes, escapesWith } from "../../text/escapes.ts";
import { decodeCell, encodeCell } from "../lifted.ts";
import type { Called, FoundTable, Markup } from "../markup.ts";
import { type Page, type Region, indentAt, lineAt } from "../page.ts";
import { type Directive, directivesIn } from "./directives.ts";
import { gridTables } from "./grid-table.ts";
import { listTable, widthsEdit } from "./list-table.ts";
import { scanRst } from "./scan.ts";
import { simpleTables } from "./simple-table.ts";
import { toctreesIn } from "./toctree.ts";
import { markCode, readText, rstRich, settleCode, writeText } from "../../text/emit/rst.ts";
import { delimitedTable } from "../rows/delimited.ts";
import { headingsWithIds } from "../places/headings.ts";

const tabs = /^(?:tab|tab-item|md-tab-item|group-tab|code-tab)$/;

/** The label of a tab; one of code has its language before it. */
const labelOf = ({ name, argument }: Directive): string =>
  name === "code-tab" ? argument.replace(/\S+\s*/, "") || argument : argument;

const tabsIn = (page: Page, region: Region): readonly Called[] =>
  directivesIn(page, region)
    .filter(({ name }) => tabs.test(name))
    .map((tab) => ({ names: [labelOf(tab)], inside: tab.content }));

/** Headings with labels, and directives with a `:name:`. */
const identified = (page: Page, region: Region): readonly Called[] => [
  ...headingsWithIds(page, region),
  ...directivesIn(page, region).flatMap(({ options, content }) => {
    const name = options.get("name")?.value;
    return name === undefined ? [] : [{ names: [name], inside: content }];
  }),
];

const delimiters: ReadonlyMap<string, string> = new Map([
  ["tab", "\t"],
  ["space", " "],
]);

/** A `csv-table` with its rows on the page, each on a line, and a header. */
const csvTable = (page: Page, directive: Directive): FoundTable | undefined => {
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

const readers: ReadonlyMap<string, typeof listTable> = new Map([
  ["list-table", listTable],
  ["csv-table", csvTable],
]);

const tablesIn = (page: Page, region: Region, depth: "own" | "any"): readonly FoundTable[] => {
  const directives = directivesIn(page, region);
  const around = ({ table: { header } }: FoundTable): Directive | undefined =>
    directives.findLast(
      ({ name, first, last }) =>
        /^(?:list-|csv-)?table$/.test(name) && first <= header.line && header.line < last,
    );
  const isOwn = (found: FoundTable): boolean =>
    (around(found) ?? { indent: indentAt(page, found.table.header.line) }).indent === region.indent;
  const whole = (found: FoundTable): FoundTable => {
    const lines = found.lines ?? around(found);
    return lines === undefined ? found : { ...found, lines };
  };
  return [
    ...directives.flatMap((directive) => readers.get(directive.name)?.(page, directive) ?? []),
    ...[...gridTables(page, region), ...simpleTables(page, region)].map(whole),
  ]
    .filter((found) => depth === "any" || isOwn(found))
    .sort((a, b) => a.table.header.line - b.table.header.line);
};

/** reStructuredText, as docutils and Sphinx read it. */
const rst: Markup = {
  name: "rst",
  scan: scanRst,
  tables: tablesIn,
  cell: {
    text: writeText,
    code: markCode,
    rich: (value) => rstRich(value, escapes.address.write),
    address: escapes.address.write,
    read: (written) => readText(decodeCell(written)),
    notes: notesIn("rst"),
    // A cell that is one link calls what the link says, wherever it leads.
    named: (written) => /^`([^`<>]*\S)\s+<[^`<>]+>`__?$/.exec(written)?.[1] ?? written,
    whole: (written) => encodeCell(settleCode(written)),
  },
  escape: escapesWith({ write: writeText, read: readText, markup: true }, (value) =>
    rstRich(value, escapes.address.write),
  ),
  tabs: tabsIn,
  identified,
  commentText: (line) => /^\.\.\s+(?![\w-]+::)(.*)/.exec(line.trim())?.[1],
  comment: (said) => `.. ${said}`,
  menus: toctreesIn,
  tab: (label) => `.. tab:: ${label}`,
};

/** Its markup: what only some pages are written in is loaded when it is asked for. */
export const rstMarkup = (): Markup => rst;
