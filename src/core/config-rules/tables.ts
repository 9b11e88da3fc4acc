import type { Config } from "../../config.gen.ts";
import { checkCell, checkExpression, checkPredicate, type Names, type Report } from "../config-checks.ts";
import { checkPlace } from "./place.ts";

/** Tables and their columns. */
export const checkTables = (report: Report, { tables = [] }: Config, names: Names): void => {
  for (const [index, table] of tables.entries()) {
    const place = `tables[${index}]`;
    if (table.columns.filter(({ key }) => key === true).length > 1)
      report(
        "config-keys",
        `${place}.columns`,
        "Rows are recognised by one column only.",
        "Keep `key` on one of them.",
      );
    const headers = new Set<string>();
    for (const [at, column] of table.columns.entries()) {
      const here = `${place}.columns[${at}]`;
      if (headers.has(column.header))
        report(
          "config-duplicate",
          `${here}.header`,
          `Another column is called \`${column.header}\` too.`,
          "Rename one of them.",
        );
      headers.add(column.header);
      for (const key of ["header", "value", "otherwise"] as const)
        checkCell(report, `${here}.${key}`, column[key] ?? "");
      checkExpression(report, `${here}.value`, column.value, names);
      checkExpression(report, `${here}.otherwise`, column.otherwise ?? "", names);
      checkPredicate(report, `${here}.when`, column.when, names);
    }
    checkPlace(report, place, table, names);
  }
};
