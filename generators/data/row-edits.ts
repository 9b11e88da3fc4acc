import { type Edit, overlap, edited } from "../../src/page/page.ts";
import { groupBy } from "../../src/text/group-by.ts";
import { contentEnd, type DataNode, hasShared, type MapNode } from "../../src/text/data/node.ts";
import { blankText, cellEdits, type Manner, valueText } from "./cell-text.ts";
import { pairEdits } from "./pairs.ts";
import type { DataRow, PairPlace } from "./rows.ts";
import { keyText, nestedPairs, writeKey } from "./write.ts";

/** A column as it is to be: what it is called now, and its header in the page where it is there. */
export type DataColumn = { readonly header: string; readonly was: string | undefined };

type PairChange = PairPlace & { readonly text?: string };

/** A column that a row doesn't have: the deepest map on the way to it, the keys from there, and its value as it is written. */
type Fresh = PairPlace & { readonly keys: readonly string[]; readonly value: string };

/** The pairs that come: those below the same key of a map are one. */
const freshPairs = ({ language, rows }: Manner, fresh: readonly Fresh[]): readonly PairChange[] => {
  const key = rows.flatMap(({ node }) => (node.type === "map" ? node.pairs : []))[0]?.key;
  const quote = key?.type === "scalar" && key.quote !== "block" ? key.quote : "plain";
  return [...groupBy(fresh, ({ map }) => map).values()].flatMap((own) =>
    nestedPairs(
      own.map(({ keys, value }) => [keys, value]),
      language,
      quote,
    ).flatMap(([name, value]) => {
      const first = own.find(({ keys }) => keys[0] === name);
      return first === undefined ? [] : { ...first, text: writeKey(name, language, quote, true) + value };
    }),
  );
};

/** Where a column that a row doesn't have goes: the deepest map on the way to it, and the keys from there; nowhere in a value. */
const roomFor = (
  { node }: DataRow,
  header: string,
): { readonly map: MapNode; readonly keys: readonly string[] } | undefined => {
  if (node.type !== "map") return undefined;
  let map: MapNode = node;
  let keys = header.split(".");
  for (;;) {
    const inner = map.pairs.find(({ key }) => key.type === "scalar" && key.text === keys[0])?.value;
    if (keys.length < 2 || inner?.type !== "map") return { map, keys };
    map = inner;
    keys = keys.slice(1);
  }
};

/** The edits to the pairs of a row's maps: each map is written once. */
const changedPairs = (text: string, changes: readonly PairChange[]): readonly Edit[] =>
  [...groupBy(changes, ({ map }) => map)].flatMap(([map, own]) =>
    pairEdits(text, map, {
      removed: new Set(own.flatMap((each) => (each.text === undefined ? [each.pair] : []))),
      added: own.flatMap((each) => (each.text === undefined ? [] : [{ slot: each.pair, text: each.text }])),
    }),
  );

/** A key under another name; undefined where it is to stand elsewhere. */
const keyEdit = (
  { language }: Manner,
  { map, pair }: PairPlace,
  from: string,
  to: string,
): Edit | undefined => {
  const key = map.pairs[pair]?.key;
  const around = from.slice(0, from.length - (key?.type === "scalar" ? key.text.length : 0));
  if (key?.type !== "scalar" || !to.startsWith(around)) return undefined;
  const text = keyText(to.slice(around.length), language, key.quote, true);
  return { start: key.start, end: key.end, text };
};

/** The edits that give a row other cells; undefined where they can't be made in place. */
export const rowEdits = (
  manner: Manner,
  row: DataRow,
  columns: readonly DataColumn[],
  cells: readonly string[],
): readonly Edit[] | undefined => {
  const edits: Edit[] = [];
  const changes: PairChange[] = [];
  const fresh: Fresh[] = [];
  const known = new Set(columns.map(({ was }) => was));
  for (const [header, { way }] of row.cellsBy) {
    const last = way.at(-1);
    if (!known.has(header) && last !== undefined) changes.push(last);
  }
  for (const [index, { header, was }] of columns.entries()) {
    const value = cells[index] ?? "";
    const own = was === undefined ? undefined : row.cellsBy.get(was);
    const last = own?.way.at(-1);
    if (own === undefined || last === undefined) {
      if (value === "") continue;
      const room = roomFor(row, header);
      if (room === undefined) return undefined;
      const { map, keys } = room;
      const beside = columns.slice(0, index).findLast((each) => row.cellsBy.has(each.was ?? ""));
      const before = row.cellsBy.get(beside?.was ?? "")?.way.find((each) => each.map === map)?.pair;
      const flow = map.style === "flow" || keys.length > 1;
      const written = valueText(manner, was ?? header, value, { own: undefined, flow });
      fresh.push({ map, pair: (before ?? -1) + 1, keys, value: written });
      continue;
    }
    const renamed = was === undefined || was === header ? [] : [keyEdit(manner, last, was, header)];
    const written = value === "" ? blankText(manner, was ?? header) : undefined;
    if (own.text !== value && value === "" && written === undefined) {
      changes.push(last);
      continue;
    }
    const changed =
      own.text === value
        ? []
        : cellEdits(manner, was ?? header, own, written === undefined ? value : { written });
    if (changed === undefined) return undefined;
    for (const edit of [...renamed, ...changed]) {
      if (edit === undefined) return undefined;
      edits.push(edit);
    }
  }
  const all = [...edits, ...changedPairs(manner.text, [...changes, ...freshPairs(manner, fresh)])];
  // What an alias means too would change elsewhere.
  return all.length > 0 && hasShared(row.node) ? undefined : all;
};

const leavesOf = (node: DataNode): readonly DataNode[] => {
  if (node.type === "list") return node.items.flatMap((item) => leavesOf(item.node));
  return node.type === "map" ? node.pairs.flatMap(({ key, value }) => [key, ...leavesOf(value)]) : [node];
};

const remarks = {
  yaml: /(?:\r?\n[ \t]*|[ \t]+)#[^\n\r]*/g,
  js: /(?:\r?\n[ \t]*|[ \t]*)(?:\/\/[^\n\r]*|\/\*[^]*?\*\/)/g,
};

/** The edits that take the comments out of a row: they are about the one that it was copied from. */
export const uncommented = ({ text, language }: Manner, { node }: DataRow): readonly Edit[] => {
  const leaves = leavesOf(node);
  const starts = [node.start, ...leaves.map((leaf) => contentEnd(leaf))];
  return starts.flatMap((from, index) => {
    const gap = text.slice(from, leaves[index]?.start ?? contentEnd(node));
    return [...gap.matchAll(language === "json" || language === "js" ? remarks.js : remarks.yaml)].map(
      ({ 0: all, index: at }) => ({
        start: from + at,
        end: from + at + all.length,
        text: "",
      }),
    );
  });
};

/** The text of a row with edits made; undefined where they are in each other's way. */
export const editedText = (
  { text }: Manner,
  { node, start }: DataRow,
  edits: readonly Edit[],
): string | undefined => {
  const end = contentEnd(node);
  const inside = edits.map((edit) => ({
    ...edit,
    start: Math.min(edit.start, end),
    end: Math.min(edit.end, end),
  }));
  return overlap(inside) ? undefined : edited(text, { start, end }, inside).replace(/\s+$/, "");
};
