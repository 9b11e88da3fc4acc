import { onceEach } from "../../src/text/once.ts";
import { cellOf } from "../data/table.ts";
import type { TableSettings } from "../../src/config/settings.ts";
import type { CellText, FoundTable } from "../../src/page/markup.ts";
import { filledTable } from "../../src/page/rows/filled.ts";
import type { Row, Table } from "../../src/page/table.ts";
import { countEach } from "../../src/text/group-by.ts";
import type { ColumnMatch } from "./match-columns.ts";
import { keyText, type Subject } from "./subjects.ts";

/** A configured column: its place among the config's, and among the page's where it is there. */
type Column = Pick<ColumnMatch, "column" | "index" | "at">;

/** What a cell of a column says, by its text as it is written. */
type CellReader = (match: Column, written: string) => string;

/** Whether the config makes cells of a column with such marks as people put to others: they are the catalog's then. */
export const makesNotes = (
  { column: { value, otherwise }, index }: Column,
  subjects: readonly Subject[],
  notes: NonNullable<CellText["notes"]>,
): boolean =>
  [value, otherwise].some((made) => {
    const last = made.at(-1);
    return made.length > 1 && last?.type === "literal" && notes(`x${last.text}`) !== "";
  }) || subjects.some(({ cells }) => notes(cells[index] ?? "") !== "");

/** Cells that the catalog owns, without the notes that people put to them: the catalog says nothing of those. */
const withoutNotes = (subjects: readonly Subject[], notes: NonNullable<CellText["notes"]>): CellReader => {
  const known = new Map<number, boolean>();
  return (match, written) => {
    const { column, index } = match;
    const marks = column.owner === "people" ? "" : notes(written);
    if (marks === "") return written;
    const areMade = known.get(index) ?? makesNotes(match, subjects, notes);
    known.set(index, areMade);
    return areMade ? written : written.trim().slice(0, -marks.length);
  };
};

/**
 * Reads cells without the notes of people, and key cells in which an ID stands unescaped, so that a reader takes a
 * part of it for markup: such a cell is the model's whose ID is written so, unless it is how another model's, which has
 * no row of its own, is emphasised.
 */
export const cellReader = (
  { rows }: Table,
  columns: readonly Column[],
  subjects: readonly Subject[],
  { read, notes }: CellText,
): CellReader => {
  const bare: CellReader = notes === undefined ? (_, written) => written : withoutNotes(subjects, notes);
  const odd = subjects.filter(({ asWritten }) => asWritten.size > 0);
  if (odd.length === 0) return (match, written) => read(bare(match, written));
  const known = columns.map(({ index, at }) => {
    const mine = odd.flatMap(({ asWritten, texts }) => {
      const written = asWritten.get(index);
      return written === undefined ? [] : [[written, texts[index] ?? ""] as const];
    });
    const all = mine.length === 0 ? [] : subjects.map(({ texts }) => texts[index] ?? "");
    const standing =
      mine.length === 0 || at === undefined ? [] : rows.map((row) => row.cells[at]?.text.trim() ?? "");
    return { byWritten: new Map(mine), texts: new Set(all), standing: new Set(standing) };
  });
  return (match, whole) => {
    const written = bare(match, whole);
    const seen = read(written);
    const column = known[match.index];
    const own = column?.byWritten.get(written.trim());
    if (column === undefined || own === undefined) return seen;
    return column.texts.has(seen) && !column.standing.has(seen) ? seen : own;
  };
};

/** Reads a lone key without what stands behind a name in markup of its own, where no row or whole cell is called so. */
export const nameReader = (
  { rows }: Table,
  keys: readonly Column[],
  known: ReadonlySet<string>,
  { read, named }: CellText,
): ((seen: string, match: Column, written: string) => string) => {
  const [key, another] = keys;
  const at = key?.at;
  if (named === undefined || at === undefined || another !== undefined) return (seen) => seen;
  const nameOf = (text: string): readonly string[] =>
    known.has(read(text)) ? [] : [read(named(text))].filter((name) => known.has(name));
  let names: ReadonlyMap<string, number> | undefined;
  return (seen, match, written) => {
    const [name] = match.index === key?.index ? nameOf(written) : [];
    if (name === undefined) return seen;
    const texts = names === undefined ? rows.map(({ cells }) => cells[at]?.text ?? "") : [];
    names ??= countEach(texts.flatMap((text) => [...nameOf(text), read(text)]));
    return names.get(name) === 1 ? name : seen;
  };
};

/** Reads the cells of rows; each row once. */
export const rowReader = (columns: readonly Column[], read: CellReader): ((row: Row) => readonly string[]) =>
  onceEach(({ cells }) =>
    columns.map((match) => (match.at === undefined ? "" : read(match, cells[match.at]?.text ?? ""))),
  );

/** A table whose rows say what they leave blank because the row above says it, in the columns that are so. */
export const filled = <T extends FoundTable & { readonly columns: readonly ColumnMatch[] }>(
  found: T,
  settings: TableSettings,
  keys: ReadonlySet<string>,
): FoundTable & Pick<T, "columns"> => {
  const { page, table, columns } = found;
  const continuing = columns.flatMap(({ column, at }) => (column.continues && at !== undefined ? [at] : []));
  if (continuing.length === 0) return found;
  const { read } = cellOf(settings);
  const isOurs = (row: Row): boolean =>
    keys.has(
      keyText(
        settings,
        columns.map(({ at = -1 }) => read(row.cells[at]?.text ?? "")),
      ),
    );
  return { ...found, ...filledTable(page, table, new Set(continuing), isOurs) };
};
