import type { Predicate } from "../../config/config.gen.ts";
import { toText } from "../../config/expression.ts";
import type { Model, Shape } from "../catalog/records.ts";
import { type Atom, atomsIn, isDay, namesake } from "../columns/marks.ts";
import { pathsOf, readingOf } from "../columns/readings.ts";
import { once } from "../../text/once.ts";
import type { Fields } from "../types.ts";
import { addTo } from "../../text/group-by.ts";

/** A test, the fields that it reads, and for which models of the catalog it holds, by their places. */
export type Test = Pick<Atom, "when" | "about" | "rank" | "path"> & {
  readonly fields: Fields;
  readonly holds: Uint8Array;
  readonly count: number;
};

const held = (models: readonly Model[], holds: (model: Model) => boolean) => {
  const bits = Uint8Array.from(models, (model) => Number(holds(model)));
  return { holds: bits, count: bits.reduce((sum, bit) => sum + bit, 0) };
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
  const [first, second] = any;
  return { when: first !== undefined && second === undefined ? first : { any }, fields: {} };
};
