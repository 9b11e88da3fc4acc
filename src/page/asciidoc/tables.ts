import { lifted, perColumn, type SourceRow, type SourceTable, type Wanted } from "../lifted.ts";
import type { FoundTable } from "../markup.ts";
import { lineAt, type Page } from "../page.ts";
import { type LineRange, replaceLines } from "../row-lines.ts";
import type { Edit } from "../splice.ts";
import { writeRows } from "../write-rows.ts";
import { attachedAbove, textAt } from "./blocks.ts";
import { type Cell, cellsIn, endsWithSpec } from "./cells.ts";

/** What the line above a table says of it. */
type Attributes = {
  readonly header: boolean | undefined;
  /** The line that gives its columns, what it says of them, and each. */
  readonly cols:
    | { readonly line: number; readonly written: string; readonly each: readonly string[] }
    | undefined;
  readonly sign: string | undefined;
};

const eachColumn = (written: string): readonly string[] =>
  written
    .split(/[,;]/)
    .map((part) => part.trim())
    .flatMap((part) => {
      const [, times, one = part] = /^(\d+)\*(.*)$/.exec(part) ?? [];
      return Array.from({ length: Number(times ?? 1) }, () => one);
    });

const attributesAt = (page: Page, table: number): Attributes => {
  let header: boolean | undefined;
  let cols: Attributes["cols"];
  let sign: string | undefined;
  for (let line = attachedAbove(page, table); line < table; line += 1) {
    const text = textAt(page, line);
    if (!/^\[(?!\[).*\]$/.test(text)) continue;
    if (/%noheader|[^\w]opt(?:ion)?s="?[^"\]]*noheader/.test(text)) header = false;
    else if (/%header|opt(?:ion)?s=(?:"[^"]*\bheader|header)/.test(text)) header = true;
    const [, quoted, bare] = /\bcols=(?:"([^"]*)"|([^,\]]+))/.exec(text) ?? [];
    const written = quoted ?? bare;
    if (written !== undefined) cols = { line, written, each: eachColumn(written) };
    sign = /\bseparator="?([^",\]])/.exec(text)?.[1] ?? sign;
    if (/\bformat="?(?:csv|dsv|tsv)/.test(text)) sign = "";
  }
  return { header, cols, sign };
};

type CellRow = SourceRow & { readonly parts: readonly Cell[] };

/** Cells as rows of so many columns; undefined where a row doesn't begin with a line, or a cell goes over several rows. */
const rowsOf = (cells: readonly Cell[], count: number, end: number): readonly CellRow[] | undefined => {
  const rows: { readonly parts: Cell[]; columns: number }[] = [];
  for (const cell of cells) {
    const row = rows.at(-1);
    if (cell.rows !== 1) return undefined;
    if (row !== undefined && row.columns < count) {
      row.parts.push(cell);
      row.columns += cell.columns;
    } else if (cell.begins) rows.push({ parts: [cell], columns: cell.columns });
    else return undefined;
  }
  return rows.map(({ parts }): CellRow => {
    const bottom = parts.at(-1);
    const first = parts[0]?.line ?? end;
    const height = (bottom?.text ?? "").split("\n").length;
    const isPlain = parts.length === count;
    return {
      first,
      last: (bottom?.line ?? first) + height,
      cells: isPlain ? parts.map(({ text }) => text) : [],
      parts,
    };
  });
};

/** The edit of the columns that the line above says, where one is added or taken out. */
const colsEdit = (page: Page, { cols }: Attributes, columns: Wanted["columns"]): readonly Edit[] => {
  if (cols === undefined) return [];
  const { line, written, each } = cols;
  if (columns.length === each.length && !columns.includes(undefined)) return [];
  const made = perColumn(each, columns);
  const [, times, one] = /^(\d+)\*(.*)$/.exec(written) ?? [];
  const joined = times !== undefined && one !== undefined && !/[,;]/.test(one);
  const text = lineAt(page, line);
  const bare = text.includes(`cols=${written}`);
  const list = joined ? `${made.length}*${one}` : made.join(/,\s/.test(written) ? ", " : ",");
  const at = text.indexOf(written, text.indexOf("cols="));
  const fresh = bare && list.includes(",") ? `"${list}"` : list;
  return replaceLines(page, { first: line, last: line + 1 }, [
    { text: text.slice(0, at) + fresh + text.slice(at + written.length) },
  ]);
};

/** A row's lines: each cell as one of its place in another row is written. */
const linesOf = (
  cells: readonly string[],
  own: CellRow | undefined,
  like: CellRow,
  { columns }: Wanted,
): readonly string[] => {
  const lines: string[] = [];
  const sign = like.parts[0]?.lead.trim().slice(-1) ?? "|";
  const hasSpace = like.parts.some(({ trail }) => trail !== "");
  for (const [index, text] of cells.entries()) {
    const at = columns[index];
    const near = at ?? Math.max(1, columns[index - 1] ?? 0);
    const part = (own ?? like).parts[near] ?? like.parts.at(-1);
    if (part === undefined) continue;
    const isFirst = index === 0 || part.begins;
    const next = like.parts[near + 1];
    const inLine = index < cells.length - 1 && next !== undefined && !next.begins;
    const lead =
      part.lead.trimEnd() + (text === "" ? "" : (/\s*$/.exec(part.text === "" ? " " : part.lead)?.[0] ?? ""));
    const width = part.lead.length + part.text.length + part.trail.length;
    const isSame = own !== undefined && at !== undefined && part.text === text;
    const room = part.trail.length > 1 ? width - lead.length - text.length : part.trail.length;
    const least = Math.min(part.trail.length, 1);
    const trail = isSame ? part.trail : " ".repeat(Math.max(inLine ? least : 0, inLine ? room : 0));
    const written = (isSame ? part.lead : lead) + text + trail;
    const before = isFirst ? undefined : lines.pop();
    // What belongs to a sign, and what would be taken for that, stands apart from the text before it.
    const apart = !lead.startsWith(sign) || endsWithSpec(before ?? "") || hasSpace;
    const gap = before === undefined || /\s$/.test(before) || !apart ? "" : " ";
    lines.push((before ?? "") + gap + written);
  }
  return lines.flatMap((line) => line.split("\n"));
};

const tableAt = (page: Page, open: number, close: number): FoundTable | undefined => {
  const attributes = attributesAt(page, open);
  const sign = attributes.sign ?? (textAt(page, open).startsWith("!") ? "!" : "|");
  if (sign === "" || /^[,:]/.test(textAt(page, open))) return undefined;
  const isBlank = (line: number): boolean => textAt(page, line) === "";
  const cells = cellsIn(page, { first: open + 1, last: close }, sign);
  const top = cells?.[0];
  if (cells === undefined || top === undefined) return undefined;
  const inFirst = cells.filter(({ line }) => line === top.line);
  const count = attributes.cols?.each.length ?? inFirst.reduce((sum, { columns }) => sum + columns, 0);
  const all = rowsOf(cells, count, close);
  const [head] = all ?? [];
  // Without a word on it a table has a header where its first line stands alone above a blank one.
  const isImplicit =
    top.line === open + 1 && (isBlank(top.line + 1) || close === top.line + 1) && head?.last === top.line + 1;
  if (all === undefined || head === undefined || head.cells.length === 0) return undefined;
  if (!(attributes.header ?? isImplicit)) return undefined;
  const rows = all.slice(1);
  // What is blank below is the header's, where nothing else stands there.
  let below = head.last;
  while (rows.length === 0 && below < close && isBlank(below)) below += 1;
  const header: CellRow = { ...head, last: below };
  const [like = header] = rows.filter((row) => row.cells.length > 0);
  const source: SourceTable<CellRow> = {
    header,
    rows,
    last: rows.at(-1)?.last ?? header.last,
    write: (wanted) => [
      ...colsEdit(page, attributes, wanted.columns),
      ...writeRows(page, source, wanted, {
        gap: like.last - like.first > 1 ? [""] : [],
        headGap: attributes.header === true || below > head.last ? [] : [""],
        row: (texts, from) => {
          const lines = linesOf(texts, from?.cells.length === 0 ? undefined : from, like, wanted);
          return from === header ? [...lines, ...Array.from({ length: below - head.last }, () => "")] : lines;
        },
      }),
    ],
  };
  return { ...lifted(page, source), lines: { first: open, last: close + 1 } };
};

/** The tables of a region that have a header row: all, or those that stand in no block of it. */
export const tablesIn = (
  page: Page,
  { first, last }: LineRange,
  depth: "own" | "any",
): readonly FoundTable[] => {
  const found: FoundTable[] = [];
  const around: string[] = [];
  for (let line = first; line < last; line += 1) {
    const opening = textAt(page, line);
    if (page.opaque[line] === true) continue;
    if (/^(?:={4,}|\*{4,}|_{4,}|--)$/.test(opening)) {
      const at = around.lastIndexOf(opening);
      if (at === -1) around.push(opening);
      else around.splice(at);
    }
    if (!/^[|!,:]={3,}$/.test(opening)) continue;
    let close = line + 1;
    while (close < last && textAt(page, close) !== opening) close += 1;
    if (close === last) break;
    const table = depth === "own" && around.length > 0 ? undefined : tableAt(page, line, close);
    if (table !== undefined) found.push(table);
    line = close;
  }
  return found;
};
