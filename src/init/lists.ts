import type { FormatConfig, SectionConfig } from "../config/config.gen.ts";
import { markdownText } from "../text/emit/markdown.ts";
import { plainText } from "../text/emit/plain-text.ts";
import { fromLiteral } from "./columns/expressions.ts";
import { draftText } from "./columns/text-draft.ts";
import type { Model } from "./catalog/records.ts";
import { tally } from "./columns/samples.ts";
import type { FoundEntry, FoundList } from "./find/entries.ts";
import { joinRows, ownedOnce } from "./join/rows.ts";
import type { OrderDraft } from "./order/order.ts";
import { draftOrders } from "./order/orders.ts";
import type { CatalogView, Fields, FoundRow, Join, SectionDraft, TextDraft } from "./types.ts";

/** The share of entries that must be models', so that the list is about models. */
const leastShare = 0.5;

const cell = (text: string) => ({ text, shown: plainText(text), start: 0, end: text.length });

/** What may tell whose an entry is: its title, and what stands in it as code or as an address. */
const rowOf = ({ line, title, lines }: FoundEntry): FoundRow => {
  const text = lines.join("\n");
  const code = /`([^`\n]+)`|<code>([^<]+)<\/code>/.exec(text);
  const address = /\]\(([^()\s]+)\)/.exec(lines[0] ?? "")?.[1] ?? "";
  const last = address
    .replace(/\/$/, "")
    .split("/")
    .at(-1)
    ?.replace(/\.\w{1,4}$/, "");
  return { line, cells: [title, code?.[1] ?? code?.[2] ?? "", last ?? ""].map(cell) };
};

type Owned = {
  readonly list: FoundList;
  readonly join: Join;
  readonly entries: readonly (readonly [FoundEntry, Model])[];
};

/** A list that is about models, and whose its entries are. */
const owned = (list: FoundList, { shape }: CatalogView): readonly Owned[] => {
  const rows = new Map(list.entries.map((entry) => [rowOf(entry), entry] as const));
  const { page, place, context } = list;
  const join = joinRows({ page, place, context, headers: ["", "", ""], rows: [...rows.keys()] }, shape);
  if (join === undefined) return [];
  const entries = ownedOnce(join, (row) => rows.get(row));
  return entries.length < 2 || entries.length < list.entries.length * leastShare
    ? []
    : [{ list, join, entries }];
};

const byTitle = ({ join }: Owned): number => (join.keys[0] === 0 ? 1 : 0);

/** Of several readings of the same lines the one that finds most, and says by the title itself whose an entry is. */
const best = (all: readonly Owned[]): readonly Owned[] => {
  const span = ({ list }: Owned): number => list.entries.length;
  const ranked = all
    .map((each, index) => ({ each, index }))
    .sort(
      ({ each: a, index: i }, { each: b, index: j }) =>
        b.entries.length - a.entries.length || byTitle(b) - byTitle(a) || span(a) - span(b) || j - i,
    );
  const taken = new Set<string>();
  return ranked.flatMap(({ each }) => {
    const lines = each.entries.flatMap(([{ line, lines: own }]) =>
      own.map((_, index) => `${each.list.page}:${line + index}`),
    );
    if (lines.some((line) => taken.has(line))) return [];
    for (const line of lines) taken.add(line);
    return [each];
  });
};

/** A line of all entries, as the config says it; undefined where the catalog doesn't explain it. */
type Line = { readonly text: string | undefined; readonly fields: Fields };

const reversed = (text: string): string => Array.from(text).reverse().join("");

/** How many signs two texts begin with alike. */
const sharedStart = (one: string, other: string): number => {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1;
  return at;
};

/** How texts, one of each entry, follow from the catalog. */
const lineOf = (samples: readonly (readonly [text: string, model: Model])[], catalog: CatalogView): Line => {
  const [first, another] = tally(samples.map(([text]) => text));
  // Braces around anything but a name stay as they are.
  if (first !== undefined && another === undefined) return { text: first[0], fields: {} };
  const indent = /^\s*/.exec(first?.[0] ?? "")?.[0] ?? "";
  const draft = draftText(
    samples.map(([raw, model]) => ({ model, raw: raw.slice(indent.length) })),
    "",
    catalog,
  );
  const { value, when, otherwise = "", fields } = draft;
  if (draft.owner !== undefined) return { text: undefined, fields: {} };
  if (when === undefined) return { text: indent + fromLiteral(value), fields };
  const said = fromLiteral(value);
  const other = fromLiteral(otherwise);
  const start = sharedStart(said, other);
  const end = sharedStart(reversed(said.slice(start)), reversed(other.slice(start)));
  // Where the two differ a field says which, if no sign of it is written otherwise there.
  const [yes, no] = [said.slice(start, said.length - end), other.slice(start, other.length - end)];
  if ([yes, no].some((text) => text !== markdownText(text) || /[{}]/.test(text)))
    return { text: undefined, fields: {} };
  const name = `${when.field ?? "some"}Part`;
  const part = `{${name}}`;
  return {
    text: indent + said.slice(0, start) + part + said.slice(said.length - end),
    fields: { ...fields, [name]: { value: yes, when, otherwise: no } },
  };
};

/** What says of what sort models are tells none of them apart. */
const tellsApart = ({ fields, when, value }: TextDraft, { shape }: CatalogView): boolean => {
  if (when !== undefined) return false;
  if (/\{(?:id|name)\}/.test(value)) return true;
  const paths = Object.values(fields).flatMap(({ path }) => path ?? []);
  const kinds = new Set(
    shape.models.map(({ leaves }) => JSON.stringify(paths.map((path) => leaves.get(path)))),
  );
  return paths.length > 0 && kinds.size * 2 > shape.models.length;
};

const closing = /^(?:\]\([^()]*\)|\*\*|__|`|<\/\w+>)*/;

/** The line that holds the title: what stands before it, what closes it, and what follows. */
const titleLine = (entries: Owned["entries"], line: number, bullet: boolean, catalog: CatalogView): Line => {
  const cut = (of: (text: string, at: FoundEntry["at"]) => string): Line =>
    lineOf(
      entries.map(([{ lines, at }, model]) => [of(lines[line] ?? "", at), model] as const),
      catalog,
    );
  const rest = (text: string, { end }: FoundEntry["at"]): string => text.slice(end);
  const before = cut((text, { start }) => text.slice(0, start).replace(bullet ? /^[-*+]/ : /^$/, ""));
  const close = cut((text, at) => closing.exec(rest(text, at))?.[0] ?? "");
  const after = cut((text, at) => rest(text, at).replace(closing, ""));
  return {
    text: `${bullet ? "{bullet}" : ""}${before.text ?? " "}{title}${close.text ?? ""}${after.text ?? ""}`,
    fields: { ...before.fields, ...close.fields, ...after.fields },
  };
};

/** The commonest number of lines, and where the title is, among entries. */
const shapeOf = ({ lines, at }: FoundEntry): string => `${lines.length}:${at.line}`;

const indentOf = (lines: readonly string[]): string => {
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^\s*/.exec(line)?.[0] ?? "");
  return indents.toSorted((a, b) => a.length - b.length)[0] ?? "";
};

/** A list whose titles follow from the catalog, and those of its entries that are found by them. */
type Titled = Owned & { readonly title: TextDraft };

const withTitle = ({ entries, ...found }: Owned, catalog: CatalogView): readonly Titled[] => {
  const title = draftText(
    entries.map(([entry, model]) => ({ model, raw: entry.title })),
    "",
    catalog,
    true,
  );
  if (title.owner !== undefined || !tellsApart(title, catalog)) return [];
  // An entry of another title isn't found as its model's.
  const others = new Set(title.differing.map(({ model }) => model));
  const known = entries.filter(([, model]) => !others.has(model));
  return known.length < 2 ? [] : [{ ...found, title, entries: known }];
};

const draftList = (
  { list, title, entries: known }: Titled,
  order: OrderDraft | undefined,
  catalog: CatalogView,
): SectionDraft | undefined => {
  const [common] = tally(known.map(([entry]) => shapeOf(entry)))[0] ?? [];
  const alike = known.filter(([entry]) => shapeOf(entry) === common);
  const sample = alike[0]?.[0];
  if (sample === undefined) return undefined;
  const bullet = list.format.includes("item");
  const made = sample.lines.map((_, index): Line => {
    if (index === sample.at.line) return titleLine(alike, index, bullet && index === 0, catalog);
    return lineOf(
      alike.map(([{ lines }, model]) => [lines[index] ?? "", model] as const),
      catalog,
    );
  });
  const usual = alike.length >= known.length * leastShare;
  const [open, ...body] = usual ? made : made.slice(0, 1);
  const isRow = list.format === "html-row";
  const texts = body.flatMap(({ text }) => text ?? []).slice(0, isRow && body.length > 0 ? -1 : undefined);
  const indent = indentOf(texts);
  const lost = body.filter(({ text }) => text === undefined).length;
  const format: FormatConfig | undefined =
    texts.length > 0 && indent !== (bullet || isRow ? "  " : "")
      ? { ...(list.own ?? { base: list.format }), indent }
      : list.own;
  const config: SectionConfig = {
    page: list.page,
    ...list.place,
    format: format === undefined || format === list.own ? list.format : `${list.format}-${indent.length}`,
    open: open?.text ?? "",
    body: texts.map((text) => (text.trim() === "" ? "" : text.slice(indent.length))),
    ...(title.value === "{name}" ? {} : { title: title.value }),
    ...(order === undefined ? {} : { order: order.order }),
  };
  const fields = [...made.map((line) => line.fields), order?.fields ?? {}, title.fields].reduce<Fields>(
    (all, each) => ({ ...all, ...each }),
    {},
  );
  return {
    type: "section",
    config,
    ...(format === undefined ? {} : { format }),
    context: list.context,
    title: { ...title, fields },
    models: known.map(([, model]) => model),
    snippets: new Map(),
    entries: list.entries.length,
    ...(lost === 0
      ? {}
      : {
          remark: `Nothing in the catalog explains ${lost} of the lines of an entry: they are left out of a new one.`,
        }),
  };
};

/** What the config can say of entries that show no snippets: items, rows of HTML tables, and what stands under headings. */
export const draftLists = (lists: readonly FoundList[], catalog: CatalogView): readonly SectionDraft[] => {
  const titled = best(lists.flatMap((list) => owned(list, catalog))).flatMap((found) =>
    withTitle(found, catalog),
  );
  const orders = draftOrders(
    titled.map(({ list: { page }, entries }) => ({ page, models: entries.map(([, model]) => model) })),
    catalog,
  );
  return titled.flatMap((found, index) => draftList(found, orders[index], catalog) ?? []);
};
