import type { TableSettings } from "../../src/config/settings.ts";
import type { PlaceRecords } from "../../src/lock/next.ts";
import { recordKey } from "../../src/model/lock.ts";
import { linkedIn } from "../placing/links.ts";
import { afterwards, type Past } from "../placing/past.ts";
import { rowEntries, valuesPast } from "../placing/values.ts";
import { askedElsewhere } from "../placing/headers.ts";
import { linksIn } from "../../src/page/links.ts";
import type { Page } from "../../src/page/page.ts";
import type { Region } from "../../src/page/region.ts";
import type { Output, PageContext, PageTarget, Target } from "../output.ts";
import type { TableRequest } from "./arrange.ts";
import { findCarriage } from "./carriage.ts";
import { sharedTest } from "./departed.ts";
import { planTable, tableEdits } from "./index.ts";
import type { TableSite } from "./meant.ts";
import { recordedRows } from "./records.ts";
import { planSplit } from "./split/plan.ts";
import { cellMaker, subjectsOf } from "./subjects.ts";

/** The past of a table as it was just planned: rows are found by what the lock will have of them. */
const pastWith = (
  { past, entries }: Pick<TableRequest, "past" | "entries">,
  made: PlaceRecords["records"] | undefined,
): Past => {
  if (made === undefined) return past;
  const after = afterwards(past, entries);
  const rows = made.flatMap((record) =>
    record.type === "row" ? [[recordKey(record), record] as const] : [],
  );
  return { ...after, lock: { ...after.lock, rows: new Map([...after.lock.rows, ...rows]) } };
};

const tableTarget = (
  { file, settings }: PageContext,
  table: TableSettings,
  request: TableRequest,
): Target => {
  const others = settings.tables
    .filter((other) => other !== table && other.page === table.page)
    .map((place) => ({ place, asksFor: place.test }));
  const requestFor = (page: Page, region: Region, made?: PlaceRecords["records"]): TableRequest => ({
    ...request,
    past: pastWith(request, made),
    isShared: sharedTest(settings.tables, table),
    unwanted: () => {
      const elsewhere = askedElsewhere(page, region, others, file);
      return request.entries.filter((entry) => !table.test(entry) && !elsewhere(entry));
    },
  });
  const siteOf = (page: Page, region: Region): TableSite => ({ page, region, settings: table, file });
  return {
    place: table,
    kind: "table",
    records: "row",
    ...(table.split === undefined
      ? {
          plan: (page, region, made) => planTable(siteOf(page, region), requestFor(page, region, made)),
          replan: (page, region, made) => tableEdits(siteOf(page, region), requestFor(page, region, made)),
        }
      : {
          plan: (page, region, made) =>
            planSplit(siteOf(page, region), { ...request, past: pastWith(request, made) }),
        }),
  };
};

const tableTargets = (context: PageContext): readonly PageTarget[] => {
  const maker = cellMaker();
  const tables = context.settings.tables.map((table) => {
    const entries = rowEntries(table, linkedIn(context.linker, context.entries, table.page));
    return { table, entries, subjects: subjectsOf(table, entries, maker) };
  });
  const known = new Map(tables.map(({ table, subjects }) => [table, subjects]));
  const carriage = findCarriage({ ...context, subjectsOf: (table) => known.get(table) ?? [] });
  return tables.map(({ table, entries, subjects }) => ({
    page: table.page,
    make: () => {
      const known = new Set(recordedRows(context.past.lock, table).all.map(({ model }) => model));
      const linked = context.linker.past(context.past, linksIn(table.page));
      const past = valuesPast(linked, { table, known }, context.entries);
      return tableTarget(context, table, { entries, past, maker, carriage, subjects });
    },
  }));
};

/** Tables of pages with rows for each model. */
export const tableOutput: Output = {
  kind: "table",
  title: "Tables",
  part: "tables",
  targets: tableTargets,
};
