import { describe, expect, it } from "vitest";
import { entry, lines, settings } from "../given.ts";
import { priced } from "./tables.ts";
import { turn } from "./turns.ts";

const code = { header: "Price", value: "`{price}`" };
const name = { header: "Model", value: "{name}", key: true };
const given = settings({ tables: [priced({ columns: [name, code] })] });

describe("a pipe in code of a cell", () => {
  it.each<readonly [what: string, price: string, cell: string]>([
    ["escaped", "a | b", "`a \\| b`"],
    ["at both ends", "|a|", "`\\|a\\|`"],
    ["in longer ticks", "a || b", "``a \\|\\| b``"],
    ["as an entity in an element", "a | b", "<code>a &#124; b</code>"],
    ["escaped in an element", "a | b", "<code>a \\| b</code>"],
  ])("%s: what is shown is wanted, and stays", (_, price, cell) => {
    const before = lines("| Model | Price |", "|---|---|", `| Ant | ${cell} |`);
    const first = turn(given, [entry("a", { name: "Ant", price })], { "p.md": before });
    expect(first.pages["p.md"]).toBe(before);
    expect(first.notes).toEqual([]);
  });

  it("another text is written, and is settled", () => {
    const before = lines("| Model | Price |", "|---|---|", "| Ant | `a \\| b` |");
    const models = [entry("a", { name: "Ant", price: "a | c" })];
    const first = turn(given, models, { "p.md": before });
    expect(first.pages["p.md"]).toBe(
      lines("| Model | Price |", "|---|---|", "| Ant | <code>a &#124; c</code> |"),
    );
    expect(turn(given, models, first.pages).pages).toEqual(first.pages);
  });
});
