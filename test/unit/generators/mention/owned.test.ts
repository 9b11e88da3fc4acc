import { expect, test } from "vitest";
import { ownedLines } from "../../../../generators/mention/owned.ts";
import type { TableConfig } from "../../../../src/config/config.gen.ts";
import { emptyLock } from "../../../../src/model/lock.ts";
import { scanPage } from "../../../../src/page/scan.ts";
import { lines, settings } from "../../given.ts";

const columns: TableConfig["columns"] = [
  { header: "Model", value: "{name}", key: true },
  { header: "Price", value: "{price}" },
];
const table = (first: string): readonly string[] => [`| ${first} | Price |`, "|---|---|", "| a | 1 |", ""];

test.each<readonly [what: string, page: readonly string[], own: readonly number[]]>([
  [
    "the table of the models, and none that has one header of it",
    [...table("Plan"), ...table("Model")],
    [4, 5, 6],
  ],
  [
    "a table that stands deeper, where there is no other",
    ["- x", "", ...table("Model").map((line) => `  ${line}`)],
    [2, 3, 4],
  ],
  ["none where no table has the key", ["| Plan | Price | Seats |", "|---|---|---|", "| a | 1 | 2 |"], []],
])("the lines that are a table's own are those of %s", (_, text, own) => {
  const page = scanPage("p.md", lines(...text));
  const isOwned = ownedLines(page, settings({ tables: [{ page: "p.md", columns }] }), emptyLock, "config");
  expect(text.flatMap((__, line) => (isOwned(line) ? [line] : []))).toEqual(own);
});
