import { plainText } from "../text/emit/plain-text.ts";
import type { Model } from "./catalog/records.ts";
import { likeness } from "./columns/likeness.ts";
import { moreRows } from "./rows/more-rows.ts";
import { draftText } from "./columns/text-draft.ts";
import { joinRows, ownedOnce } from "./join/rows.ts";
import type { CatalogView, ColumnDraft, FoundRow, FoundTable, Join, TableDraft } from "./types.ts";

/** The share of rows that must be models', where there are several: with fewer the table is about something else. */
const leastShare = 0.5;
const leastSureShare = 0.2;

/** Whether so many rows are models' that the table is about models. */
const isAboutModels = ({ rows, headers }: FoundTable, { by, keys, owners }: Join): boolean => {
  const share = owners.size / rows.length;
  const isSure = by === "exact ID" || by === "provider and ID" || by === "display name";
  if (owners.size > 1 && share >= leastShare) return true;
  if (owners.size > 2 && share >= leastSureShare) return isSure;
  const header = headers[keys[0] ?? 0] ?? "";
  return rows.length === 1 && owners.size === 1 && isSure && likeness(header, "model id name") > 0;
};

type Owned = readonly (readonly [row: FoundRow, model: Model])[];

const columnsOf = ({ headers }: FoundTable, owners: Owned, keys: readonly number[], catalog: CatalogView) => {
  const shown = headers.map((header) => plainText(header));
  return headers.flatMap((header, at): readonly ColumnDraft[] => {
    // A column that can't be told by its header stays people's.
    if (shown[at] === "" || shown.indexOf(shown[at] ?? "") !== at) return [];
    const samples = owners.map(([row, model]) => ({ model, raw: row.cells[at]?.text ?? "" }));
    // Names change and IDs don't.
    const isKey = keys.includes(at);
    const draft = draftText(samples, header, catalog, isKey);
    return [{ header, at, ...draft, ...(isKey ? { key: true } : {}) }];
  });
};

/** The rows that are called as the config would call them: the others aren't recognised. */
const recognised = (owners: Owned, keys: readonly ColumnDraft[]): Owned => {
  const others = new Set(keys.flatMap(({ differing }) => differing.map(({ model }) => model)));
  return owners.filter(([, model]) => !others.has(model));
};

/** Whether another column than the key tells the rows apart, and the catalog explains none: they are about something else. */
const isAboutOthers = ({ headers, rows }: FoundTable, columns: readonly ColumnDraft[]): boolean => {
  if (columns.some(({ owner, key }) => owner !== "people" && key !== true)) return false;
  const keyAt = columns.find(({ key }) => key === true)?.at ?? 0;
  return headers.slice(0, keyAt).some((header, at) => {
    const texts = new Set(rows.map(({ cells }) => cells[at]?.shown ?? ""));
    return rows.length > 1 && texts.size === rows.length && likeness(header, "model id name") === 0;
  });
};

/** What the config can say of a table: whose its rows are, and how its cells follow from the catalog; undefined where that isn't known. */
export const draftTable = (table: FoundTable, catalog: CatalogView): TableDraft | undefined => {
  const join = joinRows(table, catalog.shape);
  if (join === undefined || !isAboutModels(table, join)) return undefined;
  const all = ownedOnce(join, (row) => row);
  const keysOnly = {
    ...table,
    headers: table.headers.map((header, at) => (join.keys.includes(at) ? header : "")),
  };
  const keyed = columnsOf(keysOnly, all, join.keys, catalog);
  if (keyed.length < join.keys.length) return undefined;
  // What tells rows apart must be the catalog's; one text everywhere tells nothing apart.
  if (keyed.some(({ owner, fields }) => owner === "people" || Object.keys(fields).length === 0))
    return undefined;
  const owners = recognised(all, keyed);
  if (owners.length === 0) return undefined;
  const called = new Set(keyed.map(({ header }) => header));
  const others = columnsOf(
    { ...table, headers: table.headers.map((header) => (called.has(header) ? "" : header)) },
    owners,
    join.keys,
    catalog,
  );
  // The keys are known already, but where some rows aren't recognised by them.
  const known = owners.length === all.length ? keyed : columnsOf(keysOnly, owners, join.keys, catalog);
  const columns = [...known, ...others].toSorted((a, b) => a.at - b.at);
  if (isAboutOthers(table, columns)) return undefined;
  const models = owners.map(([, model]) => model);
  const { keys, ...more } = moreRows(table, join, columns, catalog) ?? {
    keys: join.keys,
    columns,
    fields: {},
  };
  return { type: "table", table, join: { ...join, keys, owners: new Map(owners) }, models, ...more };
};
