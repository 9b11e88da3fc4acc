import type { TableSettings } from "../../src/config/settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import { linkedIn } from "../placing/links.ts";
import { askedElsewhere } from "../placing/unwanted.ts";
import type { Page } from "../../src/page/page.ts";
import type { Region } from "../../src/page/region.ts";
import type { Output, PageContext, PageTarget, Target } from "../output.ts";
import type { TableTools } from "./arrange.ts";
import { findCarriage } from "./carriage.ts";
import { planTable, tableEdits } from "./index.ts";
import { subjectsOf } from "./subjects.ts";

const tableTarget = (
  { past, file, settings }: PageContext,
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
    records: "row",
    plan: (page, region) => planTable(page, region, table, entries, past, file, toolsFor(page, region)),
    edits: (page, region) => tableEdits(page, region, table, entries, past, file, toolsFor(page, region)),
  };
};

const tableTargets = (context: PageContext): readonly PageTarget[] => {
  const tables = context.settings.tables.map((table) => {
    const entries = linkedIn(context.linker, context.entries, table.page);
    return { table, entries, subjects: subjectsOf(table, entries) };
  });
  const known = new Map(tables.map(({ table, subjects }) => [table, subjects]));
  const carriage = findCarriage({ ...context, subjectsOf: (table) => known.get(table) ?? [] });
  return tables.map(({ table, entries, subjects }) => ({
    page: table.page,
    make: () => tableTarget(context, table, entries, { carriage, subjects }),
  }));
};

/** Tables of pages with rows for each model. */
export const tableOutput: Output = {
  kind: "table",
  title: "Tables",
  part: "tables",
  targets: tableTargets,
};
