import { plainText } from "../../../text/emit/plain-text.ts";
import type { CatalogView } from "../../types.ts";
import { type Attempt, attempt, judgeTexts } from "../agreement.ts";
import { type Candidate, candidatesFor, literal } from "../expressions.ts";
import { type Explorer, explorerOf } from "../explorer.ts";
import { attemptEach } from "./closer.ts";
import { byFallback } from "./fallback.ts";
import { byItems } from "./items.ts";
import { byNames } from "./names.ts";
import { bySegments } from "./segments.ts";
import { bySides } from "./sides.ts";
import { scaledReadings } from "./scaled.ts";
import { paddingOf } from "./padding.ts";
import { richReadings } from "./rich.ts";
import { sizeReadings } from "./sizes.ts";
import { shorterReadings, textsWith } from "./shorter.ts";
import { byLabel } from "../labels.ts";
import { likeness } from "../likeness.ts";
import { byFlags } from "../flags.ts";
import { byMark } from "../marks.ts";
import { isAmount, isMark } from "../kinds.ts";
import { byOptional } from "./optional.ts";
import { isWorded, type Reading, valueAt } from "../readings.ts";
import { type Sample, spread, tally } from "../samples.ts";
import { withTargets } from "../targets.ts";
import { byWords } from "../words.ts";

/** The share of texts that an expression must give for the catalog to own them. */
export const leastShare = 0.6;

/** Whether what explains texts that are all the same does so by more than chance: other models have other values. */
const tellsMore = (
  attempted: Attempt,
  label: string,
  samples: readonly Sample[],
  catalog: CatalogView,
): boolean => {
  if (attempted.kinds > 1) return true;
  const isNamed = attempted.readings.some(({ path }) => likeness(label, path) > 0);
  // What is the same everywhere doesn't follow from what isn't.
  if (
    (samples.every(({ raw }) => raw === samples[0]?.raw) && attempted.differing.length > 0) ||
    catalog.shape.models.length < 2
  )
    return isNamed;
  const { isConstant } = explorerOf(catalog);
  const tells = (reading: Reading): boolean =>
    samples.some(({ model }) => /\p{L}{2}|\d{3}/u.test(reading.text(model)));
  return isNamed || attempted.readings.some((reading) => !isConstant(reading) && tells(reading));
};

/** So many models must contradict a value for it to be one that the texts have by chance. */
const leastAgainst = 2;

/** Whether a text has a field of which it shows one value alone, and models with others say something else. */
const showsOneValue = ({ readings, differing, explained }: Attempt, samples: readonly Sample[]): boolean => {
  if (explained < 2 || differing.length < leastAgainst) return false;
  const others = new Set(differing.map(({ model }) => model));
  return readings.some((reading) => {
    const shown = new Set(samples.flatMap(({ model }) => (others.has(model) ? [] : [reading.text(model)])));
    const against = differing.filter(({ model }) => ![...shown, ""].includes(reading.text(model)));
    return shown.size === 1 && against.length >= leastAgainst;
  });
};

const link = /(?<!!)\[((?:[^[\]]|\{[^{}]*\})*)\](?:\([^()]*\)|\[[^[\]]*\])/g;

/** The same without its links, where these are one cell's alone: nobody knows where a new one leads. */
const withoutLinks = (best: Attempt, samples: readonly Sample[]): Attempt => {
  if (best.exact * 2 >= best.explained || best.when !== undefined || !link.test(best.value)) return best;
  const value = best.value.replace(link, "$1");
  return attempt({ value, readings: best.readings }, samples) ?? best;
};

/** A word for each value goes before one for a value and another for all others, unless these say yes and no. */
const inTurn = (mark: Attempt | undefined, words: Attempt | undefined): readonly Attempt[] => {
  const isYes = mark !== undefined && isMark(mark.value) && isMark(mark.otherwise ?? "");
  return (isYes ? [mark, words] : [words, mark]).flatMap((each) => each ?? []);
};

/** Of values that explain the same, one of the column's own name goes first. */
const likeFirst = (label: string, readings: readonly Reading[]): readonly Reading[] => {
  const like = new Map(readings.map((reading) => [reading, likeness(label, reading.path)] as const));
  return readings.toSorted((a, b) => (like.get(b) ?? 0) - (like.get(a) ?? 0));
};

/** More texts than this aren't made of a few signs that models have or lack. */
const mostBare = 8;

/** Texts without fields, as they stand there, the commonest first. */
const barely = (samples: readonly Sample[]): readonly Attempt[] => {
  const texts = tally(samples.map(({ raw }) => raw));
  return texts.length > mostBare
    ? []
    : texts.map(([text]) => ({
        ...{ value: literal(text), readings: [], fields: {} },
        ...judgeTexts(() => text, samples),
      }));
};

/** How texts are drafted: whether the ID says it, where it says as much as another value; and whether fields may be markup. */
export type How = { readonly byId?: boolean; readonly mayMark?: boolean };

/** What explains most of the texts: a text with fields in it, one of two marks, or a word for each value. */
export const bestOf = (
  samples: readonly Sample[],
  label: string,
  catalog: CatalogView,
  how: How,
): Attempt | undefined => {
  const { byId = false, mayMark = false } = how;
  const { textsOf, atoms, plain, isConstant } = explorerOf(catalog);
  const places = new Map(catalog.readings.map((reading, index) => [reading, index] as const));
  const last = catalog.readings.length;
  const padding = paddingOf(samples);
  // What leads to headings follows from what these say.
  const isAnchor = samples.every(({ raw }) => raw.includes("](#"));
  const isPlain = (reading: Reading): boolean =>
    padding !== undefined && samples.some(({ model }) => Number(valueAt(reading, model) ?? "") > 0)
      ? reading.name.endsWith(padding) || (padding === "Fixed2" && reading.rules.at(-1)?.op === "price")
      : reading.rules.length === 0;
  // A shorter form of a name that was found in the cells is as good as the name; a value as it is goes before one that
  // rules made to look like it, which may be right of these models alone.
  const rank = (reading: Reading): number | undefined => {
    if (isConstant(reading) && likeness(label, reading.path) === 0) return undefined;
    const plainly = isPlain(reading);
    // Words made of an ID look like a name, which says more.
    const known = byId && reading.path === catalog.shape.id && (plainly || !isWorded(reading));
    return (
      ((places.get(reading) ?? 2) / last) * 0.5 +
      (plainly || !places.has(reading) ? 0 : 1) -
      (reading.rich === true ? 0.5 : 0) -
      (isAnchor && reading.path === catalog.shape.name ? (reading.name.endsWith("Heading") ? 3 : 2) : 0) +
      (known ? (plainly ? -1 : -0.5) : 1 - likeness(label, reading.path))
    );
  };
  const attempts: Attempt[] = [];
  const whole = (): boolean => attempts.some(({ differing }) => differing.length === 0);
  const tryTexts = (texts: Explorer["textsOf"]): readonly Candidate[] => {
    const candidates = candidatesFor(spread(samples), texts, rank);
    const isMore = (tried: Attempt): boolean => tellsMore(tried, label, samples, catalog);
    attempts.push(...attemptEach(candidates, samples, catalog, isMore));
    return candidates;
  };
  const shorter = shorterReadings(samples, catalog);
  const more = [...shorter, ...richReadings(samples, catalog), ...sizeReadings(samples, catalog)];
  const allTexts = more.length === 0 ? textsOf : textsWith(textsOf, more);
  const candidates = tryTexts(allTexts);
  const isFilled = ({ differing, readings }: Attempt): boolean =>
    differing.length === 0 && readings.every(({ config }) => config.default === undefined);
  // Another value of theirs goes before a constant of the few models that lack one.
  if (!attempts.some(isFilled)) attempts.unshift(...byFallback(candidates, samples, catalog));
  const scaled = whole() ? [] : scaledReadings(samples, catalog);
  if (scaled.length > 0) tryTexts(textsWith(allTexts, scaled));
  const parted = whole()
    ? undefined
    : bySegments(
        samples,
        allTexts,
        (reading, part) => (rank(reading) ?? 1) + 1 - likeness(part, reading.path),
        catalog.readings,
      );
  if (parted !== undefined) attempts.push(parted);
  const best = (among: readonly Attempt[]): Attempt | undefined =>
    among.toSorted((a, b) => b.explained - a.explained || b.exact - a.exact)[0];
  const isTold = (each: Attempt): boolean => !showsOneValue(each, samples);
  const nearest = best(attempts);
  const bare = nearest === undefined && mayMark ? barely(samples) : [];
  const optional = whole()
    ? undefined
    : byOptional(nearest ?? bare[0], bare.length > 0 ? bare : candidates, samples, catalog);
  const isUsable = optional !== undefined && (mayMark || optional.raw === undefined);
  if (isUsable) attempts.push(optional);
  const sided = whole()
    ? undefined
    : bySides(
        best(attempts.filter(isTold)),
        (rest) => candidatesFor(spread(rest), allTexts, rank),
        samples,
        catalog,
      );
  if (sided !== undefined) attempts.push(sided);
  const isWhole = whole();
  const closest = isUsable ? optional : nearest;
  // A mark has no words: `<Check />` is one, and not one in a text.
  const worded =
    closest?.exact === samples.length || samples.every(({ raw }) => isMark(plainText(raw)))
      ? undefined
      : byWords(closest, samples, catalog);
  if (worded !== undefined) attempts.push(worded);
  if (!whole()) attempts.push(...[byNames(closest, samples, catalog)].filter((each) => each !== undefined));
  if (!whole()) attempts.push(...byItems(samples, catalog));
  const listed = whole()
    ? undefined
    : byFlags(samples, label, catalog, (heads) => bestOf(heads, "", catalog, { byId }));
  if (listed !== undefined) attempts.push(listed);
  // An amount is what the catalog has under its name before it is a word for a kind.
  const isMeasured =
    attempts.some(
      ({ explained, readings }) =>
        explained >= leastShare * samples.length && readings.some(({ path }) => likeness(label, path) > 0),
    ) && samples.every(({ raw }) => isAmount(plainText(raw)));
  const others =
    isWhole || isMeasured
      ? []
      : inTurn(byMark(samples, label, atoms), byLabel(samples, likeFirst(label, plain), catalog.shape));
  const chosen = best([...attempts.filter(isTold), ...others]);
  return chosen === undefined
    ? undefined
    : withTargets(withoutLinks(chosen, samples), samples, catalog.shape);
};
