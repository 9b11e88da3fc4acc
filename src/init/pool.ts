import { KEY_HEADER, VALUE_HEADER } from "../../generators/data/rows.ts";
import { groupBy } from "../text/group-by.ts";
import { plainText } from "../text/emit/plain-text.ts";
import { markupOf } from "../page/scan.ts";
import { spread } from "./columns/samples.ts";
import { withCopies } from "./columns/copies.ts";
import { withDashes } from "./columns/dashes.ts";
import { withKnownMarks } from "./columns/known-marks.ts";
import {
  draftColumns,
  draftTable,
  isAboutModels,
  type JoinedTable,
  joinedByNames,
  mayBeAboutModels,
  ownRows,
} from "./draft-table.ts";
import { joinRows } from "./join/rows.ts";
import { labelledIn, labelledOrder } from "./groups/labels.ts";
import { draftOrders, ofGroups } from "./order/orders.ts";
import { isGrid } from "./join/grids.ts";
import type { CatalogView, Fields, FoundTable, TableDraft } from "./types.ts";

/** Tables that say the same of their models in one markup, on whatever page: one script, or one hand, made them all. */
const kindOf = ({ table, join }: JoinedTable): string =>
  JSON.stringify([markupOf(table.page).name, table.headers.map((header) => plainText(header)), join.keys]);

/** How many rows are asked for what tables of one kind say together. */
const mostPooled = 300;

/** Fewer rows are joined by chance by this or by that, IDs or names: tables of their kind tell more together. */
const fewRows = 6;

/** The same tables with what all of one kind together say of their columns, those that are joined in one way where they are many. */
const pooled = (joined: readonly JoinedTable[], catalog: CatalogView): readonly JoinedTable[] => {
  const columnsOf = (alike: readonly JoinedTable[]) => {
    const [first, second] = alike;
    if (first === undefined || second === undefined) return undefined;
    const rows = alike.flatMap(({ table }) => table.rows);
    const owners = new Map(alike.flatMap(({ join }) => [...join.owners]));
    const all = { table: { ...first.table, rows }, join: { ...first.join, owners } };
    // A model has a row in each of them; what a few hundred say is judged by each table's own.
    return draftColumns(all, catalog, spread(alike.flatMap(ownRows), mostPooled))?.columns;
  };
  const pools = new Map<JoinedTable, JoinedTable["pool"]>();
  for (const alike of groupBy(joined, kindOf).values()) {
    const ways = [...groupBy(alike, ({ join }) => join.by).values()];
    const isFew = (way: readonly JoinedTable[]): boolean =>
      way.reduce((sum, { join }) => sum + join.owners.size, 0) < fewRows;
    const whole = ways.length > 1 && ways.some(isFew) ? columnsOf(alike) : undefined;
    for (const way of ways) {
      const pool = ways.length > 1 && isFew(way) ? whole : columnsOf(way);
      for (const each of way) pools.set(each, pool);
    }
  }
  return joined.map((each) => ({ ...each, pool: pools.get(each) }));
};

/** Without keys of data that no model has, but only what stands among them: a separator of a menu. */
const withOwnKeys = (draft: TableDraft): TableDraft => {
  const { table, join } = draft;
  if (table.place.data === undefined) return draft;
  const own = table.rows.filter((row) => join.owners.has(row));
  const columns = draft.columns.filter(({ at }) => own.some(({ cells }) => (cells[at]?.text ?? "") !== ""));
  return columns.length === draft.columns.length ? draft : { ...draft, columns };
};

/** Whether a map may be a table of models: the catalog gives more of it than keys, and all are values, or all maps. */
const isMapOfModels = ({ table: { headers, rows }, join, columns }: TableDraft): boolean => {
  if (!headers.includes(KEY_HEADER)) return true;
  const at = headers.indexOf(VALUE_HEADER);
  const own = rows.filter((row) => join.owners.has(row));
  const values = own.filter(({ cells }) => (cells[at]?.text ?? "") !== "").length;
  const isOne = at === -1 || values === 0 || values === own.length;
  return isOne && columns.some(({ header, owner }) => header !== KEY_HEADER && owner === undefined);
};

/** The tables that are about models, each with the models of its rows: one of a single row where others of its kind are. */
const joinTables = (tables: readonly FoundTable[], catalog: CatalogView): readonly JoinedTable[] => {
  const all = tables.flatMap((table): readonly JoinedTable[] => {
    const join = table.unplaced === true ? undefined : joinRows(table, catalog.shape);
    return join === undefined ? [] : [{ table, join }];
  });
  const kinds = new Set(all.filter(isAboutModels).map(kindOf));
  return all
    .filter((each) => isAboutModels(each) || (mayBeAboutModels(each) && kinds.has(kindOf(each))))
    .map((each) => joinedByNames(each, catalog));
};

/** Drafts tables, those of one kind with all of their cells at hand: a few rows follow from a catalog in many ways. */
export const draftTables = (tables: readonly FoundTable[], catalog: CatalogView): readonly TableDraft[] => {
  const joined = joinTables(tables, catalog);
  const all = pooled(joined, catalog)
    .flatMap((each) => draftTable(each, catalog) ?? [])
    .map(withOwnKeys)
    .filter(isMapOfModels);
  const drafts = all.filter((draft) => !isGrid(draft, all, catalog.shape));
  const labelled = drafts.map(({ table: { place, rows }, join: { owners } }) =>
    place.data === undefined
      ? undefined
      : labelledIn(
          rows.flatMap((row) => [
            ...(row.above === undefined ? [] : [{ texts: [row.above], model: undefined }]),
            { texts: row.cells.map(({ shown }) => shown), model: owners.get(row) },
          ]),
          catalog,
        ),
  );
  const orders = draftOrders(
    drafts.map(({ table: { page }, models, columns }, index) => ({
      page,
      ...ofGroups(labelled[index]?.groups ?? [models]),
      shown: columns.reduce<Fields>((all, { fields }) => ({ ...all, ...fields }), {}),
    })),
    catalog,
  );
  const ordered = drafts.map((draft, index) => {
    const groups = labelled[index];
    const order = groups === undefined ? orders[index] : labelledOrder(groups, orders[index]);
    return order === undefined ? draft : { ...draft, ...order, fields: { ...draft.fields, ...order.fields } };
  });
  return withCopies(withDashes(withKnownMarks(ordered, catalog), catalog.shape), catalog);
};
