import { jsonText } from "../../src/text/emit/json.ts";
import { tomlKey, tomlString } from "../../src/text/emit/toml.ts";
import { yamlScalar } from "../../src/text/emit/yaml.ts";
import { groupBy, toMap } from "../../src/text/group-by.ts";
import type { Room } from "./empty.ts";
import type { ListNode, DataNode, Quote } from "../../src/text/data/node.ts";
import { lineStart } from "./lines.ts";

/** A value of an item that has no parts; `string` is false for numbers and truth values. */
export type Leaf = { readonly text: string; readonly string: boolean };

/** What stands in a list for a model: a text, or keys with values. */
export type DataItem =
  | { readonly type: "text"; readonly value: Leaf }
  | { readonly type: "map"; readonly pairs: readonly (readonly [key: string, value: Leaf])[] };

/** The languages of data that is edited in place. */
export type DataLanguage = "json" | "yaml" | "js" | "toml";

/** How a list's elements are written, as those show that are there. */
export type Hand = {
  readonly language: DataLanguage;
  readonly flow: boolean;
  readonly keys: Quote;
  readonly values: Quote;
  /** Whether a space stands inside of braces. */
  readonly spaced: boolean;
  /** Whether each pair of a map has a line of its own. */
  readonly lines: boolean;
  /** How the values of a key are written, where not as the first one is. */
  readonly like: ReadonlyMap<string, DataNode>;
  readonly source: string;
  /** What a map's pairs are indented by, from the map. */
  readonly step: string;
  /** The heading that each element has in TOML. */
  readonly heading: string;
};

/** White space at the start of the line of an offset, as far as the offset. */
export const indentAt = (text: string, offset: number): string => {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
};

/** The indentation that a file uses for one level: that of its first indented line. */
const stepOf = (text: string): string => /\n(\t| {2,8})(?=\S)/.exec(text)?.[1] ?? "  ";

const quoteOf = (node: DataNode | undefined, otherwise: Quote): Quote =>
  node?.type === "scalar" && node.string && node.quote !== "block" ? node.quote : otherwise;

/** The column of the key before an offset, as white space: dashes before it count. */
const keyColumn = (text: string, offset: number): string => {
  const lead = /^(?: |- )*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? "";
  return " ".repeat(lead.length);
};

/** Whether what stands in brackets may have lines of its own. */
const inLines = (language: DataLanguage, isList: boolean): boolean =>
  language === "toml" ? isList : language !== "yaml";

/** Where the elements of a list go that has none yet; `dashes`: in lines of their own. */
export const roomIn = (text: string, list: DataNode, { language, step }: Hand, dashes: boolean): Room => {
  const alone = dashes && list.type !== "scalar" && /\n[ ]*$|^\ufeff?$/.test(text.slice(0, list.start));
  const outside = dashes ? keyColumn(text, list.start) : indentAt(text, list.start);
  return {
    outside,
    inside: alone ? outside : outside + step,
    lines: !dashes && inLines(language, list.type === "list") && text.trimEnd().includes("\n"),
    dash: "- ",
  };
};

/** A text written as its sibling is: a day without quotes, or lines of their own deeper than `indent`; undefined where it can't be. */
export const asOther = (
  source: string,
  other: DataNode | undefined,
  text: string,
  indent = "",
): string | undefined => {
  if (other?.type !== "scalar") return undefined;
  const day = /^\d{4}-\d\d-\d\d$/;
  if (other.quote === "plain") return day.test(text) && day.test(other.text) ? text : undefined;
  const [lead] = /^[|>]-[ \t]*\r?\n[ \t]+/.exec(source.slice(other.start)) ?? [];
  const isDeeper = (/[ \t]*$/.exec(lead ?? "")?.[0].length ?? 0) > indent.length;
  return other.quote !== "block" || lead === undefined || !isDeeper || !/^\S(?:.*\S)?$/.test(text)
    ? undefined
    : lead + text;
};

/** How the elements of a list are written. */
export const handOf = (text: string, list: ListNode | undefined, language: DataLanguage): Hand => {
  const nodes = (list?.items ?? []).map(({ node }) => node);
  const maps = nodes.filter((node) => node.type === "map");
  // One that a program works out tells nothing of quotes.
  const map = maps.find(({ pairs: [pair] }) => quoteOf(pair?.value, "block") !== "block") ?? maps[0];
  const scalar = nodes.find((node) => node.type === "scalar" && node.string);
  const pair = map?.pairs[0];
  const otherwise = language === "yaml" ? "plain" : "double";
  const own = map === undefined ? "" : text.slice(map.start, map.end);
  const inside = pair === undefined ? "" : indentAt(text, pair.key.start);
  const outside = map === undefined ? "" : indentAt(text, map.start);
  const isBlock =
    language === "yaml" ? map?.style !== "flow" && list?.style !== "flow" : list?.style === "block";
  return {
    language,
    flow: !isBlock,
    keys: quoteOf(pair?.key, keyQuote(language)),
    values: quoteOf(pair?.value ?? scalar, otherwise),
    like: toMap(map?.pairs ?? [], ({ key, value }) =>
      key.type === "scalar" ? [key.text, value] : undefined,
    ),
    source: text,
    spaced: own === "" ? true : /^\{\s/.test(own),
    lines: own === "" ? inLines(language, false) && text.trimEnd().includes("\n") : own.includes("\n"),
    step: inside.length > outside.length ? inside.slice(outside.length) : stepOf(text),
    heading: language === "toml" && isBlock ? own : "",
  };
};

/** Whether a key of JavaScript may stand without quotes. */
export const isName = (text: string): boolean => /^[A-Za-z_$][\w$]*$/.test(text);

/** A string of JavaScript; one that could end the element that it stands in is escaped there. */
const jsText = (text: string, quote: Quote): string => {
  if (quote === "plain" && isName(text)) return text;
  const double = jsonText(text, 0, /<(?=\/script)/gi);
  if (quote !== "single") return double;
  const inner = double.slice(1, -1).replace(/\\(.)/g, (whole, sign) => (sign === '"' ? '"' : whole));
  return `'${inner.replaceAll("'", "\\'")}'`;
};

/** One value, in the quotes that it is to have where that is safe. */
export const writeLeaf = (
  { text, string }: Leaf,
  language: DataLanguage,
  quote: Quote,
  flow: boolean,
): string => {
  if (!string) return text;
  if (language === "js") return jsText(text, quote);
  if (language === "toml")
    return quote === "plain" ? tomlKey(text) : tomlString(text, quote === "single" ? quote : "double");
  return language === "json" ? jsonText(text) : yamlScalar(text, quote === "block" ? "double" : quote, flow);
};

/** The quotes of keys where no other key shows which. */
export const keyQuote = (language: DataLanguage): Quote => (language === "json" ? "double" : "plain");

/** A key alone: the one by which an object of JavaScript would get another prototype stands in brackets. */
export const keyText = (key: string, language: DataLanguage, quote: Quote, flow: boolean): string => {
  const isPrototype = language === "js" && key === "__proto__";
  const own = isPrototype && quote === "plain" ? "double" : quote;
  const text = writeLeaf({ text: key, string: true }, language, own, flow);
  return isPrototype ? `[${text}]` : text;
};

/** A key, with what stands between it and its value. */
export const writeKey = (key: string, language: DataLanguage, quote: Quote, flow: boolean): string =>
  keyText(key, language, quote, flow) + (language === "toml" ? " = " : ": ");

/** Values below keys, both written or to be so: keys below keys are maps in braces. */
export const nestedPairs = (
  pairs: readonly (readonly [keys: readonly string[], value: string])[],
  language: DataLanguage,
  quote: Quote,
): readonly (readonly [key: string, value: string])[] =>
  [...groupBy(pairs, ([[first = ""]]) => first)].map(([first, own]) => {
    const alone = own.find(([keys]) => keys.length < 2);
    if (alone !== undefined) return [first, alone[1]];
    const deeper = own.map(([[, ...keys], value]) => [keys, value] as const);
    const inner = nestedPairs(deeper, language, quote);
    const texts = inner.map(([key, value]) => writeKey(key, language, quote, true) + value);
    return [first, `{ ${texts.join(", ")} }`];
  });

/** An item as text; `indent` stands before the lines after its first. */
export const writeItem = (item: DataItem, hand: Hand, indent: string, eol: string): string => {
  const { language, flow } = hand;
  if (item.type === "text") return writeLeaf(item.value, language, hand.values, flow);
  const pairs = item.pairs.map(([key, value]) => {
    const other = hand.like.get(key);
    const same =
      language === "yaml" && !flow && value.string
        ? asOther(hand.source, other, value.text, indent)
        : undefined;
    const quote = language === "yaml" ? quoteOf(other, hand.values) : hand.values;
    return writeKey(key, language, hand.keys, flow) + (same ?? writeLeaf(value, language, quote, flow));
  });
  if (!flow) return [...(hand.heading === "" ? [] : [hand.heading]), ...pairs].join(eol + indent);
  if (hand.lines) {
    const between = eol + indent + hand.step;
    return `{${between}${pairs.join(`,${between}`)}${eol}${indent}}`;
  }
  const space = hand.spaced ? " " : "";
  return `{${space}${pairs.join(", ")}${space}}`;
};
