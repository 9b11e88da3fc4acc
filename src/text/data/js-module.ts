import { matchAt } from "../match-at.ts";
import { readJsLiteral } from "./json.ts";
import { type DataNode, isExpression, type Pair, type ReadData } from "./node.ts";

const common = { shared: false, tag: "" } as const;

/** What is skipped: comments, and strings, in which nothing begins. */
const SKIPPED = /\/\/[^\n]*|\/\*[^]*?\*\/|'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"|`(?:[^`\\]|\\[^])*`/y;

/** What stands before a list or an object that is a value: a name with `=` or `:`, what is exported, or a call. */
const VALUE =
  /(?:(?<name>[\p{ID_Start}$_][\p{ID_Continue}$]*|"[^"\n]*"|'[^'\n]*')\s*(?:(?::[^=:;(){}]*)?=|:)|\bdefault|\()\s*$/u;

/** How far back the name of a value is looked for. */
const NAME_LENGTH = 200;

const nameNode = (text: string, at: number): DataNode => ({
  type: "scalar",
  text,
  string: true,
  quote: "plain",
  start: at,
  end: at,
  ...common,
});

/** A literal of a module, and what stands before it. */
type Found = { readonly at: number; readonly node: DataNode; readonly before: RegExpExecArray };

/** The stretches of a part that are worked out, in which there may be literals again. */
const expressionsIn = (node: DataNode): readonly DataNode[] => {
  if (isExpression(node)) return [node];
  if (node.type === "list") return node.items.flatMap((item) => expressionsIn(item.node));
  return node.type === "map"
    ? node.pairs.flatMap((pair) => [pair.key, pair.value].flatMap(expressionsIn))
    : [];
};

/** The literals of a stretch of a module. What isn't one is passed over, and looked into. */
const literalsIn = (text: string, from = 0, to = text.length): readonly Found[] => {
  const found: Found[] = [];
  for (let at = from; at < to; at += 1) {
    const skipped = matchAt(SKIPPED, text, at);
    if (skipped !== "") {
      at += skipped.length - 1;
      continue;
    }
    if (text[at] !== "{" && text[at] !== "[") continue;
    const before = VALUE.exec(text.slice(Math.max(0, at - NAME_LENGTH), at));
    const literal = before === null ? undefined : readJsLiteral(text, at);
    if (before === null || literal === undefined || "message" in literal) continue;
    const { node } = literal;
    found.push({ at, node, before });
    for (const { start, end } of expressionsIn(node)) found.push(...literalsIn(text, start, end));
    at = node.end - 1;
  }
  return found;
};

const mapOf = (text: string, pairs: readonly Pair[]): DataNode => ({
  type: "map",
  style: "flow",
  pairs,
  start: 0,
  end: text.length,
  ...common,
});

/** Lists and objects without expressions in one that has some, by the names of keys above them. */
const literalsBelow = (node: DataNode): readonly Pair[] => {
  if (node.type === "list") return node.items.flatMap((item) => literalsBelow(item.node));
  if (node.type !== "map") return [];
  return node.pairs.flatMap((pair) => {
    const { value } = pair;
    if (expressionsIn(value).length > 0) return literalsBelow(value);
    return value.type === "map" ? value.pairs : value.type === "list" ? [pair] : [];
  });
};

const keyText = ({ key }: Pair): string => (key.type === "scalar" ? key.text : "");

/** The keys of an object; where some of it is worked out, those of the literals below them count as its own, too. */
const pairsOf = (node: DataNode): readonly Pair[] => {
  const own = node.type === "map" ? node.pairs : [];
  if (expressionsIn(node).length === 0) return own;
  const below = literalsBelow(node).filter((pair) => !own.includes(pair));
  const names = new Set(below.map(keyText));
  return [
    ...own.filter((pair) => !names.has(keyText(pair)) || expressionsIn(pair.value).length === 0),
    ...below,
  ];
};

/** Reads what a module of JavaScript or TypeScript holds as literals: the keys of its objects, and its lists by their names, as one map. */
export const readJsModule: ReadData = (text) =>
  mapOf(
    text,
    literalsIn(text).flatMap(({ at, node, before }): readonly Pair[] => {
      const name = before.groups?.name?.replace(/^["']|["']$/g, "");
      const list =
        node.type === "list" && name !== undefined ? [{ key: nameNode(name, at), value: node }] : [];
      return [...list, ...pairsOf(node)];
    }),
  );

/** What declares an object, before what is its value. */
const DECLARED =
  /(?:\b(?:const|let|var)\s+(?<name>[\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?::[^=;]*)?=|\bexport\s+default|\bmodule\.exports\s*=)\s*$/u;

/** Reads the objects of a module that have a name, as the values of one map; what is exported is called `default`. */
export const readJsObjects: ReadData = (text) =>
  mapOf(
    text,
    literalsIn(text).flatMap(({ at, node }): readonly Pair[] => {
      const declared = DECLARED.exec(text.slice(Math.max(0, at - NAME_LENGTH), at));
      if (node.type !== "map" || declared === null) return [];
      return [{ key: nameNode(declared.groups?.name ?? "default", at), value: node }];
    }),
  );
