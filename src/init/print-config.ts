import type { TableConfig } from "../config/config.gen.ts";
import { escapedUnits, wellFormed } from "../text/emit/unicode.ts";
import type { Draft, Remarks } from "./draft.ts";
import { groupBy } from "../text/group-by.ts";
import { isObject } from "../text/json.ts";
import { wrapWords } from "../text/emit/wrap.ts";

const width = 100;

const isMap = (value: unknown): value is object => typeof value === "object" && value !== null;

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
  JSON.stringify(value).replace(/[\u2028\u2029\p{Cf}]/gu, escapedUnits);

/** What is printed otherwise than by its value: with a comment, or as the name of a constant. */
type Said = { readonly remarks: Remarks; readonly names: ReadonlyMap<object, string> };

/** Whether something inside a value has a comment, which needs a line of its own, or a name. */
const isSaid = (value: unknown, said: Said): boolean =>
  isMap(value) &&
  Object.values(value).some(
    (inside: unknown) =>
      (isMap(inside) && (said.remarks.has(inside) || said.names.has(inside))) || isSaid(inside, said),
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
const print = (value: unknown, indent: string, before: number, said: Said): string => {
  const name = isMap(value) ? said.names.get(value) : undefined;
  if (name !== undefined) return name;
  const flat = onOneLine(value);
  if (!isSaid(value, said) && indent.length + before + flat.length < width) return flat;
  const inner = `${indent}  `;
  const remarkOn = (item: unknown): string => {
    const text = isMap(item) ? said.remarks.get(item) : undefined;
    return text === undefined ? "" : comment(text, inner);
  };
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => `${remarkOn(item)}${inner}${print(item, inner, 1, said)},\n`);
    return `[\n${items.join("")}${indent}]`;
  }
  if (!isObject(value)) return flat;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const lines = entries.map(([name, item]) => {
    const label = `${key(name)}: `;
    return `${remarkOn(item)}${inner}${label}${print(item, inner, label.length + 1, said)},\n`;
  });
  return `{\n${lines.join("")}${indent}}`;
};

/** So many tables of the same columns have them in one constant. */
const leastAlike = 3;

/** The columns that several tables have, each list as it is printed with its tables'. */
const alikeColumns = (
  tables: readonly TableConfig[],
  said: Said,
): readonly (readonly [string, object[]])[] => {
  const alike = groupBy(tables, ({ columns }) => print(columns, "", 0, said));
  return [...alike].flatMap(([text, own]) =>
    own.length < leastAlike ? [] : [[text, own.map(({ columns }) => columns)] as const],
  );
};

/** A config as a TypeScript module; `head` and `foot` are comments, a paragraph each. */
export const printConfig = (
  { config, remarks }: Pick<Draft, "config" | "remarks">,
  head: readonly string[],
  foot: readonly string[],
): string => {
  const alike = alikeColumns(config.tables ?? [], { remarks, names: new Map() });
  const nameAt = (at: number): string => `columns${alike.length === 1 ? "" : at + 1}`;
  const names = new Map(alike.flatMap(([, lists], at) => lists.map((list) => [list, nameAt(at)] as const)));
  return [
    `import { ${alike.length === 0 ? "" : "type ColumnConfig, "}defineConfig } from "kluster-gen";\n`,
    ...head.map((text) => comment(text)),
    ...alike.map(([text], at) => `const ${nameAt(at)}: ColumnConfig[] = ${text};\n`),
    `export default defineConfig(${print(config, "", 0, { remarks, names })});\n`,
    ...(foot.length === 0 ? [] : [foot.map((text) => comment(text)).join("")]),
  ].join("\n");
};
