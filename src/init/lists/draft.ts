import { isUnderline } from "../../text/emit/rst-titles.ts";
import type { FormatConfig, SectionConfig } from "../../config/config.gen.ts";
import type { Model } from "../catalog/records.ts";
import type { FoundList } from "../find/entries.ts";
import { groupedBy } from "../groups/lists.ts";
import type { Wrap } from "../../page/wrapped.ts";
import type { OrderDraft } from "../order/order.ts";
import { draftOrders, ofGroups } from "../order/orders.ts";
import type { CatalogView, Fields, SectionDraft } from "../types.ts";
import { withoutBreaks } from "./broken.ts";
import { apart, best } from "./choose.ts";
import { withoutLeftOut } from "./left-out.ts";
import { madeLines } from "./made-lines.ts";
import type { Line } from "./pieces.ts";
import { leastShare, owned, type Titled, withTitles } from "./titles.ts";

const indentOf = (lines: readonly string[]): string => {
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^\s*/.exec(line)?.[0] ?? "");
  return indents.toSorted((a, b) => a.length - b.length)[0] ?? "";
};

/** The lists beside one: of its page, format and title. */
const beside = (one: Titled, all: readonly Titled[]): readonly Titled[] =>
  all.filter(
    ({ list, title }) =>
      list.page === one.list.page && list.format === one.list.format && title.value === one.title.value,
  );

/** Whether a list of one entry stands where those of several do: under a heading beside theirs. */
const isOneOf = ({ list, join, title }: Titled, all: readonly Titled[]): boolean =>
  (join.keys[0] === 0 || title.differing.length === 0) &&
  all.some(
    (other) =>
      other.entries.length > 1 &&
      other.list.page === list.page &&
      other.list.format === list.format &&
      other.title.value === title.value &&
      other.list.context.length === list.context.length &&
      other.list.context.slice(0, -1).join("\n") === list.context.slice(0, -1).join("\n"),
  );

/** Whether a line can be made for another model: a name that is one entry's alone can't. */
const isMade = ({ text }: Line): boolean =>
  text !== undefined && (text.includes("{") || !/^(?:\.\. _|\[\[|\[#)/.test(text));

const isClosed = ({ end }: FoundList["shape"]): boolean => end.type === "balance" || end.type === "line";

/** Whether entries follow each other without the blank lines that their format has. */
const isDense = ({ shape, entries }: FoundList): boolean =>
  shape.blank === "always" &&
  isClosed(shape) &&
  entries.slice(1).some(({ line }, index) => {
    const before = entries[index];
    return before !== undefined && line === before.line + before.lines.length;
  });

const draftList = (
  { list, title, entries: known }: Titled,
  lines: (NonNullable<ReturnType<typeof madeLines>> & { readonly wrap: Wrap | undefined }) | undefined,
  order: OrderDraft | undefined,
): SectionDraft | undefined => {
  if (lines === undefined) return undefined;
  const { sample, alike, same, made, isOptional, wrap } = lines;
  const usual = isOptional || same.length >= known.length * leastShare;
  const at = sample.at.line;
  const above = made.slice(0, at).filter(isMade);
  const begin = above.findIndex(({ text }) => text?.trim() !== "");
  const titleEnd = at + (isUnderline((sample.lines[at + 1] ?? "").trimEnd()) ? 2 : 1);
  const [open, ...body] = [
    ...(begin === -1 ? [] : above.slice(begin)),
    ...made.slice(at, usual ? undefined : titleEnd),
  ];
  // What closes an entry is of its format.
  const texts = withoutLeftOut(body).slice(0, isClosed(list.shape) && body.length > 0 ? -1 : undefined);
  const indent = indentOf(texts);
  // Its own last line where that is deeper than the first.
  const close =
    isClosed(list.shape) && body.length > 0 ? /^\s+\S.*$/.exec(body.at(-1)?.text ?? "")?.[0] : undefined;
  // What stands before and after all models is of other lists.
  const ofModels = new Set(known.map(([entry]) => entry));
  const [firstKnown, lastKnown] = [
    list.entries.findIndex((entry) => ofModels.has(entry)),
    list.entries.findLastIndex((entry) => ofModels.has(entry)),
  ];
  const blank = body.filter(({ isBlank }) => isBlank === true).length;
  const lost = [...made.slice(0, at), ...body].filter((line) => !isMade(line)).length;
  // A table that is written as a list has as many cells in each row.
  if (lost > 0 && sample.lines.some((line) => /^\s*\.\. list-table::/.test(line ?? ""))) return undefined;
  const unlike = new Set((usual ? made : made.slice(0, titleEnd)).flatMap((line) => line.others)).size;
  const remarks = [
    ...(unlike === 0
      ? []
      : [`${unlike} of ${alike.length} entries say otherwise what the catalog gives, and stay as they are.`]),
    ...(list.comments === undefined
      ? []
      : [
          `${list.comments} of ${list.entries.length} entries have a comment that names them above: it is people's, and stays when a model leaves.`,
        ]),
    ...(open?.isCut === true
      ? ["Nothing in the catalog explains all that follows the titles: the rest is left out of a new entry."]
      : []),
    ...(blank === 0
      ? []
      : [
          `Nothing in the catalog explains ${blank} of the cells: they are empty in a new row, and people fill them.`,
        ]),
    ...(lost === 0
      ? []
      : [
          `Nothing in the catalog explains ${lost} of the lines of an entry: they are left out of a new one.`,
        ]),
  ];
  const deeper = texts.length > 0 && indent !== list.shape.indent;
  const dense = isDense(list);
  const format: FormatConfig | undefined =
    deeper || dense || close !== undefined || wrap !== undefined
      ? {
          ...(list.own ?? { base: list.format }),
          ...(deeper ? { indent } : {}),
          ...(dense ? { blank: "as-found" } : {}),
          ...(close === undefined ? {} : { close }),
          ...(wrap === undefined ? {} : { wrap: wrap.width }),
          ...(wrap?.hang === undefined ? {} : { hang: wrap.hang }),
        }
      : list.own;
  const formatName = `${list.format}${deeper ? `-${indent.length}` : ""}${dense ? "-dense" : ""}${close === undefined ? "" : `-closed-${close.search(/\S/)}`}${wrap === undefined ? "" : `-wrapped-${wrap.width}`}`;
  const config: SectionConfig = {
    page: list.page,
    ...list.place,
    format: formatName,
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
    entries: lastKnown - firstKnown + 1,
    spans: known.map(([{ line, lines }]) => ({ first: line, last: line + lines.length })),
    under: list.under,
    ...(remarks.length === 0 ? {} : { remark: remarks.join(" ") }),
  };
};

/** What the config can say of entries that show no snippets: items, rows of HTML tables, and what stands under headings. */
export const draftLists = (lists: readonly FoundList[], catalog: CatalogView): readonly SectionDraft[] => {
  // Sections that name models without being about one each aren't in the way of the items in them.
  const all = best(
    apart(
      withTitles(
        lists.flatMap((list) => owned(list, catalog)),
        catalog,
      ),
      catalog,
    ),
  );
  const lineOfFirst = ({ list }: Titled): number => list.entries[0]?.line ?? 0;
  const titled = all
    .filter((each) => each.entries.length > 1 || isOneOf(each, all))
    .sort((a, b) =>
      a.list.page === b.list.page ? lineOfFirst(a) - lineOfFirst(b) : a.list.page < b.list.page ? -1 : 1,
    );
  const grouped = titled.map((found) => groupedBy(found, catalog));
  const pools = new Map<Titled, Titled["entries"]>();
  const made = titled.map((found) => {
    const alike = beside(found, titled);
    const pool = pools.get(found) ?? alike.flatMap(({ entries }) => entries);
    for (const each of alike) pools.set(each, pool);
    const { entries: known, wrap } = withoutBreaks(found.entries);
    const whole = wrap === undefined ? pool : withoutBreaks(pool).entries;
    const lines = madeLines({ list: found.list, known, pool: whole }, catalog);
    return lines === undefined ? undefined : { ...lines, wrap };
  });
  const shownIn = (index: number): Fields =>
    (made[index]?.made ?? []).reduce<Fields>((all, { fields }) => ({ ...all, ...fields }), {});
  const ordersOf = (groupsOf: (index: number) => readonly (readonly Model[])[] | undefined) =>
    draftOrders(
      titled.map(({ list: { page }, title: { fields }, entries }, index) => ({
        page,
        shown: { ...fields, ...shownIn(index) },
        ...ofGroups(groupsOf(index) ?? [entries.map(([, model]) => model)]),
      })),
      catalog,
    );
  const orders = ordersOf(() => undefined);
  const inGroups = ordersOf((index) => grouped[index]?.models);
  return titled.flatMap((found, index): readonly SectionDraft[] => {
    const plain = draftList(found, made[index], orders[index]);
    const own = grouped[index];
    if (plain === undefined || own === undefined) return plain === undefined ? [] : [plain];
    const draft = draftList(found, made[index], inGroups[index]) ?? plain;
    return [
      {
        ...draft,
        config: { ...draft.config, group: own.group },
        title: { ...draft.title, fields: { ...draft.title.fields, ...own.fields } },
        groups: [plain],
      },
    ];
  });
};
