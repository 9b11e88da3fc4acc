import { attempt } from "../../text/attempt.ts";
import { type Json, jsonText, toJson, withListsInLine } from "../../text/emit/json.ts";
import { isObject } from "../../text/json.ts";
import { bare, codeOf, listOf, type LookOf } from "./front-lines.ts";
import { hole, unfixed } from "./written.ts";

/** How files of JSON are indented, and how wide a list may be for its line; 0 for lists of a line for each item. */
export type Layout = { readonly indent: number; readonly width: number };

const layouts: readonly Layout[] = [0, 80, 100, 120].flatMap((width) =>
  [2, 4, 3, 1].map((indent) => ({ indent, width })),
);

const parsed = (text: string): Json | undefined => {
  const value = attempt((): unknown => JSON.parse(text));
  return isObject(value) ? toJson(value) : undefined;
};

/** The end of a line in a text, and what stands between the keys of objects in objects: a line is known by all of them. */
const [lineEnd, within] = ["\uE001", "\uE002"];

/** A value on a line: a text with its own signs between quotes, as the catalog has them. */
const scalar = (value: Json): string =>
  typeof value === "string" ? `"${value.replaceAll("\n", lineEnd)}"` : JSON.stringify(value);

const name = /^[A-Za-z_$][\w$]*$/;

/** The lines of a value in an object, and what ends it called as what begins it. */
const linesOf = (value: Json, key: string, indent: string): readonly string[] => {
  const lead = `${indent}${key === "" ? "" : `${key}: `}`;
  if (typeof value !== "object" || value === null) return [`${lead}${scalar(value)}`];
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    return [`${lead}[${items.map((item) => JSON.stringify(item)).join(", ")}]`];
  }
  const inner = Object.entries(value).flatMap(([own, item]) => {
    const called = name.test(own) ? own : JSON.stringify(own);
    return linesOf(item, key === "" ? called : `${key}${within}${called}`, `${indent}  `);
  });
  return [`${lead}{`, ...inner, `${lead}}`];
};

/** Whether a file of JSON is written in a layout, and holds an object that a template's code can say. */
export const isLaidOut = (text: string, { indent, width }: Layout): boolean => {
  const value = parsed(text);
  if (value === undefined || /"__proto__"|[\uE000-\uE002]/.test(text)) return false;
  const written = jsonText(value, indent);
  return (width === 0 ? written : withListsInLine(written, width)) === text.trimEnd();
};

/** The layout in which most files of JSON are written; undefined where none is in any of a formatter. */
export const layoutOf = (texts: readonly string[]): Layout | undefined => {
  const [[best, count] = [undefined, 0]] = layouts
    .map((layout) => [layout, texts.filter((text) => isLaidOut(text, layout)).length] as const)
    .sort(([, a], [, b]) => b - a);
  return count === 0 ? undefined : best;
};

/** What a file of JSON holds, in lines. */
export const linesOfJson = (text: string): readonly string[] => linesOf(parsed(text) ?? {}, "", "");

const line = /^(\s*(?:(?:[A-Za-z_$][\w$]*|"(?:\\.|[^"\\])*"): )?)(.*)$/su;

const keysAround = new RegExp(`^(\\s*)(?:.*${within})?`, "s");

const percentless = (code: string): string => code.replaceAll("%", "\\u0025");

/** A line as code: what stands between quotes is a text, and all else a value. */
const asCode = (written: string, lookOf: LookOf): string => {
  if (/^\s*\/\//.test(written)) return written.replaceAll(within, ".");
  const text = unfixed(written).replace(keysAround, "$1");
  const [, before = "", value = ""] = line.exec(text) ?? [];
  if (value === "}") return `${/^\s*/.exec(before)?.[0] ?? ""}},`;
  if (value === "{") return `${before}{`;
  const isText = value.startsWith('"');
  const inner = value.slice(1, -1).replaceAll(lineEnd, "\n");
  if (!value.includes(hole)) return percentless(`${before}${isText ? JSON.stringify(inner) : value},`);
  const code = isText ? codeOf(inner) : (listOf(value).list ?? bare(codeOf(value), lookOf));
  return `${before}${isText && lookOf(code) === "value" ? `String(${code})` : percentless(code)},`;
};

/** A line of a template, or those that are there under a condition, and those otherwise. */
type Part = string | Optional;
type Optional = { readonly condition: string; readonly yes: readonly Part[]; readonly no: readonly Part[] };

const opening = /^<% if \((.*)\) \{ -%>$/;
const [otherwise, closing] = ["<% } else { -%>", "<% } -%>"];

/** The parts that begin at a line, up to one that ends them. */
const partsFrom = (
  lines: readonly string[],
  from: number,
): readonly [parts: readonly Part[], end: number] => {
  const parts: Part[] = [];
  let at = from;
  for (; at < lines.length; at += 1) {
    const each = lines[at] ?? "";
    if (each === otherwise || each === closing) break;
    const condition = opening.exec(each)?.[1];
    if (condition === undefined) {
      parts.push(each);
      continue;
    }
    const [yes, middle] = partsFrom(lines, at + 1);
    const [no, end] = lines[middle] === otherwise ? partsFrom(lines, middle + 1) : [[], middle];
    parts.push({ condition, yes, no });
    at = end;
  }
  return [parts, at];
};

/** Parts in which all of an object that only some have is under the condition of its first line. */
const underOne = (parts: readonly Part[]): readonly Part[] => {
  const isOf = (part: Part | undefined, condition: string): part is Optional =>
    typeof part === "object" && part.condition === condition && part.no.length === 0;
  for (const [at, part] of parts.entries()) {
    const [open = "", more] = typeof part === "object" ? part.yes : [];
    if (typeof part === "string" || typeof open !== "string" || !open.endsWith(": {") || more !== undefined)
      continue;
    const close = open.replace(/\{$/, "}");
    const end = parts.findIndex(
      (each, index) => index > at && isOf(each, part.condition) && each.yes.includes(close),
    );
    if (end === -1) continue;
    const own = parts.slice(at, end + 1).flatMap((each) => (isOf(each, part.condition) ? each.yes : [each]));
    return [...parts.slice(0, at), { ...part, yes: underOne(own) }, ...underOne(parts.slice(end + 1))];
  }
  return parts;
};

/** Parts as code; undefined where objects that begin in them don't end there. */
const codeIn = (parts: readonly Part[], lookOf: LookOf): readonly string[] | undefined => {
  const code: string[] = [];
  let depth = 0;
  for (const part of parts) {
    if (typeof part === "string") {
      depth += part.endsWith(": {") ? 1 : part.endsWith(": }") ? -1 : 0;
      if (depth < 0) return undefined;
      code.push(asCode(part, lookOf));
      continue;
    }
    const { condition, yes, no } = part;
    const [own, other] = [yes, no].map((each) => codeIn(each, lookOf));
    if (own === undefined || other === undefined) return undefined;
    const lead = /^\s*/.exec(own[0] ?? "")?.[0] ?? "";
    const under = (test: string, inner: readonly string[]): readonly string[] => [
      `${lead}...(${test} && {`,
      ...inner.map((text) => `  ${text}`),
      `${lead}}),`,
    ];
    code.push(...under(condition, own), ...(other.length === 0 ? [] : under(`!(${condition})`, other)));
  }
  return depth === 0 ? code : undefined;
};

/** A template of JSON from lines with fields between signs: the whole file is one value; undefined where no code says it. */
export const jsonTemplate = (
  lines: readonly string[],
  { indent, width }: Layout,
  lookOf: LookOf,
): string | undefined => {
  const [parts] = partsFrom(
    lines.slice(1, -1).flatMap((each) => each.split("\n")),
    0,
  );
  const code = codeIn(underOne(parts), lookOf);
  return code === undefined
    ? undefined
    : `<%= json({\n${code.join("\n")}\n}, ${indent}${width === 0 ? "" : `, ${width}`}) %>\n`;
};
