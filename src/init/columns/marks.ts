import type { Predicate } from "../../config/config.gen.ts";
import { isList, type FieldValue } from "../../model/entry.ts";
import { plainText } from "../../text/emit/plain-text.ts";
import { groupBy } from "../../text/group-by.ts";
import { once } from "../../text/once.ts";
import { isMaker, type Model, type Shape } from "../catalog/records.ts";
import { saysSomething } from "../catalog/field-name.ts";
import { type Attempt, judgeTexts, looksSame, seenOf } from "./agreement.ts";
import { literal } from "./expressions.ts";
import { isAmount, isMark, isNumeric, saysYes } from "./kinds.ts";
import { likeness } from "./likeness.ts";
import { pathsOf, readingOf } from "./readings.ts";
import { commonest, type Sample, spread, tally } from "./samples.ts";

/** A test of one value of a model. */
export type Atom = {
  readonly path: string;
  readonly field: string;
  readonly when: Predicate;
  /** What the test asks for, in words: a header may be called so. */
  readonly about: string;
  readonly holds: (model: Model) => boolean;
  /** The plainest first. */
  readonly rank: number;
  /** How many different values the catalog has there. */
  readonly kinds: number;
};

/** The rank of a test that tells only what is called as its value is: an alias, where aliases are listed. */
export const namesake = 4;

/** A text with more different values than this says which model it is, and not of what kind. */
const mostValues = 24;
/** Makers are of no kind, but their models have things in common however many there are. */
const mostMakers = 100;

/** Whether a value is a day. */
export const isDay = /^\d{4}-\d\d-\d\d(?:T|$)/;

/** Every test of the values at a path. */
const atomsOf = (path: string, field: string, models: readonly Model[]): readonly Atom[] => {
  const values = models.map(({ leaves }) => leaves.get(path) ?? null);
  const items = new Set(values.flatMap((value) => (isList(value) ? value : [])));
  const scalars = new Set(values.filter((value) => !isList(value) && value !== null && value !== ""));
  const at = ({ leaves }: Model): FieldValue => leaves.get(path) ?? null;
  const make = (rank: number, about: string, test: Omit<Predicate, "field">, holds: Atom["holds"]): Atom => ({
    path,
    field,
    when: { field, ...test },
    about,
    holds,
    rank,
    kinds: scalars.size + Number(values.includes(null)),
  });
  const says = (model: Model): boolean => !["", null].some((blank) => at(model) === blank);
  const isMeasure =
    [...scalars].every((value) => typeof value !== "string" || isNumeric(value)) || items.size > 0;
  const recurs = (value: FieldValue): boolean => values.indexOf(value) !== values.lastIndexOf(value);
  const most = isMaker(path) ? mostMakers : mostValues;
  // A day says when, and neither of what kind nor which model.
  const areDays = [...scalars].every((value) => typeof value === "string" && isDay.test(value));
  const isMeasured = (value: string): boolean => isMeasure && Number(value) !== 0;
  return [
    ...(scalars.has(true) || scalars.has(false)
      ? [
          make(0, path, { equals: true }, (model) => at(model) === true),
          make(2, path, { equals: false }, (model) => at(model) === false),
        ]
      : []),
    ...(items.size <= 4 * mostValues ? [...items] : []).map((item) =>
      make(0, `${path} ${String(item)}`, { includes: item }, (model) => {
        const value = at(model);
        return isList(value) && value.includes(item);
      }),
    ),
    ...(scalars.size <= most ? [...scalars] : [])
      // What one model alone has says which it is, unless its name says that it is a kind.
      .flatMap((value) =>
        typeof value === "string" && !areDays && !isMeasured(value) && (saysSomething(path) || recurs(value))
          ? [value]
          : [],
      )
      .map((value) => make(1, `${path} ${value}`, { equals: value }, (model) => at(model) === value)),
    ...(values.includes(null) && scalars.size + items.size > 0
      ? [make(saysSomething(path) || isMeasure || areDays ? 3 : namesake, path, { exists: true }, says)]
      : []),
    ...([...scalars].some((value) => typeof value === "number") && scalars.has(0)
      ? [
          make(3, path, { greaterThan: 0 }, (model) => {
            const value = at(model);
            return typeof value === "number" && value > 0;
          }),
        ]
      : []),
  ];
};

/** Every test of a value of a catalog's records, but for their IDs and names. */
export const atomsIn = once((shape: Shape): readonly Atom[] =>
  pathsOf(shape)
    .filter((path) => path !== shape.id && path !== shape.name)
    .flatMap((path) => atomsOf(path, readingOf(shape, path, "", []).name, shape.models)),
);

const split = ({ holds }: Atom, samples: readonly Sample[]) => {
  const yes: string[] = [];
  const no: string[] = [];
  for (const { model, raw } of samples) (holds(model) ? yes : no).push(raw);
  return { yes: commonest(yes), no: commonest(no), both: yes.length > 0 && no.length > 0 };
};

/** Whether all models that pass a test have one text, and all others another. */
export const tells = (atom: Atom, samples: readonly Sample[]): boolean => {
  const { yes, no, both } = split(atom, samples);
  return both && yes !== no && samples.every(({ model, raw }) => raw === (atom.holds(model) ? yes : no));
};

/** What is said of models that pass a test, and of the others. */
type Sides = { readonly yes: string; readonly no: string };

/** Fewer cells of a kind than this may be told apart by chance. */
const least = 3;

/** The share of cells that two texts have between them, where a column is about yes and no. */
const twoShare = 0.8;

/** Whether a test says yes where the cells say no. */
const isReversed = (yes: string, no: string): boolean => saysYes(plainText(no)) && !saysYes(plainText(yes));

/** Whether nothing tells what further values of the catalog get: the other values here have several words, or are one. */
const isOneOfMany = (
  { when, path, kinds, holds }: Atom,
  samples: readonly Sample[],
  { yes, no }: Sides,
): boolean => {
  if (typeof when.equals !== "string" || kinds <= 2) return false;
  const others = groupBy(
    samples.filter(({ model }) => !holds(model)),
    ({ model }) => model.leaves.get(path) ?? null,
  );
  if (others.size === 1) return !isMark(plainText(no));
  return [...others.values()].some((own) => ![yes, no].includes(commonest(own.map(({ raw }) => raw))));
};

/** Whether a mark would name, of the list that it asks for one item of, items that some models lack: what lists all is none. */
export const namesOthers = (
  { path, when }: Pick<Atom, "path" | "when">,
  samples: readonly Sample[],
  said: (model: Model) => string,
): boolean => {
  if (when.includes === undefined) return false;
  const itemsOf = ({ leaves }: Model): readonly string[] => {
    const value = leaves.get(path) ?? null;
    return isList(value) ? [...value].map(String) : [];
  };
  const all = new Set(samples.flatMap(({ model }) => itemsOf(model)));
  return samples.some(({ model }) =>
    [...all].some((item) => said(model).includes(item) && !itemsOf(model).includes(item)),
  );
};

/** Whether one text names the kind that all its models are of, and one of several kinds has the other: no flag tells these apart. */
const isNamedKind = (atom: Atom, samples: readonly Sample[]): boolean => {
  const { yes, no } = split(atom, samples);
  return likeness(yes, atom.about) > 0 && isOneOfMany(atom, samples, { yes, no }) && tells(atom, samples);
};

/** Whether what all say who lack one flag names another: where some say neither, it is no word for all of them. */
export const claimsAnother = (path: string, said: string, atoms: readonly Atom[]): boolean =>
  atoms.some((other) => other.path !== path && other.when.equals === true && likeness(said, other.about) > 0);

/** What one model of a provider is: no other has it for lacking something. */
const isDefault = /\bdefault\b/i;

/** A cell that is one of two, by what a model is or can do. */
export const byMark = (
  samples: readonly Sample[],
  label: string,
  atoms: readonly Atom[],
): Attempt | undefined => {
  const [first, second, third] = tally(samples.map(({ raw }) => seenOf(raw)));
  if (first === undefined || second === undefined) return undefined;
  if (third !== undefined && first[1] + second[1] < twoShare * samples.length) return undefined;
  const few = spread(samples, 80);
  const score = (atom: Atom, among: readonly Sample[]) => {
    const { yes, no, both } = split(atom, among);
    if (!both || looksSame(yes, no)) return undefined;
    if (isDefault.test(`${yes} ${no}`) && !isDefault.test(atom.about)) return undefined;
    if (
      isOneOfMany(atom, among, { yes, no }) ||
      namesOthers(atom, among, (model) => (atom.holds(model) ? yes : no))
    )
      return undefined;
    const judged = judgeTexts((model) => (atom.holds(model) ? yes : no), among);
    // `Public preview` is about a preview, whatever its column is called.
    const like = likeness(label, atom.about) || likeness(yes, atom.about) / 2;
    return { atom, yes, no, judged, like, reversed: Number(isReversed(yes, no)) };
  };
  type Score = NonNullable<ReturnType<typeof score>>;
  const better = (a: Score, b: Score): number =>
    b.judged.explained - a.judged.explained ||
    b.like - a.like ||
    a.reversed - b.reversed ||
    a.atom.rank - b.atom.rank ||
    // What has a mark is told by what it is, and not by what the others are.
    Number(a.yes === "") - Number(b.yes === "");
  const close = (all: readonly Atom[], among: readonly Sample[]): readonly Score[] =>
    all.flatMap((atom) => score(atom, among) ?? []).sort(better);
  const likely = close(atoms, few).slice(0, 12);
  const whole = likely.map(({ atom }) => atom);
  const [best] = few.length === samples.length ? likely : close(whole, samples);
  if (best === undefined) return undefined;
  const { atom, yes, no, judged, like } = best;
  if (like === 0 && atoms.some((other) => isNamedKind(other, samples))) return undefined;
  // It must say more than that most cells are the same.
  const rare = samples.length - first[1];
  if (judged.differing.length * (like === 0 ? 4 : 2) > rare) return undefined;
  if (judged.differing.length > 0 && claimsAnother(atom.path, no, atoms)) return undefined;
  const isFlag = judged.differing.length === 0 && typeof atom.when.equals === "boolean" && rare > 1;
  // Two cells of six that say yes where one flag does aren't so by chance.
  const isChance =
    (rare < least || samples.length - rare < least) &&
    !(isFlag && samples.length >= 2 * least && isMark(plainText(yes)) && isMark(plainText(no)));
  // An amount follows from an amount: that few cells have two of them where a model is of two kinds is chance.
  if (isChance && isAmount(plainText(yes)) && isAmount(plainText(no))) return undefined;
  // What one cell alone says is its own, unless it says yes or no.
  const recurs = (rare > 1 && samples.length - rare > 1) || (isMark(plainText(yes)) && isMark(plainText(no)));
  if (like === 0 && isChance && !(judged.differing.length === 0 && saysSomething(atom.path) && recurs))
    return undefined;
  return {
    value: literal(yes),
    when: atom.when,
    otherwise: literal(no),
    fields: { [atom.field]: { path: atom.path } },
    readings: [],
    ...judged,
  };
};
