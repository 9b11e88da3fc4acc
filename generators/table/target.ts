import type { TableSettings } from "../../src/config/settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import { type Linker, linkedIn } from "../placing/links.ts";
import { askedElsewhere } from "../placing/unwanted.ts";
import type { Page } from "../../src/page/markdown.ts";
import type { Region } from "../../src/page/region.ts";
import type { Target } from "../target.ts";
import type { PagesRequest } from "../target.ts";
import type { TableTools } from "./arrange.ts";
import { findCarriage } from "./carriage.ts";
import { planTable, tableEdits } from "./index.ts";
import { subjectsOf } from "./subjects.ts";

const tableTarget = (
  { past, file, settings }: PagesRequest,
  table: TableSettings,
  entries: readonly Entry[],
  tools: TableTools,
): Target => {
  const left = entries.filter((entry) => !table.test(entry));
  const others = settings.tables
    .filter((other) => other !== table && other.page === table.page)
    .map((place) => ({ place, asksFor: place.test }));
  const toolsFor = (page: Page, region: Region): TableTools => {
    const elsewhere = askedElsewhere(page, region, others, file);
    return { ...tools, unwanted: left.filter((entry) => !elsewhere(entry)) };
  };
  return {
    place: table,
    kind: "table",
    plan: (page, region) => planTable(page, region, table, entries, past, file, toolsFor(page, region)),
    edits: (page, region) => tableEdits(page, region, table, entries, past, file, toolsFor(page, region)),
  };
};

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
