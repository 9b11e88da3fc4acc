import { cellText } from "../../text/emit/markdown.ts";
import { plainText } from "../../text/emit/plain-text.ts";
import { type Attempt, fieldsOf, judgeTexts } from "./agreement.ts";
import { type Reading, readingOf } from "./readings.ts";
import { commonest, type Sample, spread } from "./samples.ts";
import type { Shape } from "../catalog/records.ts";

/** The words for each value, as the cells have them. */
const wordsFor = (reading: Reading, samples: readonly Sample[]): ReadonlyMap<string, string> => {
  const texts = new Map<string, string[]>();
  for (const { model, raw } of samples) {
    const value = reading.text(model);
    const same = texts.get(value);
    if (same === undefined) texts.set(value, [raw]);
    else same.push(raw);
  }
  return new Map([...texts].map(([value, raws]) => [value, commonest(raws)] as const));
};

/** Cells that have a name of their own for each of a few values. */
export const byLabel = (
  samples: readonly Sample[],
  readings: readonly Reading[],
  shape: Shape,
): Attempt | undefined => {
  const shown = new Set(samples.map(({ raw }) => raw));
  if (
    shown.size < 2 ||
    shown.size * 3 > samples.length ||
    [...shown].some((raw) => cellText(plainText(raw)) !== raw)
  )
    return undefined;
  const few = spread(samples, 60);
  let best: { readonly reading: Reading; readonly explained: number } | undefined;
  for (const reading of readings) {
    const words = wordsFor(reading, few);
    if (words.size < 2 || words.size * 2 > few.length) continue;
    const explained = few.filter(({ model, raw }) => words.get(reading.text(model)) === raw).length;
    if (explained > (best?.explained ?? 0)) best = { reading, explained };
  }
  if (best === undefined || best.explained * 5 < few.length * 4) return undefined;
  const { reading } = best;
  const words = wordsFor(reading, samples);
  const values = Object.fromEntries(
    [...words].filter(([value, word]) => value !== "" && value !== word).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  if (Object.keys(values).length === 0) return undefined;
  const named = {
    ...readingOf(shape, reading.path, "", [...reading.rules, { op: "map", values }]),
    name: `${reading.name}Name`,
  };
  const judged = judgeTexts(({ model }) => cellText(named.text(model)), samples);
  return { value: `{${named.name}}`, fields: fieldsOf([named]), readings: [named], ...judged };
};
