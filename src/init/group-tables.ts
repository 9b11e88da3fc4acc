import { groupBy } from "../text/group-by.ts";
import type { GroupConfig } from "../config/config.gen.ts";
import { groupingReadings } from "./order/criteria.ts";
import { fieldsOf } from "./columns/agreement.ts";
import { type Reading, readingOf } from "./columns/readings.ts";
import { remarkOn } from "./columns/text-draft.ts";
import type { Shape } from "./catalog/records.ts";
import type { ColumnDraft, TableDraft } from "./types.ts";

/** The name of a group in a heading, and the heading as the config has it: a count of its rows may follow the name. */
type Headed = { readonly draft: TableDraft; readonly name: string; readonly header: string };

const headedBy = (draft: TableDraft): readonly Headed[] => {
  const { context, rows, under } = draft.table;
  if (under === undefined || draft.models.length < rows.length) return [];
  const [, name = "", open = "", count, close = ""] =
    /^(.*?)(?:(\s*(?:\(|[-–—:]\s+))(\d+)((?:\s\p{L}+)?\)?))?$/su.exec(context.at(-1) ?? "") ?? [];
  if (name === "" || (count !== undefined && Number(count) !== rows.length)) return [];
  return [{ draft, name, header: `{group}${open}${count === undefined ? "" : "{count}"}${close}` }];
};

/** What tables that only differ in their group have in common. */
const kindOf = ({ draft: { table, columns, join, claim, rows }, header }: Headed): string =>
  JSON.stringify([
    [table.page, table.under, table.formatted, table.context.slice(0, -1), header, join.keys, claim, rows],
    columns.map(({ header, at, value, when, otherwise, owner, key }) => [
      ...[header, at, value, when, otherwise, owner, key],
    ]),
  ]);

/** The field that gives each group's name, with other words for its values where the headings have such. */
const naming = (groups: readonly Headed[], shape: Shape): Reading | undefined => {
  const plain = groupingReadings(shape);
  const titled = plain.map((reading) => ({
    ...readingOf(shape, reading.path, "", [...reading.rules, { op: "words" }, { op: "titleCase" }]),
    name: `${reading.name}Title`,
  }));
  const tried = [...plain, ...titled].flatMap((reading) => {
    const names = new Map<string, string>();
    for (const { draft, name } of groups)
      for (const model of draft.models) {
        const value = reading.text(model);
        if (value === "" || (names.get(value) ?? name) !== name) return [];
        names.set(value, name);
      }
    const values = Object.fromEntries([...names].filter(([value, name]) => value !== name).sort());
    return names.size === groups.length ? [{ reading, values, changes: Object.keys(values).length }] : [];
  });
  const [best] = tried.sort((a, b) => a.changes - b.changes);
  if (best === undefined || best.changes === 0) return best?.reading;
  const { reading, values } = best;
  return {
    ...readingOf(shape, reading.path, "", [...reading.rules, { op: "map", values }]),
    name: `${reading.name}Group`,
  };
};

const isSorted = (texts: readonly string[]): boolean =>
  texts.every((text, index) => index === 0 || (texts[index - 1] ?? "") <= text);

const orderOf = (names: readonly string[]): Pick<GroupConfig, "order"> => {
  if (isSorted(names)) return {};
  if (isSorted(names.map((name) => name.toLowerCase()))) return { order: { ignoreCase: true } };
  return { order: { list: [...names] } };
};

const columnOf = (column: ColumnDraft, all: readonly ColumnDraft[]): ColumnDraft => {
  const explained = all.reduce((sum, each) => sum + each.explained, 0);
  const differing = all.flatMap((each) => each.differing);
  const remark = column.owner === "people" ? column.remark : remarkOn(explained, differing.length);
  return { ...column, explained, differing, remark };
};

/** One table of the config for the tables of several groups; undefined where the catalog doesn't tell the groups apart. */
const together = (groups: readonly Headed[], shape: Shape): TableDraft | undefined => {
  const [first, second] = groups;
  const under = first?.draft.table.under;
  if (first === undefined || second === undefined || under === undefined) return undefined;
  const reading = naming(groups, shape);
  if (reading === undefined) return undefined;
  const drafts = groups.map(({ draft }) => draft);
  const [largest = first.draft] = [...drafts].sort((a, b) => b.models.length - a.models.length);
  const { order, fields } = largest;
  const { table, columns, join } = first.draft;
  const header = `${"#".repeat(under.level)} ${first.header}`;
  return {
    ...first.draft,
    table: {
      ...table,
      place: under.place,
      context: table.context.slice(0, -1),
      rows: drafts.flatMap((draft) => draft.table.rows),
    },
    join: { ...join, owners: new Map(drafts.flatMap((draft) => [...draft.join.owners])) },
    columns: columns.map((column, index) =>
      columnOf(
        column,
        drafts.flatMap((draft) => draft.columns[index] ?? []),
      ),
    ),
    ...(order === undefined ? {} : { order }),
    group: { by: reading.name, header, ...orderOf(groups.map(({ name }) => name)) },
    fields: { ...fields, ...fieldsOf([reading]) },
    models: drafts.flatMap(({ models }) => models),
    groups: drafts,
  };
};

/** Joins tables that stand under a heading for each maker, kind or the like: the next one gets a table as well. */
export const groupTables = (drafts: readonly TableDraft[], shape: Shape): readonly TableDraft[] => {
  const kinds = groupBy(drafts.flatMap(headedBy), kindOf);
  const joined = [...kinds.values()].flatMap((groups) => together(groups, shape) ?? []);
  const leads = new Map(joined.map((each) => [each.groups?.[0], each] as const));
  const others = new Set(joined.flatMap(({ groups = [] }) => groups));
  return drafts.flatMap((draft) => leads.get(draft) ?? (others.has(draft) ? [] : [draft]));
};
