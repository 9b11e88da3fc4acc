import { cellText } from "../../text/emit/markdown.ts";
import { plainText } from "../../text/emit/plain-text.ts";
import { bare } from "../join/key-forms.ts";
import { type Attempt, fieldsOf, judgeTexts } from "./agreement.ts";
import { orElse, type Reading, readingOf } from "./readings.ts";
import { literal } from "./expressions.ts";
import { isAmount } from "./kinds.ts";
import { commonest, headOf, type Sample, spread } from "./samples.ts";
import { isMaker, type Shape } from "../catalog/records.ts";
import { addTo } from "../../text/group-by.ts";

/** The words for each value, as the cells have them; what a single cell says of it must be like it, or `isSure`. */
export const wordsFor = (
  reading: Reading,
  samples: readonly Sample[],
  isSure = false,
): ReadonlyMap<string, string> => {
  const texts = new Map<string, string[]>();
  for (const { model, raw } of samples) {
    const value = reading.text(model);
    addTo(texts, value, raw);
  }
  return new Map(
    [...texts]
      .map(([value, raws]) => [value, commonest(raws), raws.length] as const)
      .filter(([value, word, count]) => isSure || count > 1 || isLike(value, word))
      .map(([value, word]) => [value, word] as const),
  );
};

/** Whether a word is another way to write a value, or a part of it. */
const isLike = (value: string, word: string): boolean => {
  const [one, other] = [bare(value), bare(word)];
  return one !== "" && other !== "" && (one.includes(other) || other.includes(one));
};

/** Where words are many, one that isn't like its value must be that of as many cells. */
const leastUnlike = 4;

/** How many values are called otherwise than the catalog has them. */
const renamed = (words: ReadonlyMap<string, string>): number =>
  [...words].filter(([value, word]) => value !== "" && value !== word).length;

/** A reading with a name for each of its values; undefined where these are what it gives anyway. What several are called alike by says no name of the next. */
export const namedBy = (
  reading: Reading,
  words: ReadonlyMap<string, string>,
  shape: Shape,
): Reading | undefined => {
  const values = Object.fromEntries(
    [...words].filter(([value, word]) => value !== "" && value !== word).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const names = Object.values(values);
  const isShared =
    new Set(names).size < names.length && ![...words].some(([value, word]) => isLike(value, word));
  const map = { op: "map", values, ...(isShared ? { otherwise: "" } : {}) } as const;
  return names.length === 0
    ? undefined
    : { ...readingOf(shape, reading.path, "", [...reading.rules, map]), name: `${reading.name}Name` };
};

/** The reading that texts have a word for each value of, though some are of one text alone: it stands beside the words. */
export const byBeside = (
  samples: readonly Sample[],
  readings: readonly Reading[],
  shape: Shape,
): Reading | undefined =>
  readings
    .flatMap((reading) => {
      const words = new Map(samples.map(({ model, raw }) => [reading.text(model), raw]));
      // A word beside what nearly each model has for itself says nothing of the next.
      const areLike = [...words].every(([value, word]) => value === "" || isLike(value, word));
      const most = areLike ? samples.length - 1 : (samples.length * 3) / 4;
      const isSo =
        words.size <= most && samples.every(({ model, raw }) => words.get(reading.text(model)) === raw);
      return isSo ? (namedBy(reading, words, shape) ?? []) : [];
    })
    .at(0);

/** Whether texts have words for each maker that are no names: what people say of its models, and of the next as likely. */
export const saysOfMakers = ({ path, rules }: Reading): boolean => {
  const map = rules.at(-1);
  if (!isMaker(path) || map?.op !== "map") return false;
  const words = Object.entries(map.values);
  return words.filter(([value, word]) => isLike(value, word)).length * 2 < words.length;
};

/** The share of cells that must be text without markup for their words to be names. */
const leastPlain = 0.9;

const labelled = (
  samples: readonly Sample[],
  readings: readonly Reading[],
  shape: Shape,
): Attempt | undefined => {
  // A field can't give what isn't plain text.
  const plain = samples.filter(({ raw }) => cellText(plainText(raw)) === raw);
  const shown = new Set(plain.map(({ raw }) => raw));
  if (shown.size < 2 || plain.length < leastPlain * samples.length) return undefined;
  const areMany = shown.size * 3 > samples.length;
  const areAmounts = [...shown].every(isAmount);
  const few = spread(plain, 60);
  const models = new Set(few.map(({ model }) => model)).size;
  const tried = readings.flatMap((reading) => {
    const words = wordsFor(reading, few);
    if (new Set(words.values()).size < 2) return [];
    // Other ways to write the same may be many; a word of its own for nearly each cell says which model it is.
    const areSpellings = [...words].every(([value, word]) => bare(value) === bare(word));
    if (words.size * (areSpellings ? 4 / 3 : 2) > few.length) return [];
    // What most models are called besides their own value is no rule.
    if (!areSpellings && words.size === models && renamed(words) * 2 > words.size) return [];
    // Amounts that are those of a maker are so by chance.
    if (areAmounts && (isMaker(reading.path) || reading.path === shape.id)) return [];
    // A number says how much, not of what kind.
    if ([...words.keys()].every((value) => value === "" || Number.isFinite(Number(value)))) return [];
    const count = (value: string): number => few.filter(({ model }) => reading.text(model) === value).length;
    if (areMany && ![...words].every(([value, word]) => isLike(value, word) || count(value) >= leastUnlike))
      return [];
    const explained = few.filter(({ model, raw }) => words.get(reading.text(model)) === raw).length;
    return [{ reading, explained, changes: renamed(words) }];
  });
  const [best] = tried.sort((a, b) => b.explained - a.explained || a.changes - b.changes);
  if (best === undefined || best.explained * 5 < few.length * 4) return undefined;
  const { reading } = best;
  const words = wordsFor(reading, plain);
  const written = namedBy(reading, words, shape);
  if (written === undefined) return undefined;
  // What has no value may have a sign of its own.
  const nothing = words.get("") ?? "";
  const named = nothing === "" ? written : orElse(written, false, nothing);
  const judged = judgeTexts((model) => cellText(named.text(model)), samples);
  return { value: `{${named.name}}`, fields: fieldsOf([named]), readings: [named], ...judged };
};

/** Cells that have a name of their own for each of a few values, maybe behind what all have: the `Preview` of `Stage: Preview`. */
export const byLabel = (
  samples: readonly Sample[],
  readings: readonly Reading[],
  shape: Shape,
): Attempt | undefined => {
  const head = headOf(samples[0]?.raw ?? "");
  if (head === "" || !samples.every(({ raw }) => headOf(raw) === head))
    return labelled(samples, readings, shape);
  const own = samples.map(({ model, raw }) => ({ model, raw: raw.slice(head.length) }));
  const found = labelled(own, readings, shape);
  if (found === undefined) return undefined;
  const made = (model: Sample["model"]): string => head + found.made(model);
  return { ...found, value: literal(head) + found.value, ...judgeTexts(made, samples) };
};
