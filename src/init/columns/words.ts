import { cellText } from "../../text/emit/markdown.ts";
import type { CatalogView } from "../types.ts";
import { choiceName, saysSomething } from "../catalog/field-name.ts";
import { type Attempt, type Sides, tried } from "./agreement.ts";
import { explorerOf } from "./explorer.ts";
import { literal } from "./expressions.ts";
import { byBeside, byLabel } from "./labels.ts";
import { type Atom, byMark, claimsAnother, namesOthers } from "./marks.ts";
import type { Reading } from "./readings.ts";
import { commonest, type Sample } from "./samples.ts";

/** The share of texts that must be alike but for single words. */
const leastAlike = 0.6;

/** More words than this are a text of its own. */
const mostWords = 60;

/** The most words of a text that say of what kind a model is. */
const mostParts = 3;

/** The words and fields of an expression, with what stands between them. */
const tokensOf = (value: string): readonly string[] =>
  value.split(/(\{\{|\}\}|\{[^{}]*\}|\p{L}+|\p{So}\uFE0F?)/u).filter((token) => token !== "");

/** A word, or a sign that says as much: a check mark. */
const isWord = (token: string): boolean => /^(?:\p{L}+|\p{So}\uFE0F?)$/u.test(token);

const textOf = (token: string): string => (token === "{{" || token === "}}" ? token.slice(1) : token);

const oneWord = /\p{L}+|\p{So}\uFE0F?/uy;

/** What a sample has in the place of each word, where all else is as the expression says. */
const wordsIn = (
  { model, raw }: Sample,
  tokens: readonly string[],
  readings: readonly Reading[],
): readonly string[] | undefined => {
  const words: string[] = [];
  let at = 0;
  for (const [index, token] of tokens.entries()) {
    const reading = readings.find(({ name }) => token === `{${name}}`);
    const text = reading?.text(model) ?? textOf(token);
    const said =
      [cellText(text), text].find((each) => reading !== undefined && raw.startsWith(each, at)) ?? text;
    oneWord.lastIndex = at;
    const word = reading === undefined && isWord(token) ? oneWord.exec(raw)?.[0] : undefined;
    // A value right behind a word may begin with letters, too.
    const next = readings.find(({ name }) => tokens[index + 1] === `{${name}}`)?.text(model) ?? "";
    const own = next !== "" && word?.endsWith(next) === true ? word.slice(0, -next.length) : word;
    if (own === undefined ? reading === undefined && isWord(token) : own === "") return undefined;
    if (own === undefined && !raw.startsWith(said, at)) return undefined;
    if (own !== undefined) words.push(own);
    at += (own ?? said).length;
  }
  return at === raw.length ? words : undefined;
};

/** One of two texts by a test, as the last of fields of the config. */
export const choiceOf = (
  { path, field, when, holds }: Atom,
  value: string,
  otherwise: string,
): readonly [Reading, Reading] => {
  const read = { name: field, path, rules: [], config: { path }, text: () => "" };
  const part = { ...read, name: choiceName(when, value, otherwise), config: { value, when, otherwise } };
  return [read, { ...part, text: (model) => (holds(model) ? value : otherwise) }];
};

/** A word that is one of two, by a test of the catalog, as the last of fields of the config. */
export const markPart = (
  said: readonly Sample[],
  label: string,
  atoms: readonly Atom[],
): readonly [Reading, Reading] | undefined => {
  const marked = byMark(said, label, atoms);
  if (marked?.differing.length !== 0 || marked.when === undefined) return undefined;
  const { value, when, otherwise = "" } = marked;
  const atom = atoms.find((each) => each.when === when);
  return atom === undefined ? undefined : choiceOf(atom, value, otherwise);
};

/** The sides that such a word tells apart: that of its first text has another one than the other. */
export const sidesOf = ({ text, config: { value, when } }: Reading, otherwise: string): Sides | undefined =>
  when === undefined ? undefined : { when, otherwise, holds: (model) => text(model) === value };

/** A word that is one of two, or one for each of a few values, as the last of fields of the config. */
const partOf = (
  said: readonly Sample[],
  beside: readonly Reading[],
  catalog: CatalogView,
): readonly Reading[] | undefined => {
  const { atoms, plain } = explorerOf(catalog);
  // What is said beside a kind or stage is of that.
  const ofKind = byBeside(
    said,
    beside.filter(({ path }) => saysSomething(path)),
    catalog.shape,
  );
  if (ofKind !== undefined) return [ofKind];
  const marked = markPart(said, "", atoms);
  if (marked !== undefined) return marked;
  const named = byLabel(said, plain, catalog.shape);
  if (named?.differing.length === 0) return named.readings;
  const own = byBeside(said, beside, catalog.shape);
  return own === undefined ? undefined : [own];
};

/** A part whose field is called otherwise than those of the parts before it, which say something else. */
const numbered = (part: readonly Reading[], others: readonly Reading[]): readonly Reading[] => {
  const alike = others.filter(({ name }) => name === part.at(-1)?.name).length;
  return part.map((each, at) =>
    alike === 0 || at < part.length - 1 ? each : { ...each, name: `${each.name}Of${alike + 1}` },
  );
};

/** Texts that differ from the nearest in single words that follow from the catalog: the `yes` of `200K tokens, tools: yes`. */
export const byWords = (
  best: Attempt | undefined,
  samples: readonly Sample[],
  catalog: CatalogView,
): Attempt | undefined => {
  if (best?.when !== undefined || samples.length < 3) return undefined;
  const tokens = tokensOf(best?.value ?? literal(commonest(samples.map(({ raw }) => raw))));
  const readings = best?.readings ?? [];
  const places = tokens.flatMap((token, index) => (isWord(token) ? [index] : []));
  // A word alone is a mark or a label.
  if (places.length > mostWords || tokens.length < 2) return undefined;
  const alike = samples.flatMap((sample) => {
    const words = wordsIn(sample, tokens, readings);
    return words === undefined ? [] : [{ sample, words }];
  });
  if (alike.length < leastAlike * samples.length) return undefined;
  const parts = new Map<number, readonly Reading[]>();
  for (const [nth, index] of places.entries()) {
    const said = alike.map(({ sample: { model }, words }) => ({ model, raw: words[nth] ?? "" }));
    if (new Set(said.map(({ raw }) => raw)).size < 2) continue;
    const part = partOf(said, readings, catalog);
    const [{ path } = { path: "" }, choice] = part ?? [];
    const { when = {}, otherwise = "" } = choice?.config ?? {};
    const isClaim =
      choice !== undefined &&
      (namesOthers({ path, when }, samples, choice.text) ||
        (alike.length < samples.length && claimsAnother(path, String(otherwise), explorerOf(catalog).atoms)));
    if (part === undefined || isClaim) return undefined;
    parts.set(index, numbered(part, [...parts.values()].flat()));
  }
  if (parts.size === 0 || parts.size > mostParts) return undefined;
  const value = tokens
    .map((token, index) => {
      const part = parts.get(index)?.at(-1);
      return part === undefined ? token : `{${part.name}}`;
    })
    .join("");
  return tried({ value, readings: [...readings, ...[...parts.values()].flat()] }, samples);
};
