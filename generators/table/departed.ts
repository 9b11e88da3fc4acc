import { noteOf } from "../../src/model/note.ts";
import type { RowRecord } from "../../src/model/lock.ts";
import type { TableSettings } from "../../src/config/settings.ts";
import { placeName } from "../../src/page/region.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { Grouping } from "../../src/config/order-settings.ts";
import { newGroupOf } from "../placing/groups.ts";
import { type Past, isClaimed, leftProblem, withTexts, goesUnknown } from "../placing/past.ts";
import { type Problem, warning } from "../../src/model/problem.ts";
import { recordOf, recordTitle, rowName } from "./records.ts";
import type { Row } from "../../src/page/table.ts";
import { copiesOf, type GoneRow, rowFinder, stayingRow, theirsOf } from "./gone.ts";
import { freeRows, type Matched, rowKey } from "./match.ts";
import { freshRecord } from "./rows.ts";
import { type CellMaker, keysFinder, subjectsOf } from "./subjects.ts";

/** A row that was made, whose model is in the catalog and doesn't belong in the table any more. */
export type Departed = { readonly record: RowRecord; readonly entry: Entry };

/** Tells whether a model that doesn't belong in a table may have a row there all the same, which has this record. */
export type SharedTest = (entry: Entry, record: Pick<RowRecord, "model" | "variant">) => boolean;

/** Tells the rows that people put into the table of another group: their model's is the same as before, and has none. */
export const movedTest =
  (split: Grouping, places: readonly Pick<Matched, "subjects" | "rows">[], past: Past): SharedTest =>
  (entry, { model, variant = "" }) =>
    newGroupOf(split, entry, undefined, past) === undefined &&
    places.some(({ subjects, rows }) =>
      subjects.some((each) => each.id === model && each.variant === variant && !rows.has(each)),
    );

/** Tells the models that another table of the same place asks for: its rows stand there, and its records are of that place too. */
export const sharedTest = (tables: readonly TableSettings[], table: TableSettings): SharedTest => {
  const others = tables.filter(
    (other) => other !== table && other.page === table.page && placeName(other) === placeName(table),
  );
  return (entry) => others.some(({ test }) => test(entry));
};

/** The records of a table's rows that have no place in it any more although their models are in the catalog. */
export const departedOf = (
  { records, subjects, settings }: Pick<Matched, "records" | "subjects" | "settings">,
  entries: readonly Entry[],
  isShared: SharedTest,
): readonly Departed[] => {
  const wanted = new Set(subjects.map((subject) => recordOf(records, subject)));
  const left = records.all.filter((record) => !wanted.has(record));
  if (left.length === 0) return [];
  const byId = new Map(entries.map((entry) => [entry.id, entry] as const));
  return left.flatMap((record) => {
    const entry = byId.get(record.model);
    if (entry === undefined) return [];
    return !settings.test(entry) && isShared(entry, record) ? [] : [{ record, entry }];
  });
};

/** A row that no lock knows, of a model of the catalog that doesn't belong in the table. */
type Unknown = { readonly record: RowRecord; readonly entry: Entry; readonly row: Row };

/** The rows that nobody owns and that are called as one of a model would be that the table doesn't ask for. */
const unknownRows = (
  matched: Matched,
  { unwanted, maker }: Pick<Departure, "unwanted" | "maker">,
  { free, find }: { readonly free: readonly Row[]; readonly find: ReturnType<typeof rowFinder> },
): readonly Unknown[] => {
  const { settings, records } = matched;
  const known = new Set(records.all.map(({ model }) => model));
  const standing = new Set(free.map((row) => rowKey(matched, row)));
  const keysOf = keysFinder(settings, maker);
  const subjects = subjectsOf(
    { ...settings, test: () => true },
    unwanted().filter((entry) => !known.has(entry.id) && keysOf(entry).some((key) => standing.has(key))),
    maker,
  );
  const taken = new Set<Row>();
  return subjects.flatMap((subject): readonly Unknown[] => {
    const record = freshRecord(matched, subject, "people");
    const row = find(record);
    if (row === undefined || taken.has(row)) return [];
    taken.add(row);
    return [{ record, entry: subject, row }];
  });
};

/** Whether every cell that people wrote in a row comes along to where its model has a row now. */
export type ComesAlong = (record: RowRecord, cells: ReadonlyMap<string, string>) => boolean;

/** The table of the model's own group that its row stands in. */
export type StandsIn = (row: Pick<RowRecord, "model" | "variant">) => string | undefined;

/** Finds those rows in the tables of all groups. */
export const standingFinder = (places: readonly Matched[]): StandsIn => {
  const known = new Map(
    places.flatMap(({ rows, place }) =>
      [...rows.keys()].map(({ id, variant }) => [rowName(id, variant), place] as const),
    ),
  );
  return ({ model, variant = "" }) => known.get(rowName(model, variant));
};

/** What departed rows are judged by. */
export type Departure = {
  readonly entries: readonly Entry[];
  /** The models that no place around the table asks for. */
  readonly unwanted: () => readonly Entry[];
  readonly isShared: SharedTest;
  /** Where the row of a model stands in the table of its own group, in words. */
  readonly standsIn: StandsIn;
  readonly past: Past;
  readonly comesAlong: ComesAlong;
  readonly maker: CellMaker;
};

/** What is said of a row that stands in the table of its model's group, too. */
const copyProblem = (where: string, { model, key }: RowRecord, own: string): Problem =>
  warning(
    "row-duplicate",
    where,
    `The row "${key}" stands here, and in ${own}, where ${JSON.stringify(model)} belongs; this one stays as it is.`,
    "Take it out by hand, or run with --prune, which takes it out where it is as it would be made.",
  );

/** The rows of models that don't belong in the table (any more): what the tool made goes, the others are told. */
export const departedRows = (matched: Matched, departure: Departure): readonly GoneRow[] => {
  const { entries, past, comesAlong, isShared } = departure;
  const { place, settings } = matched;
  const { page, claim } = settings;
  const free = freeRows(matched);
  if (free.length === 0) return [];
  const find = rowFinder(matched);
  const known = departedOf(matched, entries, isShared).flatMap(({ record, entry }) => {
    const row = find(record);
    return row === undefined ? [] : [{ record, entry, row, recorded: true }];
  });
  const met = new Set(known.map(({ row }) => row));
  const unknown = unknownRows(matched, departure, { free, find })
    .filter(({ row }) => !met.has(row))
    .map((each) => ({ ...each, recorded: false }));
  return [...known, ...unknown].flatMap(({ record, entry, row, recorded }): readonly GoneRow[] => {
    const stays = stayingRow(row, entry.id, recorded ? record : undefined);
    if (!past.follows(entry)) return [stays];
    const fields =
      (recorded ? past.lock.models.get(entry.id)?.fields : undefined) ?? Object.fromEntries(entry.fields);
    const { edited, cells } = theirsOf(matched, row, record, fields);
    const { texts } = theirsOf(matched, row, { ...record, found: {} }, fields);
    const own = record.owner === "tool";
    const isMade = (): boolean => !edited && comesAlong(record, cells);
    const isGoing = recorded
      ? isClaimed(past, claim, { model: entry.id, isTheirs: !own }) || (own && isMade())
      : goesUnknown(past, claim, entry.id, isMade);
    if (isGoing) {
      const goes = (each: Row, again = ""): GoneRow => ({
        ...stays,
        row: each,
        remove: true,
        notes: [
          noteOf(
            { what: "row", action: "remove" },
            entry.id,
            `${recordTitle(record, entry.name)}${again} in ${place}`,
          ),
        ],
      });
      const all = edited || !comesAlong(record, cells) ? texts : [];
      return [
        goes(row, withTexts(all)),
        ...copiesOf(matched, find, record, fields).map((copy) => goes(copy, " (again)")),
      ];
    }
    const theirs = !own ? "people wrote it" : edited ? "it was edited by hand" : "people wrote into it";
    const where = `${page}, ${place}: ${recordTitle(record, entry.name)}`;
    const copied = recorded ? undefined : departure.standsIn(record);
    const left = { code: "row-left", where, model: entry.id, place: "table", what: "row" } as const;
    const problem =
      copied === undefined
        ? leftProblem({ ...left, theirs: recorded ? theirs : undefined })
        : copyProblem(where, record, copied);
    return [{ ...stays, problems: [problem] }];
  });
};
