import { cellText, codeSpan } from "../../text/emit/markdown.ts";
import { plainText } from "../../text/emit/plain-text.ts";
import { fill, parseExpression } from "../../config/expression.ts";
import { type Reading, readingOf } from "./readings.ts";
import type { Model, Shape } from "../records.ts";
import { type Distinction, tellApart } from "../where/tell-apart.ts";

/** A text of the documentation and the model that it is about. */
export type Sample = { readonly model: Model; readonly raw: string };

/** How the texts of a column follow from the catalog, as far as that can be seen. */
export type Explanation =
  | { readonly type: "reading"; readonly value: string; readonly readings: readonly Reading[] }
  | { readonly type: "same"; readonly value: string }
  | {
      readonly type: "when";
      readonly value: string;
      readonly otherwise: string;
      readonly distinction: Distinction;
    }
  /** Nothing explains all of them; `near` is what explains most, `filler` what a new one may begin with. */
  | { readonly type: "none"; readonly near: Near | undefined; readonly filler: Reading | undefined };

/** What explains some of the texts. */
export type Near = { readonly field: string; readonly agreeing: number; readonly of: number };

const literal = (text: string): string => text.replaceAll("{", "{{").replaceAll("}", "}}");

const placeholder = (text: string, { name, text: textOf }: Reading, model: Model): string => {
  const value = textOf(model);
  // A short value may be part of anything.
  return value.length < 3 ? literal(text) : text.split(value).map(literal).join(`{${name}}`);
};

/** The expressions that give a text by a reading: what stands around the value is the same for all. */
const expressionsOf = ({ raw, model }: Sample, reading: Reading, id: Reading): readonly string[] => {
  const value = reading.text(model);
  if (value === "") return [];
  return [...new Set([value, cellText(value)])].flatMap((text) => {
    const at = raw.indexOf(text);
    if (at === -1) return [];
    const before = placeholder(raw.slice(0, at), id, model);
    const after = placeholder(raw.slice(at + text.length), id, model);
    return [`${before}{${reading.name}}${after}`];
  });
};

const emit = { text: cellText, code: codeSpan };

/** How many of the texts an expression gives, as a reader sees them, and how many byte for byte. */
const agreement = (source: string, readings: readonly Reading[], samples: readonly Sample[]) => {
  const expression = parseExpression(source);
  let seen = 0;
  let exact = 0;
  for (const { model, raw } of samples) {
    const made = fill(
      expression,
      new Map(readings.map((reading) => [reading.name, reading.text(model)])),
      emit,
    );
    if (plainText(made) === plainText(raw)) seen += 1;
    if (made === raw) exact += 1;
  }
  return { seen, exact };
};

/** The reading without a prefix that some of the texts lack: `Meta Llama` where only `Llama` is shown. */
const withoutPrefix = (shape: Shape, reading: Reading, samples: readonly Sample[]): Reading | undefined => {
  const dropped = new Set(
    samples.flatMap(({ model, raw }) => {
      const value = reading.text(model);
      const text = plainText(raw);
      return text !== "" && value !== text && value.endsWith(text) ? [value.slice(0, -text.length)] : [];
    }),
  );
  const [prefix, another] = dropped;
  if (prefix === undefined || another !== undefined) return undefined;
  return readingOf(shape, reading.path, "Short", [...reading.rules, { op: "strip", prefix }]);
};

const byReading = (
  shape: Shape,
  samples: readonly Sample[],
  readings: readonly Reading[],
): { readonly found?: Explanation; readonly near: Near | undefined } => {
  const id = readingOf(shape, shape.id, "", []);
  let near: Near | undefined;
  const attempt = (reading: Reading): Explanation | undefined => {
    const sources = new Set(samples.slice(0, 3).flatMap((sample) => expressionsOf(sample, reading, id)));
    for (const value of sources) {
      const used = value.includes("{id}") ? [reading, id] : [reading];
      const { seen, exact } = agreement(value, used, samples);
      if (seen === samples.length && exact * 2 >= samples.length)
        return { type: "reading", value, readings: used };
      if (seen * 2 >= samples.length && seen > (near?.agreeing ?? 0))
        near = { field: reading.path, agreeing: seen, of: samples.length };
    }
    return undefined;
  };
  const plain = readings.filter(({ rules }) => rules.length === 0);
  const shorter = plain.slice(0, 2).flatMap((reading) => withoutPrefix(shape, reading, samples) ?? []);
  for (const reading of [...plain, ...shorter, ...readings.filter((each) => !plain.includes(each))]) {
    const found = attempt(reading);
    if (found !== undefined) return { found, near };
  }
  return { near };
};

const positive = /^(?:yes|true|y|x|✓|✔|✅|☑|:(?:white_)?check(?:_mark|ed)?:|:heavy_check_mark:|supported)$/iu;

/** The commonest of the texts that a reader can't tell apart. */
const commonest = (texts: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "";
};

const byDistinction = (samples: readonly Sample[]): Explanation | undefined => {
  const shown = [...new Set(samples.map(({ raw }) => plainText(raw)))];
  if (shown.length !== 2) return undefined;
  const ordered = shown.toSorted((a, b) => Number(positive.test(b)) - Number(positive.test(a)));
  for (const one of [ordered[0], ordered[1]]) {
    const yes = samples.filter(({ raw }) => plainText(raw) === one);
    const no = samples.filter((sample) => !yes.includes(sample));
    const distinction = tellApart(
      yes.map(({ model }) => model),
      no.map(({ model }) => model),
    );
    if (distinction === undefined) continue;
    const text = (of: readonly Sample[]): string => literal(commonest(of.map(({ raw }) => raw)));
    return { type: "when", value: text(yes), otherwise: text(no), distinction };
  }
  return undefined;
};

/** The value that is called like the texts are: a `Description` begins with the catalog's. */
const namesake = (label: string, readings: readonly Reading[]): Reading | undefined => {
  const name = plainText(label).toLowerCase().replace(/\W+/g, "_");
  return readings.find(
    ({ path, rules }) =>
      path.toLowerCase().split(".").at(-1) === name && rules.some(({ op }) => op === "stripTags"),
  );
};

/** Finds out how texts, one for each of several models and called `label`, follow from the catalog. */
export const explainTexts = (
  shape: Shape,
  samples: readonly Sample[],
  readings: readonly Reading[],
  label = "",
): Explanation => {
  const shown = new Set(samples.map(({ raw }) => plainText(raw)));
  if (shown.size === 1 && samples.length > 1)
    return { type: "same", value: literal(commonest(samples.map(({ raw }) => raw))) };
  const { found, near } = byReading(shape, samples, readings);
  return found ?? byDistinction(samples) ?? { type: "none", near, filler: namesake(label, readings) };
};
