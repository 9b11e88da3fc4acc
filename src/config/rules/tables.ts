import type { Config, TableConfig } from "../config.gen.ts";
import { literalsOf, parseExpression } from "../expression.ts";
import { checkCell, checkExpression, checkName, checkPredicate, type Names, type Report } from "../checks.ts";
import { pipes } from "../../page/table.ts";
import { isHeading, isHeadingIn } from "../group-headings.ts";
import { markupOf } from "../../page/scan.ts";
import { isApart, namesModel } from "../to-settings/tables.ts";
import { checkPlace } from "./place.ts";

/** In the cells of rows that there is one of for each value, `{each}` is that value. */
const withEach = ({ rows = [] }: TableConfig, names: Names): Names =>
  rows.some(({ each }) => each !== undefined) ? { ...names, fields: [...names.fields, "each"] } : names;

/** Whether pipes and line ends part the cells of a table: in other markups they are a cell's text, and written as such. */
const isPiped = ({ page, pages, data }: TableConfig): boolean => {
  const { whole } = markupOf(page ?? pages ?? "").cell;
  return data === undefined && whole("|") === "|";
};

/** Several rows for one model: each has a name and key cells of its own. */
const checkRows = (report: Report, place: string, table: TableConfig, names: Names): void => {
  const { rows = [], columns } = table;
  const headers = columns.map(({ header }) => header);
  const marked = columns.filter(({ key }) => key === true);
  const keys = marked.length === 0 ? columns.slice(0, 1) : marked;
  const seen = new Map<string, string>();
  const known = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const here = `${place}.rows[${index}]`;
    if (known.has(row.name))
      report(
        "config-duplicate",
        `${here}.name`,
        `Another row is called \`${row.name}\` too.`,
        "Rename one of them.",
      );
    known.add(row.name);
    if (row.each !== undefined) checkName(report, `${here}.each`, "field", row.each, names.fields);
    checkPredicate(report, `${here}.when`, row.when, names);
    const own = row.each === undefined ? names : { ...names, fields: [...names.fields, "each"] };
    for (const [header, text] of Object.entries(row.cells ?? {})) {
      checkName(report, `${here}.cells`, "column", header, headers);
      if (isPiped(table)) checkCell(report, `${here}.cells.${header}`, literalsOf(text));
      checkExpression(report, `${here}.cells.${header}`, text, own);
    }
    if (row.template !== undefined) {
      for (const other of ["each", "continues", "cells"] as const)
        if (row[other] !== undefined)
          report(
            "config-conflict",
            `${here}.${other}`,
            `\`template\` makes all of these rows, so \`${other}\` has no say in them.`,
            "Take one of the two out.",
          );
      continue;
    }
    const cells = new Map(Object.entries(row.cells ?? {}));
    const isNamed = (text: string): boolean => namesModel(parseExpression(text));
    const key = keys.map(
      ({ header, value }) => cells.get(header) ?? (row.continues === true && isNamed(value) ? "" : value),
    );
    const anyModels = row.continues !== true && !key.some(isNamed);
    if (anyModels)
      report(
        "config-rows-alike",
        here,
        "Its key cells are the same for every model, so nobody can tell whose row it is.",
        "Set `continues: true`, if it stands below its model's row, or `key` on a column that names the model.",
      );
    if (row.continues === true && index === 0)
      report(
        "config-row-continues",
        here,
        "There is no row before it that it could continue.",
        "Put the row that it continues first.",
      );
    const alike = seen.get(JSON.stringify(key));
    const repeated = row.each !== undefined && !key.some((text) => text.includes("{each}"));
    if (alike !== undefined || repeated)
      report(
        "config-rows-alike",
        here,
        `Its key cells are those of ${repeated ? "the model's other rows" : `\`${alike ?? ""}\``}, so the rows can't be told apart.`,
        "Set `key` on the column that tells them apart too.",
      );
    seen.set(JSON.stringify(key), row.name);
  }
};

/** What is written as a row must be one. */
const checkRow = (report: Report, place: string, row: string | undefined): void => {
  if (row !== undefined && pipes(row).length === 0)
    report(
      "config-row",
      place,
      "This is no row of a table.",
      "Write its cells between pipes: `| text | | |`.",
    );
};

/** A list of data has rows alone, and a file of data nothing but lists. */
const checkData = (report: Report, place: string, { page, pages, data, ...table }: TableConfig): void => {
  if (data === undefined && markupOf(page ?? pages ?? "").name === "data")
    report(
      "config-data",
      `${place}.page`,
      "A table in such a file is a list of data.",
      "Say in `data` where the list is: `[]` is the file itself.",
    );
  if (data === undefined && table.fence !== undefined)
    report(
      "config-conflict",
      `${place}.fence`,
      "Only a list of data is in a fence.",
      "Say in `data` where in the fence the list is: `[]` is all of it.",
    );
  for (const key of ["group", "empty"] as const)
    if (data !== undefined && table[key] !== undefined)
      report(
        "config-conflict",
        `${place}.${key}`,
        "A list of data has no rows but those of models.",
        "Take it out, or `data`.",
      );
};

/** Models are columns in tables with pipes alone, and no row stands between those. */
const checkAcross = (report: Report, place: string, table: TableConfig): void => {
  if (table.across !== true) return;
  if (!isPiped(table) || markupOf(table.page ?? table.pages ?? "").name !== "markdown")
    report(
      "config-conflict",
      `${place}.across`,
      "Only in a table with pipes can models be columns.",
      "Take it out: the rows of such a table are models.",
    );
  for (const key of ["group", "empty", "rows"] as const)
    if (table[key] !== undefined)
      report(
        "config-conflict",
        `${place}.${key}`,
        "Where models are columns, a table has one for each model and no other.",
        "Take it out, or `across`.",
      );
};

/** A blank cell can say what the one above says in tables with pipes alone, and names no row. */
const checkContinues = (report: Report, place: string, table: TableConfig): void => {
  for (const [at, { continues, key }] of table.columns.entries()) {
    if (continues !== true) continue;
    if (key !== true && table.data === undefined && table.across !== true) continue;
    report(
      "config-conflict",
      `${place}.columns[${at}].continues`,
      "Only in a table whose rows are models can a blank cell say what the one above says, and not in a key column.",
      "Take it out: then each row has its own.",
    );
  }
};

/** What stands above a table of a group is no row of it, and a heading of the page's markup; other than pages have none. */
const checkApart = (report: Report, place: string, table: TableConfig): void => {
  const { group, page, pages, data } = table;
  const markup = markupOf(page ?? pages ?? "").name;
  if (data === undefined && markup === "csv")
    report(
      "config-group",
      `${place}.group.header`,
      "Only in a page can each group have a table of its own.",
      "Declare a table for each group, with a `where`.",
    );
  else if (isHeading(group?.header ?? "") && !isHeadingIn(markup, group?.header ?? ""))
    report(
      "config-group",
      `${place}.group.header`,
      "What would be a heading of a table for each group is none in such a page.",
      "Write it as the page's headings are: `### {group}`, in AsciiDoc `=== {group}`, in reStructuredText `{group}` above a line of signs.",
    );
  if (/^\s*\|/.test(group?.header ?? ""))
    report(
      "config-group",
      `${place}.group`,
      "What stands above a table of its own is no row.",
      "Write the row in one line, without a footer or `apart`; or the header as the page has it.",
    );
};

/** Tables and their columns. */
export const checkTables = (report: Report, { tables = [] }: Config, names: Names): void => {
  for (const [index, table] of tables.entries()) {
    const place = `tables[${index}]`;
    const inCells = withEach(table, names);
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
      if (isPiped(table)) {
        checkCell(report, `${here}.header`, column.header);
        for (const key of ["value", "otherwise"] as const)
          checkCell(report, `${here}.${key}`, literalsOf(column[key] ?? ""));
      }
      checkExpression(report, `${here}.value`, column.value, inCells);
      checkExpression(report, `${here}.otherwise`, column.otherwise ?? "", inCells);
      checkPredicate(report, `${here}.when`, column.when, names);
      if (column.copied === true && column.owner !== "people")
        report(
          "config-conflict",
          `${here}.copied`,
          "What the catalog says of a model isn't copied from another's row.",
          'Add `owner: "people"`, or take out `copied`.',
        );
    }
    for (const [at, header] of (table.remove ?? []).entries())
      if (headers.has(header))
        report(
          "config-duplicate",
          `${place}.remove[${at}]`,
          `\`${header}\` is among the columns too.`,
          "Take it out of `columns`, or out of `remove`.",
        );
    if (table.distinct !== undefined)
      checkName(report, `${place}.distinct`, "field", table.distinct, names.fields);
    checkData(report, place, table);
    checkAcross(report, place, table);
    checkContinues(report, place, table);
    checkRows(report, place, table, names);
    checkRow(report, `${place}.empty`, table.empty);
    checkPlace(report, place, table, names);
    if (isApart(table)) checkApart(report, place, table);
    else checkRow(report, `${place}.group.header`, table.group?.header);
  }
};
