import { escapedUnits } from "../../text/emit/unicode.ts";
import { digest } from "../../text/digest.ts";
import { type DataNode, type ListItem, keysOf } from "../../text/data/node.ts";
import type { Edit } from "../page.ts";
import { type Notebook, valueOf } from "./cells.ts";
import { linesOf } from "../../text/merge.ts";

/** A cell that is added. */
export type NewCell = { readonly kind: "markdown" | "code"; readonly text: string };

/** Writes strings as a file does: with escapes alone where it has no other letter. */
const quoting = (json: string): ((text: string) => string) => {
  const isAscii = /\\u[0-9a-fA-F]{4}/.test(json) && !/[^\u0000-\u007f]/.test(json);
  return (text) =>
    isAscii ? JSON.stringify(text).replace(/[^\u0000-\u007f]/g, escapedUnits) : JSON.stringify(text);
};

/** The white space that the line of an offset begins with; undefined where other text stands before it. */
const indentBefore = (json: string, offset: number): string | undefined => {
  const line = json.slice(json.lastIndexOf("\n", offset - 1) + 1, offset);
  return line.trim() === "" ? line : undefined;
};

/** What stands between the items of a list. */
const separatorOf = (json: string, items: readonly ListItem[], node: DataNode): string => {
  const [first, second] = items;
  if (first !== undefined && second !== undefined) return json.slice(first.node.end, second.start);
  const own = indentBefore(json, first?.start ?? node.end - 1);
  if (first !== undefined) return own === undefined ? ", " : `,\n${own}`;
  return ", ";
};

/** The edits that give a source another text: of its lines those that differ. */
export const writeSource = (json: string, source: DataNode, text: string): readonly Edit[] => {
  const quote = quoting(json);
  if (source.type !== "list") return [{ start: source.start, end: source.end, text: quote(text) }];
  const { items } = source;
  const lines = linesOf(text);
  const isSame = (at: number, of: number): boolean => {
    const node = items[at]?.node;
    return node?.type === "scalar" && node.text === lines[of];
  };
  let head = 0;
  while (isSame(head, head)) head += 1;
  let tail = 0;
  const most = Math.min(items.length, lines.length) - head;
  while (tail < most && isSame(items.length - 1 - tail, lines.length - 1 - tail)) tail += 1;
  const old = items.slice(head, items.length - tail);
  const made = lines.slice(head, lines.length - tail).map(quote);
  const separator = separatorOf(json, items, source);
  const [from, to] = [old[0], old.at(-1)];
  if (from !== undefined && to !== undefined)
    return made.length > 0
      ? [{ start: from.start, end: to.node.end, text: made.join(separator) }]
      : removeItems(items, new Set(old.map((item) => items.indexOf(item))));
  if (made.length === 0) return [];
  const [above, below] = [items[head - 1], items[head]];
  if (above !== undefined)
    return [
      { start: above.node.end, end: above.node.end, text: made.map((each) => separator + each).join("") },
    ];
  const at = below?.start ?? source.start + 1;
  return [{ start: at, end: at, text: made.join(separator) + (below === undefined ? "" : separator) }];
};

/** The edits that take items of a list away, each with the comma before it, or at the start after it. */
export const removeItems = (items: readonly ListItem[], gone: ReadonlySet<number>): readonly Edit[] =>
  items.flatMap((item, index): readonly Edit[] => {
    if (!gone.has(index)) return [];
    const before = items[index - 1];
    const isStart = items.slice(0, index).every((_, at) => gone.has(at));
    if (!isStart) return [{ start: before?.node.end ?? item.start, end: item.node.end, text: "" }];
    return [{ start: item.start, end: items[index + 1]?.start ?? item.node.end, text: "" }];
  });

const defaults = ["cell_type", "execution_count", "id", "metadata", "outputs", "source"] as const;

/** The parts of a new cell, in the order in which the notebook has those of others. */
const partsOf = (
  notebook: Notebook,
  { kind, text }: NewCell,
  id: string,
): Readonly<Record<string, unknown>> => {
  const { items, cells } = notebook;
  const alike = cells.find((cell) => cell.kind === kind) ?? cells[0];
  const node = alike === undefined ? undefined : items[alike.index]?.node;
  const known = node === undefined ? [] : keysOf(node);
  const values: Readonly<Record<string, unknown>> = {
    cell_type: kind,
    metadata: {},
    source: alike?.source.type === "list" ? linesOf(text) : text,
    ...(kind === "code" ? { execution_count: null, outputs: [] } : {}),
    ...(items.some((item) => valueOf(item.node, "id") !== undefined) ? { id } : {}),
  };
  const order = [...known, ...defaults].filter((key) => Object.hasOwn(values, key));
  return Object.fromEntries(order.map((key) => [key, values[key]]));
};

/** The edit that adds cells after one of the list, or before all of them. */
export const writeCells = (notebook: Notebook, after: number, cells: readonly NewCell[]): readonly Edit[] => {
  const { json, items } = notebook;
  const [first] = items;
  if (first === undefined || cells.length === 0) return [];
  const indent = indentBefore(json, first.start);
  const separator = separatorOf(json, items, first.node);
  const inner = first.node.type === "map" ? first.node.pairs[0]?.key.start : undefined;
  const step = (inner === undefined ? undefined : indentBefore(json, inner))?.slice(indent?.length ?? 0);
  const texts = cells.map((cell, at) => {
    const id = digest(`${after} ${at} ${cell.text}`).slice(0, 8);
    const made = JSON.stringify(partsOf(notebook, cell, id), null, indent === undefined ? undefined : step);
    return made.replaceAll("\n", `\n${indent ?? ""}`);
  });
  const at = items[after]?.node.end;
  if (at === undefined)
    return [{ start: first.start, end: first.start, text: texts.map((each) => each + separator).join("") }];
  return [{ start: at, end: at, text: texts.map((each) => separator + each).join("") }];
};
