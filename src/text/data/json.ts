import { endAt, matchAt } from "../match-at.ts";
import { literals } from "./literals.ts";
import {
  isExpression,
  type ListItem,
  type DataNode,
  type Pair,
  type ReadData,
  type Unread,
  expressionTag,
  type Scalar,
} from "./node.ts";

/** What is skipped in an expression: comments, and strings, in which nothing begins or ends. */
const SKIPPED =
  /\s+|\/\/[^\n]*|\/\*[^]*?\*\/|'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"|`(?:[^`\\]|\\[^])*`/y;

const CLOSING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

/** A longer one is no value of a list. */
const MAX_LENGTH = 5_000;

/** Where an expression of JavaScript ends, before the comma or bracket behind it; undefined where that isn't sure. */
const expressionEnd = (text: string, start: number): number | undefined => {
  const open: string[] = [];
  let end = start;
  for (let at = start; at < text.length && at - start < MAX_LENGTH; ) {
    const skipped = matchAt(SKIPPED, text, at);
    const sign = text[at] ?? "";
    if (skipped !== "") {
      at += skipped.length;
      if (/^['"`]/.test(skipped)) end = at;
      continue;
    }
    if (open.length === 0 && /[,)\]}]/.test(sign)) return end === start ? undefined : end;
    if (/[/<'"`]/.test(sign) || (sign === ";" && open.length === 0)) return undefined;
    const closing = CLOSING.get(sign);
    if (closing !== undefined) open.push(closing);
    else if (/[)\]}]/.test(sign) && open.pop() !== sign) return undefined;
    at += 1;
    end = at;
  }
  return undefined;
};

/** An expression as a part of a file. */
const expression = (text: string, start: number, end: number): Scalar => ({
  ...{ type: "scalar", text: text.slice(start, end), string: false, quote: "plain" },
  ...{ shared: false, tag: expressionTag, start, end },
});

/** Where a value ends that says its type: `"x" as const`. */
const withoutType = (text: string, at: number): number =>
  endAt(/\s*(?:as|satisfies)\s+[\w$.]+(?:\[\])*(?=\s*[,\]}])/y, text, at);

/** More levels than this are no data of people. */
const MAX_DEPTH = 200;

const plain = { shared: false, tag: "" } as const;

const SPACE = /(?:[ \t\r\n]+|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;

/** What begins at an offset, and where that ends. */
export type Step = { readonly node: DataNode; readonly next: number } | Unread;

/** What the text is written in: JavaScript has names without quotes as keys, and strings in other quotes. */
type Grammar = "json" | "js";

/** Reads the value that begins at an offset, with comments and commas at the end of lists as editors allow them. */
const valueAt = (text: string, first: number, grammar: Grammar): Step => {
  const { tokenAt, wrong } = literals[grammar];
  const skip = (at: number): number => endAt(SPACE, text, at);

  const scalar = (start: number, isKey = false): Step => {
    const token = tokenAt(text, start, isKey);
    if (token === undefined) return { message: wrong, offset: start };
    const next = start + token.length;
    return { node: { type: "scalar", ...token.value, ...plain, start, end: next }, next };
  };

  /** Whether a part of a list or map ends at an offset. */
  const isEnd = (at: number): boolean => /[,\]}]/.test(text[at] ?? "");

  /** A part of a list or map as it was read, or as an expression where it is more than that, as JavaScript has them. */
  const whole = (start: number, found: Step): Step => {
    if (grammar === "json" || start >= text.length) return found;
    if (!("message" in found)) {
      const next = withoutType(text, found.next);
      if (isEnd(skip(next))) return { ...found, next };
    }
    const end = expressionEnd(text, start);
    return end === undefined ? found : { node: expression(text, start, end), next: end };
  };

  /** Reads what stands between brackets or braces: `each` reads one of its parts and says where it ends. */
  const inside = (start: number, close: string, each: (at: number) => number | Unread): number | Unread => {
    let at = skip(start + 1);
    while (text[at] !== close) {
      const next = each(at);
      if (typeof next !== "number") return next;
      at = skip(next);
      if (text[at] === ",") at = skip(at + 1);
      else if (text[at] !== close) return { message: wrong, offset: at };
    }
    return at + 1;
  };

  const value = (start: number, depth: number): Step => {
    const open = text[start];
    if (open !== "[" && open !== "{") return scalar(start);
    if (depth >= MAX_DEPTH) return { message: "This is nested too deeply.", offset: start };
    const items: ListItem[] = [];
    const pairs: Pair[] = [];
    const item = (at: number): number | Unread => {
      const found = whole(at, value(at, depth + 1));
      if ("message" in found) return found;
      items.push({ node: found.node, start: at });
      return found.next;
    };
    const pair = (at: number): number | Unread => {
      const key = scalar(at, true);
      const colon = "message" in key ? at : skip(key.next);
      if ("message" in key || text[colon] !== ":") {
        // What is taken over from elsewhere, a method, or a name that is key and value.
        const other = whole(at, { message: wrong, offset: colon });
        if ("message" in other) return other;
        pairs.push({ key: other.node, value: expression(text, other.next, other.next) });
        return other.next;
      }
      const begin = skip(colon + 1);
      const found = whole(begin, value(begin, depth + 1));
      if ("message" in found) return found;
      pairs.push({ key: key.node, value: found.node });
      return found.next;
    };
    const end = open === "[" ? inside(start, "]", item) : inside(start, "}", pair);
    if (typeof end !== "number") return end;
    const values = [...items.map(({ node }) => node), ...pairs.map((each) => each.value)];
    // Of what has no literal in it nothing is data: a type is written so, too.
    if (values.length > 0 && values.every(isExpression)) return { message: wrong, offset: start };
    const span = { start, end, style: "flow", ...plain } as const;
    const node: DataNode =
      open === "[" ? { type: "list", items, inFlow: true, ...span } : { type: "map", pairs, ...span };
    return { node, next: end };
  };

  const root = value(skip(first), 0);
  return "message" in root ? root : { ...root, next: skip(root.next) };
};

/** Reads JSON, with comments and commas at the end of lists as editors allow them, into parts with their places. */
export const readJsonc: ReadData = (text) => {
  const root = valueAt(text, text.startsWith("\ufeff") ? 1 : 0, "json");
  if ("message" in root) return root;
  return root.next === text.length ? root.node : { message: literals.json.wrong, offset: root.next };
};

/** Reads the list or object of JavaScript that begins at an offset: literals alone, whatever stands behind it. */
export const readJsLiteral = (text: string, start: number): Step => valueAt(text, start, "js");
