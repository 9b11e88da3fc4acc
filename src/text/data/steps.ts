import type { DataNode } from "./node.ts";

/** A step on the way to a part: a key, an index, or the element of a list that has these values. */
export type DataStep = string | number | ReadonlyMap<string, string>;

/** A step as people say it. */
const said = (step: DataStep): string => {
  if (typeof step !== "object") return String(step);
  return [...step].map(([key, value]) => `${key}: ${value}`).join(", ");
};

/** A way as people say it: `nav › Models`. */
export const wayName = (path: readonly DataStep[]): string =>
  path.length === 0 ? "the list" : path.map(said).join(" › ");

const keyed = (node: DataNode, name: string): readonly DataNode[] =>
  node.type === "map"
    ? node.pairs.flatMap(({ key, value }) => (key.type === "scalar" && key.text === name ? [value] : []))
    : [];

const has = (node: DataNode, wanted: ReadonlyMap<string, string>): boolean =>
  [...wanted].every(([name, text]) =>
    keyed(node, name).some((value) => value.type === "scalar" && value.text === text),
  );

/** The elements of a list. */
export const elementsOf = (node: DataNode): readonly DataNode[] =>
  node.type === "list" ? node.items.map((item) => item.node) : [];

/** Where a step leads from a part: to several parts, where nothing tells which. */
export const take = (node: DataNode, step: DataStep): readonly DataNode[] => {
  if (typeof step === "number") return elementsOf(node).slice(step).slice(0, 1);
  if (typeof step === "object") return elementsOf(node).filter((element) => has(element, step));
  return node.type === "list"
    ? elementsOf(node).flatMap((element) => keyed(element, step))
    : keyed(node, step);
};
