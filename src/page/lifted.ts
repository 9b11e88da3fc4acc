import { definitionEdit, sharedNames, substituted } from "./definitions/substitute.ts";
import type { FoundTable } from "./markup.ts";
import { type Edit, type Line, type Page, splice } from "./page.ts";
import type { LineRange } from "./row-lines.ts";
import type { Row } from "./table.ts";
import { toMap } from "../text/group-by.ts";

/** A row of a table that isn't written with pipes: its lines [first, last), and its cells without their markup. */
export type SourceRow = LineRange & {
  readonly cells: readonly string[];
  /** What people wrote between its cells, for themselves. */
  readonly remarks?: readonly string[];
};

/** What stands above the first row of a table without a header: a line that stays, with nothing in its cells. */
export const bareHeader = (line: number, count: number): SourceRow => ({
  ...{ first: line, last: line + 1 },
  cells: Array.from({ length: count }, () => ""),
});

/** A row as it is to be: the row of the page that it is, or that it comes from, and its cells. */
export type WantedRow<R extends SourceRow = SourceRow> = {
  readonly from: R | undefined;
  /** Whether it comes from another place. */
  readonly moves: boolean;
  readonly cells: readonly string[];
};

/** A table as it is to be; `columns` are those of the page, undefined for one that is added. */
export type Wanted<R extends SourceRow = SourceRow> = {
  readonly columns: readonly (number | undefined)[];
  readonly header: readonly string[];
  readonly rows: readonly WantedRow<R>[];
};

/** Whether as many columns stand where they stood. */
export const areColumnsSame = (columns: Wanted["columns"], count: number): boolean =>
  columns.length === count && columns.every((at, index) => at === index);

/** What the page says of each column, for the columns as they are to be; one that is added is like the one before it. */
export const perColumn = (each: readonly string[], columns: Wanted["columns"]): readonly string[] =>
  columns.map((at, index) => each[at ?? columns[index - 1] ?? 0] ?? each.at(-1) ?? "1");

/** A table of a page in whatever syntax; its rows may hold more that their writing needs. */
export type SourceTable<R extends SourceRow = SourceRow> = {
  readonly header: R;
  readonly rows: readonly R[];
  /** The line after its last. */
  readonly last: number;
  /** Whether it has no header row: its header is the line above its first row then. */
  readonly bare?: boolean;
  /** How its lines become those of the table as it is to be. */
  readonly write: (wanted: Wanted<R>) => readonly Edit[] | undefined;
  /** The line of the page that each line of the table stands for, where rows share lines. */
  readonly numbers?: readonly number[];
};

/** What can't stand in a cell between pipes, and a sign for each. */
const signs = [
  ["|", "p"],
  ["\n", "n"],
  ["\uf8ff", "s"],
] as const;

/** A cell's text as it stands between pipes: no pipe and no line end is in it. */
export const encodeCell = (text: string): string =>
  text.replace(/[|\n\uf8ff]/g, (char) => `\uf8ff${signs.find(([sign]) => sign === char)?.[1] ?? ""}`);

/** What `encodeCell` wrote. */
export const decodeCell = (text: string): string =>
  text.replace(/\uf8ff([pns])/g, (_, sign) => signs.find(([, each]) => each === sign)?.[0] ?? "");

const inPipes = (cells: readonly string[]): string =>
  `|${cells.map((cell) => ` ${encodeCell(cell)} |`).join("")}`;

const rowAt = (text: string, start: number, line: number): Row => {
  const end = text.indexOf("\n", start);
  const cells: Row["cells"][number][] = [];
  let at = start + 1;
  for (let pipe = text.indexOf("|", at); pipe !== -1 && pipe < end; pipe = text.indexOf("|", at)) {
    cells.push({ start: at, end: pipe, text: text.slice(at, pipe) });
    at = pipe + 1;
  }
  return { line, lead: "|", cells, closed: true };
};

/** Where what stood at an offset stands after edits; undefined where they took it away. */
const offsetAfter = (edits: readonly Edit[], offset: number): number | undefined => {
  let shift = 0;
  for (const { start, end, text } of edits) {
    if (start <= offset && offset < end) return undefined;
    if (end <= offset) shift += text.length - (end - start);
  }
  return offset + shift;
};

const cellsOf = (line: string): readonly string[] =>
  line === "|"
    ? []
    : line
        .slice(1, -1)
        .split("|")
        .map((cell) => decodeCell(cell.trim()));

const alike = (a: readonly string[], b: readonly string[]): number =>
  a.filter((cell, index) => cell !== "" && cell === b[index]).length;

/** Of the rows that were taken away, the one that another row is, put elsewhere. */
const comesFrom = <R extends SourceRow>(cells: readonly string[], gone: Iterable<R>): R | undefined => {
  let best: R | undefined;
  for (const row of gone)
    if (alike(row.cells, cells) > (best === undefined ? cells.length / 2 : alike(best.cells, cells)))
      best = row;
  return best;
};

/** A table with the values of names in its cells: what stays the same is a name again, and a value used once is edited. */
const named = <R extends SourceRow>(page: Page, source: SourceTable<R>): SourceTable<R> => {
  if (page.definitions === undefined) return source;
  const written = new Map<R, R>();
  const shown = (row: R): R => {
    const made = { ...row, cells: row.cells.map((cell) => substituted(page, cell)) };
    written.set(made, row);
    return made;
  };
  const header = shown(source.header);
  const rows = source.rows.map(shown);
  return {
    ...{ ...source, header, rows },
    write: (wanted) => {
      const edits: Edit[] = [];
      const names = sharedNames(rows.map((each) => [each.cells, written.get(each)?.cells ?? []]));
      const back = (cells: readonly string[], from: R | undefined): readonly string[] =>
        cells.map((text, index) => {
          const at = wanted.columns[index] ?? -1;
          const own = from === undefined ? undefined : written.get(from)?.cells[at];
          const name = names.get(`${at} ${text}`);
          if (own === undefined || text === from?.cells[at]) return own ?? name ?? text;
          const edit = name === undefined ? definitionEdit(page, own, text) : undefined;
          if (edit === undefined) return name ?? text;
          edits.push(edit);
          return own;
        });
      const made = source.write({
        ...wanted,
        header: back(wanted.header, header),
        rows: wanted.rows.map(({ from, moves, cells }) => ({
          ...{ from: from === undefined ? undefined : written.get(from), moves },
          cells: back(cells, from),
        })),
      });
      return made === undefined ? undefined : [...edits, ...made];
    },
  };
};

/** What edits to the table with pipes make of the table. */
const wantedOf = <R extends SourceRow>(
  text: string,
  edits: readonly Edit[],
  { rows }: SourceTable<R>,
  starts: readonly number[],
): Wanted<R> => {
  const after = splice(text, edits);
  const origin = toMap(starts, (start, index) => {
    const at = offsetAfter(edits, start);
    return at === undefined ? undefined : [at, rows[index]];
  });
  const pipes = rowAt(text, 0, 0).cells.map(({ end }) => offsetAfter(edits, end));
  const staying = new Set(origin.values());
  const gone = new Set(rows.filter((row) => !staying.has(row)));
  const [head = "", , ...lines] = after.split("\n");
  let at = after.indexOf("\n", head.length + 1) + 1;
  const wanted: WantedRow<R>[] = [];
  for (const line of lines) {
    const from = origin.get(at);
    at += line.length + 1;
    if (line === "") continue;
    const cells = cellsOf(line);
    const other = from ?? comesFrom(cells, gone);
    if (other !== undefined) gone.delete(other);
    wanted.push({ from: other, moves: from === undefined, cells });
  }
  const columns = rowAt(after, 0, 0).cells.map(({ end }) => {
    const index = pipes.indexOf(end);
    return index === -1 ? undefined : index;
  });
  return { columns, header: cellsOf(head), rows: wanted };
};

/** A table in whatever syntax, as one with pipes: offsets are those of a text of its own, whose edits become the page's. */
export const lifted = <R extends SourceRow>(page: Page, own: SourceTable<R>): FoundTable => {
  const source = named(page, own);
  const { header, rows, last } = source;
  const head = inPipes(header.cells);
  const delimiter = `|${header.cells.map(() => " --- |").join("")}`;
  const texts = rows.map(({ cells }) => inPipes(cells));
  const text = [head, delimiter, ...texts, ""].join("\n");
  const starts: number[] = [];
  let at = head.length + delimiter.length + 2;
  for (const each of texts) {
    starts.push(at);
    at += each.length + 1;
  }
  // What is no row is nothing before the next row.
  const lines: Line[] = [];
  const fill = (line: number, start: number): void => {
    while (lines.length < line) lines.push({ start, end: start, next: start });
  };
  fill(header.first, 0);
  lines.push({ start: 0, end: head.length + 1 + delimiter.length, next: head.length + delimiter.length + 2 });
  for (const [index, { first }] of rows.entries()) {
    const start = starts[index] ?? 0;
    fill(first, start);
    const end = start + (texts[index]?.length ?? 0);
    lines.push({ start, end, next: end + 1 });
  }
  fill(Math.max(last, page.lines.length), text.length);
  const inside: Page = {
    path: page.path,
    markup: page.markup,
    text,
    lines,
    opaque: lines.map(() => false),
    headings: [],
    fences: new Map(),
    unclosed: undefined,
    ...(source.numbers === undefined ? {} : { numbers: source.numbers }),
    outside: (edits) => (edits.length === 0 ? [] : source.write(wantedOf(text, edits, source, starts))),
  };
  return {
    page: inside,
    table: {
      header: rowAt(text, 0, header.first),
      delimiter: rowAt(text, head.length + 1, header.first),
      rows: rows.map(({ first }, index) => rowAt(text, starts[index] ?? 0, first)),
      last,
      bare: source.bare === true,
    },
  };
};
