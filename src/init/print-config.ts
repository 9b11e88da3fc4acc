import { wellFormed } from "../text/emit/unicode.ts";
import type { Draft, Remarks } from "./draft.ts";
import { isObject } from "../text/json.ts";
import { wrapWords } from "../text/emit/wrap.ts";

const width = 100;

const identifier = /^[A-Za-z_$][\w$]*$/;

/** A comment can't be left: what ends a line, or can't be seen, goes. */
const commentText = (text: string): string =>
  wellFormed(text)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();

/** Text broken into lines of comments, between words. */
export const comment = (text: string, indent = ""): string =>
  wrapWords(commentText(text), width - indent.length + 1)
    .map((line) => `${indent}// ${line}\n`)
    .join("");

const literal = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u2028\u2029\p{Cf}]/gu, (char) =>
    Array.from(
      { length: char.length },
      (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, "0")}`,
    ).join(""),
  );

/** Whether something inside a value has a comment, which needs a line of its own. */
const holdsRemark = (value: unknown, remarks: Remarks): boolean =>
  typeof value === "object" &&
  value !== null &&
  Object.values(value).some(
    (inside: unknown) =>
      (typeof inside === "object" && inside !== null && remarks.has(inside)) || holdsRemark(inside, remarks),
  );

const key = (name: string): string => (identifier.test(name) ? name : literal(name));

const onOneLine = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map((item: unknown) => onOneLine(item)).join(", ")}]`;
  if (!isObject(value)) return literal(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return "{}";
  return `{ ${entries.map(([name, item]) => `${key(name)}: ${onOneLine(item)}`).join(", ")} }`;
};

/** A value as TypeScript; `before` stands before it on its line. */
const print = (value: unknown, indent: string, before: number, remarks: Remarks): string => {
  const flat = onOneLine(value);
  if (!holdsRemark(value, remarks) && indent.length + before + flat.length < width) return flat;
  const inner = `${indent}  `;
  const remarkOn = (item: unknown): string => {
    const text = typeof item === "object" && item !== null ? remarks.get(item) : undefined;
    return text === undefined ? "" : comment(text, inner);
  };
  if (Array.isArray(value)) {
    const items = value.map(
      (item: unknown) => `${remarkOn(item)}${inner}${print(item, inner, 1, remarks)},\n`,
    );
    return `[\n${items.join("")}${indent}]`;
  }
  if (!isObject(value)) return flat;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const lines = entries.map(([name, item]) => {
    const label = `${key(name)}: `;
    return `${remarkOn(item)}${inner}${label}${print(item, inner, label.length + 1, remarks)},\n`;
  });
  return `{\n${lines.join("")}${indent}}`;
};

/** A config as a TypeScript module; `head` and `foot` are comments, a paragraph each. */
export const printConfig = (
  { config, remarks }: Pick<Draft, "config" | "remarks">,
  head: readonly string[],
  foot: readonly string[],
): string =>
  [
    'import { defineConfig } from "kluster-gen";\n',
    ...head.map((text) => comment(text)),
    `export default defineConfig(${print(config, "", 0, remarks)});\n`,
    ...(foot.length === 0 ? [] : [foot.map((text) => comment(text)).join("")]),
  ].join("\n");
