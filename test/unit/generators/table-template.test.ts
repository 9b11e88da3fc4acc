import { describe, expect, it } from "vitest";
import { readRows, withMadeRows } from "../../../generators/table/templated.ts";
import type { Settings } from "../../../src/config/settings.ts";
import type { Entry, FieldValue } from "../../../src/model/entry.ts";
import { ok } from "../../../src/model/problem.ts";
import { entry, lines } from "../given.ts";
import { inModes } from "./tables.ts";
import { turn } from "./turns.ts";

/** What a template would make: the name in the first row, and a row below for each further tier. */
const tiered = ({ name, fields }: Pick<Entry, "name" | "fields">): string =>
  lines(
    ...String(fields.get("tiers") ?? "")
      .split(" ")
      .map((tier, index) => `| ${index === 0 ? name : ""} | ${tier} | ${name} ${tier} | |`),
  );

const given: Settings = withMadeRows(inModes({ name: "tier", template: "tiers.ejs" }), ({ entry: of }) =>
  ok(tiered(of)),
);
const settings: Settings = {
  ...given,
  tables: given.tables.map((table) => ({ ...table, rows: table.rows.slice(1) })),
};

const model = (id: string, tiers: string, name = id) =>
  entry(`x/${id}`, { name, tiers, price: 1 } satisfies Readonly<Record<string, FieldValue>>);
const page = (...rows: readonly string[]): string =>
  lines("| Model | Mode | Price | Note |", "|---|---|---|---|", ...rows);

const [ant, bee] = [model("Ant", "8k 32k"), model("Bee", "8k")];
const antRows = ["| Ant | 8k | Ant 8k | a8 |", "| | 32k | Ant 32k | a32 |"];
const beeRow = "| Bee | 8k | Bee 8k | b8 |";
const written = page(...antRows, beeRow);

describe("rows that a template makes", () => {
  it("are made in the order of the template, each model's together", () => {
    expect(turn(settings, [bee, ant], { "p.md": page() }).pages["p.md"]).toBe(
      page("| Ant | 8k | Ant 8k | |", "| | 32k | Ant 32k | |", "| Bee | 8k | Bee 8k | |"),
    );
  });

  it.each<readonly [what: string, models: readonly Entry[], after: string]>([
    ["stay as they are", [ant, bee], written],
    [
      "grow by one between others, below which people's cells stay",
      [model("Ant", "8k 16k 32k"), bee],
      page(antRows[0] ?? "", "| | 16k | Ant 16k | |", antRows[1] ?? "", beeRow),
    ],
    [
      "move as a block, with people's cells, when their model is renamed",
      [model("Ant", "8k 32k", "Cat"), bee],
      page(beeRow, "| Cat | 8k | Cat 8k | a8 |", "| | 32k | Cat 32k | a32 |"),
    ],
  ])("%s", (_, models, after) => {
    const first = turn(settings, [ant, bee], { "p.md": written });
    expect(turn(settings, models, first.pages, first.lock).pages["p.md"]).toBe(after);
    // What was there before any lock is the models' just so, but for a name that nothing tells of.
    if (models.every(({ name, id }) => id === `x/${name}`))
      expect(turn(settings, models, { "p.md": written }).pages["p.md"]).toBe(after);
  });

  it.each<readonly [what: string, models: readonly Entry[], after: string]>([
    ["with their model", [bee], page("| Bee | 8k | Bee 8k | |")],
    [
      "when the template makes them no longer",
      [model("Ant", "8k"), bee],
      page("| Ant | 8k | Ant 8k | |", "| Bee | 8k | Bee 8k | |"),
    ],
  ])("go %s", (_, models, after) => {
    const first = turn(settings, [ant, bee], { "p.md": page() });
    expect(turn(settings, models, first.pages, first.lock).pages["p.md"]).toBe(after);
  });

  it.each<readonly [what: string, text: string, message: string]>([
    ["a line of too few cells", "| Ant | 8k |", "has 2 cells, and the table has 4 columns"],
    ["a line that is no row", "Ant 8k", "has 0 cells, and the table has 4 columns"],
    [
      "rows that nothing tells apart",
      "| Ant | 8k | 1 | |\n| Ant | 8k | 2 | |",
      'have the key "Ant | 8k", so they can\'t be told apart',
    ],
  ])("refuses %s", (_, text, message) => {
    const [table] = settings.tables;
    const read = table === undefined ? undefined : readRows(table, { entry: ant, template: "t.ejs", text });
    expect(read?.problems.map((problem) => [problem.code, problem.message])).toEqual([
      ["row-template", expect.stringContaining(message)],
    ]);
  });
});
