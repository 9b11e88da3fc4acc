import { describe, expect, it } from "vitest";
import { entry, lines, settings } from "../given.ts";
import { turn } from "./turns.ts";

const given = settings({
  tables: [
    {
      page: "p.md",
      columns: [
        { header: "Model", value: "{name}", key: true },
        { header: "Price", value: "{price}" },
      ],
    },
  ],
});
const model = (id: string, name: string, price: string) => entry(id, { name, price });
const page = (...rows: readonly string[]): string => lines("| Model | Price |", "|--|--|", ...rows);

describe("a row that stands twice", () => {
  const before = page("| Ant | 1 |", "| Bee | 2 |", "| Ant | 1 |", "| Ant | mine |");
  const models = [model("a", "Ant", "1"), model("b", "Bee", "2")];
  const first = turn(given, models, { "p.md": before });

  it("is told, and stays", () => {
    expect(first.pages["p.md"]).toBe(before);
    expect(first.told).toEqual([
      'row-twice: The row "Ant" stands there 3 times; only the first follows the catalog in all its cells.',
    ]);
  });

  it("is renamed together, and keeps what isn't as it was made", () => {
    const later = turn(given, [model("a", "Ape", "3"), model("b", "Bee", "2")], first.pages, first.lock);
    expect(later.pages["p.md"]).toBe(page("| Ape | 3 |", "| Bee | 2 |", "| Ape | 3 |", "| Ape | mine |"));
  });

  it("doesn't freeze the order", () => {
    const more = [...models, model("c", "Asp", "9")];
    const added = turn(given, more, first.pages, first.lock);
    expect(added.pages["p.md"]).toBe(
      page("| Ant | 1 |", "| Asp | 9 |", "| Bee | 2 |", "| Ant | 1 |", "| Ant | mine |"),
    );
    const moved = [model("a", "Cow", "1"), model("b", "Bee", "2"), model("c", "Asp", "9")];
    expect(turn(given, moved, added.pages, added.lock).pages["p.md"]).toBe(
      page("| Asp | 9 |", "| Bee | 2 |", "| Cow | 1 |", "| Cow | mine |", "| Cow | 1 |"),
    );
  });
});

describe("a row of no model", () => {
  const byPrice = settings({
    tables: [
      {
        page: "p.md",
        columns: [
          { header: "Model", value: "{name}", key: true },
          { header: "Price", value: "{price}" },
        ],
        order: { by: ["price", "name"] },
      },
    ],
  });

  it("stays below its neighbour where rows are sorted by what it doesn't show", () => {
    const before = page("| Ant | 1 |", "| Zebu | ours |", "| Bee | 5 |");
    const models = [model("a", "Ant", "1"), model("b", "Bee", "5"), model("c", "Cow", "3")];
    expect(turn(byPrice, models, { "p.md": before }).pages["p.md"]).toBe(
      page("| Ant | 1 |", "| Zebu | ours |", "| Cow | 3 |", "| Bee | 5 |"),
    );
  });
});
