import type { Edit } from "../../src/page/page.ts";
import {
  contentEnd,
  type DataNode,
  isExpression,
  type ListNode,
  type Quote,
  type Scalar,
} from "../../src/text/data/node.ts";
import { listEdits } from "./layout.ts";
import { lastOf } from "./lines.ts";
import { type DataCell, type DataRow, isRaw, KEY_HEADER } from "./rows.ts";
import { asOther, type DataLanguage, isName, keyText, writeLeaf } from "./write.ts";

/** The rows of a list, by which new values are written as the others are. */
export type Manner = {
  readonly text: string;
  readonly language: DataLanguage;
  readonly rows: readonly DataRow[];
};

const cellsFor = ({ rows }: Manner, header: string): readonly DataCell[] =>
  rows.flatMap(({ cellsBy }) => cellsBy.get(header) ?? []);

const quoteIn = (cells: readonly DataCell[]): Quote | undefined => {
  for (const { node } of cells) {
    const scalar = node.type === "list" ? node.items[0]?.node : node;
    if (scalar?.type === "scalar" && scalar.string && scalar.quote !== "block") return scalar.quote;
  }
  return undefined;
};

/** A small number with an exponent, as programs print it: those of Python begin sooner, and have two digits. */
const withExponent = (text: string, written: readonly string[]): string => {
  const isPython = written.some((each) => /e-0\d$/i.test(each));
  if (!isPython && !written.some((each) => /e-\d+$/i.test(each))) return text;
  if (!/^-?0\.\d+$/.test(text) || Math.abs(Number(text)) >= (isPython ? 1e-4 : 1e-6)) return text;
  return Number(text)
    .toExponential()
    .replace(/-(\d)$/, isPython ? "-0$1" : "-$1");
};

/** A number or day in the form that the column has: digits in groups, an exponent, or in TOML with a point. */
const inForm = (text: string, language: DataLanguage, column: readonly DataCell[]): string => {
  const written = column.flatMap(({ node, kind }) =>
    node.type === "scalar" && kind === "raw" ? node.text : [],
  );
  if (/^\d{4,}$/.test(text) && written.some((each) => each.includes("_")))
    return text.replace(/\B(?=(?:\d{3})+$)/g, "_");
  const isFloat =
    language === "toml" && written.length > 0 && written.every((each) => /^[^x]*[.e]/i.test(each));
  return isFloat && /^-?\d+$/.test(text) ? `${text}.0` : withExponent(text, written);
};

/** What the YAML of before reads as a truth value; only people who mean that write it without quotes. */
const truthWord = /^(?:y|yes|n|no|on|off)$/i;

/** How a value is written in a column: as the cell is that it replaces, otherwise as those of other rows are. */
export const valueText = (
  manner: Manner,
  header: string,
  value: string,
  { own, flow }: { readonly own: DataCell | undefined; readonly flow: boolean },
): string => {
  const column = cellsFor(manner, header);
  const { language, rows } = manner;
  // How nothing is written says nothing of a value.
  const beside = [...(own === undefined ? [] : [own]), ...column].filter(({ text }) => text !== "");
  const words = beside.flatMap(({ node }) =>
    node.type === "scalar" && truthWord.test(node.text) ? node.quote : [],
  );
  if (language === "yaml" && words[0] === "plain" && truthWord.test(value)) return value;
  const same = language === "yaml" && !flow ? asOther(manner.text, beside[0]?.node, value) : undefined;
  if (same !== undefined) return same;
  // A key that needs quotes has those of others that do.
  const needsQuotes = header === KEY_HEADER && language === "js" && !isName(value);
  const isQuoted = ({ node }: DataCell): boolean => node.type === "scalar" && node.quote !== "plain";
  const found =
    quoteIn(needsQuotes ? beside.filter(isQuoted) : beside) ??
    quoteIn(rows.flatMap(({ cellsBy }) => [...cellsBy.values()]));
  // Elsewhere than in YAML only keys stand without quotes.
  const quote =
    found === undefined || (found === "plain" && header !== KEY_HEADER)
      ? language === "yaml"
        ? "plain"
        : "double"
      : found;
  const kinds = new Set(column.map(({ kind }) => kind));
  const isList = own === undefined ? kinds.has("list") : own.kind === "list";
  const write = (text: string, raw: boolean): string =>
    header === KEY_HEADER && !raw
      ? keyText(text, language, quote, flow)
      : writeLeaf(
          { text: raw ? inForm(text, language, column) : text, string: !raw },
          language,
          quote,
          flow || isList,
        );
  if (isList) {
    const items = value === "" ? [] : value.split(", ");
    const isText = quoteIn(column.filter(({ kind }) => kind === "list")) !== undefined;
    return `[${items.map((item) => write(item, isRaw(item) && !isText)).join(", ")}]`;
  }
  // Nothing says what a column without values is of.
  const isOfNumbers = own?.kind === "raw" || kinds.has("raw") || !kinds.has("text");
  const isDay = language === "toml" && kinds.has("raw") && /^\d{4}-\d\d-\d\d$/.test(value);
  return write(value, (isRaw(value) || isDay) && isOfNumbers && !(own?.kind === "text" && isRaw(own.text)));
};

/** The edits that give a list within a row other values: those that stay keep their lines. */
const listValueEdits = (manner: Manner, list: ListNode, header: string, value: string): readonly Edit[] => {
  const wanted = value === "" ? [] : value.split(", ");
  const texts = list.items.map(({ node }) => (node.type === "scalar" ? node.text : ""));
  const staying = new Map<number, number>();
  let from = 0;
  for (const [index, text] of texts.entries()) {
    const at = wanted.indexOf(text, from);
    if (at === -1) continue;
    staying.set(at, index);
    from = at + 1;
  }
  const removed = new Set(
    texts.flatMap((_, index) => ([...staying.values()].includes(index) ? [] : [index])),
  );
  let slot = 0;
  const added = wanted.flatMap((text, at) => {
    const index = staying.get(at);
    slot = index === undefined ? slot : index + 1;
    const one = valueText(manner, header, text, { own: undefined, flow: true }).replace(/^\[|\]$/g, "");
    return index === undefined ? [{ slot, text: one }] : [];
  });
  return listEdits(manner.text, list, { removed, added });
};

/** The values of a part of data in their order, and whether each stands in brackets or braces. */
const valuesIn = (
  node: DataNode,
  flow = false,
): readonly { readonly leaf: Scalar; readonly flow: boolean }[] => {
  if (node.type === "scalar") return [{ leaf: node, flow }];
  if (node.type === "alias") return [];
  const nodes =
    node.type === "list" ? node.items.map((item) => item.node) : node.pairs.map(({ value }) => value);
  return nodes.flatMap((each) => valuesIn(each, flow || node.style === "flow"));
};

/** The edits to the values of what has parts of its own that make it read as a text; undefined where more differs. */
const partEdits = (
  { text, language }: Manner,
  node: DataNode,
  wanted: string,
): readonly Edit[] | undefined => {
  const edits: Edit[] = [];
  const leaves = valuesIn(node);
  const markOf = ({ quote }: Scalar): number => (quote === "plain" ? 0 : 1);
  let [from, at] = [node.start, 0];
  for (const [index, { leaf, flow }] of leaves.entries()) {
    const start = leaf.start + markOf(leaf);
    const before = text.slice(from, start);
    if (leaf.quote === "block" || isExpression(leaf) || !wanted.startsWith(before, at)) return undefined;
    at += before.length;
    from = leaf.end - markOf(leaf);
    const next = leaves[index + 1]?.leaf;
    const behind = text.slice(from, next === undefined ? contentEnd(node) : next.start + markOf(next));
    const end = next === undefined ? wanted.length - behind.length : wanted.indexOf(behind, at);
    if (end < at) return undefined;
    const value = wanted.slice(at, end);
    const written = { text: value, string: leaf.string || !isRaw(value) };
    if (value !== text.slice(start, from))
      edits.push({ start: leaf.start, end: leaf.end, text: writeLeaf(written, language, leaf.quote, flow) });
    at = end;
  }
  return wanted.slice(at) === text.slice(from, contentEnd(node)) ? edits : undefined;
};

/**
 * The edits that give a cell another value, which may be one that is written already; undefined where what stands
 * there has parts of its own.
 */
export const cellEdits = (
  manner: Manner,
  header: string,
  own: DataCell,
  value: string | { readonly written: string },
): readonly Edit[] | undefined => {
  const { node, kind, way } = own;
  if (kind === "other") return typeof value === "string" ? partEdits(manner, node, value) : undefined;
  if (typeof value === "object") return [{ start: node.start, end: contentEnd(node), text: value.written }];
  if (node.type === "list" && node.items.length > 0) return listValueEdits(manner, node, header, value);
  const flow = way.at(-1)?.map.style === "flow";
  const end = lastOf(manner.text, node);
  const lead = node.start === end && /[^\s]$/.test(manner.text.slice(0, node.start)) ? " " : "";
  const text = lead + valueText(manner, header, value, { own, flow });
  const last = way.at(-1);
  const again = header === KEY_HEADER ? (last?.map.pairs[last.pair]?.again ?? []) : [];
  return [{ start: node.start, end }, ...again].map((each) => ({ start: each.start, end: each.end, text }));
};

/** How nothing is written in a column; undefined where rows that have nothing there don't have the pair. */
export const blankText = (manner: Manner, header: string): string | undefined => {
  const column = cellsFor(manner, header);
  const lacking = manner.rows.length - column.length;
  const blank = column.filter(({ text }) => text === "");
  if (column.length === 0 || lacking > blank.length) return undefined;
  const none = column.find(({ kind }) => kind === "none")?.node;
  if (none?.type === "scalar") return none.text;
  if (blank.some(({ kind }) => kind === "list")) return "[]";
  if (lacking > 0) return undefined;
  const isText = column.every(({ kind }) => kind === "text");
  return isText ? valueText(manner, header, "", { own: column[0], flow: true }) : undefined;
};
