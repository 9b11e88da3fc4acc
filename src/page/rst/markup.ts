import { notesIn } from "../notes.ts";
import { escapes, escapesWith } from "../../text/escapes.ts";
import { decodeCell, encodeCell } from "../lifted.ts";
import type { FoundTable, Markup } from "../markup.ts";
import { type Page, type Region, indentAt, lineAt } from "../page.ts";
import { type Directive, directivesIn } from "./directives.ts";
import { gridTables } from "./grid-table.ts";
import { listTable, widthsEdit } from "./list-table.ts";
import { scanRst } from "./scan.ts";
import { simpleTables } from "./simple-table.ts";
import { toctreesIn } from "./toctree.ts";
import { markCode, readText, settleCode, writeText } from "../../text/emit/rst.ts";
import { delimitedTable } from "../rows/delimited.ts";
import { headingIds, headingsWithId } from "../places/headings.ts";

const tabs = /^(?:tab|tab-item|md-tab-item|group-tab|code-tab)$/;

/** The label of a tab; one of code has its language before it. */
const labelOf = ({ name, argument }: Directive): string =>
  name === "code-tab" ? argument.replace(/\S+\s*/, "") || argument : argument;

const insideOf = ({ content }: Directive): Region => content;

const tabsOf = (page: Page, region: Region): readonly Directive[] =>
  directivesIn(page, region).filter(({ name }) => tabs.test(name));

/** The insides of the tabs of a label. */
const tabsIn = (page: Page, region: Region, label: string): readonly Region[] =>
  tabsOf(page, region)
    .filter((tab) => labelOf(tab) === label)
    .map(insideOf);

/** The labels of tabs. */
const tabLabelsIn = (page: Page, region: Region): readonly string[] => tabsOf(page, region).map(labelOf);

const nameOf = ({ options }: Directive): string | undefined => options.get("name")?.value;

/** What stands under a heading with that label, and in a directive of that `:name:`. */
const identified = (page: Page, region: Region, id: string): readonly Region[] => [
  ...headingsWithId(page, region, id),
  ...directivesIn(page, region)
    .filter((directive) => nameOf(directive) === id)
    .map(insideOf),
];

/** The labels and names that there are. */
const idsIn = (page: Page, region: Region): readonly string[] => [
  ...headingIds(page, region),
  ...directivesIn(page, region).flatMap((directive) => nameOf(directive) ?? []),
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
    address: escapes.address.write,
    read: (written) => readText(decodeCell(written)),
    notes: notesIn("rst"),
    whole: (written) => encodeCell(settleCode(written)),
  },
  escape: escapesWith({ write: writeText, read: readText, markup: true }),
  tabs: tabsIn,
  tabLabels: tabLabelsIn,
  identified,
  ids: idsIn,
  commentText: (line) => /^\.\.\s+(?![\w-]+::)(.*)/.exec(line.trim())?.[1],
  comment: (said) => `.. ${said}`,
  menus: toctreesIn,
  tab: (label) => `.. tab:: ${label}`,
};

/** Its markup: what only some pages are written in is loaded when it is asked for. */
export const rstMarkup = (): Markup => rst;
