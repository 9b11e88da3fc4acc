import { cellText, codeSpan, lineText, markdownRich, withBareBrackets } from "../../text/emit/markdown.ts";
import { plainText } from "../../text/emit/plain-text.ts";
import { type EscapeName, escapes } from "../../text/escapes.ts";
import { decodeCell } from "../lifted.ts";
import type { Called, FoundTable, Markup } from "../markup.ts";
import { nameIn, notesIn } from "../notes.ts";
import { type Page, type Region, indentAt, isBlankLine, lineAt } from "../page.ts";
import { elementsWithIds, tabElements } from "../places/elements.ts";
import { headingsWithIds } from "../places/headings.ts";
import { insideQuote, quotesIn } from "../quote.ts";
import { numbersIn } from "../row-lines.ts";
import { findTables } from "../table.ts";
import { commentText } from "./comments.ts";
import { listTables, toctrees } from "./myst.ts";
import { scanMarkdown } from "./scan.ts";

/** The tabs of mkdocs. */
const tabs = (page: Page, { first, last }: Region): readonly Called[] =>
  numbersIn({ first, last }).flatMap((index) => {
    const label = /^\s*===[!+]?[ \t]+"(.*)"[ \t]*$/.exec(lineAt(page, index))?.[1];
    if (page.opaque[index] === true || label === undefined) return [];
    const indent = indentAt(page, index) + 4;
    let end = index + 1;
    while (end < last && (isBlankLine(page, end) || indentAt(page, end) >= indent)) end += 1;
    return [{ names: [label], inside: { first: index + 1, last: end, indent } }];
  });

/** The tables of a region at whatever depth, those in block quotes too, in the order of the page. */
const tablesAnywhere = (page: Page, region: Region): readonly FoundTable[] =>
  [
    ...findTables(page, region, "any").map((table) => ({ page, table })),
    ...listTables(page, region, "any"),
    ...quotesIn(page, region).flatMap((quote) => tablesAnywhere(insideQuote(page, quote), quote)),
  ].sort((a, b) => a.table.header.line - b.table.header.line);

/** What a cell says, without the sign that keeps a pipe in it; pictures that say nothing are told apart by their addresses or names. */
const readCell = (written: string): string => {
  const source = decodeCell(written).replaceAll("\\|", "|").trim();
  return plainText(source) || (/^(?:!\[|<(?:img|svg|i|span)\s)/.test(source) ? source : "");
};

const closedCell = (value: string): string => cellText(value).replaceAll("<br>", "<br />");

/** Markdown as the generators of sites read it. */
export const markdown: Markup = {
  name: "markdown",
  scan: scanMarkdown,
  tables: (page, region, depth) =>
    depth === "any"
      ? tablesAnywhere(page, region)
      : [
          ...findTables(page, region).map((table) => ({ page, table })),
          ...listTables(page, region, "own"),
        ].sort((a, b) => a.table.header.line - b.table.header.line),
  cell: {
    text: cellText,
    code: codeSpan,
    span: codeSpan,
    rich: markdownRich({ text: cellText, address: escapes.address.write }),
    address: escapes.address.write,
    read: readCell,
    notes: notesIn("markdown"),
    named: nameIn,
    whole: withBareBrackets,
  },
  escape: (name) => escapes[name],
  tabs: (page, region) => [...tabs(page, region), ...tabElements(page, region)],
  identified: (page, region) => [...elementsWithIds(page, region), ...headingsWithIds(page, region)],
  commentText,
  comment: (text) => `<!-- ${text} -->`,
  menus: toctrees,
  tab: (label) => `=== "${label}"`,
};

const closed = { address: escapes.address.write, closes: true } as const;

const closedEscapes: Readonly<Partial<Record<EscapeName, (value: string) => string>>> = {
  cell: closedCell,
  rich: markdownRich({ ...closed, text: lineText }),
};

/** The same where elements must be closed. */
export const mdx: Markup = {
  ...markdown,
  cell: { ...markdown.cell, text: closedCell, rich: markdownRich({ ...closed, text: closedCell }) },
  escape: (name) => {
    const write = closedEscapes[name];
    return write === undefined ? escapes[name] : { ...escapes[name], write };
  },
};
