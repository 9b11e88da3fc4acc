import { readJsonc } from "../../text/data/json.ts";
import type { DataNode, ListItem, ListNode, MapNode } from "../../text/data/node.ts";

/** A cell that people write: its place in the list of cells, its source, and the text that this holds. */
export type Cell = {
  readonly kind: "markdown" | "code";
  readonly index: number;
  readonly source: DataNode;
  readonly text: string;
};

/** A notebook's JSON, by the parts that edits are made in. */
export type Notebook = {
  readonly json: string;
  /** The items of `cells`, those of other kinds too. */
  readonly items: readonly ListItem[];
  readonly cells: readonly Cell[];
  /** The language of its code. */
  readonly language: string;
};

/** What stands in a map for a key. */
export const valueOf = (node: DataNode | MapNode | undefined, key: string): DataNode | undefined =>
  node?.type === "map"
    ? node.pairs.find((pair) => pair.key.type === "scalar" && pair.key.text === key)?.value
    : undefined;

const stringOf = (node: DataNode | undefined): string | undefined =>
  node?.type === "scalar" && node.string ? node.text : undefined;

const sourceText = (node: DataNode): string | undefined => {
  if (node.type !== "list") return stringOf(node);
  const lines = node.items.map((item) => stringOf(item.node));
  return lines.every((line) => line !== undefined) ? lines.join("") : undefined;
};

const cellOf = ({ node }: ListItem, index: number): readonly Cell[] => {
  const kind = stringOf(valueOf(node, "cell_type")) ?? "code";
  const source = valueOf(node, "source");
  const text = source === undefined ? undefined : sourceText(source);
  if ((kind !== "markdown" && kind !== "code") || source === undefined || text === undefined) return [];
  return [{ kind, index, source, text }];
};

const languageOf = (root: DataNode): string => {
  const metadata = valueOf(root, "metadata");
  return (
    stringOf(valueOf(valueOf(metadata, "kernelspec"), "language")) ??
    stringOf(valueOf(valueOf(metadata, "language_info"), "name")) ??
    "python"
  );
};

/** Reads a notebook; where a text is none, says why in a sentence. */
export const readNotebook = (json: string): Notebook | string => {
  const root = readJsonc(json);
  if ("message" in root)
    return `Its JSON is broken in line ${json.slice(0, root.offset).split("\n").length}: ${root.message}`;
  const list: DataNode | ListNode | undefined = valueOf(root, "cells");
  if (list?.type !== "list") return "Its JSON has no list of `cells`, as notebooks of format 4 have.";
  return { json, items: list.items, cells: list.items.flatMap(cellOf), language: languageOf(root) };
};
