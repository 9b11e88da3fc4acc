import { decodeCell } from "../../page/lifted.ts";
import { groupBy } from "../../text/group-by.ts";
import type { Model, Shape } from "../catalog/records.ts";
import { fieldsOf, judgeTexts } from "../columns/agreement.ts";
import { remarkOn } from "../columns/text-draft.ts";
import { ownedOnce } from "../join/rows.ts";
import type { ColumnDraft, FoundRow, TableDraft, TableHeader } from "../types.ts";
import { groupingOf, namesIn, sharedStart } from "./grouping.ts";

/** A row that names a group: the only text in it, and where that is. */
type Named = { readonly at: number; readonly open: string; readonly name: string; readonly close: string };

const namedIn = ({ cells }: FoundRow, width: number): Named | undefined => {
  const [at, another] = cells.flatMap(({ text }, index) => (text === "" ? [] : [index]));
  if (at === undefined || another !== undefined || cells.length !== width) return undefined;
  const { text, shown } = cells[at] ?? { text: "", shown: "" };
  const [, open = "", name = "", close = ""] = /^([*_]*)(.+?)([*_:]*)$/su.exec(text) ?? [];
  if (!/[|{}[\]`<>]/.test(name)) return { at, open, name, close };
  // A link or logo is that group's alone: the name of another one is as bold as its, and no more.
  const [mark = ""] = /\*\*|__/.exec(text) ?? [];
  const only = shown.trim();
  return /^[^|{}[\]`<>]+$/.test(only) ? { at, open: mark, name: only, close: mark } : undefined;
};

/** A table in which a row with a name alone stands above the rows of each group, where the catalog tells these apart. */
const withGroupRows = (draft: TableDraft, shape: Shape): TableDraft => {
  const { table, join } = draft;
  const { headers, rows, place } = table;
  const groups: { named: Named; models: Model[] }[] = [];
  for (const row of rows) {
    const model = join.owners.get(row);
    const named = model === undefined ? namedIn(row, headers.length) : undefined;
    if (named !== undefined) groups.push({ named, models: [] });
    else if (model !== undefined) groups.at(-1)?.models.push(model);
    else return draft;
    if (groups.length === 0) return draft;
  }
  const [first, second] = groups;
  const isPlain = draft.group === undefined && draft.rows === undefined && place.across !== true;
  if (!isPlain || place.data !== undefined || first === undefined || second === undefined) return draft;
  const { at, open, close } = first.named;
  const isAlike = ({ named }: (typeof groups)[number]): boolean =>
    named.at === at && named.open === open && named.close === close;
  if (!groups.every((group) => isAlike(group) && group.models.length > 0)) return draft;
  const written = groups.map(({ named }) => named.name);
  const { names, end } = namesIn(written);
  const groupedBy = (own: readonly string[]) =>
    groupingOf(
      groups.map(({ models }, index) => ({ name: own[index] ?? "", models })),
      shape,
    );
  // What all say before the name may be part of it, and isn't where the catalog has the rest alone.
  const start = sharedStart(names);
  const alone = start === "" ? undefined : groupedBy(names.map((name) => name.slice(start.length)));
  const isWord = alone?.reading.rules.every(({ op }) => op !== "map") === true;
  const grouping = isWord ? alone : groupedBy(names);
  if (grouping === undefined) return draft;
  const texts = headers.map((_, index) =>
    index === at ? ` ${open}${isWord ? start : ""}{group}${end}${close} ` : " ",
  );
  return {
    ...draft,
    group: { by: grouping.reading.name, header: `|${texts.join("|")}|`, ...grouping.order },
    fields: { ...draft.fields, ...fieldsOf([grouping.reading]) },
  };
};

/** A table that stands under a header, with nothing but rows of models. */
type Headed = { readonly draft: TableDraft; readonly under: TableHeader };

const headedBy = (draft: TableDraft): readonly Headed[] => {
  const { rows, under } = draft.table;
  return under === undefined || draft.models.length < rows.length ? [] : [{ draft, under }];
};

/** What tables that only differ in their group have in common. */
const kindOf = ({
  draft: { table, columns, join, claim, rows },
  under: { written, place, context },
}: Headed): string =>
  JSON.stringify([
    [table.page, written, place, context, table.formatted, join.keys, claim, rows],
    columns.map(({ header, at, value, key }) => [header, at, key, key === true ? value : ""]),
  ]);

/** Where the headers of groups stand that a place would take as its own. */
const standOf = ({ draft, under: { written, place } }: Headed): string =>
  JSON.stringify([draft.table.page, written.header, place]);

/** The share of the cells of all groups that a column must give. */
const leastShare = 0.6;

/** A column of one group as that of all of them; undefined where it doesn't give most of their cells. */
const columnOf = (column: ColumnDraft, drafts: readonly TableDraft[]): ColumnDraft | undefined => {
  const { made } = column;
  if (made === undefined) return column;
  const samples = drafts.flatMap(({ join }) =>
    ownedOnce(join, (row) => row).map(([row, model]) => ({
      model,
      raw: decodeCell(row.cells[column.at]?.text ?? ""),
    })),
  );
  const { explained, differing } = judgeTexts(made, samples);
  return explained < leastShare * samples.length
    ? undefined
    : { ...column, explained, differing, remark: remarkOn(explained, differing.length) ?? column.remark };
};

/** Whether a group has all cells of a column in a way of its own that follows from the catalog: it isn't made as the others are. */
const isOtherwise = ({ made, at }: ColumnDraft, { columns, join }: TableDraft): boolean => {
  const own = columns.find((column) => column.at === at);
  if (made === undefined || own === undefined || Object.keys(own.fields).length === 0) return false;
  return [...join.owners].every(([row, model]) => {
    const raw = decodeCell(row.cells[at]?.text ?? "");
    return judgeTexts(made, [{ model, raw }]).explained === 0 && own.made?.(model) === raw;
  });
};

/** The share of groups that may have a column in a way of their own: these cells are pinned. */
const mostOtherwise = 0.1;

/** One table of the config for the tables of several groups; undefined where the catalog doesn't tell the groups apart. */
const together = (groups: readonly Headed[], shape: Shape): TableDraft | undefined => {
  const [first] = groups;
  const { names, end } = namesIn(groups.map(({ under }) => under.name));
  const grouping = groupingOf(
    groups.map(({ draft: { models } }, index) => ({ name: names[index] ?? "", models })),
    shape,
  );
  if (first === undefined || grouping === undefined) return undefined;
  const { reading } = grouping;
  const drafts = groups.map(({ draft }) => draft);
  const [largest = first.draft] = [...drafts].sort((a, b) => b.models.length - a.models.length);
  const { order, fields } = largest;
  const { table, join } = first.draft;
  const columns = largest.columns.flatMap((column) => columnOf(column, drafts) ?? []);
  if (columns.length < largest.columns.length) return undefined;
  const others = columns.map((column) => drafts.filter((draft) => isOtherwise(column, draft)).length);
  if (others.some((count) => count > mostOtherwise * drafts.length)) return undefined;
  const { place, written, context } = first.under;
  return {
    ...first.draft,
    table: {
      ...table,
      place,
      context,
      rows: drafts.flatMap((draft) => draft.table.rows),
    },
    join: { ...join, owners: new Map(drafts.flatMap((draft) => [...draft.join.owners])) },
    columns,
    ...(order === undefined ? {} : { order }),
    group: {
      by: reading.name,
      ...written,
      header: written.header.replace("{group}", () => `{group}${end}`),
      ...grouping.order,
    },
    fields: { ...fields, ...fieldsOf([reading]) },
    models: drafts.flatMap(({ models }) => models),
    groups: drafts,
  };
};

/** Joins tables that stand under a heading for each maker, kind or the like: the next one gets a table as well. */
export const groupTables = (drafts: readonly TableDraft[], shape: Shape): readonly TableDraft[] => {
  // A table of other columns under a header beside theirs would be one of the groups.
  const stands = groupBy(drafts.flatMap(headedBy), standOf);
  const alike = [...stands.values()].flatMap((groups) =>
    new Set(groups.map(({ draft }) => JSON.stringify(draft.table.headers))).size > 1
      ? []
      : [...groupBy(groups, kindOf).values()],
  );
  const joined = alike.flatMap((groups) => together(groups, shape) ?? []);
  const leads = new Map(joined.map((each) => [each.groups?.[0], each] as const));
  const others = new Set(joined.flatMap(({ groups = [] }) => groups));
  return drafts.flatMap(
    (draft) => leads.get(draft) ?? (others.has(draft) ? [] : [withGroupRows(draft, shape)]),
  );
};
