import { addressIn } from "../../page/links.ts";
import { plainText } from "../../text/emit/plain-text.ts";
import { groupBy } from "../../text/group-by.ts";
import type { Model } from "../catalog/records.ts";
import { withPart } from "../columns/besides.ts";
import { commonest } from "../columns/samples.ts";
import { draftText } from "../columns/text-draft.ts";
import type { FoundEntry, FoundList } from "../find/entries.ts";
import { namesIn } from "../groups/grouping.ts";
import { joinRows, ownedOnce } from "../join/rows.ts";
import type { CatalogView, FoundRow, Join, TextDraft } from "../types.ts";

/** The share of entries that must be models', so that the list is about models. */
export const leastShare = 0.5;

const cell = (text: string) => ({ text, shown: plainText(text), start: 0, end: text.length });

/** What may tell whose an entry is: its title, without what all end with too, and what stands in it as code or as an address. */
const rowOf = ({ line, title, lines, at }: FoundEntry, name: string): FoundRow => {
  const text = lines.join("\n");
  const codes = [...text.matchAll(/`([^`\n]+)`|<code>([^<]+)<\/code>/g)].map(
    ([, one, two]) => one ?? two ?? "",
  );
  const address = addressIn(lines[0] ?? "") ?? addressIn(lines[at.line] ?? "") ?? "";
  const last = address
    .replace(/\/$/, "")
    .split("/")
    .at(-1)
    ?.replace(/\.[a-z]{2,4}$/i, "");
  return { line, cells: [title, codes[0] ?? "", last ?? "", codes[1] ?? "", name].map(cell) };
};

/** The words that most titles end with. */
const sharedEndOf = (titles: readonly string[]): string => {
  const last = commonest(titles.map((title) => /\s\S+$/u.exec(title)?.[0] ?? ""));
  const alike = titles.filter((title) => last !== "" && title.endsWith(last));
  return alike.length < leastShare * titles.length ? "" : namesIn(alike).end;
};

export type Owned = {
  readonly list: FoundList;
  readonly join: Join;
  readonly entries: readonly (readonly [FoundEntry, Model])[];
};

/** A list that is about models, and whose its entries are. */
export const owned = (list: FoundList, { shape }: CatalogView): readonly Owned[] => {
  const end = sharedEndOf(list.entries.map(({ title }) => title));
  const rows = new Map(
    list.entries.map((entry) => {
      const { title } = entry;
      const isSo = end !== "" && title.endsWith(end);
      return [rowOf(entry, isSo ? title.slice(0, -end.length) : ""), entry] as const;
    }),
  );
  const { page, place, context } = list;
  const headers = ["", "", "", "", ""];
  const join = joinRows({ page, place, context, headers, rows: [...rows.keys()] }, shape);
  if (join === undefined) return [];
  const entries = ownedOnce(join, (row) => rows.get(row));
  return entries.length < list.entries.length * leastShare ? [] : [{ list, join, entries }];
};

/** The share of models whose titles must differ: those of some may be called alike. */
const leastApart = 0.8;

/** What says of what sort models are, or who made them, tells none of them apart. */
const tellsApart = ({ when, value, made }: TextDraft, { shape }: CatalogView): boolean => {
  if (when !== undefined) return false;
  if (/\{(?:id|name)\}/.test(value)) return true;
  const said = made === undefined ? [] : shape.models.map(made).filter((text) => text !== "");
  return said.length > 0 && new Set(said).size >= leastApart * said.length;
};

/** A list whose titles follow from the catalog, and those of its entries that are found by them. */
export type Titled = Owned & { readonly title: TextDraft };

const titleOf = (lists: readonly Owned[], catalog: CatalogView): TextDraft | undefined => {
  const samples = lists.flatMap(({ entries }) =>
    entries.map(([entry, model]) => ({ model, raw: entry.title })),
  );
  const title = withPart(draftText(samples, "", catalog, { byId: true }));
  return title.owner === undefined && tellsApart(title, catalog) ? title : undefined;
};

/** Lists that stand under headings side by side have titles alike, if one expression gives all of them. */
export const withTitles = (lists: readonly Owned[], catalog: CatalogView): readonly Titled[] => {
  const siblings = groupBy(lists, ({ list: { page, format, own, under, context } }) =>
    JSON.stringify([page, format, own, under, context.slice(0, -1)]),
  );
  return [...siblings.values()].flatMap((alike) => {
    const common = titleOf(alike, catalog);
    return alike.flatMap((found): readonly Titled[] => {
      const title = common?.differing.length === 0 ? common : titleOf([found], catalog);
      if (title === undefined) return [];
      // An entry of another title isn't found as its model's.
      const others = new Set(title.differing.map(({ model }) => model));
      const known = found.entries.filter(([, model]) => !others.has(model));
      return [{ ...found, title, entries: known }];
    });
  });
};
