import { draftOrders } from "../order/orders.ts";
import type { Model } from "../catalog/records.ts";
import type { Reading } from "../columns/readings.ts";
import type { Run } from "../find/runs.ts";
import { listOf } from "./run-config.ts";
import { byCodeUnit } from "../../text/natural.ts";
import type { CatalogView, ListDraft } from "../types.ts";

/** Fewer values may be named for another reason. */
const leastValues = 3;

type Values = {
  readonly reading: Reading;
  /** The first model of each value. */
  readonly first: ReadonlyMap<string, Model>;
};

/** What each reading gives, once for all runs; what each model has for itself says which it is, and counts nothing. */
const valuesOf = ({ shape: { models, id, name }, readings }: CatalogView): readonly Values[] =>
  readings.flatMap((reading) => {
    if (reading.path === id || reading.path === name) return [];
    const first = new Map<string, Model>();
    for (const model of models) {
      const value = reading.text(model);
      if (value !== "" && !first.has(value)) first.set(value, model);
      if (first.size * 3 > models.length * 2) return [];
    }
    return [{ reading, first }];
  });

/**
 * The models that stand for the values of a run, where it names all that a reading gives and nothing else; or most of them:
 * the others may be of models that stand nowhere.
 */
const valuesIn = (
  { items }: Run,
  all: readonly Values[],
): { readonly reading: Reading; readonly owners: readonly Model[] } | undefined => {
  const found = all.flatMap(({ reading, first }) => {
    const owners = items.flatMap((item) => first.get(item) ?? []);
    const isMost = owners.length === items.length && items.length * 2 > first.size;
    return isMost ? [{ reading, owners, left: first.size - items.length }] : [];
  });
  return found.toSorted((a, b) => a.left - b.left)[0];
};

/** Whether texts are in order as they are compared: then it is by these, and not by models that have them. */
const isRising = (texts: readonly string[]): boolean =>
  texts.every((text, index) => index === 0 || byCodeUnit(texts[index - 1] ?? "", text) < 0);

/** Runs that name all makers, languages or the like that models have: counters that list the different values. */
export const draftValues = (
  runs: readonly Run[],
  textOf: (page: string) => string,
  catalog: CatalogView,
): readonly ListDraft[] => {
  const asked = runs.filter(
    ({ items, isCode }) =>
      isCode !== true && items.length >= leastValues && new Set(items).size === items.length,
  );
  if (asked.length === 0) return [];
  const all = valuesOf(catalog);
  const found = asked.flatMap((run) => {
    const values = valuesIn(run, all);
    return values === undefined ? [] : [{ run, ...values }];
  });
  const orders = draftOrders(
    found.map(({ run: { page }, owners }) => ({ page, models: owners })),
    catalog,
  );
  return found.flatMap(({ run, reading }, index) => {
    const byValue = { order: { by: reading.name }, fields: {} };
    const order = isRising(run.items) ? byValue : orders[index];
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
        models: catalog.shape.models.filter((model) => run.items.includes(reading.text(model))),
      },
    ];
  });
};
