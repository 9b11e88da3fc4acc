import { plainText } from "../../text/emit/plain-text.ts";
import type { Model } from "../catalog/records.ts";
import { fieldsOf } from "../columns/agreement.ts";
import { configOf, type OrderDraft } from "../order/order.ts";
import type { CatalogView, Labelled } from "../types.ts";
import { groupingOf } from "./grouping.ts";

/** What an element or row of data says, or a comment above it, and whose it is, if a model's. */
export type Item = { readonly texts: readonly string[]; readonly model: Model | undefined };

/** A name without the signs and markup that make a label of it: `---Acme---`. */
const nameIn = (text: string): string => plainText(text).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

/** The groups of models in the order of their list; undefined where nothing in it names such. */
export const labelledIn = (items: readonly Item[], { shape }: CatalogView): Labelled | undefined => {
  const runs: { readonly texts: readonly string[]; readonly models: Model[] }[] = [];
  for (const { texts, model } of items) {
    if (model === undefined) runs.push({ texts, models: [] });
    else if (runs.length === 0) return undefined;
    else runs.at(-1)?.models.push(model);
  }
  const labels = runs.filter(({ models }) => models.length > 0);
  // What stands above each is about it alone.
  if (labels.every(({ models }) => models.length === 1)) return undefined;
  const width = Math.max(0, ...labels.map(({ texts }) => texts.length));
  for (let at = 0; labels.length > 1 && at < width; at += 1) {
    const groups = labels.map(({ texts, models }) => ({ name: nameIn(texts[at] ?? ""), models }));
    const grouping = groups.every(({ name }) => name !== "") ? groupingOf(groups, shape) : undefined;
    if (grouping !== undefined) return { groups: groups.map(({ models }) => models), grouping };
  }
  return undefined;
};

/** The order of a list with its groups first, of which each is sorted as `within` has it. */
export const labelledOrder = (
  { grouping: { reading, order } }: Labelled,
  within: OrderDraft | undefined,
): OrderDraft => {
  const { by = [], position, ...rest } = within?.order ?? {};
  const several = typeof by === "string" ? [{ by, ...rest }] : by.length > 0 ? by : [rest];
  const parts = several.map((part) => (typeof part === "string" ? { by: part } : part));
  const inner = parts.filter((part) => Object.keys(part).length > 0);
  const sorted = configOf([{ by: reading.name, ...order.order }, ...inner]);
  return {
    order: { ...sorted, ...(position === undefined ? {} : { position: "near" }) },
    fields: { ...within?.fields, ...fieldsOf([reading]) },
  };
};
