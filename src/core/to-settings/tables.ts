import type { ColumnConfig, Config } from "../../config.gen.ts";
import { parseExpression } from "../expression.ts";
import type { ColumnSettings, TableSettings } from "../settings.ts";
import { order, place, test } from "./place.ts";

const column = (config: ColumnConfig): ColumnSettings => ({
  header: config.header,
  was: config.was ?? [],
  value: parseExpression(config.value),
  otherwise: parseExpression(config.otherwise ?? ""),
  when: test(config.when),
  owner: config.owner ?? "catalog",
  align: config.align ?? "none",
});

/** The tables. */
export const tables = (config: Config): readonly TableSettings[] =>
  (config.tables ?? []).map((table, index) => ({
    ...place(table, `tables[${index}]`),
    columns: table.columns.map(column),
    key: Math.max(
      0,
      table.columns.findIndex(({ key }) => key === true),
    ),
    order: order(table.order),
    test: test(table.where),
  }));
