import type { Predicate } from "../../config/config.gen.ts";
import { toText } from "../../config/expression.ts";
import type { Model, Shape } from "../catalog/records.ts";
import { type Atom, atomsIn, isDay, namesake } from "../columns/marks.ts";
import { pathsOf, readingOf } from "../columns/readings.ts";
import { once } from "../../text/once.ts";
import type { Fields, WhereDraft } from "../types.ts";
import { addTo, toMap } from "../../text/group-by.ts";

/** A test, the fields that it reads, and for which models of the catalog it holds, by their places. */
export type Test = Pick<Atom, "when" | "about" | "rank" | "path"> & {
  readonly fields: Fields;
  readonly holds: Uint8Array;
  readonly count: number;
};

/** How many models there are of some, by their places in the catalog. */
export const sizeOf = (models: Uint8Array): number => models.reduce((sum, bit) => sum + bit, 0);

/** How many of some models others are, too. */
export const overlap = (a: Uint8Array, b: Uint8Array): number => {
  let count = 0;
  for (let index = 0; index < a.length; index += 1) count += (a[index] ?? 0) & (b[index] ?? 0);
  return count;
};

const held = (models: readonly Model[], holds: (model: Model) => boolean) => {
  const bits = Uint8Array.from(models, (model) => Number(holds(model)));
  return { holds: bits, count: sizeOf(bits) };
};

/** A part of IDs that several models have: who made a model, in `acme/wren`, or what is offered of it, in `wren:free`. */
const partTests = (
  { id, models }: Shape,
  { name, separator, part }: { readonly name: string; readonly separator: string; readonly part: 0 | -1 },
): readonly Test[] => {
  const partOf = ({ leaves }: Model): string => {
    const parts = toText(leaves.get(id)).split(separator);
    return parts.length > 1 ? (parts.at(part) ?? "") : "";
  };
  const all = new Set(models.map(partOf));
  all.delete("");
  if (all.size === 0 || all.size === models.length) return [];
  const field = `id${name}`;
  const fields: Fields = { [field]: { path: id, rules: [{ op: "take", separator, part }] } };
  return [...all].map((value) => ({
    when: { field, equals: value },
    about: `${name.toLowerCase()} ${value}`,
    path: id,
    rank: 1,
    fields,
    ...held(models, (model) => partOf(model) === value),
  }));
};

/** A text with more values than this may say which group of a table each model is in, though not of what kind it is. */
const mostKinds = 24;

/** The groups of a catalog that has many, of each several models or of most; and days, which only headings tell. */
const groupTests = (shape: Shape): readonly Test[] =>
  pathsOf(shape).flatMap((path): readonly Test[] => {
    if (path === shape.id || path === shape.name) return [];
    const groups = new Map<string, number[]>();
    for (const [index, { leaves }] of shape.models.entries()) {
      const value = leaves.get(path) ?? null;
      if (value === null || value === "") continue;
      if (typeof value !== "string") return [];
      addTo(groups, value, index);
    }
    const areDays = [...groups.keys()].every((value) => isDay.test(value));
    if ((groups.size <= mostKinds && !areDays) || groups.size * 3 > shape.models.length) return [];
    const { name, config } = readingOf(shape, path, "", []);
    return [...groups].map(([value, places]) => {
      const holds = new Uint8Array(shape.models.length);
      for (const place of places) holds[place] = 1;
      return {
        when: { field: name, equals: value },
        about: `${path} ${value}`,
        path,
        rank: areDays ? namesake : 1,
        fields: { [name]: config },
        holds,
        count: places.length,
      };
    });
  });

/** Every test that may tell models apart. */
export const testsOf = once((shape: Shape): readonly Test[] => {
  const { models } = shape;
  return [
    ...atomsIn(shape).map(({ when, about, rank, path, field, holds }) => ({
      when,
      about,
      rank,
      path,
      fields: { [field]: { path } },
      ...held(models, holds),
    })),
    ...groupTests(shape),
    ...partTests(shape, { name: "Owner", separator: "/", part: 0 }),
    ...partTests(shape, { name: "Tag", separator: ":", part: -1 }),
  ];
});

/** Several tests as one. */
export const joined = (key: "all" | "any", tests: readonly Predicate[]): Predicate => {
  const [first, second] = tests;
  return first !== undefined && second === undefined ? first : { [key]: tests };
};

/** The models for which a test holds, and none of others does; several may be told by one test. */
export const butNot = ({ where, fields }: WhereDraft, others: readonly WhereDraft[]): WhereDraft => {
  const nots = others.flatMap(({ where: not }) => (not === undefined ? [] : [{ not }]));
  const own = toMap(nots, (each) => [JSON.stringify(each), each]);
  return {
    where: joined("all", [...(where === undefined ? [] : [where]), ...own.values()]),
    fields: others.reduce<Fields>((all, other) => ({ ...all, ...other.fields }), fields),
  };
};

/** A test for exactly these models, by what they are called. */
export const byNames = (
  { key, id }: Shape,
  models: readonly Model[],
): { when: Predicate; fields: Fields } => {
  const [owner] = key ?? [];
  if (owner === undefined)
    return { when: { field: "id", in: models.map((model) => model.id).toSorted() }, fields: {} };
  const groups = new Map<string, string[]>();
  for (const { leaves } of models) {
    const name = toText(leaves.get(owner.path));
    addTo(groups, name, toText(leaves.get(id)));
  }
  const any = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, ids]) => ({
      all: [
        { field: owner.name, equals: name },
        { field: "id", in: ids.toSorted() },
      ],
    }));
  return { when: joined("any", any), fields: {} };
};
