import { describe, expect, it } from "vitest";
import { entry, lines, settings } from "../given.ts";
import { turn } from "./turns.ts";

const model = (name: string, maker: string, price: number) =>
  entry(`${maker}/${name.toLowerCase()}`, { name, maker, price });
const [ant, bee, dog] = [model("Ant", "acme", 3), model("Bee", "birch", 2), model("Dog", "acme", 1)];
const elk = model("Elk", "birch", 9);

describe("a new row goes below the last that comes before it, above what is no model's", () => {
  const order = { by: ["maker"] };
  const table = {
    page: "p.md",
    key: "Model",
    order,
    columns: [
      { header: "Model", value: "{name}", owner: "catalog" as const },
      { header: "Price", value: "{price}", owner: "catalog" as const },
    ],
  };
  const page = (...rows: readonly string[]): string => lines("| Model | Price |", "|--|--|", ...rows);
  it.each<readonly [what: string, more: object, before: readonly string[], after: readonly string[]]>([
    [
      "a row that names a group",
      {},
      ["| **Acme** | |", "| Ant | 3 |", "| **Birch** | |", "| Bee | 2 |"],
      ["| **Acme** | |", "| Ant | 3 |", "| Dog | 1 |", "| **Birch** | |", "| Bee | 2 |", "| Elk | 9 |"],
    ],
    [
      "a row that closes the table",
      {},
      ["| Ant | 3 |", "| Bee | 2 |", "| **Average** | 2.5 |"],
      ["| Ant | 3 |", "| Dog | 1 |", "| Bee | 2 |", "| Elk | 9 |", "| **Average** | 2.5 |"],
    ],
    [
      "one at the end, where new ones come last",
      { order: { position: "end" } },
      ["| Ant | 3 |", "| Bee | 2 |", "| and more | |"],
      ["| Ant | 3 |", "| Bee | 2 |", "| Dog | 1 |", "| Elk | 9 |", "| and more | |"],
    ],
    [
      "but among what is sorted as it shows",
      { order: { by: "name" } },
      ["| Ant | 3 |", "| Bee | 2 |", "| Cat | ours |", "| Zoo | ours |"],
      ["| Ant | 3 |", "| Bee | 2 |", "| Cat | ours |", "| Dog | 1 |", "| Elk | 9 |", "| Zoo | ours |"],
    ],
  ])("%s", (_, more, before, after) => {
    const given = settings({ tables: [{ ...table, ...more }] });
    expect(turn(given, [ant, bee, dog, elk], { "p.md": page(...before) }).pages["p.md"]).toBe(page(...after));
  });

  it("and below that of a model that left and stays, by what it was sorted by", () => {
    const given = settings({ tables: [{ ...table, order: { by: "price" } }] });
    const before = page("| Dog | 1 |", "| Bee | 2 |", "| Ant | 3 |");
    const { pages, lock } = turn(given, [ant, bee, dog], { "p.md": before });
    const later = turn(given, [ant, dog, model("Fox", "acme", 2.5)], pages, lock);
    expect(later.pages["p.md"]).toBe(page("| Dog | 1 |", "| Bee | 2 |", "| Fox | 2.5 |", "| Ant | 3 |"));
  });
});

describe("a new item goes below the last that comes before it, above what is no model's", () => {
  const numbered = { base: "list-item", recognise: "^(?<bullet>\\d+[.)]) (?<title>.+)$", indent: "   " };
  const list = { page: "p.md", format: "list-item", open: "{bullet} {title}", order: { by: ["maker"] } };
  it.each<readonly [what: string, more: object, before: readonly string[], after: readonly string[]]>([
    [
      "an item that closes the list",
      {},
      ["- Ant", "- Bee", "- and more"],
      ["- Ant", "- Dog", "- Bee", "- Elk", "- and more"],
    ],
    [
      "a number of its own",
      { format: "numbered" },
      ["1. Ant", "2. Bee", "3. and more"],
      ["1. Ant", "2. Dog", "3. Bee", "4. Elk", "5. and more"],
    ],
    [
      "text, and what follows it",
      {},
      ["- Ant", "- Bee", "", "Others:", "", "- Zoo"],
      ["- Ant", "- Dog", "- Bee", "- Elk", "", "Others:", "", "- Zoo"],
    ],
    [
      "items in a group that has no other",
      { group: { by: "maker", header: "**{group}**" } },
      ["**acme**", "", "- Ant", "", "**birch**", "", "- and others"],
      ["**acme**", "", "- Ant", "- Dog", "", "**birch**", "", "- Bee", "- Elk", "- and others"],
    ],
    [
      "text below the last of several groups",
      { group: { by: "maker", header: "**{group}**" } },
      ["**acme**", "", "- Ant", "", "**aspen**", "", "- Zoo", "", "Ask us."],
      [
        "**acme**",
        "",
        "- Ant",
        "- Dog",
        "",
        "**aspen**",
        "",
        "- Zoo",
        "",
        "**birch**",
        "",
        "- Bee",
        "- Elk",
        "",
        "Ask us.",
      ],
    ],
    [
      "text of a group, where others have such too",
      { group: { by: "maker", header: "**{group}**" } },
      ["**acme**", "", "- Ant", "", "By Acme.", "", "**aspen**", "", "- Zoo", "", "By Aspen."],
      [
        ...["**acme**", "", "- Ant", "- Dog", "", "By Acme.", "", "**aspen**", "", "- Zoo", "", "By Aspen."],
        ...["", "**birch**", "", "- Bee", "- Elk"],
      ],
    ],
  ])("%s", (_, more, before, after) => {
    const given = settings({ formats: { numbered }, sections: [{ ...list, ...more }] });
    const { pages } = turn(given, [ant, bee, dog, elk], { "p.md": lines("# P", "", ...before) });
    expect(pages["p.md"]).toBe(lines("# P", "", ...after));
  });
});
