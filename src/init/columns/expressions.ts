import type { Sample } from "./samples.ts";
import { type Hole, holesIn, type Texts } from "./holes.ts";
import { likeness } from "./likeness.ts";
import type { Reading } from "./readings.ts";
import type { Model } from "../catalog/records.ts";
import { countEach, toMap } from "../../text/group-by.ts";

/** A text with fields in it, as a candidate for what a column shows. */
export type Candidate = { readonly value: string; readonly readings: readonly Reading[] };

/** A candidate with other readings in place of some of its own. */
export const withOthers = (
  { value, readings }: Candidate,
  others: ReadonlyMap<Reading, Reading>,
): Candidate => ({
  value: [...others].reduce(
    (made, [own, other]) => made.replaceAll(`{${own.name}}`, `{${other.name}}`),
    value,
  ),
  readings: readings.map((own) => others.get(own) ?? own),
});

/** The most stretches of one cell that are tried together, and the most that a cell may show at once. */
const mostHoles = 7;
const mostParts = 5;

export const literal = (text: string): string => text.replaceAll("{", "{{").replaceAll("}", "}}");

/** The text of an expression without fields, or with fields as a block format has them: braces stand for themselves. */
export const fromLiteral = (value: string): string => value.replaceAll("{{", "{").replaceAll("}}", "}");

/** The field that an expression is nothing but; undefined where it is more. */
export const loneField = (value: string): string | undefined => /^\{([^{}]+)\}$/.exec(value)?.[1];

type Choice = { readonly start: number; readonly end: number; readonly reading: Reading };

/** Every set of stretches that don't overlap, each with one reading. */
const setsOf = (choices: readonly Choice[]): readonly (readonly Choice[])[] => {
  const sets: (readonly Choice[])[] = [];
  const extend = (chosen: readonly Choice[], from: number): void => {
    if (chosen.length > 0) sets.push(chosen);
    if (chosen.length === mostParts) return;
    const end = chosen.at(-1)?.end ?? 0;
    for (let index = from; index < choices.length; index += 1) {
      const choice = choices[index];
      if (choice !== undefined && choice.start >= end) extend([...chosen, choice], index + 1);
    }
  };
  extend([], 0);
  return sets;
};

const expressionOf = (raw: string, set: readonly Choice[]): string => {
  let text = "";
  let at = 0;
  for (const { start, end, reading } of set) {
    text += `${literal(raw.slice(at, start))}{${reading.name}}`;
    at = end;
  }
  return text + literal(raw.slice(at));
};

/** How far fields are called as what stands before them: `Hub A <…/{hubA.id}>, Hub B <…/{hubB.id}>`. */
const named = (raw: string, set: readonly Choice[]): number => {
  if (set.length < 2) return 0;
  const before = set.map(({ start }, at) => raw.slice(set[at - 1]?.end ?? 0, start));
  return set.reduce((sum, { reading }, at) => sum + likeness(before[at] ?? "", reading.path) / 1000, 0);
};

/** Stretches of which the longest come first, and those within others last: an address has many. */
const outerFirst = (holes: readonly Hole[]): readonly Hole[] => {
  const isInner = ({ start, end }: Hole, at: number): boolean =>
    holes.slice(0, at).some((outer) => outer.start <= start && end <= outer.end);
  return [...holes.filter((hole, at) => !isInner(hole, at)), ...holes.filter(isInner)];
};

/** What cells show that say nothing of what the others show. */
const nothing = /^(?:[-–—]|none|n\/?a)?$/i;

/** Whether backticks are open at the end of an expression. */
const isOpen = (value: string): boolean =>
  (value.replace(/\{[^{}]*\}/g, "").match(/`/g)?.length ?? 0) % 2 === 1;

/** Texts with fields that give many of the samples, the likeliest first; of two fields the lower `rank` is likelier. */
export const candidatesFor = (
  samples: readonly Sample[],
  textsOf: (model: Model) => Texts,
  rank: (reading: Reading) => number | undefined,
): readonly Candidate[] => {
  const found = samples.map(({ raw, model }) => (raw === "" ? [] : holesIn(raw, textsOf(model))));
  const counts = countEach(found.flatMap((holes) => [...new Set(holes.flatMap(({ readings }) => readings))]));
  const filled = samples.filter(({ raw }) => !nothing.test(raw)).length;
  const least = Math.max(1, Math.ceil(filled * 0.3));
  const ranks = toMap(counts, ([reading, count]) => {
    const ranked = count < least ? undefined : rank(reading);
    return ranked === undefined ? undefined : [reading, ranked];
  });
  const rankOf = (reading: Reading): number => ranks.get(reading) ?? 0;
  const likelier = (a: Reading, b: Reading): number =>
    (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || rankOf(a) - rankOf(b);
  const votes = new Map<string, { count: number; readonly candidate: Candidate; readonly cost: number }>();
  for (const [index, holes] of found.entries()) {
    const raw = samples[index]?.raw ?? "";
    const ranked = holes
      .map((hole) => ({
        ...hole,
        readings: hole.readings.filter((each) => ranks.has(each)),
      }))
      .filter(({ readings }) => readings.length > 0);
    const choices = outerFirst(ranked)
      .slice(0, mostHoles)
      .flatMap(({ start, end, readings }) =>
        [...readings]
          .sort(likelier)
          .slice(0, 2)
          .map((reading): Choice => ({ start, end, reading })),
      )
      .sort((a, b) => a.start - b.start || b.end - a.end);
    const own = new Set<string>();
    for (const set of setsOf(choices)) {
      const value = expressionOf(raw, set);
      // A value that goes beyond code or a link is half of it.
      if (own.has(value) || (isOpen(value) && !isOpen(raw))) continue;
      own.add(value);
      const vote = votes.get(value);
      if (vote !== undefined) {
        vote.count += 1;
        continue;
      }
      const readings = set.map(({ reading }) => reading);
      const words = value.replace(/\{[^{}]*\}/g, "").match(/[\p{L}\p{N}]/gu)?.length ?? 0;
      const cost =
        words + readings.reduce((sum, reading) => sum + 0.5 + rankOf(reading) / 1000, -named(raw, set));
      votes.set(value, { count: 1, candidate: { value, readings }, cost });
    }
  }
  return [...votes.values()]
    .sort((a, b) => b.count - a.count || a.cost - b.cost || (a.candidate.value < b.candidate.value ? -1 : 1))
    .map(({ candidate }) => candidate);
};
