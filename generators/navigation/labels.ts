import type { DataItem } from "../data/write.ts";
import type { DataNode } from "../../src/text/data/node.ts";

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
