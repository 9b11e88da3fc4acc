import { expressionTag, type Scalar } from "./node.ts";

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

/**
 * Where an expression of JavaScript ends that is a part of a list or object: before the comma or bracket behind it.
 * Undefined where that isn't sure: what looks like a pattern, an element or a statement.
 */
export const expressionEnd = (text: string, start: number): number | undefined => {
  const open: string[] = [];
  let end = start;
  for (let at = start; at < text.length && at - start < MAX_LENGTH; ) {
    SKIPPED.lastIndex = at;
    const skipped = SKIPPED.exec(text)?.[0];
    const sign = text[at] ?? "";
    if (skipped !== undefined) {
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
export const expression = (text: string, start: number, end: number): Scalar => ({
  ...{ type: "scalar", text: text.slice(start, end), string: false, quote: "plain" },
  ...{ shared: false, tag: expressionTag, start, end },
});

/** Where a value ends that says its type: `"x" as const`. */
export const withoutType = (text: string, at: number): number => {
  const type = /\s*(?:as|satisfies)\s+[\w$.]+(?:\[\])*(?=\s*[,\]}])/y;
  type.lastIndex = at;
  return at + (type.exec(text)?.[0].length ?? 0);
};
