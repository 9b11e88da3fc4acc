import { delimitedTable } from "../rows/delimited.ts";
import { areColumnsSame, bareHeader, lifted, type SourceTable, type Wanted } from "../lifted.ts";
import type { FoundTable, Unread } from "../markup.ts";
import { type Edit, type Page, eolAt, lineAt, spaceAfter, spaceBefore, splice, startAt } from "../page.ts";
import type { LineRange } from "../row-lines.ts";
import { writeRows } from "../rows/write-rows.ts";
import { attachedAbove, textAt } from "./blocks.ts";
import { type Cell, type CellRow, cellsIn, endsWithSpec, isOver, saysOne, withGroups } from "./cells.ts";
import { colsEdit, specAt, type TableSpec } from "./table-spec.ts";

const unread = (line: number, why: string): Unread => ({ line, why });

const otherCells = (count: number): string => `a row has other cells than ${count}`;

const remarksOf = (parts: readonly Cell[]): readonly string[] =>
  parts.flatMap(({ below }) => below.filter((line) => line.trim() !== ""));

/** Cells as rows of so many columns, each with what `read` makes of a cell; or what is in the way of that. */
const rowsOf = (
  cells: readonly Cell[],
  count: number,
  read: (text: string) => string,
): readonly CellRow[] | Unread => {
  const rows: { readonly first: number; readonly parts: Cell[]; bottom: Cell; columns: number }[] = [];
  for (const cell of cells) {
    const row = rows.at(-1);
    if (cell.rows !== 1) return unread(cell.line, "a cell goes over several rows");
    if (row !== undefined && row.columns < count) {
      row.parts.push(cell);
      row.bottom = cell;
      row.columns += cell.columns;
    } else if (cell.begins)
      rows.push({ first: cell.line, parts: [cell], bottom: cell, columns: cell.columns });
    else return unread(cell.line, "a row begins in the line of another");
    if (cell.columns > 1 && cell.columns < count)
      return unread(cell.line, "a cell goes over some of the columns");
  }
  const short = rows.findLast(({ columns }) => columns !== count);
  if (short !== undefined) return unread(short.first, otherCells(count));
  return rows.map(
    ({ first, parts, bottom }): CellRow => ({
      first,
      last: bottom.line + bottom.text.split("\n").length,
      // One cell over all of the columns is a header, or a remark.
      cells: parts.length === count ? parts.map(({ text }) => read(text)) : [],
      parts,
      remarks: remarksOf(parts.slice(0, -1)),
    }),
  );
};

/** A cell's text as the engine has it, where another sign than a pipe parts the cells, and back. */
const signText = (sign: string) => ({
  read: (text: string) => (sign === "|" ? text : text.replaceAll(`\\${sign}`, sign)),
  write: (text: string) => text.replaceAll("\\|", "|").replaceAll(sign, `\\${sign}`),
});

/** What the cells of a table are written with. */
type Writing = {
  readonly like: CellRow;
  readonly sign: string;
  readonly columns: Wanted["columns"];
  /** Whether the cells of a column are as wide as each other. */
  readonly isAligned: (column: number) => boolean;
};

const widthOf = (part: Cell | undefined): number =>
  part === undefined ? 0 : part.lead.length + part.text.length + part.trail.length;

/** A row's lines: each cell as one of its place in another row is written. */
const linesOf = (
  cells: readonly string[],
  own: CellRow | undefined,
  { like, sign, columns, isAligned }: Writing,
): readonly string[] => {
  const lines: string[] = [];
  const hasSpace = [...like.parts, ...(own?.parts ?? [])].some(({ trail }) => trail !== "");
  for (const [index, text] of cells.entries()) {
    const at = columns[index];
    const near = at ?? Math.max(1, columns[index - 1] ?? 0);
    const part = (own ?? like).parts[near] ?? like.parts.at(-1);
    if (part === undefined) continue;
    // What stood first begins a line, elsewhere, where the cells after it do.
    const isFirst = index === 0 || (near === 0 ? like.parts[1]?.begins === true : part.begins);
    const next = like.parts[near + 1];
    const inLine = index < cells.length - 1 && next !== undefined && !next.begins;
    const partLead = part.lead.replace(/\d+\*/, "");
    // A blank cell doesn't show what stands before text.
    const shown = [part, like.parts[near]].find((each) => each !== undefined && each.text !== "");
    const lead = partLead.trimEnd() + (text === "" ? "" : spaceAfter(shown?.lead ?? " "));
    const isSame = at !== undefined && own?.cells[at] === text;
    const raw = isSame ? part.text : signText(sign).write(text);
    const isPadded = part.trail.length > 1 && isAligned(near);
    const room = isPadded
      ? widthOf({ ...part, lead: partLead }) - lead.length - raw.length
      : part.trail.length;
    const least = Math.min(part.trail.length, 1);
    const trail = isSame ? part.trail : " ".repeat(Math.max(inLine ? least : 0, inLine ? room : 0));
    const written = (isSame ? partLead : lead) + raw + trail;
    const before = isFirst ? "" : (lines.pop() ?? "");
    // What belongs to a sign, and what would be taken for that, stands apart from the text before it.
    const apart = !lead.startsWith(sign) || endsWithSpec(before) || hasSpace;
    const gap = /^$|\s$/.test(before) || !apart ? "" : " ";
    lines.push(
      before + gap + written,
      ...(own === undefined || at === undefined || part === own.parts.at(-1) ? [] : part.below),
    );
  }
  const leaving = own?.parts.slice(0, -1).filter((_, at) => !columns.includes(at)) ?? [];
  lines.push(...remarksOf(leaving));
  return lines.flatMap((line) => line.split("\n"));
};

/** The edit that says that a table has no header, where its first row would be taken for one after others. */
const noHeaderEdit = (page: Page, open: number, edits: readonly Edit[]): readonly Edit[] => {
  const at = startAt(page, open);
  const [first = "", second = ""] = splice(page.text, edits)
    .slice(startAt(page, open + 1))
    .split(/\r?\n/);
  const isHeader = first.trim() !== "" && ["", textAt(page, open)].includes(second.trim());
  const text = `${spaceBefore(lineAt(page, open))}[%noheader]${eolAt(page, open)}`;
  return isHeader ? [{ start: at, end: at, text }] : [];
};

const dataTable = (page: Page, lines: LineRange, open: number, spec: TableSpec): FoundTable | Unread => {
  const content = { first: open + 1, last: lines.last - 1 };
  const isImplicit = textAt(page, content.first) !== "" && textAt(page, content.first + 1) === "";
  const found = delimitedTable(page, {
    dialect: { delimiter: spec.sign, quotes: spec.data === "csv" },
    ...{ lines, content, header: { row: (spec.header ?? isImplicit) ? 1 : 0 }, lead: "" },
    headGap: [],
    edits: ({ columns }) => colsEdit(page, spec, columns),
  });
  if (typeof found === "number") return unread(found, "a cell goes on in the next line");
  const { header, rows } = found.table;
  const count = spec.cols?.each.length ?? header.cells.length;
  // A line with fewer cells goes on with those of the next one.
  const odd = [header, ...rows].find(({ cells }) => cells.length !== count);
  return odd === undefined ? found : unread(odd.line, otherCells(count));
};

const tableAt = (page: Page, open: number, close: number): FoundTable | Unread => {
  const spec = specAt(page, open);
  const { sign } = spec;
  const lines = { first: attachedAbove(page, open), last: close + 1 };
  if (spec.data !== undefined) return dataTable(page, lines, open, spec);
  const isBlank = (line: number): boolean => textAt(page, line) === "";
  const cells = cellsIn(page, { first: open + 1, last: close }, sign);
  const top = cells?.[0];
  if (cells === undefined || top === undefined) return unread(open, "it has no cells");
  const inFirst = cells.filter(({ line }) => line === top.line);
  const count = spec.cols?.each.length ?? inFirst.reduce((sum, { columns }) => sum + columns, 0);
  const all = rowsOf(cells, count, signText(sign).read);
  if ("why" in all) return all;
  const [head] = all;
  // Without a word on it a table has a header where its first line stands alone above a blank one.
  const isImplicit =
    top.line === open + 1 && (isBlank(top.line + 1) || close === top.line + 1) && head?.last === top.line + 1;
  // A row whose cells are all of the style of headers is one as well.
  const isStyled = head?.parts.every(({ lead }) => /h\S\s*$/.test(lead)) === true;
  const bare = !(spec.header ?? (isImplicit || isStyled));
  if (head === undefined || (isOver(head) && !bare)) return unread(open, "it has no header row");
  const rows = withGroups(bare ? all : all.slice(1), count, signText(sign).read);
  // What is blank below is the header's.
  let below = head.last;
  while (isBlank(below)) below += 1;
  const header: CellRow = bare ? { ...bareHeader(open, count), parts: [] } : { ...head, last: below };
  const [like = header] = rows.filter((row) => !isOver(row));
  const over = rows.find(isOver);
  const isAligned = (column: number): boolean =>
    new Set(rows.filter((row) => !isOver(row)).map(({ parts }) => widthOf(parts[column]))).size < 2;
  const source: SourceTable<CellRow> = {
    header,
    rows,
    bare,
    last: rows.at(-1)?.last ?? header.last,
    write: (wanted) => {
      if (bare && !areColumnsSame(wanted.columns, count)) return undefined;
      // What goes over all columns does so still.
      const stays = (line: string): string =>
        line.replace(/^([ \t]*)(\d+)(?=\+\S*\|)/, (all, space: string, over: string) =>
          Number(over) === count ? space + String(wanted.columns.length) : all,
        );
      const row = (texts: readonly string[], from: CellRow | undefined): readonly string[] => {
        const [span] = (from === undefined || isOver(from) ? (from ?? over)?.parts : []) ?? [];
        // The name of a group goes over all columns where that of another does.
        if (span !== undefined && saysOne(texts))
          return [stays(span.lead) + signText(sign).write(texts[0] ?? "")];
        const own = from === undefined || isOver(from) ? undefined : from;
        const made = linesOf(texts, own, { like, sign, columns: wanted.columns, isAligned });
        return from === header ? [...made, ...Array.from({ length: below - head.last }, () => "")] : made;
      };
      const gap = like.last - like.first > 1 ? [""] : [];
      const headGap = spec.header === true || below > head.last ? [] : [""];
      const edits = writeRows(page, source, wanted, { gap, headGap, row, stays });
      const noHeader = bare && spec.header === undefined ? noHeaderEdit(page, open, edits) : [];
      return [...noHeader, ...colsEdit(page, spec, wanted.columns), ...edits];
    },
  };
  return { ...lifted(page, source), lines };
};

/** The tables of a region, read or not: all, or those that stand in no block of it. */
const allTables = (
  page: Page,
  { first, last }: LineRange,
  depth: "own" | "any",
): readonly (FoundTable | Unread)[] => {
  const found: (FoundTable | Unread)[] = [];
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
    if (depth === "any" || around.length === 0) found.push(tableAt(page, line, close));
    // A cell may hold a table of its own.
    if (depth === "any") found.push(...allTables(page, { first: line + 1, last: close }, depth));
    line = close;
  }
  return found;
};

/** The tables of a region that can be read: all, or those that stand in no block of it. */
export const tablesIn = (page: Page, region: LineRange, depth: "own" | "any"): readonly FoundTable[] =>
  allTables(page, region, depth).flatMap((found) => ("table" in found ? [found] : []));

/** The tables of a region that can't be read. */
export const unreadIn = (page: Page, region: LineRange): readonly Unread[] =>
  allTables(page, region, "any").flatMap((found) => ("why" in found ? [found] : []));
