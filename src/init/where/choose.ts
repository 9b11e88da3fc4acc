import type { Predicate } from "../../config/config.gen.ts";
import type { Model, Shape } from "../catalog/records.ts";
import { likeness } from "../columns/likeness.ts";
import { namesake } from "../columns/marks.ts";
import type { Fields } from "../types.ts";
import { byNames, joined, overlap, sizeOf, type Test, testsOf } from "./atoms.ts";
import { byKey, isGeneral, isKind, isRanking, ofAllModels } from "./general.ts";
import { saysSomething } from "../catalog/field-name.ts";

/** Which models a test is to hold for, by their places in the catalog. */
export type Sides = { readonly yes: Uint8Array; readonly no: Uint8Array };

/** Some models apart from the others that there are. */
export const sidesOf = ({ models }: Shape, chosen: ReadonlySet<Model>, all: ReadonlySet<Model>): Sides => ({
  yes: Uint8Array.from(models, (model) => Number(chosen.has(model))),
  no: Uint8Array.from(models, (model) => Number(all.has(model) && !chosen.has(model))),
});

/** A test that was chosen; `wrong` are the models that had to be named one by one. */
export type Chosen = {
  readonly when: Predicate;
  readonly fields: Fields;
  readonly wrong: number;
  /** Whether the place is called as the test is. */
  readonly isCalled?: true;
};

/** The share of models that may be exceptions to a test, and to one that the place is called as. */
const exceptions = 0.2;
const exceptionsOfCalled = 1 / 3;

/** With a larger share of its models nowhere, a test isn't why some stand in a place, where most others stand somewhere. */
const mostly = 2 / 3;

/** The most tests that are needed together. */
const mostParts = 3;

type Scored = Test & {
  readonly hit: number;
  readonly miss: number;
  readonly like: number;
  /** Whether the place is called as the value that the test asks for. */
  readonly called: boolean;
};

/** The likeliest first: what is called as the place is, then a kind before a flag, then what holds for fewest others. */
const likelier = (a: Scored, b: Scored): number =>
  b.like - a.like ||
  plainness(a) - plainness(b) ||
  a.path.split(".").length - b.path.split(".").length ||
  a.count - b.count;

const plainness = ({ when, path }: Test): number => {
  const kind =
    typeof when.equals === "string" ? 0 : when.includes !== undefined ? 1 : when.equals === true ? 2 : 3;
  return kind + (saysSomething(path) || typeof when.equals === "string" ? 0 : 2);
};

/** The fields that tests read. */
export const fieldsOf = (tests: readonly Test[]): Fields =>
  tests.reduce<Fields>((all, { fields }) => ({ ...all, ...fields }), {});

/** What holds where all of some tests do, or any. */
export const joinedTests = (key: "all" | "any", tests: readonly Test[]): Chosen => ({
  when: joined(
    key,
    tests.map(({ when }) => when),
  ),
  fields: fieldsOf(tests),
  wrong: 0,
});

/** How tests are taken: for the models for which they hold (1) or don't (0), how many, and of equal ones the first. */
type Taking<T> = {
  readonly bit: 0 | 1;
  readonly most: number;
  readonly likelier: (a: T, b: T) => number;
};

/** Tests, one after another, each of which takes most of the models that are left; `isAll`: none is left then. */
export const takeMost = <T extends Test>(
  tests: readonly T[],
  models: Uint8Array,
  { bit, most, likelier }: Taking<T>,
): { readonly chosen: readonly T[]; readonly isAll: boolean } => {
  const chosen: T[] = [];
  let [left, count] = [models, sizeOf(models)];
  while (count > 0 && chosen.length < most) {
    const [of, open] = [left, count];
    const [best] = tests
      .map((test) => ({ test, taken: bit === 1 ? overlap(test.holds, of) : open - overlap(test.holds, of) }))
      .sort((a, b) => b.taken - a.taken || likelier(a.test, b.test));
    if (best === undefined || best.taken === 0) break;
    const { test, taken } = best;
    chosen.push(test);
    [left, count] = [of.map((there, index) => (test.holds[index] === bit ? 0 : there)), open - taken];
  }
  return { chosen, isAll: count === 0 };
};

/** A few tests that hold together for each of `yes`, and for none of `no`. */
const together = (scored: readonly Scored[], { no }: Sides, all: number): readonly Test[] | undefined => {
  const whole = scored.filter(({ hit }) => hit === all);
  const { chosen, isAll } = takeMost(whole, no, { bit: 0, most: mostParts, likelier });
  return isAll && chosen.length > 0 ? plainest(chosen, whole, no) : undefined;
};

/** The same with the likeliest test in the place of each that was chosen, as far as they tell the same apart. */
const plainest = (chosen: readonly Test[], whole: readonly Scored[], no: Uint8Array): readonly Test[] => {
  const ranked = [...whole].sort(likelier);
  return chosen.reduce<readonly Test[]>((tests, _, at) => {
    const left = no.map((bit, index) =>
      tests.every(({ holds }, other) => other === at || holds[index] === 1) ? bit : 0,
    );
    const better = ranked.find(({ holds }) => overlap(holds, left) === 0);
    return better === undefined ? tests : tests.with(at, better);
  }, chosen);
};

/** A few tests of which one holds for each of `yes`, and none for any of `no`. */
const either = (scored: readonly Scored[], { yes }: Sides, all: number): readonly Test[] | undefined => {
  const clean = scored.filter(({ miss }) => miss === 0);
  const { chosen, isAll } = takeMost(clean, yes, { bit: 1, most: mostParts, likelier });
  // As many tests as models would only list them.
  const isShort = chosen.length === 1 || chosen.length * 2 <= all;
  return isAll && isShort ? chosen : undefined;
};

/** The plainest test of what models are or can do that holds for all of `yes`, and for none of `no`. */
export const tellApart = ({ yes, no }: Sides, shape: Shape): Test | undefined => {
  const all = sizeOf(yes);
  return testsOf(shape)
    .filter(
      ({ path, holds }) =>
        all > 0 && saysSomething(path) && overlap(holds, yes) === all && overlap(holds, no) === 0,
    )
    .toSorted((a, b) => a.rank - b.rank)[0];
};

export const picked = (models: readonly Model[], isThere: (index: number) => boolean): readonly Model[] =>
  models.filter((_, index) => isThere(index));

type Exceptions = { readonly lacking: readonly Model[]; readonly extra: readonly Model[] };

/** The same test with its exceptions named. */
export const excepting = (
  when: Predicate,
  { lacking, extra }: Exceptions,
  shape: Shape,
): Omit<Chosen, "fields"> => {
  const less = extra.length === 0 ? when : { all: [when, { not: byNames(shape, extra).when }] };
  const whole = lacking.length === 0 ? less : { any: [less, byNames(shape, lacking).when] };
  return { when: whole, wrong: lacking.length + extra.length };
};

/** The test that holds for most of `yes` and few of `no`, with the others named. */
const withExceptions = (
  scored: readonly Scored[],
  { yes, no }: Sides,
  shape: Shape,
  all: number,
): Chosen | undefined => {
  const wrongOf = ({ hit, miss }: Scored): number => all - hit + miss;
  const [best] = scored
    .filter((each) => wrongOf(each) <= (each.called ? exceptionsOfCalled : exceptions) * all)
    .sort((a, b) => Number(b.called) - Number(a.called) || wrongOf(a) - wrongOf(b) || likelier(a, b));
  if (best === undefined) return undefined;
  const { holds, when, fields } = best;
  const lacking = picked(shape.models, (index) => yes[index] === 1 && holds[index] === 0);
  const extra = picked(shape.models, (index) => no[index] === 1 && holds[index] === 1);
  return { ...excepting(when, { lacking, extra }, shape), fields };
};

/** The tests that a place is called as and that hold for all of it: `Acme`, and below it `Chat`. */
const calledWhole = (scored: readonly Scored[], all: number): readonly Test[] =>
  scored
    .filter(({ called, hit }) => called && hit === all)
    .sort(likelier)
    .filter(({ holds, path }, at, tests) => {
      const isSaid = (other: Test): boolean =>
        other.path === path || other.holds.every((bit, index) => bit === holds[index]);
      return !tests.slice(0, at).some(isSaid);
    });

/** The plainest test that holds for `yes` and not for `no`; undefined where nothing but their names tells them apart. */
export const chooseTest = (sides: Sides, shape: Shape, context: readonly string[]): Chosen | undefined => {
  const { yes, no } = sides;
  const around = context
    .map((text) => text.replace(ofAllModels, ""))
    .flatMap((text) => [text, text.replace(/(?<=[a-z]{2})(?:(?<=[sxz])es|s)\b/gi, "")]);
  const places = [...yes.keys()].filter((place) => yes[place] === 1);
  const all = places.length;
  const isOfRank = isRanking(context);
  const unshown = shape.models.length - all - sizeOf(no);
  const scored = testsOf(shape).flatMap((test): readonly Scored[] => {
    const hit = places.reduce((sum, place) => sum + (test.holds[place] ?? 0), 0);
    if (hit === 0) return [];
    const like = Math.max(0, ...around.map((text) => likeness(text, test.about)));
    const miss = overlap(test.holds, no);
    const nowhere = test.count - hit - miss;
    const others = shape.models.length - test.count;
    // A kind of which most models stand nowhere, while those of others don't, is none that the place is about.
    const isLeftOut = nowhere > mostly * test.count && unshown - nowhere < (1 - mostly) * others;
    if (like === 0 && (isOfRank || isLeftOut || test.rank === namesake)) return [];
    const value = test.when.equals ?? test.when.includes;
    const called =
      typeof value === "string" &&
      value.replace(ofAllModels, "") !== "" &&
      around.some((text) => likeness(value, text) >= 0.8);
    return [{ ...test, hit, miss, like, called }];
  });
  const calledBy = scored.filter(({ called }) => called);
  const told = calledWhole(scored, all);
  const isTold = no.every((bit, index) => bit === 0 || told.some(({ holds }) => holds[index] === 0));
  if (told.length > 1 && isTold) return { ...joinedTests("all", told), isCalled: true };
  const exact = byKey(scored.filter(({ hit, miss }) => hit === all && miss === 0).sort(likelier));
  // What the place is called goes before a test that happens to hold there.
  const named =
    exact?.like === 0
      ? together(
          scored.filter(({ like }) => like > 0),
          sides,
          all,
        )
      : undefined;
  if (named !== undefined) return joinedTests("all", named);
  if (exact !== undefined) {
    const { when, fields } = exact;
    return { when, fields, wrong: 0, ...(exact.like > 0 ? { isCalled: true } : {}) };
  }
  // One or two models are told apart by chance when several tests may do it, but for kinds that the place is called after.
  const several = all > 2;
  const kinds = scored.filter(({ when }) => several || typeof when.equals === "string");
  const isCalled = kinds.some(({ hit, like }) => hit === all && like > 0);
  const ands = several || isCalled ? together(kinds, sides, all) : undefined;
  if (ands !== undefined) return joinedTests("all", ands);
  // Several makers or kinds that the place isn't called as are there for a reason that it may say itself.
  const open = isGeneral(context) ? scored : scored.filter((test) => !isKind(test));
  const ors = several ? (either(calledBy, sides, all) ?? either(open, sides, all)) : undefined;
  if (ors !== undefined) return joinedTests("any", ors);
  return withExceptions(scored, sides, shape, all);
};
