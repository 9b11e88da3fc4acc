import type { ColumnConfig, Config, RowConfig, TableConfig } from "../config.gen.ts";
import { type Expression, fieldsOf, parseExpression } from "../expression.ts";
import type { ColumnSettings, RowSettings, TableSettings } from "../settings.ts";
import { fieldsTested } from "../predicate.ts";
import { isHeading } from "../group-headings.ts";
import { group, order, place, placesApart, test } from "./place.ts";
import { toMap } from "../../text/group-by.ts";

/** Columns that are declared alike are one: their cells are made once for all tables. */
const columnMaker = ({ capabilities }: Config): ((config: ColumnConfig) => ColumnSettings) => {
  const known = new Map<string, ColumnSettings>();
  return (config) => {
    const name = JSON.stringify(config);
    const made = known.get(name) ?? column(config, capabilities);
    known.set(name, made);
    return made;
  };
};

const column = (config: ColumnConfig, capabilities: Config["capabilities"]): ColumnSettings => ({
  header: config.header,
  was: config.was ?? [],
  value: parseExpression(config.value),
  otherwise: parseExpression(config.otherwise ?? ""),
  when: test(config.when),
  tested: fieldsTested(config.when, capabilities),
  owner: config.owner ?? "catalog",
  continues: config.continues ?? false,
  copied: config.copied ?? false,
  align: config.align,
});

/** Whether a key column says which model a row is about: that is left out of a row that continues another. */
export const namesModel = (value: Expression): boolean => fieldsOf(value).some((field) => field !== "each");

const row = (
  { name, when, each, continues = false, cells = {}, template }: RowConfig,
  columns: readonly ColumnSettings[],
  keys: readonly number[],
): RowSettings => ({
  name,
  when: test(when),
  each,
  continues,
  template,
  cells: toMap(columns, (own, index) => {
    const unnamed = continues && keys.includes(index) && namesModel(own.value);
    return Object.hasOwn(cells, own.header) || unnamed
      ? [own, parseExpression(cells[own.header] ?? "")]
      : undefined;
  }),
});

/** Whether the groups of a table are tables of their own: below headings, or headers that are no row. */
export const isApart = ({ group }: TableConfig): boolean =>
  group !== undefined &&
  (group.apart === true ||
    group.footer !== undefined ||
    group.header.includes("\n") ||
    isHeading(group.header));

/** The tables. */
export const tables = (config: Config): readonly TableSettings[] => {
  const columnOf = columnMaker(config);
  const places = placesApart(
    (config.tables ?? []).map((table, index) => [
      place(table, `tables[${index}]`, config.counters),
      table.data === undefined ? table.columns.map(({ header }) => header).join(", ") : "",
    ]),
  );
  return (config.tables ?? []).map((table, index): TableSettings => {
    const columns = table.columns.map(columnOf);
    const marked = table.columns.flatMap(({ key }, at) => (key === true ? [at] : []));
    const keys = marked.length === 0 ? [0] : marked;
    return {
      ...(places[index] ?? place(table, `tables[${index}]`)),
      columns,
      key: keys[0] ?? 0,
      keys,
      remove: table.remove ?? [],
      rows: (table.rows ?? []).map((each) => row(each, columns, keys)),
      style: table.style ?? "keep",
      empty: table.empty,
      order: order(table.order),
      group: isApart(table) ? undefined : group(table.group),
      split: isApart(table) ? group(table.group) : undefined,
      test: test(table.where),
      distinct: table.distinct,
      claim: table.claim ?? config.claim ?? "as-made",
    };
  });
};
