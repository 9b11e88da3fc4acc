import { describe, expect, it } from "vitest";
import type { Past } from "../../../generators/placing/past.ts";
import { planTable } from "../../../generators/table/index.ts";
import { warning } from "../../../src/model/problem.ts";
import { findRegion } from "../../../src/page/region.ts";
import { scanPage } from "../../../src/page/scan.ts";
import { splice } from "../../../src/page/page.ts";
import { entry, lines, past, settings, valueOf } from "../given.ts";
import { inModes, priced } from "./tables.ts";
import { turn } from "./turns.ts";

const given = settings({ tables: [priced()] });
const model = (id: string, name: string, price: string) => entry(id, { name, price });
const page = (...rows: readonly string[]): string => lines("| Model | Price |", "|--|--|", ...rows);

describe("a row that stands twice", () => {
  const before = page("| Ant | 1 |", "| Bee | 2 |", "| Ant | 1 |", "| Ant | mine |");
  const models = [model("a", "Ant", "1"), model("b", "Bee", "2")];
  const first = turn(given, models, { "p.md": before });

  it("is told, and stays", () => {
    expect(first.pages["p.md"]).toBe(before);
    expect(first.told).toEqual([
      'row-duplicate: The row "Ant" stands there 3 times; only the first follows the catalog in all its cells.',
    ]);
  });

  it("is renamed together, and keeps what isn't as it was made", () => {
    const later = turn(given, [model("a", "Ape", "3"), model("b", "Bee", "2")], first.pages, first.lock);
    expect(later.pages["p.md"]).toBe(page("| Ape | 3 |", "| Bee | 2 |", "| Ape | 3 |", "| Ape | mine |"));
  });

  it.each<readonly [what: string, past: Partial<Past>, suspects: readonly number[], after: string]>([
    ["follows where the first does", {}, [], page("| Ant | 3 |", "| Ant | 3 |")],
    [
      "stays where the run isn't for its model",
      { follows: () => false },
      [],
      page("| Ant | 1 |", "| Ant | 1 |"),
    ],
    ["stays where no record has what it shows", {}, [1], page("| Ant | 1 |", "| Ant | 1 |")],
  ])("%s", (_, more, suspects, after) => {
    const there = page("| Ant | 1 |", "| Ant | 1 |");
    const { lock } = turn(given, [model("a", "Ant", "1")], { "p.md": there });
    const doubt = warning("path-nowhere", "c", "No record has it.", "Correct it.");
    const table = { ...given.tables[0]!, suspects: new Map(suspects.map((index) => [index, doubt])) };
    const scanned = scanPage("p.md", there);
    const region = valueOf(findRegion(scanned, table, "c"));
    const { edits } = valueOf(
      planTable(
        { page: scanned, region, settings: table, file: "c" },
        { entries: [model("a", "Ant", "3")], past: past({ lock, ...more }) },
      ),
    );
    expect(splice(there, edits)).toBe(after);
  });

  it("goes together with its model, and keeps what isn't as it was made", () => {
    const pruning = settings({ removal: { policy: "prune" }, tables: [priced()] });
    const later = turn(pruning, models.slice(1), first.pages, first.lock);
    expect(later.pages["p.md"]).toBe(page("| Bee | 2 |", "| Ant | mine |"));
  });

  it("goes with its own where names change hands", () => {
    const swapped = [model("a", "Bee", "1"), model("b", "Ant", "2")];
    const later = turn(given, swapped, first.pages, first.lock);
    expect(later.pages["p.md"]).toBe(page("| Ant | 2 |", "| Bee | 1 |", "| Bee | 1 |", "| Bee | mine |"));
  });

  it("doesn't freeze the order", () => {
    const more = [...models, model("c", "Asp", "9")];
    const added = turn(given, more, first.pages, first.lock);
    expect(added.pages["p.md"]).toBe(
      page("| Ant | 1 |", "| Asp | 9 |", "| Bee | 2 |", "| Ant | 1 |", "| Ant | mine |"),
    );
    const moved = [model("a", "Cow", "1"), model("b", "Bee", "2"), model("c", "Asp", "9")];
    expect(turn(given, moved, added.pages, added.lock).pages["p.md"]).toBe(
      page("| Asp | 9 |", "| Bee | 2 |", "| Cow | 1 |", "| Cow | 1 |", "| Cow | mine |"),
    );
  });
});

describe("a row of no model", () => {
  const byPrice = settings({ tables: [priced({ order: { by: ["price", "name"] } })] });

  it("is in nobody's way where rows are sorted by what it doesn't show: a new one goes below its neighbour", () => {
    const before = page("| Ant | 1 |", "| Zebu | ours |", "| Bee | 5 |");
    const models = [model("a", "Ant", "1"), model("b", "Bee", "5"), model("c", "Cow", "3")];
    expect(turn(byPrice, models, { "p.md": before }).pages["p.md"]).toBe(
      page("| Ant | 1 |", "| Cow | 3 |", "| Zebu | ours |", "| Bee | 5 |"),
    );
  });
});

it("the rows of models whose IDs change hands keep the order of the config", () => {
  const both = { name: "batch", when: { field: "batch", exists: true }, cells: { Mode: "Batch" } };
  const modes = inModes(both);
  const table = (...rows: readonly string[]): string =>
    lines("| Model | Mode | Price | Note |", "|--|--|--|--|", ...rows);
  const of = (id: string, name: string, batch: string | null) => entry(id, { name, price: "1", batch });
  const before = table("| Ant | Live | 1 | |", "| Bee | Live | 1 | |", "| Bee | Batch | 1 | |");
  const first = turn(modes, [of("a", "Ant", null), of("b", "Bee", "x")], { "p.md": before });
  const later = turn(modes, [of("b", "Ant", null), of("a", "Bee", "x")], first.pages, first.lock);
  expect(later.pages["p.md"]).toBe(before);
});

it("a row as that of a model that left, and stays, is where it is in every run", () => {
  const removal = { policy: "keep", maxShare: 1 } as const;
  const all = settings({ removal, claim: "all", tables: [priced({ order: { by: "id" } })] });
  const models = [model("a", "Ant", "1"), model("b", "Bee", "2"), model("c", "Cow", "3")];
  const first = turn(all, models, { "p.md": page() });
  const later = turn(all, [model("b", "Bee", "2"), model("c", "Ant", "1")], first.pages, first.lock);
  expect(later.told).not.toContainEqual(expect.stringMatching("unsettled"));
  expect(later.pages["p.md"]).toBe(page("| Ant | 1 |", "| Ant | 1 |", "| Bee | 2 |"));
});
