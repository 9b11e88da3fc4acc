import { expect } from "vitest";
import { readToml } from "../../../../generators/data/toml.ts";
import { readYaml } from "../../../../generators/data/yaml.ts";
import { planTable } from "../../../../generators/table/index.ts";
import { readJsonc } from "../../../../src/text/data/json.ts";
import { readJsModule } from "../../../../src/text/data/js-module.ts";
import type { TableConfig } from "../../../../src/config/config.gen.ts";
import { emptyLock, type Lock, recordKey } from "../../../../src/model/lock.ts";
import type { Entry } from "../../../../src/model/entry.ts";
import { findRegion } from "../../../../src/page/region.ts";
import { scanPage } from "../../../../src/page/scan.ts";
import { splice } from "../../../../src/page/page.ts";
import { entry, past, settings, valueOf } from "../../given.ts";

export const a = entry("x/a", { name: "Ant", context: 1 });
export const b = entry("x/b", { name: "Bee", context: 100 });
export const c = entry("x/c", { name: "Cat", context: 300 });

/** Models whose names come after those. */
export const models = (count: number): readonly Entry[] =>
  Array.from({ length: count }, (_, index) =>
    entry(`x/m${index}`, { name: `Moth${index}`.slice(1), context: index * 1000 }),
  );

const columns: TableConfig["columns"] = [
  { header: "Model", value: "{name}", key: true },
  { header: "Context", value: "{context}" },
];

const readers = { json: readJsonc, js: readJsModule, yaml: readYaml, toml: readToml };

const planned = (
  page: string,
  text: string,
  entries: readonly Entry[],
  more: Partial<TableConfig>,
  lock: Lock,
) => {
  const [only] = settings({ tables: [{ page, columns, ...more }] }).tables;
  const { data } = only!;
  const table = { ...only!, data: data === undefined ? undefined : { ...data, readers } };
  const scanned = scanPage(page, text);
  const region = valueOf(findRegion(scanned, table, "c"));
  return valueOf(
    planTable({ page: scanned, region, settings: table, file: "c" }, { entries, past: past({ lock }) }),
  );
};

/** A lock in which a page's table was made for some models. */
const lockOf = (page: string, text: string, entries: readonly Entry[], more: Partial<TableConfig>): Lock => {
  const { records } = planned(page, text, entries, more, emptyLock);
  const rows = records.map((record) => ({ ...record, owner: "tool" as const }));
  return { ...emptyLock, rows: new Map(rows.map((record) => [recordKey(record), record])) };
};

/**
 * A page with its table brought up to date; planning again must change nothing. `made` are the models that the
 * tool made the table for before, in `base`: those that aren't asked for any more leave.
 */
export const updated = (
  page: string,
  text: string,
  entries: readonly Entry[],
  more: Partial<TableConfig> = {},
  made: readonly Entry[] = [],
  base: string = text,
): string => {
  const lock = made.length === 0 ? emptyLock : lockOf(page, base, made, more);
  const wanted = { ...more, where: { field: "id", in: entries.map(({ id }) => id) } };
  const all = [...entries, ...made.filter(({ id }) => !entries.some((each) => each.id === id))];
  const plan = (before: string) => planned(page, before, all, made.length === 0 ? more : wanted, lock).edits;
  const after = splice(text, plan(text));

  expect(plan(after), "a second plan").toEqual([]);
  return after;
};
