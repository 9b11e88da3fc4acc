import { toText } from "../../src/config/expression.ts";
import { KEY_HEADER } from "../data/rows.ts";
import { cellOf } from "../data/table.ts";
import { groupBy } from "../../src/text/group-by.ts";
import { type Edit } from "../../src/page/page.ts";
import type { RowRecord } from "../../src/model/lock.ts";
import type { Row } from "../../src/page/table.ts";
import { type Gone, keptProblem } from "../../src/lock/gone.ts";
import type { Problem } from "../../src/model/problem.ts";
import type { FieldValue } from "../../src/model/entry.ts";
import { fromTo, type Note, noteOf } from "../../src/model/note.ts";
import { type Past, isClaimed, withTexts } from "../placing/past.ts";
import { isMadeAs, ownText, recordTitle } from "./records.ts";
import { ownedColumns } from "./match-columns.ts";
import { freeRows, type Matched, rowKey, rowWhere } from "./match.ts";
import { blockFinder } from "./continued.ts";
import { cellEdit } from "./insert.ts";
import { formerSubject, formerTexts, isContinuing, keyText } from "./subjects.ts";

/** The row of a model that left: what is marked in it, or that it goes; and what the lock is to record. */
export type GoneRow = {
  readonly model: string;
  readonly row: Row;
  readonly remove: boolean;
  readonly edits: readonly Edit[];
  readonly notes: readonly Note[];
  /** What the lock has of it. */
  readonly record: RowRecord | undefined;
  readonly problems: readonly Problem[];
};

/** A row that stays as it is. */
export const stayingRow = (row: Row, model: string, record: RowRecord | undefined): GoneRow => ({
  model,
  row,
  record,
  remove: false,
  edits: [],
  notes: [],
  problems: [],
});

type Fields = Readonly<Record<string, FieldValue>>;

/** What people put into a row: by the header of the column, the cell as it is written. */
export type Theirs = {
  /** Whether they changed a cell that the catalog owns. */
  readonly edited: boolean;
  readonly cells: ReadonlyMap<string, string>;
  /** All of it as a person sees it, what they changed included. */
  readonly texts: readonly string[];
};

/** What of a row isn't as it was made. */
export const theirsOf = (
  { columns, settings, table, read }: Matched,
  row: Row,
  record: RowRecord,
  fields: Fields,
): Theirs => {
  const made = new Map(Object.entries(record.cells));
  const former = formerSubject(settings, fields, record.variant ?? "");
  const byPlace = new Map(columns.map((match) => [match.at, match] as const));
  const cells = new Map<string, string>();
  const texts: string[] = [];
  let edited = false;
  for (const [at, cell] of row.cells.entries()) {
    const text = read(cell.text);
    const match = byPlace.get(at);
    const column = match?.column;
    // A column that the config calls otherwise, or takes out, was made as the page calls it.
    const present = read(table.header.cells[at]?.text ?? `#${at}`);
    const headers = [match?.header ?? present, present];
    if (headers.some((header) => ownText(record.found, header) === text || made.get(header) === text))
      continue;
    if (match?.column.owner === "catalog") {
      edited = true;
      if (text !== "") texts.push(text);
    } else if (
      text !== "" &&
      (column === undefined || !formerTexts(column, former, cellOf(settings)).includes(text))
    ) {
      cells.set(present, cell.text.trim());
      texts.push(text);
    }
  }
  return { edited, cells, texts };
};

/** The row of a record that no one in the catalog has: of several the one as made, and never one so of another record. */
export const rowFinder = (matched: Matched): ((record: RowRecord) => Row | undefined) => {
  const { settings, columns, records, owners } = matched;
  const free = freeRows(matched);
  const byKey = groupBy(free, (row) => rowKey(matched, row));
  const recordsByKey = groupBy(records.all, ({ key }) => key);
  const blockOf = blockFinder(matched.blocks);
  // The first row of a model that left may be another's of its name now.
  let rowsByKey: ReadonlyMap<string, readonly Row[]> | undefined;
  const called = (key: string): readonly Row[] => {
    rowsByKey ??= groupBy(matched.table.rows, (row) => rowKey(matched, row));
    return rowsByKey.get(key) ?? [];
  };
  const open = new Set(free);
  const owned = ownedColumns(columns);
  const isMade = (row: Row, { cells }: RowRecord): boolean => isMadeAs(matched.textsOf(row), cells, owned);
  const headsOf = (model: string): readonly Row[] => [
    ...[...owners].flatMap(([row, { id, continues }]) => (id === model && !continues ? [row] : [])),
    ...records.all.flatMap((record) =>
      record.model === model && !isContinuing(settings, record.variant) ? called(record.key) : [],
    ),
  ];
  return (record) => {
    const { model, key, variant } = record;
    const continues = isContinuing(settings, variant);
    const rows = continues ? headsOf(model).flatMap(blockOf) : (byKey.get(key) ?? []);
    const own = rows.filter((row) => open.has(row) && (!continues || rowKey(matched, row) === key));
    const others = (recordsByKey.get(key) ?? []).filter(
      (other) => other !== record && (!continues || other.model === model),
    );
    const found =
      own.find((row) => isMade(row, record)) ??
      own.find((row) => !others.some((other) => isMade(row, other)));
    if (found !== undefined) open.delete(found);
    return found;
  };
};

/** The copies of a row that goes: those in which nothing is people's go with it. */
export const copiesOf = (
  matched: Matched,
  find: (record: RowRecord) => Row | undefined,
  record: RowRecord,
  fields: Fields,
): readonly Row[] => {
  const copies: Row[] = [];
  for (let row = find(record); row !== undefined; row = find(record)) {
    const { edited, cells } = theirsOf(matched, row, record, fields);
    if (!edited && cells.size === 0) copies.push(row);
  }
  return copies;
};

/** Whether programs look a row up by its key: it is the key of a pair of data, or an ID there. */
const isLookedUp = ({ settings, columns, textsOf }: Matched, row: Row, model: string): boolean => {
  const key = columns[settings.key];
  return (
    settings.data !== undefined &&
    (key?.header === KEY_HEADER || textsOf(row)[key?.index ?? settings.key] === model)
  );
};

/** The row of a model that left, with the mark that says so; undefined where it has one, or people changed it. */
const marked = (
  matched: Matched,
  { row, record, fields }: { readonly row: Row; readonly record: RowRecord; readonly fields: Fields },
  mark: Past["mark"],
) => {
  const { columns, settings, styleOf, read } = matched;
  const key = columns[settings.key];
  const cell = row.cells[key?.at ?? 0];
  const style = styleOf(key?.at ?? 0);
  if (key === undefined || cell === undefined || style === undefined) return undefined;
  const former = formerSubject(settings, fields, record.variant ?? "");
  // A row with another key than it was made with is marked already, or somebody edited it.
  if (formerTexts(key.column, former, cellOf(settings))[0] !== read(cell.text)) return undefined;
  // The mark goes around the cell as it is written, so that its own markup stays.
  const text = mark(cell.text.trim());
  const seen = read(text);
  return {
    key: keyText(
      settings,
      matched.textsOf(row).map((other, index) => (index === key.index ? seen : other)),
    ),
    text: seen,
    header: key.header,
    edit: cellEdit(row, cell, style, text),
  };
};

/** What becomes of the rows of models that left: by the policy they stay, are marked, or go if the tool made them. */
export const goneRows = (
  matched: Matched,
  past: Pick<Past, "gone" | "mark" | "claim" | "reclaims">,
): readonly GoneRow[] => {
  const { settings, place, records } = matched;
  if (past.gone.length === 0 || records.all.length === 0) return [];
  const byModel = groupBy(records.all, ({ model }) => model);
  const find = rowFinder(matched);
  // What people wrote of a model may be of the one that is called so now.
  const called = (id: string, name: string): string => `${id.slice(0, id.lastIndexOf("/") + 1)} ${name}`;
  const heirs = new Set(matched.subjects.map(({ id, name }) => called(id, name)));
  const statusesOf = (record: RowRecord, fields: Fields, action: Gone["action"]): readonly GoneRow[] => {
    const row = find(record);
    if (row === undefined) return [];
    const { model, key } = record;
    const title = recordTitle(record, toText(fields.name ?? model));
    const note = (did: Note["action"], text: string): readonly Note[] => [
      noteOf({ what: "row", action: did, place }, model, `${text} in ${place}`),
    ];
    const stays = stayingRow(row, model, record);
    if (action === "prune") {
      const isTheirs = record.owner === "people";
      const theirs = isTheirs ? "people wrote it" : "it was edited by hand";
      const { edited, cells } = theirsOf(matched, row, record, fields);
      const claimed = isClaimed(past, settings.claim, { model, isTheirs });
      const { cells: all, texts } = theirsOf(matched, row, { ...record, found: {} }, fields);
      const isHeirs = all.size > 0 && heirs.has(called(model, toText(fields.name)));
      if (!claimed && (isTheirs || edited || cells.size > 0 || isHeirs)) {
        return [{ ...stays, problems: [keptProblem(rowWhere(matched, row), model, theirs)] }];
      }
      // What people had there when the row was adopted goes with it, and is told.
      const goes: GoneRow = { ...stays, remove: true, notes: note("remove", title + withTexts(texts)) };
      const again = note("remove", `${title} (again)`);
      const copies = copiesOf(matched, find, record, fields);
      return [goes, ...copies.map((copy) => ({ ...goes, row: copy, notes: again }))];
    }
    if (action === "deprecate" && isLookedUp(matched, row, model)) {
      const why = "a mark in its key, by which programs look it up, would hide it from them";
      return [{ ...stays, problems: [keptProblem(rowWhere(matched, row), model, why)] }];
    }
    const marks = action === "deprecate" && !isContinuing(settings, record.variant);
    const mark = marks ? marked(matched, { row, record, fields }, past.mark) : undefined;
    if (mark === undefined) return [stays];
    return [
      {
        ...stays,
        edits: [mark.edit],
        notes: note("change", fromTo(key, mark.key)),
        record: { ...record, key: mark.key, cells: { ...record.cells, [mark.header]: mark.text } },
      },
    ];
  };
  return past.gone.flatMap(({ record: { model, fields }, action }) =>
    (byModel.get(model) ?? []).flatMap((record) => statusesOf(record, fields, action)),
  );
};
