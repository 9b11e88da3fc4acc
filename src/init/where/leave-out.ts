import type { ExcludeConfig, Predicate } from "../../config/config.gen.ts";
import type { Model, Shape } from "../catalog/records.ts";
import type { Fields } from "../types.ts";
import { byNames, type Test, testsOf } from "./atoms.ts";
import { fieldsOf } from "./choose.ts";
import { saysKind } from "../catalog/field-name.ts";

/** Why models aren't in the documentation, as far as the catalog tells. */
export type LeftOut = {
  readonly exclude: readonly ExcludeConfig[];
  readonly fields: Fields;
  /** The one of `exclude` that names models one by one. */
  readonly listed: ExcludeConfig;
  /** How many it names. */
  readonly count: number;
};

/** More kinds than this that aren't shown are chance rather than rules. */
const maxKinds = 4;

const reason = ({ field = "", equals, includes }: Predicate): string =>
  includes === undefined ? `${field} is ${String(equals)}` : `${field} has ${String(includes)}`;

const ownerOf = ({ id }: Model): string => id.slice(0, id.indexOf("/") + 1);

/** What the config's regular expressions take for signs of their own: no more may be escaped there. */
const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** Models of other owners, where the documentation is about those of a few: most aren't shown, and for that reason. */
const byOwner = (
  hidden: readonly Model[],
  shown: readonly Model[],
  { key }: Shape,
): ExcludeConfig | undefined => {
  const owners = [...new Set(shown.map(ownerOf))].toSorted();
  const others = hidden.filter((model) => !owners.includes(ownerOf(model)));
  if (key !== undefined || owners.includes("") || others.length <= shown.length) return undefined;
  const matches = `^(?:${owners.map(escapeRegex).join("|")})`;
  return { name: "made by others", when: { not: { field: "id", matches } } };
};

/** The kinds that none of the shown models is of, those of most hidden models first. */
const hiddenKinds = (hidden: readonly Model[], shown: readonly Model[], shape: Shape): readonly Test[] => {
  const places = new Map(shape.models.map((model, index) => [model, index] as const));
  const placesOf = (models: readonly Model[]): readonly number[] =>
    models.map((model) => places.get(model) ?? -1);
  const seen = placesOf(shown);
  const isKind = ({ when, path }: Test): boolean =>
    (saysKind(path) || when.field === "idTag") && (when.equals !== undefined || when.includes !== undefined);
  const clean = testsOf(shape).filter(
    (test) => isKind(test) && !seen.some((place) => test.holds[place] === 1),
  );
  const chosen: Test[] = [];
  let left = placesOf(hidden);
  while (left.length > 0) {
    const open = left;
    const covered = ({ holds }: Test): number => open.filter((place) => holds[place] === 1).length;
    const [best] = clean
      .map((test) => ({ test, count: covered(test) }))
      .sort((a, b) => b.count - a.count || a.test.rank - b.test.rank);
    if (best === undefined || best.count === 0) break;
    chosen.push(best.test);
    left = left.filter((place) => best.test.holds[place] !== 1);
    if (chosen.length > maxKinds) return [];
  }
  return chosen;
};

/** So many hidden models, and as many shown ones, must be told apart for it not to be by chance. */
const leastTold = 3;

/** What all shown models are, and hidden ones aren't: of a kind most of them, and of a flag all. */
const shownSort = (hidden: readonly number[], seen: readonly number[], shape: Shape): Test | undefined => {
  if (hidden.length < leastTold || seen.length < leastTold * leastTold) return undefined;
  const told = testsOf(shape).flatMap((test) => {
    const { when, path, holds } = test;
    const count = hidden.filter((place) => holds[place] !== 1).length;
    const isSort = saysKind(path) && when.equals !== undefined && count * 2 > hidden.length;
    const isFlag = when.equals === true && count === hidden.length;
    return (isSort || isFlag) && seen.every((place) => holds[place] === 1) ? [{ test, count }] : [];
  });
  return told.toSorted((a, b) => b.count - a.count || a.test.rank - b.test.rank)[0]?.test;
};

/** The reason of the models that nothing but their IDs tells apart. */
export const unshown = "not in the documentation so far";

/** What tells the models that the documentation doesn't show: who made them, their kinds, or else their IDs. */
export const leaveOut = (hidden: readonly Model[], shown: readonly Model[], shape: Shape): LeftOut => {
  const owners = byOwner(hidden, shown, shape);
  const owned = new Set(shown.map(ownerOf));
  const left = owners === undefined ? hidden : hidden.filter((model) => owned.has(ownerOf(model)));
  const kinds = hiddenKinds(left, shown, shape);
  const places = new Map(shape.models.map((model, index) => [model, index] as const));
  const placeOf = (model: Model): number => places.get(model) ?? -1;
  const sort = kinds.length > 0 ? undefined : shownSort(left.map(placeOf), shown.map(placeOf), shape);
  const rest = left.filter(
    (model) =>
      !kinds.some(({ holds }) => holds[placeOf(model)] === 1) &&
      (sort === undefined || sort.holds[placeOf(model)] === 1),
  );
  const listed = { name: unshown, when: byNames(shape, rest).when };
  return {
    exclude: [
      ...(owners === undefined ? [] : [owners]),
      ...kinds.map(({ when }) => ({ name: reason(when), when })),
      ...(sort === undefined
        ? []
        : [{ name: `${sort.when.field ?? ""} isn't ${String(sort.when.equals)}`, when: { not: sort.when } }]),
      ...(rest.length === 0 ? [] : [listed]),
    ],
    fields: fieldsOf(sort === undefined ? kinds : [sort]),
    listed,
    count: rest.length,
  };
};
