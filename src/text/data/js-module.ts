import { readJsLiteral } from "./json.ts";
import type { DataNode, Pair, ReadData } from "./node.ts";

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

/** The literals of a module. What isn't one is passed over, and looked into. */
const literalsIn = (text: string): readonly Found[] => {
  const found: Found[] = [];
  for (let at = 0; at < text.length; at += 1) {
    SKIPPED.lastIndex = at;
    const skipped = SKIPPED.exec(text)?.[0];
    if (skipped !== undefined) {
      at += skipped.length - 1;
      continue;
    }
    if (text[at] !== "{" && text[at] !== "[") continue;
    const before = VALUE.exec(text.slice(Math.max(0, at - NAME_LENGTH), at));
    const literal = before === null ? undefined : readJsLiteral(text, at);
    if (before === null || literal === undefined || "message" in literal) continue;
    const { node } = literal;
    found.push({ at, node, before });
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

/** Reads what a module of JavaScript or TypeScript holds as literals: the keys of its objects, and its lists by their names, as one map. */
export const readJsModule: ReadData = (text) =>
  mapOf(
    text,
    literalsIn(text).flatMap(({ at, node, before }): readonly Pair[] => {
      if (node.type === "map") return node.pairs;
      const name = before.groups?.name?.replace(/^["']|["']$/g, "");
      return name === undefined ? [] : [{ key: nameNode(name, at), value: node }];
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
