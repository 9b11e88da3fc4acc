import { cellText } from "../../text/emit/markdown.ts";
import { plainText } from "../../text/emit/plain-text.ts";
import { fieldName } from "../catalog/field-name.ts";
import type { CatalogView } from "../types.ts";
import { type Attempt, fieldsOf, judgeTexts } from "./agreement.ts";
import { explorerOf } from "./explorer.ts";
import { literal } from "./expressions.ts";
import { likeness } from "./likeness.ts";
import { codes } from "./list-forms.ts";
import { type Atom } from "./marks.ts";
import { saysNo } from "./kinds.ts";
import type { Reading } from "./readings.ts";
import { commonest, headOf, type Sample } from "./samples.ts";
import { choiceOf, markPart } from "./words.ts";

/** What stands between the words of a list. */
export const separators = [
  ...[", ", " / ", " · ", " + ", "; "],
  ...[" <br> ", " <br>", "<br>", "<br/>", "/", " "],
] as const;

/** What parts lines in a cell, as values have it. */
export const asLines = (separator: string): string => separator.replace(/<br\/?>/, "\n");

/** A column of more different words than this lists no abilities. */
const mostWords = 12;

/** What parts the words in the field that they are joined from; no word of the config has it. */
const between = "|";

/** The words of a list, each before those that follow it wherever both stand; undefined where that isn't one order. */
const inOrder = (lists: readonly (readonly string[])[]): readonly string[] | undefined => {
  const rest = new Set(lists.flat());
  const ordered: string[] = [];
  while (rest.size > 0) {
    const isFirst = (word: string): boolean =>
      lists.every(
        (list) => !list.slice(0, Math.max(0, list.indexOf(word))).some((before) => rest.has(before)),
      );
    const next = [...rest].find(isFirst);
    if (next === undefined) return undefined;
    rest.delete(next);
    ordered.push(next);
  }
  return ordered;
};

/** Whether a text stands for no word at all. */
const isNothing = (raw: string): boolean => {
  const text = plainText(raw);
  return saysNo(text) || /^[\s\p{Pd}❌✗✘×]*$/u.test(text);
};

/** Which texts stand for no word: those that say so, or the one that stands in no list with others (`text only`). */
const emptyIn = (samples: readonly Sample[], separator: string): ((raw: string) => boolean) => {
  const texts = [...new Set(samples.map(({ raw }) => raw))];
  if (texts.some(isNothing)) return isNothing;
  const listed = new Set(
    texts.filter((raw) => raw.includes(separator)).flatMap((raw) => raw.split(separator)),
  );
  const [only, another] = texts.filter((raw) => !raw.includes(separator) && !listed.has(raw));
  return another === undefined ? (raw) => raw === only : isNothing;
};

/** How much of a word a flag must be called that all models have, which another one may lack. */
const leastCalled = 0.8;

/** The share of models of which a page may say otherwise what a flag that is called as a word says. */
const mostDrifted = 0.1;

/** The fields that give a word by the flag that is called so, where that gives it for nearly all that have it; else none. */
const calledAfter = (
  word: string,
  own: readonly Sample[],
  atoms: readonly Atom[],
): readonly Reading[] | undefined => {
  const held = atoms.find(
    ({ when, about, holds }) =>
      (typeof when.equals === "boolean" || typeof when.includes === "string") &&
      likeness(word, about) >= leastCalled &&
      own.filter(({ model, raw }) => holds(model) !== (raw === word)).length <= mostDrifted * own.length,
  );
  return held === undefined ? undefined : choiceOf(held, literal(word), "");
};

/** The word that stands in each list that lacks another one, and in none that has it. */
const oppositeOf = (word: string, lists: readonly (readonly string[])[]): string | undefined =>
  lists
    .find((list) => !list.includes(word))
    ?.find((other) => lists.every((list) => list.includes(other) !== list.includes(word)));

/** The fields that give a word where it is due, and its opposite elsewhere: none where all have it; undefined where nothing tells. */
const partsOf = (
  word: string,
  samples: readonly Sample[],
  lists: readonly (readonly string[])[],
  catalog: CatalogView,
): readonly Reading[] | undefined => {
  const other = oppositeOf(word, lists) ?? "";
  const own = samples.map(({ model }, index) => ({
    model,
    raw: lists[index]?.includes(word) === true ? word : other,
  }));
  const { atoms } = explorerOf(catalog);
  const called = calledAfter(word, own, atoms);
  if (own.every(({ raw }) => raw === word)) return called ?? [];
  const found = markPart(own, word, atoms);
  return other !== "" || found?.[1].config.value === literal(word) ? found : called;
};

/** Texts that are lists of such words, and nothing else. */
const listOf = (samples: readonly Sample[], label: string, catalog: CatalogView): Attempt | undefined => {
  for (const separator of separators) {
    const list = samples.some(({ raw }) => raw.includes(separator))
      ? partedBy(separator, samples, label, catalog)
      : undefined;
    if (list !== undefined) return list;
  }
  return undefined;
};

const ticked = (word: string): string => `\`${word}\``;

const partedBy = (
  separator: string,
  samples: readonly Sample[],
  label: string,
  catalog: CatalogView,
): Attempt | undefined => {
  const isEmpty = emptyIn(samples, separator);
  const written = samples.map(({ raw }) => (isEmpty(raw) ? [] : raw.split(separator)));
  const areCodes = written.flat().every((word) => /^`[^`]+`$/.test(word));
  // Words with nothing but spaces between them are a text.
  if (separator === " " && !areCodes && samples.some(({ raw }) => /[\p{L}\p{N}]/u.test(raw)))
    return undefined;
  const isCode = areCodes && separator === ", ";
  const isRich = areCodes && !isCode;
  const lists = areCodes ? written.map((all) => all.map((word) => word.slice(1, -1))) : written;
  const isList = (words: readonly string[]): boolean =>
    words.length === new Set(words).size &&
    words.every((word) => word !== "" && !word.includes(between) && cellText(word) === word);
  if (!lists.every(isList) || new Set(lists.flat()).size > mostWords) return undefined;
  const words = inOrder(lists);
  if (words === undefined || words.length < 2) return undefined;
  const parts = words
    .filter((word, at) => !words.slice(0, at).includes(oppositeOf(word, lists) ?? ""))
    .map((word) => [word, partsOf(word, samples, lists, catalog)] as const);
  const used = parts.flatMap(([, own]) => own ?? []);
  if (used.length === 0 || parts.some(([, own]) => own === undefined)) return undefined;
  const empty = commonest(samples.flatMap(({ raw }) => (isEmpty(raw) ? [raw] : [])));
  const wordFor = ([word, own]: (typeof parts)[number], show: (part: Reading) => string): string => {
    const part = own?.at(-1);
    return part === undefined ? word : show(part);
  };
  const made = (model: Sample["model"]): string => {
    const all = parts.map((part) => wordFor(part, ({ text }) => text(model))).filter((text) => text !== "");
    return (areCodes ? all.map(ticked) : all).join(separator) || empty;
  };
  // What all have is there even where a model has nothing else.
  const constant = parts.flatMap(([word, own]) => (own?.length === 0 ? [word] : []));
  const join = asLines(separator);
  const none = isCode ? constant : (isRich ? constant.map(ticked) : constant).join(join) || empty;
  const name = fieldName(plainText(label) === "" ? "abilities" : plainText(label), "List");
  const list: Reading = {
    ...{ name, path: "", rules: [], text: made },
    ...(isRich ? { rich: true } : {}),
    config: {
      text: parts.map((part) => wordFor(part, (own) => `{${own.name}}`)).join(between),
      as: "list",
      split: between,
      ...(isCode ? {} : { rules: [...(isRich ? [codes] : []), { op: "joinList", separator: join }] }),
      ...(none.length === 0 ? {} : { default: none }),
    },
  };
  const judged = judgeTexts(made, samples);
  if (judged.differing.length > mostDrifted * samples.length) return undefined;
  const readings = [...used, list];
  const text = isCode ? `\`{${name}}\`` : `{${name}}`;
  // Nothing stands for no code: that would be code, too.
  const mayLack = isCode && constant.length === 0;
  return {
    value: text,
    ...(mayLack ? { when: { field: name, exists: true }, otherwise: literal(empty) } : {}),
    fields: fieldsOf(readings),
    readings,
    ...judged,
  };
};

/** Texts that list abilities by flags (`tools, vision`); `explain` is asked for what stands before a colon or dash. */
export const byFlags = (
  samples: readonly Sample[],
  label: string,
  catalog: CatalogView,
  explain: (heads: readonly Sample[]) => Attempt | undefined,
): Attempt | undefined => {
  const heads = samples.map(({ model, raw }) => ({ model, raw: headOf(raw) }));
  if (heads.some(({ raw }) => raw === "")) return listOf(samples, label, catalog);
  const tails = samples.map(({ model, raw }, index) => ({ model, raw: raw.slice(heads[index]?.raw.length) }));
  const [only = "", another] = new Set(heads.map(({ raw }) => raw));
  const list = listOf(tails, another === undefined ? plainText(only) : label, catalog);
  if (list?.differing.length !== 0) return undefined;
  const head = another === undefined ? undefined : explain(heads);
  if (another !== undefined && (head?.differing.length !== 0 || head.when !== undefined)) return undefined;
  const before = head?.value ?? literal(only);
  const made = (model: Sample["model"]): string => (head?.made(model) ?? only) + list.made(model);
  return {
    ...list,
    value: before + list.value,
    ...(list.otherwise === undefined ? {} : { otherwise: before + list.otherwise }),
    fields: { ...head?.fields, ...list.fields },
    readings: [...(head?.readings ?? []), ...list.readings],
    ...judgeTexts(made, samples),
  };
};
