import type { CatalogView, ColumnDraft } from "../types.ts";
import type { Model } from "../catalog/records.ts";
import { type Attempt, attempt } from "./agreement.ts";
import { type Reading, valueAt } from "./readings.ts";
import type { Sample } from "./samples.ts";

/** A column that is one number of the catalog, with what stands around it. */
type Lone = { readonly draft: ColumnDraft; readonly reading: Reading; readonly samples: readonly Sample[] };

const isNumber = (model: Model, { path }: Reading): boolean => {
  const value = valueAt({ path }, model);
  return value === null || (value !== "" && Number.isFinite(Number(value)));
};

const loneOf = (
  draft: ColumnDraft,
  samples: readonly Sample[],
  byName: ReadonlyMap<string, Reading>,
): Lone | undefined => {
  const [name, another] = Object.keys(draft.fields);
  const reading = byName.get(name ?? "");
  if (draft.owner !== undefined || draft.when !== undefined || draft.key === true) return undefined;
  if (reading === undefined || another !== undefined || draft.differing.length > 0) return undefined;
  return samples.every(({ model }) => isNumber(model, reading)) ? { draft, reading, samples } : undefined;
};

/** A column as another is made; undefined where the catalog has no such reading of it. */
const madeAs = (own: Lone, other: Lone, { readings }: CatalogView): Attempt | undefined => {
  const rules = JSON.stringify(other.reading.rules);
  const reading = readings.find(
    (each) => each.path === own.reading.path && JSON.stringify(each.rules) === rules,
  );
  if (reading === undefined) return undefined;
  const value = other.draft.value.replace(`{${other.reading.name}}`, `{${reading.name}}`);
  return attempt({ value, readings: [reading] }, own.samples);
};

const isWhole = (made: Attempt | undefined): made is Attempt =>
  made?.differing.length === 0 && made.when === undefined;

/** Columns made as another number of the table shows which of several ways is right: after `$0.07`, `$0.60` has two decimals. */
export const likeSiblings = (
  columns: readonly ColumnDraft[],
  samplesOf: (column: ColumnDraft) => readonly Sample[],
  catalog: CatalogView,
): readonly ColumnDraft[] => {
  const byName = new Map(catalog.readings.map((reading) => [reading.name, reading]));
  const lone = columns.flatMap((column) => loneOf(column, samplesOf(column), byName) ?? []);
  return columns.map((column) => {
    const own = lone.find(({ draft }) => draft === column);
    if (own === undefined) return column;
    for (const other of lone) {
      if (JSON.stringify(other.reading.rules) === JSON.stringify(own.reading.rules)) continue;
      const made = madeAs(own, other, catalog);
      if (!isWhole(made) || isWhole(madeAs(other, own, catalog))) continue;
      const { value, fields, explained, differing, made: write } = made;
      return { ...column, value, fields, explained, differing, made: write };
    }
    return column;
  });
};
