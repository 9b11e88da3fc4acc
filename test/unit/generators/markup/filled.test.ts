import { expect, it } from "vitest";
import { entry, lines, settings } from "../../given.ts";
import { turn } from "../turns.ts";

const model = (name: string, maker: string, price: string) =>
  entry(`${maker}/${name}`.toLowerCase(), { name, maker, price });
const [ant, bee, cat, dog, elk, fox] = [
  model("Ant", "Acme", "1"),
  model("Bee", "Acme", "2"),
  model("Cat", "Birch", "3"),
  model("Dog", "Birch", "4"),
  model("Aye", "Acme", "5"),
  model("Fox", "Cedar|x", "6"),
];

const given = (headers = ["Maker", "Model", "Price"]) =>
  settings({
    removal: { policy: "prune", maxShare: 1 },
    tables: [
      {
        ...{ page: "p.md", order: { by: ["maker", "name"] } },
        columns: [
          { header: "Maker", value: "{maker}", continues: true },
          { header: "Model", value: "{name}", key: true },
          { header: "Price", value: "{price}" },
        ].filter(({ header }) => headers.includes(header)),
      },
    ],
  });

const head = ["| Maker | Model | Price |", "|---|---|--:|"];
const all = ["| Acme | Ant | 1 |", "|  | Bee | 2 |", "| Birch | Cat | 3 |", "|  | Dog | 4 |"];

it.each<readonly [what: string, models: readonly (typeof ant)[], after: readonly string[]]>([
  ["as it is", [ant, bee, cat, dog], all],
  ["the first of a maker goes", [ant, bee, dog], [...all.slice(0, 2), "| Birch | Dog | 4 |"]],
  ["the last of a maker goes", [ant, bee, cat], all.slice(0, 3)],
  [
    "one comes below others",
    [ant, bee, cat, dog, model("Cow", "Acme", "7")],
    [...all.slice(0, 2), "|  | Cow | 7 |", ...all.slice(2)],
  ],
  [
    "one comes above all",
    [ant, bee, cat, dog, model("Aba", "Acme", "7")],
    ["| Acme | Aba | 7 |", "| | Ant | 1 |", ...all.slice(1)],
  ],
  ["a new maker comes", [ant, bee, cat, dog, fox], [...all, "| Cedar&#124;x | Fox | 6 |"]],
  [
    "a value and a name change",
    [
      ant,
      { ...bee, name: "Bug", fields: new Map([...bee.fields, ["name", "Bug"], ["price", "9"]]) },
      cat,
      dog,
    ],
    [all[0] ?? "", "|  | Bug | 9 |", ...all.slice(2)],
  ],
  [
    "one changes its maker",
    [ant, bee, { ...cat, fields: new Map([...cat.fields, ["maker", "Acme"]]) }, dog],
    [...all.slice(0, 2), "| | Cat | 3 |", "| Birch | Dog | 4 |"],
  ],
])("a column that continues: %s", (_, models, after) => {
  const first = turn(given(), [ant, bee, cat, dog], { "p.md": lines(...head, ...all) });
  expect([first.pages["p.md"], first.told]).toEqual([lines(...head, ...all), []]);
  const later = turn(given(), models, first.pages, first.lock);
  expect([later.pages["p.md"], later.told]).toEqual([lines(...head, ...after), []]);
  // Without a lock the same rows are the same models'.
  expect(turn(given(), models, later.pages).pages["p.md"]).toBe(lines(...head, ...after));
});

type Cells = readonly string[];
const grid = (row: Cells): string => `|${row.map((cell) => ` ${cell.padEnd(5)} `).join("|")}|`;
const rule = (sign: string): string => `+${`${sign.repeat(7)}+`.repeat(3)}`;

it.each<
  readonly [
    page: string,
    above: readonly string[],
    row: (cells: Cells) => readonly string[],
    below: readonly string[],
  ]
>([
  [
    "a.rst",
    [".. list-table::", "   :header-rows: 1", ""],
    (row) => row.map((cell, at) => `   ${at === 0 ? "*" : " "} - ${cell}`.trimEnd()),
    [],
  ],
  ["b.rst", [rule("-")], (row) => [grid(row), rule(row[0] === "Maker" ? "=" : "-")], []],
  ["c.rst", [".. csv-table::", "   :header-rows: 1", ""], (row) => [`   ${row.join(",")}`], []],
  ["d.adoc", ["[%header,cols=3*]", "|==="], (row) => row.map((cell) => `|${cell}`), ["|==="]],
  ["e.csv", [], (row) => [row.join(",")], []],
])("a column that continues in %s", (page, above, row, below) => {
  const text = (...rows: readonly Cells[]): string =>
    lines(...above, ...[["Maker", "Model", "Price"], ...rows].flatMap(row), ...below);
  const [table] = given().tables;
  const here = { ...given(), tables: [{ ...table!, page }] };
  const [one, two, three] = [
    ["Acme", "Ant", "1"],
    ["", "Bee", "2"],
    ["Birch", "Cat", "3"],
  ];
  const first = turn(here, [ant, bee, cat], { [page]: text(one, two, three) });
  expect([first.pages[page], first.told]).toEqual([text(one, two, three), []]);
  const more = turn(here, [ant, bee, elk, cat], first.pages, first.lock);
  expect([more.pages[page], more.told]).toEqual([text(one, ["", "Aye", "5"], two, three), []]);
  const fewer = turn(here, [bee, cat, dog], more.pages, more.lock);
  expect(fewer.pages[page]).toBe(text(["Acme", "Bee", "2"], three, ["", "Dog", "4"]));
  expect(turn(here, [bee, cat, dog], fewer.pages).pages[page]).toBe(fewer.pages[page]);
});

it("what people repeat or write themselves stays", () => {
  const rows = [
    "| Acme | Ant | 1 |",
    "| Acme | Bee | 2 |",
    "| Birch | Cat | 3 |",
    "| | Dog | 4 |",
    "| | **All** | 10 |",
  ];
  const first = turn(given(), [ant, bee, cat, dog], { "p.md": lines(...head, ...rows) });
  expect(first.pages["p.md"]).toBe(lines(...head, ...rows));
  const later = turn(given(), [ant, bee, cat, dog, fox], first.pages, first.lock);
  expect(later.pages["p.md"]).toBe(
    lines(...head, ...rows.slice(0, 4), "| Cedar&#124;x | Fox | 6 |", ...rows.slice(4)),
  );
});

it("a table that is aligned stays so, and a column that comes has its cells", () => {
  const before = lines(
    "| Maker | Model |",
    "|-------|-------|",
    "| Acme  | Ant   |",
    "|       | Bee   |",
    "| Birch | Cat   |",
  );
  const first = turn(given(["Maker", "Model"]), [ant, bee, cat], { "p.md": before });
  expect(first.pages["p.md"]).toBe(before);
  expect(turn(given(), [ant, bee, cat, elk], first.pages, first.lock).pages["p.md"]).toBe(
    lines(
      "| Maker | Model | Price |",
      "|-------|-------|-------|",
      "| Acme  | Ant   | 1     |",
      "|       | Aye   | 5     |",
      "|       | Bee   | 2     |",
      "| Birch | Cat   | 3     |",
    ),
  );
});
