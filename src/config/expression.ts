import { type FieldValue, isList } from "../model/entry.ts";
import {
  addressPlace,
  bareAddress,
  inElement,
  inLinkText,
  mayLead,
  missing,
  missingBare,
  withoutOpenLinks,
} from "../text/emit/open-links.ts";
import { percent } from "../text/escapes.ts";

/** Text with `{field}` placeholders, parsed: literals and field names in turn. */
export type Expression = readonly Part[];

type Literal = { readonly type: "literal"; readonly text: string };
type Field = {
  readonly type: "field";
  readonly name: string;
  readonly code: boolean;
  readonly rich: boolean;
};

/** A part of an expression; `code`: alone between backticks; `rich`: `{name|rich}`; a span is code of several parts. */
export type Part = Literal | Field | { readonly type: "span"; readonly parts: readonly (Literal | Field)[] };

const fieldOf = (written: string, code: boolean): Field => {
  const name = written.replace(/\|rich$/, "");
  return { type: "field", name, code, rich: name !== written };
};

const plainParts = (source: string): readonly (Literal | Field)[] => {
  const parts: (Literal | Field)[] = [];
  const pattern = /\{\{|\}\}|(`?)\{([^{}]*)\}(`?)|[^{}`]+|[{}`]/g;
  for (const match of source.matchAll(pattern)) {
    const [whole, before = "", name, after = ""] = match;
    if (name === undefined)
      parts.push({ type: "literal", text: whole === "{{" ? "{" : whole === "}}" ? "}" : whole });
    else if (before !== "" && after !== "") parts.push(fieldOf(name, true));
    else {
      if (before !== "") parts.push({ type: "literal", text: before });
      parts.push(fieldOf(name, false));
      if (after !== "") parts.push({ type: "literal", text: after });
    }
  }
  return parts;
};

/** Code of text and placeholders, or of several placeholders; of one alone `plainParts` makes code. */
const isSpan = (text: string): boolean =>
  /\{[^{}]+\}/.test(text.replace(/\{\{|\}\}/g, "")) && !/^\{[^{}]*\}$/.test(text);

/** Parses `{field}` placeholders; `{{` and `}}` stand for the braces themselves. */
export const parseExpression = (source: string): Expression =>
  source.split(/(?<!`)`([^`]+)`(?!`)/).flatMap((text, index): Expression => {
    if (index % 2 === 0) return plainParts(text);
    return isSpan(text) ? [{ type: "span", parts: plainParts(text) }] : plainParts(`\`${text}\``);
  });

/** The parts of an expression, those of code too. */
export const partsOf = (expression: Expression): readonly (Literal | Field)[] =>
  expression.flatMap((part) => (part.type === "span" ? part.parts : [part]));

/** The names of the fields that an expression reads. */
export const fieldsOf = (expression: Expression): readonly string[] =>
  partsOf(expression).flatMap((part) => (part.type === "field" ? [part.name] : []));

/** What an expression has beside its fields. */
export const literalsOf = (source: string): string =>
  partsOf(parseExpression(source))
    .flatMap((part) => (part.type === "literal" ? [part.text] : []))
    .join("");

/** A field as plain text: null is empty, a list is joined with commas. */
export const toText = (value: FieldValue | undefined): string => {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? value.map((item) => toText(item)).join(", ") : String(value);
};

/** How a value is written where it lands: as text, or as code between the backticks of the source. */
export type Emitters = {
  readonly text: (value: string) => string;
  readonly code: (value: string) => string;
  /** Code of several parts; left out where backticks may stand around something else than code. */
  readonly span?: (value: string) => string;
  /** A value that is Markdown; left out where it is text like any other. */
  readonly rich?: (value: string) => string;
  /** A value that is the address of a link; empty where no link may lead there. */
  readonly address?: (value: string) => string;
  /** Whether an address right before brackets is a link (`https://…[Name]`). */
  readonly bareLinks?: boolean;
};

/** Writes every value as it is. */
export const asWritten: Emitters = { text: (value) => value, code: (value) => value };

/** A span as the parts that it is made of. */
const opened = (part: Part): readonly Part[] => {
  if (part.type !== "span") return [part];
  const tick: Literal = { type: "literal", text: "`" };
  return [tick, ...part.parts, tick];
};

/** What opens code: further backticks (``` `` ```) and the role before them (`:code:`) in reStructuredText. */
const opening = /(?::[\w.+-]+:)?(`*)$/;

/** A role behind code, which reStructuredText has too. */
const closing = /^:[\w.+-]+:/;

/** What stands between the items of a list of HTML that a field is all of. */
const betweenItems = (before: string, after: Part | undefined): string | undefined =>
  /<[uo]l><li>$/.test(before) && after?.type === "literal" && /^<\/li><\/[uo]l>/.test(after.text)
    ? "</li><li>"
    : undefined;

/** Code between backticks; each item of a list has its own, with what stands on both sides of it. */
const codeOf = (
  value: FieldValue | undefined,
  before: string,
  after: Part | undefined,
  { code }: Emitters,
): string => {
  if (typeof value !== "object" || value === null || value.length < 2) return code(toText(value));
  const between = betweenItems(before, after);
  if (between !== undefined) return value.map((item) => code(toText(item))).join(between);
  const [open = "", ticks = ""] = opening.exec(before) ?? [];
  const [role = ""] = after?.type === "literal" && open === "" ? (closing.exec(after.text) ?? []) : [];
  return value.map((item) => code(toText(item))).join(`${ticks}${role}, ${open}`);
};

/** A list that is all of a list of HTML: each item is one of it. */
const inItems = (
  value: FieldValue | undefined,
  before: string,
  after: Part | undefined,
  { text }: Emitters,
): string | undefined => {
  const between = betweenItems(before, after);
  if (typeof value !== "object" || value === null || between === undefined) return undefined;
  return value.map((item) => text(toText(item))).join(between);
};

/** A field as text, or as the address of the link that it is in: `after` is what follows it. */
const inPlace = (
  value: string,
  before: string,
  after: Part | undefined,
  { text, address, bareLinks = false }: Emitters,
): string => {
  const next = after?.type === "literal" ? after.text : "";
  const place = address === undefined ? undefined : addressPlace(before, next, bareLinks);
  if (address === undefined || place === undefined) return inElement(inLinkText(text(value), before), before);
  // A part of an address has no scheme.
  if (place === "part") return address(`/${value}`).slice(1);
  if (place === "query") return address(`/${value.replace(/[&#+]/g, percent)}`).slice(1);
  return place === "bare" ? bareAddress(address(value)) : address(value);
};

/** How a value that is Markdown is written after a text: no link stands in the text of another. */
const richIn = (before: string, { rich, text }: Emitters): Emitters["text"] =>
  rich === undefined || /\[[^[\]]*$/.test(before) ? text : rich;

const blank = /\s/;

/** What code of several parts is of: each item of a list by itself where nothing but signs stand beside it. */
const spanned = (
  parts: readonly (Literal | Field)[],
  fields: ReadonlyMap<string, FieldValue>,
): readonly string[] => {
  const [own, another] = parts.filter((part) => part.type === "field");
  const items = own === undefined || another !== undefined ? undefined : fields.get(own.name);
  const isBare = parts.every((part) => part.type === "field" || !/[\s\p{L}]/u.test(part.text));
  if (
    own === undefined ||
    !isBare ||
    items === undefined ||
    items === null ||
    !isList(items) ||
    items.length < 2
  )
    return [fill(parts, fields, asWritten)];
  return items.map((item) => fill(parts, new Map([[own.name, item]]), asWritten));
};

/** Code of several parts as it is written where it lands. */
const spanOf = (
  parts: readonly (Literal | Field)[],
  fields: ReadonlyMap<string, FieldValue>,
  emit: Emitters,
): string =>
  spanned(parts, fields)
    .map((text) => emit.span?.(text) ?? "")
    .join(", ");

/**
 * Fills an expression in; each value passes through the emitter of where it lands, literals don't. A blank at an end
 * of a value parts it from the value beside it, whatever the emitter makes of it: of `{name}{mark}` with " (Beta)"
 * comes "Alpha (Beta)". Beside a literal, which may be markup, and at the ends of the whole it says nothing. A link that
 * leads to nothing but a value that isn't there is its text.
 */
export const fill = (
  expression: Expression,
  fields: ReadonlyMap<string, FieldValue>,
  emit: Emitters,
): string => {
  let filled = "";
  let follows = false;
  let parted = false;
  let literal = "";
  let isOpen = false;
  const parts = emit.span === undefined ? expression.flatMap(opened) : expression;
  for (const [at, part] of parts.entries()) {
    if (part.type === "literal") {
      filled += part.text;
      literal += part.text;
      follows = false;
      parted = false;
      continue;
    }
    const value = part.type === "span" ? spanned(part.parts, fields).join(", ") : fields.get(part.name);
    const text = toText(value);
    const own = part.type === "field" && part.rich ? { ...emit, text: richIn(filled, emit) } : emit;
    const emitted =
      part.type === "span"
        ? spanOf(part.parts, fields, emit)
        : part.code
          ? codeOf(value, literal, parts[at + 1], emit)
          : (inItems(value, literal, parts[at + 1], own) ?? inPlace(text, filled, parts[at + 1], own));
    literal = "";
    parted ||= blank.test(text[0] ?? "");
    if (emitted === "" && mayLead(filled)) {
      filled += missing;
      isOpen = true;
    } else if (emitted !== "") {
      if (follows && parted && !blank.test(emitted[0] ?? "") && !blank.test(filled.at(-1) ?? ""))
        filled += " ";
      filled += emitted;
      isOpen ||= emitted === missingBare;
      follows = true;
      parted = false;
    }
    parted ||= blank.test(text.at(-1) ?? "");
  }
  return isOpen ? withoutOpenLinks(filled) : filled;
};
