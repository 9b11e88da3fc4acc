import type { SourceRow } from "../../src/page/lifted.ts";
import { fixed, parseDecimal, trimZeros } from "../../src/text/decimal.ts";
import {
  contentEnd,
  type DataNode,
  isExpression,
  type ListItem,
  type MapNode,
} from "../../src/text/data/node.ts";

/** The list or map of maps that is a table, or the empty value in whose place it is to be. */
export type DataList = Exclude<DataNode, { readonly type: "alias" }>;

/** The column of the keys, where a map is a table. */
export const KEY_HEADER = "@key";

/** The column of the values that are no maps, where a map is a table. */
export const VALUE_HEADER = "@value";

/** The parts of a list or map that are rows; `start` is where the text of one begins. */
export const itemsOf = (list: DataNode): readonly (ListItem & { readonly key?: DataNode })[] => {
  if (list.type === "list") return list.items;
  return list.type === "map"
    ? list.pairs.map(({ key, value }) => ({ key, node: value, start: Math.min(key.start, value.start) }))
    : [];
};

/** A pair of a map, by its index. */
export type PairPlace = { readonly map: MapNode; readonly pair: number };

/** What a row has for a column, and the pairs that lead to it; `raw`: a number or truth value, `other`: with parts. */
export type DataCell = {
  readonly text: string;
  readonly node: DataNode;
  readonly kind: "text" | "raw" | "none" | "list" | "other";
  readonly way: readonly PairPlace[];
};

/** A map of a list, or a value of a map, as a row of a table; its text begins at `start`. What is no row has no cells. */
export type DataRow = SourceRow & {
  readonly index: number;
  readonly start: number;
  readonly node: DataNode;
  readonly cellsBy: ReadonlyMap<string, DataCell>;
};

const nothing = /^(?:null|undefined|~)?$/i;

const plainNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** Whether a text may stand without quotes for a number or a truth value. */
export const isRaw = (text: string): boolean => plainNumber.test(text) || text === "true" || text === "false";

/** A number as the catalog has it, however it is written. */
const rawText = (written: string): string => {
  const text = written.replaceAll("_", "");
  const value = text === "" ? Number.NaN : Number(text);
  const shown = Math.abs(value) <= Number.MAX_SAFE_INTEGER ? String(value) : text;
  const decimal = shown.includes("e") ? parseDecimal(shown) : undefined;
  return decimal === undefined ? shown : trimZeros(fixed(decimal, Math.max(0, decimal.scale)));
};

const cellOf = (source: string, node: DataNode): Omit<DataCell, "way"> => {
  if (node.type === "scalar" && node.tag === "") {
    if (node.string) return { node, kind: "text", text: node.text.trim() };
    return nothing.test(node.text)
      ? { node, kind: "none", text: "" }
      : { node, kind: "raw", text: rawText(node.text) };
  }
  const items = node.type === "list" ? node.items.map((item) => cellOf(source, item.node)) : [];
  const isList = node.type === "list" && items.every(({ kind }) => kind === "text" || kind === "raw");
  if (isList) return { node, kind: "list", text: items.map(({ text }) => text).join(", ") };
  return { node, kind: "other", text: source.slice(node.start, contentEnd(node)).trim() };
};

const cellsIn = (
  source: string,
  map: MapNode,
  way: readonly PairPlace[] = [],
  names: readonly string[] = [],
): readonly (readonly [string, DataCell])[] =>
  map.pairs.flatMap(({ key, value }, pair): readonly (readonly [string, DataCell])[] => {
    if (key.type !== "scalar") return [];
    const here = [...way, { map, pair }];
    const called = [...names, key.text];
    if (value.type === "map" && value.tag === "" && value.pairs.length > 0)
      return cellsIn(source, value, here, called);
    return [[called.join("."), { ...cellOf(source, value), way: here }]];
  });

const mostlyMaps = ({ pairs }: MapNode): boolean =>
  pairs.filter(({ value }) => value.type === "map").length * 2 > pairs.length;

/** The cells of an element; none of what is no row: a text in a list, a list, what an alias means or what is worked out. */
const cellsBy = (
  source: string,
  list: DataList,
  { key, node, index }: ReturnType<typeof itemsOf>[number] & { readonly index: number },
  hasValues: boolean,
): DataRow["cellsBy"] => {
  if (list.type !== "map" || key === undefined)
    return new Map(node.type === "map" ? cellsIn(source, node) : []);
  // Beside maps a text is no row, unless the table is one of values.
  const isRow = node.type === "map" || (node.type === "scalar" && hasValues);
  if (!isRow || isExpression(key)) return new Map();
  const way = [{ map: list, pair: index }];
  const named = [KEY_HEADER, { ...cellOf(source, key), way }] as const;
  return node.type === "map"
    ? new Map([named, ...cellsIn(source, node)])
    : new Map([named, [VALUE_HEADER, { ...cellOf(source, node), way }]]);
};

/** A list of maps, or a map of maps or values, as rows, and the headers of their columns; undefined where it holds no such. */
export const rowsOf = (
  source: string,
  list: DataList,
  hasValues = list.type === "map" && !mostlyMaps(list),
): { readonly headers: readonly string[]; readonly rows: readonly DataRow[] } | undefined => {
  const rows = itemsOf(list).map((item, index): DataRow => {
    const { key, node } = item;
    const start = Math.min(key?.start ?? node.start, node.start);
    return {
      index,
      start,
      node,
      cellsBy: cellsBy(source, list, { ...item, index }, hasValues),
      first: 0,
      last: 0,
      cells: [],
    };
  });
  if (rows.every((row) => row.cellsBy.size === 0)) return undefined;
  const headers = [...new Set(rows.flatMap((row) => [...row.cellsBy.keys()]))];
  return {
    headers,
    rows: rows.map((row) => ({
      ...row,
      cells: headers.map((header) => row.cellsBy.get(header)?.text ?? ""),
    })),
  };
};
