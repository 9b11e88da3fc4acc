import type { TableSettings } from "../../src/config/settings.ts";
import { lifted, type SourceTable, type Wanted } from "../../src/page/lifted.ts";
import { turnedCell, turnedTable } from "../../src/page/rows/across.ts";
import { dataCell } from "../../src/page/rows/csv.ts";
import type { CellText, FoundTable, Markup } from "../../src/page/markup.ts";
import { type Edit, type Page, lineIndexAt, lineNumber, overlap, splice } from "../../src/page/page.ts";
import type { Region } from "../../src/page/region.ts";
import { markupOf } from "../../src/page/scan.ts";
import { type DataNode, contentEnd, shapeOf, take } from "../../src/text/data/node.ts";
import { dataEdits } from "./list-edits.ts";
import { type Fault, type Piece, piecesIn } from "./pieces.ts";
import { type DataList, type DataRow, itemsOf, KEY_HEADER, rowsOf, VALUE_HEADER } from "./rows.ts";

type ListPlace = Pick<TableSettings, "data" | "columns">;

const hasValues = ({ columns }: ListPlace): boolean => columns.some(({ header }) => header === VALUE_HEADER);

/** Whether a part may be the table: a list, or a map whose keys are a column. */
const isList = (node: DataNode, { columns }: ListPlace): node is DataList => {
  const has = (name: string): boolean => columns.some(({ header }) => header === name);
  const isRow = ({ type }: DataNode): boolean =>
    type === "map" || (type === "scalar" && hasValues({ columns }));
  return (
    (node.type === "list" && !node.shared) ||
    (node.type === "map" &&
      !node.shared &&
      has(KEY_HEADER) &&
      (node.pairs.length === 0 ||
        node.pairs.some(({ key, value }) => key.type === "scalar" && isRow(value)))) ||
    (node.type === "scalar" && !node.string && node.tag === "" && /^(?:null|~)?$/.test(node.text))
  );
};

const listsIn = (root: DataNode, place: ListPlace): readonly DataList[] =>
  (place.data?.path ?? [])
    .reduce<readonly DataNode[]>((nodes, step) => nodes.flatMap((node) => take(node, step)), [root])
    .filter((node) => isList(node, place));

const filled = ({ cellsBy }: Pick<DataRow, "cellsBy">): ReadonlyMap<string, string> =>
  new Map([...cellsBy].flatMap(([header, { text }]) => (text === "" ? [] : [[header, text] as const])));

/** A list of data that is a table, and the piece that it is in. */
type Site = { readonly piece: Piece; readonly list: DataList; readonly place: ListPlace };

/** Whether a list holds just the rows that are wanted, and in each all that wasn't to change is as it was. */
const isAsMeant = (
  { piece, list, place }: Site,
  wanted: Wanted<DataRow>,
  headers: readonly string[],
): boolean => {
  const rows = rowsOf(piece.text, list, hasValues(place) || undefined)?.rows ?? [];
  return (
    rows.length === wanted.rows.length &&
    wanted.rows.every(({ from, cells }, index) => {
      const now = rows[index];
      const texts = new Map(
        wanted.header.flatMap((name, at) => (cells[at] === "" ? [] : [[name, cells[at] ?? ""] as const])),
      );
      const has = now === undefined ? new Map<string, string>() : filled(now);
      return (
        has.size === texts.size &&
        [...texts].every(([name, text]) => has.get(name) === text) &&
        wanted.columns.every((at, column) => {
          const before = at === undefined ? undefined : from?.cellsBy.get(headers[at] ?? "");
          const after = now?.cellsBy.get(wanted.header[column] ?? "");
          if (before === undefined || before.text !== after?.text) return true;
          return shapeOf(before.node) === shapeOf(after.node);
        })
      );
    })
  );
};

/** The edits that a table of data needs, read again to see whether they say what is meant; undefined where they don't. */
const settledEdits = (
  { piece, list, place }: Site,
  { headers, rows }: { readonly headers: readonly string[]; readonly rows: readonly DataRow[] },
  wanted: Wanted<DataRow>,
): readonly Edit[] | undefined => {
  const { text, language, root } = piece;
  const edits = dataEdits({ manner: { text, language, rows }, list }, headers, wanted);
  if (edits === undefined || overlap(edits)) return undefined;
  const made = splice(text, edits);
  const after = piece.read(made);
  if ("message" in after) return undefined;
  const own = listsIn(after, place)[listsIn(root, place).indexOf(list)];
  const around = (node: DataNode, of: DataList): string => shapeOf(node, new Map([[of, "list"]]));
  if (own === undefined || around(after, own) !== around(root, list)) return undefined;
  return isAsMeant({ piece: { ...piece, text: made }, list: own, place }, wanted, headers)
    ? edits
    : undefined;
};

const noPairs: DataRow["node"] = {
  type: "map",
  style: "flow",
  pairs: [],
  start: 0,
  end: 0,
  shared: false,
  tag: "",
};

/** A list as a table of the page. */
const tableOf = (
  page: Page,
  piece: Piece,
  list: DataList,
  settings: TableSettings,
): FoundTable | undefined => {
  const items = itemsOf(list);
  const found =
    items.length === 0
      ? { headers: settings.columns.map(({ header }) => header), rows: [] }
      : rowsOf(piece.text, list, hasValues(settings) || undefined);
  if (found === undefined) return undefined;
  const numbers = page.lines.map((_, line) => lineNumber(page, line) - 1);
  const top = lineIndexAt(page, piece.start + list.start);
  let next = top + 1;
  // The header, and rows that share a line, stand for lines of their own.
  const rows = found.rows.map((row): DataRow => {
    const line = lineIndexAt(page, piece.start + (items[row.index]?.start ?? 0));
    const first = Math.max(next, line);
    numbers[first] = lineNumber(page, line) - 1;
    next = first + 1;
    return { ...row, first, last: next };
  });
  const source: SourceTable<DataRow> = {
    header: {
      index: -1,
      start: 0,
      node: noPairs,
      cellsBy: new Map(),
      first: top,
      last: top + 1,
      cells: found.headers,
    },
    rows,
    last: Math.max(next, lineIndexAt(page, piece.start + contentEnd(list)) + 1),
    numbers,
    write: (wanted) =>
      settledEdits({ piece, list, place: settings }, { headers: found.headers, rows }, wanted)?.map(
        (edit) => ({
          start: edit.start + piece.start,
          end: edit.end + piece.start,
          text: edit.text,
        }),
      ),
  };
  return lifted({ ...page, markup: "data" }, source);
};

/** The lists of a region that the way of a table leads to, as tables, and what can't be read. */
const dataTables = (
  page: Page,
  region: Region,
  settings: TableSettings,
): { readonly tables: readonly FoundTable[]; readonly faults: readonly Fault[] } => {
  const { pieces, faults } = piecesIn(page, region, settings);
  const tables = pieces.flatMap((piece) =>
    listsIn(piece.root, settings).flatMap((list) => {
      const line = lineIndexAt(page, piece.start + list.start);
      if (line < region.first || line >= region.last) return [];
      return tableOf(page, piece, list, settings) ?? [];
    }),
  );
  return {
    tables: settings.nth === undefined ? tables : tables.slice(settings.nth - 1, settings.nth),
    faults,
  };
};

/** How the cells of a table are written and read: as its page is, or as data. */
export const cellOf = ({
  page,
  data,
  across,
  columns,
}: Pick<TableSettings, "page" | "data" | "across" | "columns">): CellText => {
  const { cell } = markupOf(page);
  if (data !== undefined) return dataCell;
  return across === true || columns.some(({ continues }) => continues) ? turnedCell(cell) : cell;
};

/** The tables with pipes of a page, turned round. */
const turnedTables =
  ({ tables }: Markup): Markup["tables"] =>
  (page, region, depth) =>
    tables(page, region, depth).flatMap((found) =>
      found.page.outside === undefined && found.page.markup === "markdown"
        ? [turnedTable(found.page, found.table)]
        : [],
    );

/** How the tables of a page are found: those that it shows, as they are or turned round, or lists of data. */
export const tablesOf = (
  page: Page,
  settings: TableSettings,
): Pick<Markup, "tables"> & { readonly faults: (region: Region) => readonly Fault[] } =>
  settings.data === undefined
    ? {
        tables: settings.across === true ? turnedTables(markupOf(page.path)) : markupOf(page.path).tables,
        faults: () => [],
      }
    : {
        tables: (own, region) => dataTables(own, region, settings).tables,
        faults: (region) => dataTables(page, region, settings).faults,
      };
