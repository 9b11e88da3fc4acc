import { groupBy } from "../../text/group-by.ts";
import { plainText } from "../../text/emit/plain-text.ts";
import type { Model, Shape } from "../catalog/records.ts";
import type { FoundCell, FoundRow, FoundTable, Join } from "../types.ts";
import { nearlyNamed } from "./known-models.ts";
import { joinByAddress } from "./by-address.ts";
import { type KeyIndex, keyIndexOf, listedIn, lookedUp, ownForms, surestForms } from "./key-forms.ts";
import { isCalledAfter, type Named, tellRows, textAt, type Told } from "./tell-rows.ts";

/** How the rows of a table are called in one column. */
type NamedColumn = {
  readonly at: number;
  readonly by: string;
  readonly rank: number;
  readonly named: readonly Named[];
};

/** The same with the rows whose models are told from all others. */
type Column = Omit<NamedColumn, "named"> & { readonly told: readonly Told[] };

/** The surest of those that tell about as many models as any other does. */
const surest = (columns: readonly Column[]): Column | undefined => {
  const most = columns.reduce((count, { told }) => Math.max(count, told.length), 0);
  return [...columns]
    .filter(({ told }) => told.length > 0 && told.length >= 0.9 * most)
    .sort((a, b) => a.rank - b.rank || b.told.length - a.told.length || a.at - b.at)[0];
};

/** What a cell says on lines of its own, in code or before brackets, where it says more than one thing. */
const partsOf = (
  { text: raw = "", shown = "", name }: Partial<FoundCell>,
  index: KeyIndex,
): readonly string[] => {
  const isCalled = index.some(({ form, models }) => models.has(lookedUp(form, shown)));
  const front = isCalled ? null : /^(.*\S)\s+\([^()]*\)$/.exec(shown);
  const lines = raw.split(/<br\s*\/?>/i);
  const codes = [...raw.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
  return [
    ...(front?.slice(1) ?? []),
    ...(isCalled || name === undefined ? [] : [plainText(name)]),
    ...(lines.length + codes.length < 2 ? [] : [...lines.map((line) => plainText(line)), ...codes]),
  ];
};

/** The models that a cell names: by all of its text, or by one of its parts where no other part names another. */
const namedIn = (
  shown: string,
  parts: readonly string[],
  { form, models }: KeyIndex[number],
): readonly Model[] | undefined => {
  const whole = models.get(lookedUp(form, shown));
  if (whole !== undefined || parts.length === 0) return whole;
  const found = new Set(parts.flatMap((part) => models.get(lookedUp(form, part)) ?? []));
  return found.size === 1 ? [...found] : undefined;
};

/** Headers of columns in which a row refers to another model than the one that it is about. */
const reference =
  /replac|success|supersed|alternativ|recommend|fall.?back|migrat|upgrade|default|instead|points? to|base.?model/i;

const isReference = ({ headers }: FoundTable, at: number): boolean =>
  at > 0 && reference.test(headers[at] ?? "");

/** The share of a column's cells that must say the same around their IDs. */
const leastFramed = 0.5;

/** What can't be in an ID, and stands around it in a command or a call. */
const notOfId = /([^\w.:/@~+-]+)/;

/** What stands before and behind an ID in a cell, where the cell names one model and says more. */
const frameIn = (shown: string, models: ReadonlyMap<string, unknown>): readonly string[] => {
  const words = shown.split(notOfId);
  const found = words.flatMap((word, nth) => {
    // `models/{id}`: the way to a page.
    const ways = ["", ...[...word.matchAll(/\//g)].map(({ index: end }) => word.slice(0, end + 1))];
    const way = ways.find((each) => models.has(word.slice(each.length)));
    if (way === undefined || word.slice(way.length) === shown) return [];
    return [[words.slice(0, nth).join("") + way, words.slice(nth + 1).join("")].join("\n")];
  });
  return found.length === 1 ? found : [];
};

/** How a column names models by their IDs where all its cells say the same around them: `run {id}`. */
const framedAt = (filled: readonly FoundRow[], at: number, index: KeyIndex): readonly NamedColumn[] => {
  const texts = filled.map((row) => textAt(row, at));
  return index.slice(0, surestForms).flatMap(({ form, models }, rank) => {
    const frames = groupBy(
      texts.flatMap((shown) => frameIn(shown, models)),
      (frame) => frame,
    );
    const [frame = ""] = [...frames].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
    const [front = "", back = ""] = frame.split("\n");
    const named = filled.flatMap((row, nth) => {
      const shown = texts[nth] ?? "";
      const isFramed = frame !== "" && shown.startsWith(front) && shown.endsWith(back);
      const own = isFramed ? models.get(shown.slice(front.length, shown.length - back.length)) : undefined;
      return own === undefined ? [] : [{ row, models: own }];
    });
    const isFrame = named.length > 1 && named.length >= leastFramed * filled.length;
    return isFrame ? [{ at, by: form.by, rank: rank + 0.5, named }] : [];
  });
};

/** How a column names models: by the form that tells most rows' apart. */
const columnAt = (table: FoundTable, at: number, shape: Shape): Column | undefined => {
  const filled = table.rows.filter((row) => textAt(row, at) !== "");
  const index = keyIndexOf(shape);
  const cells = filled.map((row) => ({ row, parts: partsOf(row.cells[at] ?? {}, index) }));
  const tried = index.map((forms, rank): NamedColumn => {
    const named = cells.flatMap(({ row, parts }) => {
      const models = namedIn(textAt(row, at), parts, forms);
      return models === undefined ? [] : [{ row, models }];
    });
    return { at, by: forms.form.by, rank, named };
  });
  // What several models are called names none of them, where nothing tells which is meant.
  const told = [...tried, ...framedAt(filled, at, index)].map(({ named, ...column }): Column => {
    return { ...column, told: tellRows(named, shape, table) };
  });
  const most = Math.max(...told.map((column) => column.told.length));
  const ranked = told.map((column) => {
    const isOwn = ownForms.has(column.by) && column.told.length === most;
    return isOwn && isCalledAfter(column.told, shape, table) ? { ...column, rank: -1 } : column;
  });
  return surest(ranked);
};

/** Whether a cell lists several models. */
const listsModels = (shown: string, index: KeyIndex): boolean =>
  listedIn(shown).filter((part) => index.some(({ form, models }) => models.has(lookedUp(form, part))))
    .length > 1;

/** Rows whose model is called by a shorter or longer form of its name. */
const nearRows = (
  table: FoundTable,
  at: number,
  owners: ReadonlyMap<FoundRow, Model>,
  models: readonly Model[],
): readonly (readonly [FoundRow, Model])[] => {
  const open = table.rows.filter((row) => !owners.has(row));
  if (open.length === 0 || open.length > 200) return [];
  const taken = new Set(owners.values());
  const left = models.filter((model) => !taken.has(model));
  return open.flatMap((row) => {
    const model = nearlyNamed(textAt(row, at), left);
    return model === undefined ? [] : [[row, model] as const];
  });
};

/** What the rows of models are, each with its model: of several rows of one the first. */
export const ownedOnce = <T>(
  { owners }: Join,
  of: (row: FoundRow) => T | undefined,
): readonly (readonly [T, Model])[] => {
  const seen = new Set<Model>();
  return [...owners].flatMap(([row, model]) => {
    const found = of(row);
    if (found === undefined || seen.has(model)) return [];
    seen.add(model);
    return [[found, model] as const];
  });
};

/** Whose the rows of a table are, by the column that names most, but `except`; undefined where none names any. */
export const joinRows = (table: FoundTable, shape: Shape, except?: number): Join | undefined => {
  const columns = table.headers.flatMap((_, at) =>
    isReference(table, at) || at === except ? [] : (columnAt(table, at, shape) ?? []),
  );
  const column = surest(columns);
  if (column === undefined) return except === undefined ? joinByAddress(table, shape) : undefined;
  const { told } = column;
  const exact = new Map(told.map(({ row, model }) => [row, model] as const));
  const owners = new Map(
    [...exact, ...nearRows(table, column.at, exact, shape.models)].sort(([a], [b]) => a.line - b.line),
  );
  const others = table.rows.filter((row) => !owners.has(row));
  const listing = others.filter((row) => listsModels(textAt(row, column.at), keyIndexOf(shape)));
  // Where many rows list models, one with a single model is a list of one.
  if (owners.size === 0 || listing.length * 2 >= owners.size) return undefined;
  // Only where the same text names models of several providers does the provider tell rows apart.
  const keys = [...new Set(told.map(({ row }) => textAt(row, column.at)))].length < told.length;
  const apart = told.find(({ at }) => at !== undefined)?.at;
  return {
    by: column.by,
    keys: keys && apart !== undefined && apart !== column.at ? [column.at, apart] : [column.at],
    owners,
  };
};
