import { notesIn } from "../notes.ts";
import { escapes, escapesWith } from "../../text/escapes.ts";
import { decodeCell, encodeCell } from "../lifted.ts";
import type { FoundTable, Markup } from "../markup.ts";
import { indentAt, type Page } from "../page.ts";
import type { Region } from "../stretch.ts";
import { csvTable } from "./csv-table.ts";
import { type Directive, directivesIn } from "./directives.ts";
import { gridTables } from "./grid-table.ts";
import { listTable } from "./list-table.ts";
import { identified, idsIn, tabLabelsIn, tabsIn } from "./places.ts";
import { scanRst } from "./scan.ts";
import { simpleTables } from "./simple-table.ts";
import { toctreesIn } from "./toctree.ts";
import { markCode, readText, settleCode, writeText } from "../../text/emit/rst.ts";

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
