import { expect, it } from "vitest";
import { planTable, type TablePlan } from "../../../generators/table/index.ts";
import type { Past } from "../../../generators/placing/past.ts";
import { type Claim, emptyLock, recordKey } from "../../../src/model/lock.ts";
import { scanPage } from "../../../src/page/scan.ts";
import { findRegion } from "../../../src/page/region.ts";
import { splice } from "../../../src/page/page.ts";
import { entry, lines, past, settings, valueOf } from "../given.ts";

const page = (price: string): string => lines("| ID | Price |", "|--|--|", `| a | ${price} |`);
const model = (price: string) => entry("a", { price });

const run = (text: string, price: string, more: Partial<Past>, claim: Claim): TablePlan => {
  const columns = [
    { header: "ID", value: "{id}" },
    { header: "Price", value: "{price}" },
  ];
  const table = settings({ tables: [{ page: "p.md", columns, claim }] }).tables[0]!;
  const scanned = scanPage("p.md", text);
  const region = valueOf(findRegion(scanned, table, "c"));
  return valueOf(
    planTable(
      { page: scanned, region, settings: table, file: "c" },
      { entries: [model(price)], past: past(more) },
    ),
  );
};

const lockOf = ({ records }: TablePlan): Partial<Past> => ({
  lock: { ...emptyLock, rows: new Map(records.map((record) => [recordKey(record), record])) },
});

const pinned = (text: string, price: string, claim: Claim) => lockOf(run(text, price, { pins: true }, claim));

const told = ({ notes }: TablePlan): readonly string[] =>
  notes.map(({ action, what }) => `${action} ${what}`);

it("a cell that differs is pinned where that is asked for, and written where it isn't", () => {
  const planned = run(page("$1"), "$2", { pins: true }, "as-made");
  expect(planned.edits).toEqual([]);
  expect(told(planned)).toEqual(["keep pinned cell"]);
  expect(planned.records).toMatchObject([
    { cells: { Price: "$2" }, found: { Price: "$1" }, owner: "people" },
  ]);
  expect(splice(page("$1"), run(page("$1"), "$2", {}, "as-made").edits)).toBe(page("$2"));
});

it.each<readonly [what: string, claim: Claim, stands: string, price: string, want: string, note: string[]]>([
  ["stays while the catalog has what it had", "as-made", "$1", "$2", "$1", ["keep pinned cell"]],
  ["follows the catalog when that changes", "as-made", "$1", "$3", "$3", ["change cell"]],
  ["is no pin any more where the catalog agrees", "as-made", "$1", "$1", "$1", []],
  ["that people edited is theirs", "as-made", "$1.50", "$2", "$1.50", ["keep cell"]],
  ["that both changed is a conflict", "as-made", "$1.50", "$3", "$1.50", ["blocked cell"]],
  ["stays in a claimed row as well", "all", "$1", "$2", "$1", ["keep pinned cell"]],
  ["follows in a claimed row as well", "all", "$1", "$3", "$3", ["change cell"]],
])("a pinned cell %s (%s)", (_, claim, stands, price, want, note) => {
  const lock = pinned(page("$1"), "$2", claim);
  const planned = run(page(stands), price, lock, claim);
  expect(splice(page(stands), planned.edits)).toBe(page(want));
  expect(told(planned)).toEqual(note);
  const again = run(page(stands), price, { ...lockOf(planned), pins: true }, claim);
  if (stands === want) expect(again.edits).toEqual([]);
});

it("--replace writes what people edited, and no pin", () => {
  const lock = pinned(page("$1"), "$2", "as-made");
  expect(run(page("$1"), "$2", { ...lock, replace: () => true }, "as-made").edits).toEqual([]);
});

it("nothing is pinned in what is people's by the config", () => {
  expect(run(page("$1"), "$2", { pins: true }, "none").records).toMatchObject([{ cells: {} }]);
});
