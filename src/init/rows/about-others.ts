import type { FieldValue } from "../../model/entry.ts";
import { countEach } from "../../text/group-by.ts";
import { isMaker, type Model, providerName, type Shape } from "../catalog/records.ts";
import { likeness } from "../columns/likeness.ts";
import type { ColumnDraft, FoundTable, Join } from "../types.ts";

/** Whether a column shows nothing of a model but whose it is. */
const isOfMaker = ({ fields }: Pick<ColumnDraft, "fields">): boolean =>
  Object.values(fields).every(({ path = "" }) => isMaker(path) || providerName.test(path));

/** Whether makers of most models have others that stand elsewhere: each is an example of its maker's. */
const areExamples = (models: readonly Model[], { models: all }: Shape): boolean => {
  const makerOf = ({ leaves }: Model): FieldValue =>
    [...leaves].find(([path, value]) => isMaker(path) && value !== null)?.[1] ?? null;
  const counts = countEach(all.map(makerOf));
  return models.filter((model) => (counts.get(makerOf(model)) ?? 0) > 1).length * 2 > models.length;
};

/** Whether rows are about something else than models, or about makers with a model as an example. */
export const isAboutOthers = (
  { headers, rows }: FoundTable,
  columns: readonly Pick<ColumnDraft, "at" | "owner" | "fields">[],
  { keys, owners }: Join,
  shape: Shape,
): boolean => {
  const told = columns.filter(({ at, owner }) => owner !== "people" && !keys.includes(at));
  if (told.length > 0 && !(told.every(isOfMaker) && areExamples([...owners.values()], shape))) return false;
  return headers.slice(0, keys[0]).some((header, at) => {
    const texts = new Set(rows.map(({ cells }) => cells[at]?.shown ?? ""));
    return rows.length > 1 && texts.size === rows.length && likeness(header, "model id name") === 0;
  });
};
