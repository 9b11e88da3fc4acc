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

/**
 * Reads what a module of JavaScript or TypeScript holds as literals: the keys of its objects, and its lists by their
 * names, as one map. What isn't a literal is passed over, and looked into.
 */
export const readJsModule: ReadData = (text) => {
  const pairs: Pair[] = [];
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
    if (literal === undefined || "message" in literal) continue;
    const { node } = literal;
    const name = before?.groups?.name?.replace(/^["']|["']$/g, "");
    if (node.type === "map") pairs.push(...node.pairs);
    else if (name !== undefined) pairs.push({ key: nameNode(name, at), value: node });
    at = node.end - 1;
  }
  return { type: "map", style: "flow", pairs, start: 0, end: text.length, ...common };
};
