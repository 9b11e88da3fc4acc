import type { TableSettings } from "../../src/config/settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import { type Linker, linkedIn } from "../placing/links.ts";
import type { Target } from "../target.ts";
import type { PagesRequest } from "../target.ts";
import type { TableTools } from "./arrange.ts";
import { findCarriage } from "./carriage.ts";
import { planTable, tableEdits } from "./index.ts";
import { subjectsOf } from "./subjects.ts";

const tableTarget = (
  { past, file }: PagesRequest,
  table: TableSettings,
  entries: readonly Entry[],
  tools: TableTools,
): Target => ({
  place: table,
  kind: "table",
  plan: (page, region) => planTable(page, region, table, entries, past, file, tools),
  edits: (page, region) => tableEdits(page, region, table, entries, past, file, tools),
});

/** The tables as targets of their pages. */
export const tableTargets = (request: PagesRequest, linker: Linker): readonly Target[] => {
  const tables = request.settings.tables.map((table) => {
    const entries = linkedIn(linker, request.entries, table.page);
    return { table, entries, subjects: subjectsOf(table, entries) };
  });
  const known = new Map(tables.map(({ table, subjects }) => [table, subjects]));
  const carriage = findCarriage({ ...request, subjectsOf: (table) => known.get(table) ?? [] });
  return tables.map(({ table, entries, subjects }) =>
    tableTarget(request, table, entries, { carriage, subjects }),
  );
};
