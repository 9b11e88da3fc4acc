import { type Expression, fill } from "../../src/config/expression.ts";
import type { NavItemSettings, NavigationSettings } from "../../src/config/settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import { withoutPageEnding } from "../../src/page/scan.ts";
import { type DataNode, type Scalar, hasShared, mapShape, scalarShape } from "../../src/text/data/node.ts";
import { wellFormed } from "../../src/text/emit/unicode.ts";
import type { DataItem, Leaf } from "../data/write.ts";

/** Where an element with several keys has the name that people see. */
export const LABELS: readonly string[] = ["", "label", "title", "text", "name", "group", "sidebar_label"];

/** What people see of an element; undefined where that isn't plain. */
export const labelIn = (node: DataNode): string | undefined => {
  const [first, second] = node.type === "map" ? node.pairs : [];
  if (node.type !== "map" || first === undefined) return undefined;
  const named = node.pairs.find(({ key }) => key.type === "scalar" && LABELS.includes(key.text));
  const label = second === undefined ? first.key : named?.value;
  return label?.type === "scalar" ? label.text : undefined;
};

/** What people see of an item. */
export const labelOfItem = (item: DataItem): string | undefined => {
  if (item.type === "text") return undefined;
  const [first, second] = item.pairs;
  return second === undefined ? first?.[0] : item.pairs.find(([key]) => LABELS.includes(key))?.[1].text;
};

/** Whether an element is one page, and no group of others. */
export const isPage = (node: DataNode): boolean =>
  node.type === "scalar" || (node.type === "map" && node.pairs.every(({ value }) => value.type === "scalar"));

/** The values of an element that have no parts. */
export const textsIn = (node: DataNode): readonly string[] => {
  if (node.type === "scalar") return [node.text];
  return node.type === "map"
    ? node.pairs.flatMap(({ value }) => (value.type === "scalar" ? [value.text] : []))
    : [];
};

const plain = { text: (value: string) => value, code: (value: string) => value };

/** A value as it stands in a file of data: without control characters, on one line. */
export const lineOf = (value: string): string =>
  wellFormed(value)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .trim();

const line = (expression: Expression, fields: Entry["fields"]): string =>
  lineOf(fill(expression, fields, plain));

/** A model's item. */
export const itemOf = (settings: NavItemSettings, fields: Entry["fields"]): DataItem => {
  const leaf = (value: Expression | number | boolean): Leaf =>
    typeof value === "object"
      ? { text: line(value, fields), string: true }
      : { text: String(value), string: false };
  if (settings.type === "text") return { type: "text", value: leaf(settings.value) };
  return { type: "map", pairs: settings.pairs.map(([key, value]) => [line(key, fields), leaf(value)]) };
};

/** The item as the lock records it. */
export const packItem = (item: DataItem): string =>
  JSON.stringify(
    item.type === "text"
      ? item.value.text
      : Object.fromEntries(item.pairs.map(([key, { text, string }]) => [key, string ? text : { text }])),
  );

const readLeaf = (value: unknown): Leaf | undefined => {
  if (typeof value === "string") return { text: value, string: true };
  return typeof value === "object" && value !== null && "text" in value && typeof value.text === "string"
    ? { text: value.text, string: false }
    : undefined;
};

/** Reads what `packItem` wrote; undefined for anything else. */
export const unpackItem = (packed: string): DataItem | undefined => {
  try {
    const value: unknown = JSON.parse(packed);
    const text = typeof value === "string" ? readLeaf(value) : undefined;
    if (text !== undefined) return { type: "text", value: text };
    if (typeof value !== "object" || value === null) return undefined;
    const pairs = Object.entries(value).flatMap(([key, each]): readonly (readonly [string, Leaf])[] => {
      const leaf = readLeaf(each);
      return leaf === undefined ? [] : [[key, leaf]];
    });
    return { type: "map", pairs };
  } catch {
    return undefined;
  }
};

/** The item's shape, as a file has it that holds the item. */
export const itemShape = (item: DataItem): string =>
  item.type === "text"
    ? scalarShape(item.value.text, item.value.string)
    : mapShape(
        item.pairs.map(([key, value]) => [scalarShape(key, true), scalarShape(value.text, value.string)]),
      );

/** A value of an element beside the one that a model's item has in its place. */
export type Facing = {
  readonly node: Scalar;
  /** Which value it is: a key of the item, or "" for a text, or for the key of a single pair. */
  readonly name: string;
  readonly wanted: Leaf;
};

/** The values of an element beside those of an item of the same form; what it has besides is people's. */
export const faceItem = (node: DataNode, item: DataItem): readonly Facing[] | undefined => {
  // What an alias means too can't be changed here alone.
  if (node.tag !== "" || hasShared(node)) return undefined;
  if (item.type === "text")
    return node.type === "scalar" ? [{ node, name: "", wanted: item.value }] : undefined;
  if (node.type !== "map") return undefined;
  const [single] = item.pairs;
  const [only, another] = node.pairs;
  if (item.pairs.length === 1 && another !== undefined) return undefined;
  if (item.pairs.length === 1 && single !== undefined && only !== undefined) {
    const { key, value } = only;
    if (key.type !== "scalar" || value.type !== "scalar" || value.tag !== "") return undefined;
    return [
      { node: key, name: "", wanted: { text: single[0], string: true } },
      { node: value, name: "value", wanted: single[1] },
    ];
  }
  const facing: Facing[] = [];
  for (const [name, wanted] of item.pairs) {
    const value = node.pairs.find(({ key }) => key.type === "scalar" && key.text === name)?.value;
    if (value?.type !== "scalar" || value.tag !== "") return undefined;
    facing.push({ node: value, name, wanted });
  }
  return facing;
};

/** What an element names: paths with and without their ending or a leading slash are the same. */
export const normal = (text: string): string => withoutPageEnding(text.replace(/^\.?\//, ""));

/** The value that an item is recognised by. */
export const keyOf = (item: DataItem, { key }: Pick<NavigationSettings, "key">): string =>
  normal(item.type === "text" ? item.value.text : (item.pairs[key]?.[1].text ?? ""));
