import type { FieldConfig, Predicate } from "../../config/config.gen.ts";
import { draftText } from "../columns/text-draft.ts";
import { fromLiteral } from "../columns/expressions.ts";
import { type Renamer, renamed } from "../columns/settle-fields.ts";
import type { CatalogView, Fields, TextDraft } from "../types.ts";
import type { ModelPage, Slot } from "./align.ts";
import { type Cut, cutsOf } from "./cuts.ts";
import { isWithoutPart, lineInParts, withTwin } from "./parts.ts";
import { fieldsIn, fixed, hole } from "./written.ts";

/** Lines of a template, what they read, and for how many of the lines of the pages they stand. */
export type Lines = {
  readonly text: readonly string[];
  readonly fields: Fields;
  readonly explained: number;
};

/** What lines are drafted with. */
export type Desk = {
  readonly pages: readonly ModelPage[];
  readonly catalog: CatalogView;
  readonly rename: Renamer;
  /** Whether the line is one of front matter. */
  readonly inFront: () => boolean;
  /** What tells people to write something, where the line is. */
  readonly blank: (label: string) => readonly string[];
  /** A field as a template reads it; undefined where it can't. */
  readonly codeOf: (name: string, config: FieldConfig | undefined) => string | undefined;
  /** The condition under which a field has a value; undefined where all models have one. */
  readonly isThere: (name: string, config: FieldConfig | undefined) => string | undefined;
  /** The condition that is known of the pages that have a line, by this line or by another one that the same pages have. */
  readonly thereFor: (slot: Slot) => There | undefined;
  /** A test as the condition of a template, and the fields that it needs besides; undefined where it can't be said. */
  readonly conditionOf: (when: Predicate, fields: Fields) => Condition | undefined;
};

/** A condition around lines of a template. */
export type There = {
  /** The plainest first: what a model is or can do, then what it has, then what its items have. */
  readonly rank: number;
  readonly fields: Fields;
  readonly write: (text: readonly string[]) => readonly string[];
};

/** A desk before what is known of lines that some pages have. */
export type PlainDesk = Omit<Desk, "thereFor">;

export type Condition = { readonly code: string; readonly fields: Fields };

/** The share of pages of which an unexplained line is that of all. */
export const usual = 0.8;

/** So many pages must say each of two things, so that it isn't by chance which models these are of. */
const leastSided = 2;

/** A shorter item of a list is a part of many words. */
const leastName = 4;

/** An expression of the config as a template has it, but for the signs around its fields. */
export const asTemplate = (value: string, fields: Fields, desk: Desk): string =>
  value
    .split(/(\{\{|\}\}|\{[^{}]+\})/)
    .map((part) => {
      const [, name, rich] = /^\{([^{}|]+)(\|rich)?\}$/.exec(part) ?? [];
      if (name === undefined) return fixed(fromLiteral(part));
      const code = desk.codeOf(name, fields[name]) ?? "";
      return `${hole}${rich === undefined || desk.inFront() ? code : `rich(${code})`}${hole}`;
    })
    .join("");

const around = (code: string, yes: readonly string[], no: readonly string[] = []): readonly string[] => [
  `<% if (${code}) { -%>`,
  ...yes,
  ...(no.length === 0 ? [] : ["<% } else { -%>", ...no]),
  "<% } -%>",
];

/** Keys of front matter that say where a page is: IDs do, and names change. */
const isAddress = /^\s*(?:id|slug|path|url|route|permalink)\s*$/i;

const wordsIn = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, " ");

/** What explains the samples of a cut. */
export const draftCut = ({ before, samples, header = before }: Cut, desk: Desk): TextDraft => {
  const label = wordsIn(header);
  const found = draftText(samples, label, desk.catalog, {
    byId: desk.inFront() && isAddress.test(label),
  });
  const draft = withTwin(found, desk.catalog);
  return renamed(draft, desk.rename(draft.fields));
};

/** What stands in a line of the template in all pages, or in those of models that have what it reads, of which one field is known. */
const fromDraft = (
  { before, after }: Cut,
  { value, otherwise = "", fields }: TextDraft,
  desk: Desk,
  known?: string,
): readonly string[] => {
  const inner = (text: string): string => asTemplate(text, fields, desk);
  const write = (text: string): string => `${fixed(before)}${inner(text)}${fixed(after)}`;
  const conditionsOf = (text: string): readonly string[] => {
    const open = fieldsIn(text).filter((name) => name !== known);
    return [...new Set(open.flatMap((name) => desk.isThere(name, fields[name]) ?? []))];
  };
  const conditions = conditionsOf(value);
  const parted = otherwise === "" && !desk.inFront() ? lineInParts(value, conditionsOf, inner) : undefined;
  if (parted !== undefined)
    return around(parted.condition, [`${fixed(before)}${parted.text}${fixed(after)}`]);
  return conditions.length === 0
    ? [write(value)]
    : around(conditions.join(" && "), [write(value)], otherwise === "" ? [] : [write(otherwise)]);
};

/** Whether a template can say what a draft says, and what tells two sides apart isn't one page's alone. */
export const isUsable = (
  { cut: { samples }, draft }: { cut: Cut; draft: TextDraft },
  desk: Desk,
): boolean => {
  const { value, when, otherwise = "", fields } = draft;
  // What stands for a value that a model lacks is no chance.
  const isOfValue = when?.exists === true && fieldsIn(value).includes(when.field ?? "");
  return [value, otherwise].every(
    (text) =>
      fieldsIn(text).every((name) => desk.codeOf(name, fields[name]) !== undefined) &&
      (when === undefined ||
        isOfValue ||
        text === "" ||
        fieldsIn(text).length > 0 ||
        samples.filter(({ raw }) => raw === fromLiteral(text)).length >= leastSided),
  );
};

/** Whether a test names what a line says. */
const speaksOf = (when: Predicate, line: string): boolean => {
  const words = new Set(line.toLowerCase().match(/\p{L}{3,}/gu));
  const { field = "", equals, includes } = when;
  const named = `${field.replace(/([a-z])([A-Z])/g, "$1 $2")} ${String(equals ?? "")} ${String(includes ?? "")}`;
  return [...named.toLowerCase().matchAll(/\p{L}{3,}/gu)].some(([word]) =>
    [...words].some((each) => each.startsWith(word.slice(0, 5)) || word.startsWith(each)),
  );
};

/** Whether what some have, and others don't, are so many on the smaller side that a test tells of them by more than chance. */
export const isSided = ({ when, differing }: TextDraft, line: string, side: number): boolean => {
  const more = differing.length === 0 ? 1 : leastSided;
  // `[here](tasks/chat-completion)` names what it is about.
  const { includes } = when ?? {};
  if (differing.length === 0 && typeof includes === "string" && includes.length >= leastName)
    if (line.includes(includes)) return side > 0;
  return side >= (when !== undefined && speaksOf(when, line) ? leastSided : leastSided + more);
};

/** A line that is the same in all pages since their models have the same value of what its label names. */
const alike = (slot: Slot, only: string, desk: Desk): Lines | undefined => {
  if (slot.key === "" || slot.key === only) return undefined;
  for (const cut of cutsOf(slot, [], desk.inFront())) {
    const draft = draftCut(cut, desk);
    const { owner, when, differing, fields, explained } = draft;
    const isNamed = Object.values(fields).some(
      ({ path }) => path !== undefined && speaksOf({ field: path }, slot.key),
    );
    if (isNamed && owner === undefined && when === undefined && differing.length === 0)
      if (isUsable({ cut, draft }, desk)) return { text: fromDraft(cut, draft, desk), fields, explained };
  }
  return undefined;
};

/** The condition under which pages have a line, where the catalog tells which do: around what stands there then. */
export const whereThere = (slot: Slot, desk: PlainDesk): There | undefined => {
  const [first = ""] = slot.lines.values();
  const samples = desk.pages.map((page) => ({ model: page.model, raw: slot.lines.has(page) ? "yes" : "" }));
  const found = draftText(samples, wordsIn(first), desk.catalog);
  const { owner, when, value, differing, fields } = renamed(found, desk.rename(found.fields));
  const side = Math.min(slot.lines.size, desk.pages.length - slot.lines.size);
  if (owner !== undefined || when === undefined || differing.length * 5 >= samples.length) return undefined;
  const condition = isSided({ ...found, when }, first, side) ? desk.conditionOf(when, fields) : undefined;
  if (condition === undefined) return undefined;
  const code = value === "" ? `!(${condition.code})` : condition.code;
  const isOfItems = fields[when.field ?? ""]?.path?.includes("[") === true;
  const rank = (isOfItems ? 2 : 0) + (when.exists === true ? 1 : 0);
  return { rank, fields: { ...fields, ...condition.fields }, write: (text) => around(code, text) };
};

/** The same line in the pages that have it, as the catalog tells which do. */
const ofSome = (slot: Slot, desk: Desk): Lines | undefined => {
  const there = slot.lines.size < desk.pages.length ? desk.thereFor(slot) : undefined;
  const own = there === undefined ? undefined : linesOf(slot, { ...desk, pages: [...slot.lines.keys()] });
  return there === undefined || own === undefined || own.explained === 0
    ? undefined
    : { ...own, text: there.write(own.text), fields: { ...own.fields, ...there.fields } };
};

/** The lines of a template for one line of the pages. */
export const linesOf = (slot: Slot, desk: Desk): Lines => {
  const absent = desk.pages.filter((page) => !slot.lines.has(page));
  const texts = new Set([...slot.lines.values()].map((line) => line.trimEnd()));
  const [only = ""] = texts;
  const { size } = slot.lines;
  if (texts.size === 1 && absent.length === 0)
    return alike(slot, only, desk) ?? { text: [fixed(only)], fields: {}, explained: size };
  if (texts.size === 1) {
    const own = desk.thereFor(slot);
    if (own !== undefined) return { text: own.write([fixed(only)]), fields: own.fields, explained: size };
    return size >= usual * desk.pages.length
      ? { text: [fixed(only)], fields: {}, explained: size }
      : { text: [], fields: {}, explained: 0 };
  }
  // What goes over several lines is in people's words.
  const ways = [...texts].some((text) => text.includes("\n")) ? [] : cutsOf(slot, absent, desk.inFront());
  const cuts = ways
    .map((cut) => ({ cut, draft: draftCut(cut, desk) }))
    .filter(
      (each) => isUsable(each, desk) && (each.cut.isOne !== true || /^\{[^{}]+\}$/.test(each.draft.value)),
    );
  const [best] = cuts.sort((a, b) => b.draft.explained - a.draft.explained);
  const isWhole = best?.draft.owner === undefined && best?.draft.differing.length === 0;
  const some = isWhole ? undefined : ofSome(slot, desk);
  if (some !== undefined) return some;
  const share = (best?.draft.explained ?? 0) / desk.pages.length;
  if (best === undefined || best.draft.owner !== undefined || share < 0.5) {
    const key = (desk.inFront() ? /^\s*[\w.-]+\s*[:=]/.exec(only)?.[0] : undefined) ?? slot.key;
    const label = key !== "" && [...texts].every((text) => text.startsWith(key)) ? key : "";
    return { text: size * 2 < desk.pages.length ? [] : desk.blank(label), fields: {}, explained: 0 };
  }
  const { cut, draft } = best;
  const { when, otherwise = "" } = draft;
  const explained = Math.min(size, draft.explained);
  if (when === undefined || isWithoutPart(draft)) {
    const whole = when === undefined ? draft : { ...draft, otherwise: "" };
    return { text: fromDraft(cut, whole, desk), fields: draft.fields, explained };
  }
  const condition = desk.conditionOf(when, draft.fields);
  if (condition === undefined) return { text: [], fields: {}, explained: 0 };
  const write = (value: string): readonly string[] =>
    value === "" && absent.length > 0
      ? []
      : fromDraft(cut, { ...draft, value, otherwise: "" }, desk, when.field);
  const text = around(condition.code, write(draft.value), write(otherwise));
  return { text, fields: { ...draft.fields, ...condition.fields }, explained };
};
