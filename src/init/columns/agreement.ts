import type { Predicate } from "../../config/config.gen.ts";
import {
  type Emitters,
  type Expression,
  type Part,
  fill,
  parseExpression,
  toText,
} from "../../config/expression.ts";
import { isList, type FieldValue } from "../../model/entry.ts";
import { cellText, codeSpan, markdownRich } from "../../text/emit/markdown.ts";
import { plainText } from "../../text/emit/plain-text.ts";
import { escapePattern } from "../../text/escape-pattern.ts";
import { addTo, toMap } from "../../text/group-by.ts";
import type { Model } from "../catalog/records.ts";
import type { Difference, Fields, TextDraft } from "../types.ts";
import { type Candidate, literal, withOthers } from "./expressions.ts";
import { withParts } from "./parts.ts";
import { type Reading, isThere, isZeroAt, orElse, valueAt } from "./readings.ts";
import { type Sample, spread, tally } from "./samples.ts";

/** What stands in a cell in the place of each value that its model lacks; undefined where it is built otherwise. */
export const gapsIn = (
  { value, readings }: Candidate,
  { raw, model }: Sample,
): readonly (readonly [Reading, string])[] | undefined => {
  const byName = new Map(readings.map((reading) => [reading.name, reading] as const));
  const open: Reading[] = [];
  const patternOf = (part: Part): string => {
    if (part.type === "span") return `\`${part.parts.map(patternOf).join("")}\``;
    if (part.type === "literal") return escapePattern(part.text);
    const reading = byName.get(part.name);
    const text = reading?.text(model) ?? "";
    if (text !== "" || reading === undefined)
      return `(?:${escapePattern(text)}|${escapePattern(cellText(text))})`;
    open.push(reading);
    return "(.*?)";
  };
  const pattern = parseExpression(value).map(patternOf).join("");
  const found = open.length === 0 ? null : new RegExp(`^${pattern}$`, "u").exec(raw);
  return found === null
    ? undefined
    : open.map((reading, index) => [reading, found[index + 1] ?? ""] as const);
};

/** The same with what cells show in the place of values that are missing: `In: -; Out: text`. */
const withGaps = (candidate: Candidate, samples: readonly Sample[]): Candidate | undefined => {
  const shown = new Map<Reading, string[]>();
  for (const sample of samples)
    for (const [reading, text] of gapsIn(candidate, sample) ?? []) addTo(shown, reading, text);
  const others = toMap(shown, ([reading, texts]) => {
    const text = tally(texts)[0]?.[0] ?? "";
    return text === "" || cellText(text) !== text ? undefined : [reading, orElse(reading, false, text)];
  });
  return others.size === 0 ? undefined : withOthers(candidate, others);
};

/** A column as the config would have it, and how it does on texts that stand there. */
export type Attempt = Omit<TextDraft, "owner" | "copied" | "remark" | "made"> & {
  /** How many of these are byte for byte as they would be written. */
  readonly exact: number;
  /** How many different texts it explains. */
  readonly kinds: number;
  readonly readings: readonly Reading[];
  /** What it gives for a model. */
  readonly made: (model: Model) => string;
};

const asIs = (value: string): string => value;

const markdown = markdownRich({ text: cellText, address: asIs });

/** What stands in pages is compared with what a cell would be, whose addresses people wrote as they are. */
const emit: Emitters = {
  ...{ text: cellText, code: codeSpan, span: codeSpan, address: asIs, bareLinks: true },
  // Links as AsciiDoc has them are in its pages alone.
  rich: (value) => (/https?:\/\/\S+\[/.test(value) ? value.trim() : markdown(value)),
};

const image = /!\[[^\]]*\]\([^)]*\)|<(?:img|svg|i|span)\s[^>]*>/g;

/** What a reader sees of a text of Markdown: words and pictures, and not where links lead. */
export const seenOf = (raw: string): string => plainText(raw) + (raw.match(image)?.join("") ?? "");

/** Whether two texts look the same to a reader. */
export const looksSame = (made: string, raw: string): boolean => made === raw || seenOf(made) === seenOf(raw);

export const fieldsOf = (readings: readonly Reading[]): Fields =>
  Object.fromEntries(readings.map(({ name, config }) => [name, config]));

/** What a field has for a model: a list as it is stays one, since between backticks each item is code of its own. */
const fieldValue = (reading: Reading, model: Model): FieldValue => {
  const value = valueAt(reading, model);
  const text = reading.text(model);
  return isList(value) && toText(value) === text ? value : text;
};

/** An expression filled for a model. */
export const write = (expression: Expression, readings: readonly Reading[], model: Model): string => {
  const rich = new Set(readings.flatMap((reading) => (reading.rich === true ? [reading.name] : [])));
  const own =
    rich.size === 0
      ? expression
      : expression.map((part) =>
          part.type === "field" && rich.has(part.name) ? { ...part, rich: true } : part,
        );
  return fill(own, new Map(readings.map((reading) => [reading.name, fieldValue(reading, model)])), emit);
};

/** How a way to make texts does on those that are there. */
export const judgeTexts = (
  made: (model: Model) => string,
  samples: readonly Sample[],
): Pick<Attempt, "explained" | "exact" | "kinds" | "differing" | "made"> => {
  const differing: Difference[] = [];
  const kinds = new Set<string>();
  let exact = 0;
  for (const sample of samples) {
    const text = made(sample.model);
    if (text === sample.raw) exact += 1;
    if (looksSame(text, sample.raw)) kinds.add(text);
    else differing.push({ model: sample.model, shown: plainText(sample.raw), made: plainText(text) });
  }
  return { explained: samples.length - differing.length, exact, kinds: kinds.size, differing, made };
};

/** What tells the models that a text is of from those that have another one. */
export type Sides = Required<Pick<Attempt, "when" | "otherwise">> & {
  readonly holds: (model: Model) => boolean;
};

/** How an expression does on texts: on all, or on those of one side, and another text on the others. */
export const tried = ({ value, readings }: Candidate, samples: readonly Sample[], sides?: Sides): Attempt => {
  const { when, otherwise = "", holds = () => true } = sides ?? {};
  const [yes, no] = [parseExpression(value), parseExpression(otherwise)];
  return {
    value,
    ...(when === undefined ? {} : { when, otherwise }),
    fields: fieldsOf(readings),
    readings,
    ...judgeTexts((model) => write(holds(model) ? yes : no, readings, model), samples),
  };
};

/** The text that most of the samples have, where it says nothing: a dash, nothing, a word; what one says in numbers is its own. */
const sharedText = (samples: readonly Sample[]): string | undefined => {
  const [best] = tally(samples.map(({ raw }) => raw));
  if (best === undefined || best[1] * 2 <= samples.length) return undefined;
  return best[1] === 1 && /\d.*\d/s.test(plainText(best[0])) ? undefined : best[0];
};

/** The test whether a model has what a reading gives; a list without items, as one of `models` has it, is there and says nothing. */
export const testOf = (
  reading: Reading,
  models: readonly Model[],
): { readonly when: Predicate; readonly holds: (model: Model) => boolean } => {
  const field = reading.name;
  return models.some((model) => isList(valueAt(reading, model)) && reading.text(model) === "")
    ? {
        when: { all: [{ field, exists: true }, { not: { field, equals: [] } }] },
        holds: (model) => reading.text(model) !== "",
      }
    : { when: { field, exists: true }, holds: (model) => isThere(reading, model) };
};

const attemptWith = (
  { value, readings }: Candidate,
  samples: readonly Sample[],
  zeros: boolean,
): Attempt | undefined => {
  const [first] = readings;
  if (first === undefined) return undefined;
  const lone = value === `{${first.name}}` || value === `\`{${first.name}}\``;
  const isNothing = (sample: Sample): boolean =>
    readings.every((reading) => reading.text(sample.model) === "") ||
    (zeros && isZeroAt(first, sample.model));
  const nothing = samples.filter(isNothing);
  const shown = nothing.length === 0 ? "" : (sharedText(nothing) ?? "");
  // A field alone shows what stands there where it has nothing; a text around it must go as well.
  const isText = value === `{${first.name}}` || shown === "";
  if (lone && isText && cellText(shown) === shown && !shown.includes("`")) {
    const reading = zeros || shown !== "" ? orElse(first, zeros, shown) : first;
    return tried({ value: value.replace(first.name, reading.name), readings: [reading] }, samples);
  }
  if (nothing.length === 0) return tried({ value, readings }, samples);
  const used = zeros
    ? readings.map((reading) => (reading === first ? orElse(reading, true, "") : reading))
    : readings;
  const [tested = first] = used;
  const lacking = used.length === 1 ? nothing.map(({ model }) => model) : [];
  return tried({ value: value.replaceAll(`{${first.name}}`, `{${tested.name}}`), readings: used }, samples, {
    ...testOf(tested, lacking),
    otherwise: literal(shown),
  });
};

/** How many texts are looked through for what stands in the place of missing values. */
const mostGaps = 200;

const better = (a: Attempt | undefined, b: Attempt | undefined): Attempt | undefined =>
  (b?.explained ?? 0) > (a?.explained ?? 0) ? b : a;

/** The same, with what belongs to values that models of the catalog lack leaving with them. */
export const leavingOut = (best: Attempt, samples: readonly Sample[], models: readonly Model[]): Attempt => {
  const parted =
    best.when === undefined && best.readings.length > 1
      ? withParts(best, (reading) => models.some((model) => reading.text(model) === ""))
      : undefined;
  const other = parted === undefined ? undefined : attemptWith(parted, samples, false);
  return other !== undefined && other.exact >= best.exact && other.explained >= best.explained ? other : best;
};

/** Tries a candidate, also with what stands in the place of missing values, or of zeros. */
export const attempt = (candidate: Candidate, samples: readonly Sample[]): Attempt | undefined => {
  const whole = attemptWith(candidate, samples, false);
  const isRight = whole?.differing.length === 0;
  const filled = isRight ? undefined : withGaps(candidate, spread(samples, mostGaps));
  const parted = isRight
    ? undefined
    : withParts(candidate, (reading) => samples.some(({ model }) => reading.text(model) === ""));
  const plain = [filled, parted]
    .map((each) => (each === undefined ? undefined : attemptWith(each, samples, false)))
    .reduce(better, whole);
  const [first] = candidate.readings;
  if (plain === undefined || first === undefined || plain.differing.length === 0) return plain;
  const zerosDiffer = plain.differing.some(({ model }) => isZeroAt(first, model));
  return zerosDiffer ? better(plain, attemptWith(candidate, samples, true)) : plain;
};
