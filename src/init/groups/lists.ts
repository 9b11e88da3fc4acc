import { groupBy } from "../../text/group-by.ts";
import type { Shape } from "../catalog/records.ts";
import { fieldsOf } from "../columns/agreement.ts";
import { groupingOf, namesIn } from "./grouping.ts";
import type { GroupConfig } from "../../config/config.gen.ts";
import type { Titled } from "../lists/titles.ts";
import type { CatalogView, SectionDraft } from "../types.ts";

/** What lists that only differ in their group have in common; undefined where a new entry could stand elsewhere, too. */
const kindOf = ({ config, format, under, context, models, entries }: SectionDraft): string | undefined => {
  if (under === undefined || config.group !== undefined || models.length < (entries ?? 0)) return undefined;
  return JSON.stringify([
    { ...config, heading: undefined, order: undefined },
    [format, under, context.slice(0, -1)],
  ]);
};

/** What a header says before the number of its models, and after this. */
const countAt = (header: string, count: number) => {
  const [, name = "", number, unit = ""] = /^(.*) \((\d+)([^()\d]*)\)$/u.exec(header) ?? [];
  return Number(number) === count ? { name, unit } : undefined;
};

const numbersIn = (text = ""): readonly number[] => (text.match(/\d+/g) ?? []).map(Number);

/** One section of the config for the lists of several groups; undefined where the catalog doesn't tell the groups apart. */
const together = (lists: readonly SectionDraft[], shape: Shape): SectionDraft | undefined => {
  const headers = lists.map(({ context }) => context.at(-1) ?? "");
  const counts = lists.map(({ models }, index) => countAt(headers[index] ?? "", models.length));
  const [counted] = counts;
  const isCounted = counted !== undefined && counts.every((count) => count?.unit === counted.unit);
  const { names, end } = namesIn(isCounted ? counts.map((count) => count?.name ?? "") : headers);
  // A number among the words of a name would be said of the next group, too.
  if (lists.length > 1 && lists.every(({ models }, index) => numbersIn(names[index]).includes(models.length)))
    return undefined;
  const grouping = groupingOf(
    lists.map(({ models }, index) => ({ name: names[index] ?? "", models })),
    shape,
  );
  const [largest] = lists.toSorted((a, b) => b.models.length - a.models.length);
  if (grouping === undefined || largest?.under === undefined) return undefined;
  const { config, under, context, title } = largest;
  const { page = "", format, open = "", body = [] } = config;
  const header = under.header.replace(
    "{group}",
    () => `{group}${end}${isCounted ? ` ({count}${counted.unit})` : ""}`,
  );
  const { frame } = under;
  return {
    ...largest,
    config: {
      ...{ page, ...under.place, format, open, body },
      ...(config.title === undefined ? {} : { title: config.title }),
      ...(config.order === undefined ? {} : { order: config.order }),
      group: {
        by: grouping.reading.name,
        header: `${header}${frame?.open ?? ""}`,
        ...(frame === undefined ? {} : { footer: frame.close }),
        ...grouping.order,
      },
    },
    context: context.slice(0, -1),
    title: { ...title, fields: { ...title.fields, ...fieldsOf([grouping.reading]) } },
    models: lists.flatMap(({ models }) => models),
    entries: lists.reduce((sum, { entries = 0 }) => sum + entries, 0),
    groups: lists,
  };
};

/** The share of the models in lists of a kind that must stand in those whose entries are made alike. */
const leastAlike = 0.6;

/** Lists of one kind made as most of them are, where others only leave out the end of a line, or alone have it. */
const madeAlike = (lists: readonly SectionDraft[]): readonly SectionDraft[] => {
  const opens = groupBy(lists, ({ config: { open = "" } }) => open);
  const ranked = [...opens.values()]
    .map((own) => ({ own, count: own.reduce((sum, { models }) => sum + models.length, 0) }))
    .sort((a, b) => b.count - a.count);
  const [most] = ranked;
  const all = ranked.reduce((sum, { count }) => sum + count, 0);
  const [sample] = most?.own ?? [];
  if (most === undefined || sample === undefined || most.count < leastAlike * all) return lists;
  const { open = "" } = sample.config;
  return lists.map((list) => {
    const { open: own = "" } = list.config;
    const isOther = own !== open && (own.startsWith(open) || open.startsWith(own));
    return isOther ? { ...list, config: { ...list.config, open }, title: sample.title } : list;
  });
};

/** Joins lists that stand under a heading for each maker, kind or the like: the next one gets a list as well. */
export const groupLists = (lists: readonly SectionDraft[], shape: Shape): readonly SectionDraft[] => {
  const families = groupBy(
    lists,
    (list) => kindOf({ ...list, config: { ...list.config, open: "" } }) ?? list,
  );
  const kinds = groupBy([...families.values()].flatMap(madeAlike), (list) => kindOf(list) ?? list);
  return [...kinds.values()].flatMap((alike) => together(alike, shape) ?? alike);
};

/** The models of each group that a list stands in, and how these follow from the catalog. */
export const groupedBy = (
  { list: { groups }, entries }: Pick<Titled, "list" | "entries">,
  { shape }: CatalogView,
) => {
  const all = (groups?.groups ?? []).map(({ name, first, last }) => ({
    name,
    models: entries.flatMap(([{ line }, model]) => (line >= first && line < last ? [model] : [])),
  }));
  const { names, end } = namesIn(all.map(({ name }) => name));
  const named = all.map(({ models }, index) => ({ name: names[index] ?? "", models }));
  const grouping = named.some(({ models }) => models.length === 0) ? undefined : groupingOf(named, shape);
  if (groups === undefined || grouping === undefined) return undefined;
  const { header, footer } = groups;
  const { reading, order } = grouping;
  const group: GroupConfig = {
    ...{ by: reading.name, header: header.replace("{group}", () => `{group}${end}`) },
    ...(footer === undefined ? {} : { footer }),
    ...order,
  };
  return { group, fields: fieldsOf([reading]), models: named.map(({ models }) => models) };
};
