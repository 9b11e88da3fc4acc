import { describe, expect, it } from "vitest";
import type { ColumnConfig, TableConfig } from "../../../src/config/config.gen.ts";
import { entry, lines, settings } from "../given.ts";
import { turn } from "./turns.ts";

const columns: ColumnConfig[] = [
  { header: "Model", value: "{name}", key: true },
  { header: "Price", value: "{price}" },
];
const models = [entry("x/a", { name: "Ant", price: "1" }), entry("x/b", { name: "Bee", price: "2" })];
const table = (more: Partial<TableConfig>) => settings({ tables: [{ page: "p.md", columns, ...more }] });

it.each<readonly [what: string, more: Partial<TableConfig>, before: string, after: string]>([
  [
    "rows",
    {},
    lines("| Model | Price | ID |", "|--|--|--|", "| Ant | 1 | x/a |", "| Bee | 2 | x/b |"),
    lines("| Model | Cost | New |", "|--|--|-----|", "| Ant | 1 | x/a |"),
  ],
  [
    "columns",
    { across: true },
    lines("| Model | Ant | Bee |", "|--|--|--|", "| Price | 1 | 2 |", "| ID | x/a | x/b |"),
    lines("| Model | Ant |", "|--|--|", "| Cost | 1 |", "| New | x/a |"),
  ],
])("%s go also where the config changes their columns at once", (_, more, before, after) => {
  const of = (cost: ColumnConfig, id: string, remove: string[] = []) =>
    settings({
      removal: { policy: "prune" },
      tables: [
        { page: "p.md", columns: [columns[0]!, cost, { header: id, value: "{id}" }], remove, ...more },
      ],
    });
  const made = turn(of(columns[1]!, "ID"), models, { "p.md": before });
  expect(made.pages["p.md"]).toBe(before);
  const cost = { header: "Cost", was: ["Price"], value: "{price}" };
  const { pages, told } = turn(of(cost, "New", ["ID"]), models.slice(0, 1), made.pages, made.lock);
  expect(pages["p.md"]).toBe(after);
  expect(told.filter((each) => each.includes("by hand"))).toEqual([]);
});

describe("a column that the config takes out", () => {
  it.each<readonly [what: string, more: Partial<TableConfig>, before: string, after: string]>([
    [
      "goes with its header and cells",
      { remove: ["Old<br>one"] },
      lines("| Model | Old<br>one | Price |", "|:--|:-:|--:|", "| Ant | x | 1 |", "| Bee | | 2 |"),
      lines("| Model | Price |", "|:--|--:|", "| Ant | 1 |", "| Bee | 2 |"),
    ],
    [
      "leaves a row without outer pipes a row, first and last",
      { remove: ["First", "Last"] },
      lines("First | Model | Price | Last", "--- | --- | --- | ---", "a | Ant | 1 | b", "c | Bee | 2 |"),
      lines("| Model | Price |", "| --- | --- |", "| Ant | 1 |", "| Bee | 2 |"),
    ],
    [
      "goes while another comes",
      { remove: ["Old"], columns: [...columns, { header: "New", value: "n" }] },
      lines("| Model | Price | Old |", "|--|--:|:-:|", "| Ant | 1 | x |", "| Bee | 2 | y |"),
      lines("| Model | Price | New |", "|--|--:|--:|", "| Ant | 1 | n |", "| Bee | 2 | n |"),
    ],
    [
      "leaves short rows, and rows of no model, as long as they are",
      { remove: ["Old"] },
      lines("| Model | Price | Old |", "|--|--|--|", "| Ant | 1 |", "| Bee | 2 | y |", "| Mine | | z |"),
      lines("| Model | Price |", "|--|--|", "| Ant | 1 |", "| Bee | 2 |", "| Mine | |"),
    ],
    [
      "goes from the last cells of a group's header",
      { remove: ["Old"], group: { by: "nothing", header: "| **{group}** | | |" } },
      lines(
        "| Old | Model | Price |",
        "|--|--|--|",
        "| **Other** | | |",
        "| x | Ant | 1 |",
        "| y | Bee | 2 |",
      ),
      lines("| Model | Price |", "|--|--|", "| **Other** | |", "| Ant | 1 |", "| Bee | 2 |"),
    ],
    [
      "keeps a padded table padded",
      { remove: ["Old"], style: "aligned" },
      lines(
        "| Model | Old | Price |",
        "|-------|-----|-------|",
        "| Ant   | x   | 1     |",
        "| Bee   | yyy | 2     |",
      ),
      lines("| Model | Price |", "|-------|-------|", "| Ant   | 1     |", "| Bee   | 2     |"),
    ],
  ])("%s", (_, more, before, after) => {
    expect(turn(table(more), models, { "p.md": before }).pages["p.md"]).toBe(after);
  });

  it("tells first what goes with it that people wrote, and nothing that the tool did", () => {
    const before = lines("| Model | Price | Old |", "|--|--|--|", "| Ant | 1 | mine |", "| Bee | 2 | |");
    const { notes } = turn(table({ remove: ["Old"] }), models, { "p.md": before });
    expect(notes.map(({ action, what, text }) => `${action} ${what}: ${text}`)).toEqual([
      "remove cell: Ant, Old: mine in the page",
      "remove column: column Old in the page",
    ]);
    const made = turn(table({ columns: [...columns, { header: "Old", value: "x" }] }), models, {
      "p.md": lines("| Model | Price |", "|--|--|"),
    });
    const then = turn(table({ remove: ["Old"] }), models, made.pages, made.lock);
    expect(then.notes.map(({ text }) => text)).toEqual(["column Old in the page"]);
  });
});

describe("a column that is added", () => {
  it.each<readonly [delimiter: string, align: ColumnConfig["align"], want: string]>([
    ["|:--|--:|", undefined, "|:--|--:|--:|"],
    ["| :-: | :-: |", undefined, "| :-: | :-: | :-: |"],
    ["|---|---|", undefined, "|---|---|-----|"],
    ["|:--|--:|", "left", "|:--|--:|:----|"],
    ["|:--|--:|", "none", "|:--|--:|-----|"],
  ])("%s, declared %s, becomes %s", (delimiter, align, want) => {
    const added: ColumnConfig = { header: "New", value: "n", ...(align === undefined ? {} : { align }) };
    const before = lines("| Model | Price |", delimiter, "| Ant | 1 |", "| Bee | 2 |");
    const { pages } = turn(table({ columns: [...columns, added] }), models, { "p.md": before });
    expect(pages["p.md"]?.split("\n")[1]).toBe(want);
  });

  it("is asked about where the page has a header that may be meant", () => {
    const before = lines("| Model | Pirce | Mine |", "|--|--|--|", "| Ant | 9 | |", "| Bee | 9 | |");
    const { notes } = turn(table({}), models, { "p.md": before });
    expect(notes.map(({ text }) => text)).toEqual([
      'column Price in the page: is it the page\'s "Pirce"? Then correct one of them, or set `was: ["Pirce"]`',
    ]);
  });
});

const copied: ColumnConfig[] = [
  { header: "Model", value: "{name}", key: true },
  { header: "Tools", value: "?", owner: "people", copied: true },
];
const three = [...models, entry("x/c", { name: "Cat", price: "3" })];

it.each<readonly [what: string, page: string, more: Partial<TableConfig>, before: string, after: string]>([
  [
    "the row above",
    "p.md",
    {},
    lines("| Model | Tools |", "|--|--|", "| Ant | no |", "| Bee | **yes** |"),
    lines("| Model | Tools |", "|--|--|", "| Ant | no |", "| Bee | **yes** |", "| Cat | **yes** |"),
  ],
  [
    "the row below, where it is the first",
    "p.md",
    { order: { by: "name", descending: true } },
    lines("| Model | Tools |", "|--|--|", "| Bee | `yes` |", "| Ant | no |"),
    lines("| Model | Tools |", "|--|--|", "| Cat | `yes` |", "| Bee | `yes` |", "| Ant | no |"),
  ],
  [
    "no row of people's",
    "p.md",
    { order: { by: "name" } },
    lines("| Model | Tools |", "|--|--|", "| Ant | no |", "| Bee | no |", "| Bees | yes |"),
    lines("| Model | Tools |", "|--|--|", "| Ant | no |", "| Bee | no |", "| Bees | yes |", "| Cat | ? |"),
  ],
  [
    "no header",
    "p.md",
    {},
    lines("| Model | Tools |", "|--|--|"),
    lines("| Model | Tools |", "|--|--|", "| Ant | ? |", "| Bee | ? |", "| Cat | ? |"),
  ],
  [
    "the row above in AsciiDoc",
    "p.adoc",
    {},
    lines("|===", "|Model |Tools", "", "|Ant |no", "|Bee |*yes*", "|==="),
    lines("|===", "|Model |Tools", "", "|Ant |no", "|Bee |*yes*", "|Cat |*yes*", "|==="),
  ],
  [
    "the row above in a file of rows",
    "p.csv",
    {},
    lines("Model,Tools", "Ant,no", "Bee,true"),
    lines("Model,Tools", "Ant,no", "Bee,true", "Cat,true"),
  ],
  [
    "the row of its kind",
    "p.md",
    {
      columns: [...copied, { header: "Side", value: "in", key: true }],
      rows: [{ name: "in" }, { name: "out", cells: { Side: "out" } }],
    },
    lines("| Model | Tools | Side |", "|--|--|--|", "| Ant | no | in |", "| Ant | `yes` | out |"),
    lines(
      ...["| Model | Tools | Side |", "|--|--|--|", "| Ant | no | in |", "| Ant | `yes` | out |"],
      ...["Bee", "Cat"].flatMap((name) => [`| ${name} | no | in |`, `| ${name} | \`yes\` | out |`]),
    ),
  ],
])("a copied cell begins as that of %s", (_, page, more, before, after) => {
  const removal = { policy: "prune", maxShare: 1 } as const;
  const config = settings({ removal, tables: [{ page, columns: copied, ...more }] });
  const { pages, lock } = turn(config, three, { [page]: before });
  expect(pages[page]).toBe(after);
  // What was copied is nobody's word, and goes with the row.
  const left = turn(config, models, pages, lock);
  expect([left.pages[page], left.told]).toEqual([after.replace(/^.*\bCat\b.*\n/gm, ""), expect.anything()]);
  const edited = after.replace(/(Cat.*?)(\*\*yes\*\*|`yes`|\*yes\*|\?|true)/s, "$1no");
  expect(turn(config, three, { [page]: edited }, lock).pages[page]).toBe(edited);
});

it("two columns that come beside each other are so in a row that moves, too", () => {
  const columns = ["One", "Two"].map((header) => ({ header, value: header }));
  const config = (more: readonly ColumnConfig[]) =>
    settings({
      tables: [
        {
          page: "p.md",
          order: { by: "name" },
          columns: [
            { header: "Model", value: "{name}" },
            ...more,
            { header: "ID", value: "{id}", key: true },
          ],
        },
      ],
    });
  const page = (...rows: readonly string[]): string => lines(...rows);
  const before = page("| Model | ID |", "|---|---|", "| Ant | a |", "| Bee | b |");
  const first = turn(config([]), [entry("a", { name: "Ant" }), entry("b", { name: "Bee" })], {
    "p.md": before,
  });
  const later = turn(
    config(columns),
    [entry("a", { name: "Cat" }), entry("b", { name: "Bee" })],
    first.pages,
    first.lock,
  );
  expect(later.pages["p.md"]).toBe(
    page(
      "| Model | One | Two | ID |",
      "|---|-----|-----|---|",
      "| Bee | One | Two | b |",
      "| Cat | One | Two | a |",
    ),
  );
});
