import { parseExpression } from "../../../config/expression.ts";
import { cellText } from "../../../text/emit/markdown.ts";
import { groupBy } from "../../../text/group-by.ts";
import type { CatalogView } from "../../types.ts";
import { type Attempt, fieldsOf, judgeTexts, looksSame, testOf, tried, write } from "../agreement.ts";
import { explorerOf } from "../explorer.ts";
import { type Candidate, literal } from "../expressions.ts";
import type { Sample } from "../samples.ts";
import { readingOf } from "../readings.ts";
import { markPart, sidesOf } from "../words.ts";

/** The most stretches of a text that only some models have. */
const mostOptional = 3;

/** A stretch of an expression, without fields. */
type Stretch = { readonly start: number; readonly end: number };

const isWord = (sign = ""): boolean => /[\p{L}\p{N}]/u.test(sign);

/** What a longer text has that a shorter one lacks, cut at no word, tag or field; undefined where they differ in more. */
const lacking = (longer: string, shorter: string): Stretch | undefined => {
  const length = longer.length - shorter.length;
  if (length <= 0) return undefined;
  let start = 0;
  while (start < shorter.length && longer[start] === shorter[start]) start += 1;
  if (longer.slice(start + length) !== shorter.slice(start)) return undefined;
  const last = start;
  while (start > 0 && longer[start - 1] === longer[start + length - 1]) start -= 1;
  const textAt = (at: number): string => longer.slice(at, at + length);
  const isWithin = (at: number): boolean =>
    (isWord(longer[at]) && isWord(longer[at - 1])) || /^(?:[^<]*>|[^{}]*\}|: )/.test(textAt(at));
  while (start < last && isWithin(start)) start += 1;
  const text = textAt(start);
  const isBroken = isWord(longer[start]) && isWord(longer[start - 1]);
  const words = text.replace(/`(?:\{\w+\}|[^`{}]+)`|\{\w+\}/g, "");
  const isCut = /[{}`]/.test(words);
  // Numbers are values: those of one model are no other's.
  const isValued = /\d{2,}.*?\d{2,}/s.test(words);
  return isBroken || isCut || isValued ? undefined : { start, end: start + length };
};

/** Whether a field can't give a text, for it would be escaped, or lose the blanks at its ends. */
const isMarkup = (text: string): boolean => cellText(text) !== text;

const disjoint = (stretches: readonly Stretch[]): readonly Stretch[] => {
  const kept: Stretch[] = [];
  for (const each of [...stretches].sort((a, b) => a.start - b.start || a.end - b.end))
    if (each.start >= (kept.at(-1)?.end ?? 0)) kept.push(each);
  return kept;
};

/** An expression with each of the stretches replaced. */
const replaced = (value: string, stretches: readonly Stretch[], by: readonly string[]): string => {
  let text = "";
  let at = 0;
  for (const [index, { start, end }] of stretches.entries()) {
    text += value.slice(at, start) + (by[index] ?? "");
    at = end;
  }
  return text + value.slice(at);
};

/** Every choice of which of so many stretches are there. */
const choices = (count: number): readonly (readonly boolean[])[] =>
  Array.from({ length: 2 ** count }, (_, bits) =>
    Array.from({ length: count }, (_each, index) => ((bits >> index) & 1) === 1),
  );

/** A text of which a stretch is there where the model has the value in it: the `(70B)` of `Rapid (70B)`. */
const whereThere = (
  { value, readings }: Candidate,
  stretch: Stretch,
  samples: readonly Sample[],
  { shape }: CatalogView,
): Attempt | undefined => {
  const text = value.slice(stretch.start, stretch.end);
  const own = readings.find(({ name }) => text.includes(`{${name}}`));
  if (own === undefined) return undefined;
  const plain = readingOf(shape, own.path, "", []);
  const { when, holds } = testOf(plain, shape.models);
  if (shape.models.every(holds)) return undefined;
  const sides = { when, holds, otherwise: replaced(value, [stretch], [""]) };
  return { ...tried({ value, readings }, samples, sides), fields: fieldsOf([...readings, plain]) };
};

const withStretches = (
  { value, readings }: Candidate,
  stretches: readonly Stretch[],
  samples: readonly Sample[],
  catalog: CatalogView,
): Attempt | undefined => {
  const texts = stretches.map(({ start, end }) => value.slice(start, end));
  const [only] = stretches;
  if (only !== undefined && texts.some((text) => text.includes("{")))
    return texts.length === 1 ? whereThere({ value, readings }, only, samples, catalog) : undefined;
  const textsOf = (there: readonly boolean[]): readonly string[] =>
    texts.map((text, index) => (there[index] === true ? text : ""));
  const variants = choices(stretches.length).map((there) => ({
    there,
    expression: parseExpression(replaced(value, stretches, textsOf(there))),
  }));
  const said = samples.flatMap((sample) => {
    const own = variants.find(({ expression }) =>
      looksSame(write(expression, readings, sample.model), sample.raw),
    );
    return own === undefined ? [] : [{ model: sample.model, texts: textsOf(own.there) }];
  });
  const { atoms } = explorerOf(catalog);
  // What is said of a model must follow from what its record has, never from what it lacks.
  const denials = atoms.filter(({ when }) => when.equals === false);
  const parts = texts.map((label, index) => {
    const own = said.map((each) => ({ model: each.model, raw: each.texts[index] ?? "" }));
    return [atoms, denials]
      .map((among) => markPart(own, label, among))
      .find((part) => part?.[1].config.value === literal(label));
  });
  const names = parts.flatMap((part) => part?.at(-1)?.name ?? []);
  if (names.length < texts.length) return undefined;
  const [whole, another] = texts.flatMap((text, at) => (isMarkup(text) ? [at] : []));
  if (another !== undefined) {
    const raw = names.filter((_, at) => isMarkup(texts[at] ?? ""));
    const used = [...readings, ...parts.flatMap((part) => part ?? [])];
    const made = (model: Sample["model"]): string => {
      const there = parts.map((part, at) => part?.[1].text(model) === literal(texts[at] ?? ""));
      return write(parseExpression(replaced(value, stretches, textsOf(there))), readings, model);
    };
    const text = replaced(
      value,
      stretches,
      names.map((name) => `{${name}}`),
    );
    return { value: text, raw, fields: fieldsOf(used), readings: used, ...judgeTexts(made, samples) };
  }
  // The others are fields in both texts.
  const withWhole = (text: string): string =>
    replaced(
      value,
      stretches,
      names.map((name, at) => (at === whole ? text : `{${name}}`)),
    );
  const used = [...readings, ...parts.flatMap((part, at) => (at === whole ? part?.slice(0, 1) : part) ?? [])];
  const choice = whole === undefined ? undefined : parts[whole]?.[1];
  const longer = { value: withWhole(texts[whole ?? 0] ?? ""), readings: used };
  return tried(longer, samples, choice && sidesOf(choice, withWhole("")));
};

/** A text around which more stands for some models, where the catalog says which: `~~Rapid~~` beside `Rapid`. */
const wrapped = (
  { value, readings }: Candidate,
  shorter: string,
  samples: readonly Sample[],
  catalog: CatalogView,
): Attempt | undefined => {
  const [before = "", after = "", another] = value.split(shorter);
  if (before === "" || after === "" || another !== undefined || /[{}]/.test(before + after)) return undefined;
  const [yes, no] = [parseExpression(value), parseExpression(shorter)];
  const isSaid = (own: typeof yes, { model, raw }: Sample): boolean =>
    looksSame(write(own, readings, model), raw);
  const said = samples.flatMap((sample) =>
    isSaid(yes, sample) || isSaid(no, sample)
      ? [{ model: sample.model, raw: isSaid(yes, sample) ? before : "" }]
      : [],
  );
  const [read, choice] = markPart(said, before, explorerOf(catalog).atoms) ?? [];
  if (read === undefined || choice?.config.value !== literal(before)) return undefined;
  return tried({ value, readings: [...readings, read] }, samples, sidesOf(choice, shorter));
};

/** The shortest text with all that others have more in one place: a new model may have several of which none has two. */
const together = (
  candidates: readonly Candidate[],
  shortest: Candidate | undefined,
): readonly Candidate[] => {
  if (shortest === undefined) return [];
  const { value, readings } = shortest;
  const more = candidates.flatMap((each) => {
    const stretch = lacking(each.value, value);
    return stretch === undefined
      ? []
      : [{ at: stretch.start, text: each.value.slice(stretch.start, stretch.end) }];
  });
  return [...groupBy(more, ({ at }) => at)].flatMap(([at, own]) => {
    const texts = [...new Set(own.map(({ text }) => text))];
    const areApart = texts.every(
      (text) => /^\s|\s$/.test(text) && !texts.some((other) => other !== text && other.includes(text)),
    );
    if (texts.length < 2 || texts.length > mostOptional || !areApart) return [];
    return [{ value: value.slice(0, at) + texts.join("") + value.slice(at), readings }];
  });
};

/** A text with stretches that only some models have, where the catalog says which: the `, tools` of `128K context, tools`. */
export const byOptional = (
  nearest: Attempt | undefined,
  candidates: readonly Candidate[],
  samples: readonly Sample[],
  catalog: CatalogView,
): Attempt | undefined => {
  if (nearest === undefined || nearest.when !== undefined) return undefined;
  const shortest = candidates.find(({ value }) => lacking(nearest.value, value) !== undefined);
  const longer = [
    ...candidates.filter(({ value }) => lacking(value, nearest.value) !== undefined),
    ...together(candidates, shortest),
  ];
  const around = candidates.flatMap((each) => wrapped(each, nearest.value, samples, catalog) ?? []);
  const [best] = [nearest, ...longer.slice(0, mostOptional)]
    .flatMap((base) => {
      const found = disjoint(candidates.flatMap(({ value }) => lacking(base.value, value) ?? []));
      return found.length === 0 || found.length > mostOptional
        ? []
        : (withStretches(base, found, samples, catalog) ?? []);
    })
    .concat(around)
    .sort((a, b) => b.explained - a.explained);
  return best !== undefined && best.explained > nearest.explained ? best : undefined;
};
