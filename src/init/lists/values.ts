import { draftOrders } from "../order/orders.ts";
import type { Model } from "../catalog/records.ts";
import type { Reading } from "../columns/readings.ts";
import type { Run } from "../find/runs.ts";
import { listOf } from "./run-config.ts";
import type { CatalogView, ListDraft } from "../types.ts";

/** Fewer values may be named for another reason. */
const leastValues = 3;

/** The first model of each value that a reading gives. */
const firstOfEach = ({ text }: Reading, models: readonly Model[]): ReadonlyMap<string, Model> => {
  const first = new Map<string, Model>();
  for (const model of models) {
    const value = text(model);
    if (value !== "" && !first.has(value)) first.set(value, model);
  }
  return first;
};

/** The models that stand for the values of a run, where it names all values that a reading gives, and nothing else. */
const valuesIn = (
  { items }: Run,
  { shape: { models, id, name }, readings }: CatalogView,
): { readonly reading: Reading; readonly owners: readonly Model[] } | undefined => {
  if (items.length < leastValues || new Set(items).size < items.length) return undefined;
  for (const reading of readings) {
    if (reading.path === id || reading.path === name) continue;
    const first = firstOfEach(reading, models);
    // What each model has for itself says which it is.
    if (first.size !== items.length || first.size * 3 > models.length * 2) continue;
    const owners = items.flatMap((item) => first.get(item) ?? []);
    if (owners.length === items.length) return { reading, owners };
  }
  return undefined;
};

/** Runs that name all makers, languages or the like that models have: counters that list the different values. */
export const draftValues = (
  runs: readonly Run[],
  textOf: (page: string) => string,
  catalog: CatalogView,
): readonly ListDraft[] => {
  const found = runs.flatMap((run) => {
    const values = run.isCode === true ? undefined : valuesIn(run, catalog);
    return values === undefined ? [] : [{ run, ...values }];
  });
  const orders = draftOrders(
    found.map(({ run: { page }, owners }) => ({ page, models: owners })),
    catalog,
  );
  return found.flatMap(({ run, reading }, index) => {
    const order = orders[index];
    const draft = listOf(run, textOf, {
      field: reading.name,
      separator: run.separator,
      ...(order === undefined ? {} : { order: order.order }),
    });
    if (draft === undefined) return [];
    return [
      {
        ...draft,
        config: { ...draft.config, distinct: true },
        fields: { [reading.name]: reading.config, ...order?.fields },
        models: catalog.shape.models,
      },
    ];
  });
};
