import { groupBy, toMap } from "../../text/group-by.ts";
import type { Model, Shape } from "../catalog/records.ts";
import { wordName } from "../find/value-counts.ts";
import type { FoundRow, WhereDraft } from "../types.ts";
import { butNot, byNames } from "../where/atoms.ts";
import { chooseTest, sidesOf } from "../where/choose.ts";

/** A row of a model below its first one. */
export type Below = { readonly model: Model; readonly row: FoundRow };

/** The rows of models that say the same of themselves: `Batch`. */
export type RowKind = {
  readonly said: string;
  readonly name: string;
  readonly members: readonly Below[];
  /** The models that have such a row. */
  readonly having: ReadonlySet<Model>;
};

/** What the kinds are called, in the order in which the rows of models follow each other. */
const inOrder = (below: readonly Below[], saidBy: (row: FoundRow) => string): readonly string[] => {
  const order: string[] = [];
  for (const rows of groupBy(below, ({ model }) => model).values()) {
    let last = -1;
    for (const said of rows.map(({ row }) => saidBy(row))) {
      const known = order.indexOf(said);
      if (known === -1) order.splice(last + 1, 0, said);
      last = known === -1 ? last + 1 : known;
    }
  }
  return order;
};

/** The kinds of rows by what a column says; undefined where a model has two of one kind, or most rows are one of a kind. */
export const rowKinds = (
  below: readonly Below[],
  saidBy: (row: FoundRow) => string,
): readonly RowKind[] | undefined => {
  const groups = groupBy(below, ({ row }) => saidBy(row));
  const kinds = inOrder(below, saidBy).map((said): RowKind => {
    const members = groups.get(said) ?? [];
    return { said, name: wordName(said), members, having: new Set(members.map(({ model }) => model)) };
  });
  const areTold = kinds.every(({ name, members, having }) => name !== "" && having.size === members.length);
  const areNamed = new Set(kinds.map(({ name }) => name)).size === kinds.length;
  return areTold && areNamed && (kinds.length === 1 || kinds.length < below.length) ? kinds : undefined;
};

const isApart = ({ having }: RowKind, other: RowKind): boolean =>
  [...having].every((model) => !other.having.has(model));

const named = "Nothing in the catalog says which models have this row: name a new one here.";

/**
 * Which models have a row of each kind: by a test, by one that other kinds are left out of (a cached price, but
 * where reading and writing have rows of their own), or by name.
 */
export const tellKinds = (
  kinds: readonly RowKind[],
  models: ReadonlySet<Model>,
  shape: Shape,
): ReadonlyMap<RowKind, WhereDraft> => {
  const test = ({ having, said }: RowKind, among: ReadonlySet<Model>): WhereDraft | undefined => {
    if (having.size === among.size) return { fields: {} };
    const chosen = chooseTest(sidesOf(shape, having, among), shape, [said]);
    return chosen?.wrong === 0 ? { where: chosen.when, fields: chosen.fields } : undefined;
  };
  const alone = new Map(kinds.map((kind) => [kind, test(kind, models)] as const));
  return toMap(kinds, (kind) => {
    const found = alone.get(kind);
    if (found !== undefined) return [kind, found];
    const others = kinds.filter((other) => isApart(kind, other) && alone.get(other)?.where !== undefined);
    const taken = new Set(others.flatMap(({ having }) => [...having]));
    const rest = test(kind, new Set([...models].filter((model) => !taken.has(model))));
    if (rest === undefined || others.length === 0)
      return [kind, { where: byNames(shape, [...kind.having]).when, fields: {}, remark: named }];
    const told = others.flatMap((other) => alone.get(other) ?? []);
    return [kind, butNot(rest, told)];
  });
};
