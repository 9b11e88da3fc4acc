import type { ExcludeConfig, Predicate } from "../../config/config.gen.ts";
import type { Model, Shape } from "../catalog/records.ts";
import type { Fields } from "../types.ts";
import { byNames, type Test, testsOf, overlap, sizeOf } from "./atoms.ts";
import { fieldsOf, type Sides, sidesOf, takeMost } from "./choose.ts";
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
const hiddenKinds = ({ yes: hidden, no: shown }: Sides, shape: Shape): readonly Test[] => {
  const isKind = ({ when, path }: Test): boolean =>
    (saysKind(path) || when.field === "idTag") && (when.equals !== undefined || when.includes !== undefined);
  const clean = testsOf(shape).filter((test) => isKind(test) && overlap(test.holds, shown) === 0);
  const likelier = (a: Test, b: Test): number => a.rank - b.rank;
  const { chosen } = takeMost(clean, hidden, { bit: 1, most: maxKinds + 1, likelier });
  return chosen.length > maxKinds ? [] : chosen;
};

/** So many hidden models, and as many shown ones, must be told apart for it not to be by chance. */
const leastTold = 3;

/** What all shown models are, and hidden ones aren't: of a kind most of them, and of a flag all. */
const shownSort = ({ yes, no }: Sides, shape: Shape): Test | undefined => {
  const [hidden, shown] = [sizeOf(yes), sizeOf(no)];
  if (hidden < leastTold || shown < leastTold * leastTold) return undefined;
  const told = testsOf(shape).flatMap((test) => {
    const { when, path, holds } = test;
    const count = hidden - overlap(holds, yes);
    const isSort = saysKind(path) && when.equals !== undefined && count * 2 > hidden;
    const isFlag = when.equals === true && count === hidden;
    return (isSort || isFlag) && overlap(holds, no) === shown ? [{ test, count }] : [];
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
  const sides = sidesOf(shape, new Set(left), new Set([...left, ...shown]));
  const kinds = hiddenKinds(sides, shape);
  const sort = kinds.length > 0 ? undefined : shownSort(sides, shape);
  const rest = shape.models.filter(
    (_, index) =>
      sides.yes[index] === 1 &&
      !kinds.some(({ holds }) => holds[index] === 1) &&
      (sort === undefined || sort.holds[index] === 1),
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
