import type { ColumnConfig, TableConfig } from "../config/config.gen.ts";
import type { ColumnDraft, PartDraft, TableDraft, WhereDraft } from "./types.ts";

const columnConfig = (
  { header, value, when, otherwise, owner, copied, key, continues }: ColumnDraft,
  first: boolean,
): ColumnConfig => ({
  header,
  value,
  ...(when === undefined ? {} : { when }),
  ...(otherwise === undefined ? {} : { otherwise }),
  // The first column is the key where none says so.
  ...(key === undefined || first ? {} : { key }),
  ...(owner === undefined ? {} : { owner }),
  ...(continues === undefined ? {} : { continues }),
  ...(copied === undefined ? {} : { copied }),
});

/** A table's part of the config, with the comments on its columns. */
export const tableConfig = (
  draft: TableDraft,
  { where }: WhereDraft,
  remarks: Map<object, string>,
): TableConfig => {
  const { table, rows, order, group, claim, distinct } = draft;
  const lone = draft.columns.filter(({ key }) => key).length === 1;
  const remarked = <T extends object>(config: T, remark: string | undefined): T => {
    if (remark !== undefined) remarks.set(config, remark);
    return config;
  };
  return {
    page: table.page,
    ...table.place,
    ...(distinct === undefined ? {} : { distinct: distinct.field }),
    columns: draft.columns.map((column, index) =>
      remarked(columnConfig(column, lone && index === 0), column.remark),
    ),
    ...(table.formatted === undefined ? {} : { style: "aligned" }),
    ...(rows === undefined ? {} : { rows: rows.map(({ remark, ...row }) => remarked(row, remark)) }),
    ...(order === undefined ? {} : { order }),
    ...(group === undefined ? {} : { group }),
    ...(where === undefined ? {} : { where }),
    ...(claim === undefined ? {} : { claim }),
  };
};

/** Which makers a table of them shows: all but those that it lacks. */
export const whoseMakers = (part: PartDraft): WhereDraft => {
  const { field = "", absent = [] } = (part.type === "table" ? part.distinct : undefined) ?? {};
  if (absent.length === 0) return { fields: {} };
  const remark =
    "What is named here has no row, and gets none: take it out of the list, and the next plan adds it.";
  return { where: { not: { field, in: absent.toSorted() } }, remark, fields: {} };
};

/** What is said of a table that a script made. */
export const byScript =
  "This page looks like a script's: all of the table is the tool's. Take `claim` out if people write in it.";

/** What is said of a table that a script may have made. */
export const offer =
  "All rows here are the catalog's, which gives nearly all of their cells. If a script made them, add `claim: \"all\"`: then all of the table is the tool's.";
