import { describe, expect, it } from "vitest";
import { planTable } from "../../../generators/table/index.ts";
import type { TableConfig } from "../../../src/config/config.gen.ts";
import { scanPage } from "../../../src/page/scan.ts";
import { findRegion } from "../../../src/page/region.ts";
import { splice } from "../../../src/page/page.ts";
import { findTables } from "../../../src/page/table.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { NASTY_TEXTS } from "../../support/hostile/corpus.ts";
import { entry, lines, past, settings, valueOf } from "../given.ts";

type Columns = TableConfig["columns"];

const names: Columns = [
  { header: "Model", value: "**{name}**" },
  { header: "ID", value: "`{id}`", key: true },
];

const plan = (
  text: string,
  entries: readonly Entry[],
  columns: Columns,
  more: Partial<TableConfig> = {},
  selected: (entry: Entry) => boolean = () => true,
) => {
  const table = settings({ tables: [{ page: "p.md", columns, ...more }] }).tables[0]!;
  const page = scanPage("p.md", text);
  return planTable(
    { page, region: valueOf(findRegion(page, table, "c")), settings: table, file: "c" },
    { entries, past: past({ selected }) },
  );
};

/** The page as planned; planning again must change nothing. */
const update = (
  text: string,
  entries: readonly Entry[],
  columns: Columns = names,
  more: Partial<TableConfig> = {},
): string => {
  const after = splice(text, valueOf(plan(text, entries, columns, more)).edits);
  expect(valueOf(plan(after, entries, columns, more)).edits).toEqual([]);
  return after;
};

const a = entry("x/a", { name: "Ant" });
const b = entry("x/b", { name: "Bee" });
const c = entry("x/c", { name: "Cat" });

it.each<[page: string, above: string, br: string]>([
  ["p.md", "Text", "<br>"],
  ["p.mdx", "Text", "<br />"],
  ["p.md", 'import Tabs from "@theme/Tabs";', "<br />"],
  ["p.md", "export const size = 3;", "<br />"],
  ["p.md", '<TabItem value="a">', "<br />"],
  ["p.md", "Text of<br/>two lines", "<br />"],
  // That is no MDX, which wouldn't build.
  ["p.md", '<TabItem value="a">\n\nText of<br>two lines', "<br>"],
  ["p.md", '```js\nimport Ai from "ai";\n```', "<br>"],
])("a line end in a cell of %s below %j is %s", (page, above, br) => {
  const lined = entry("x/a", { name: "Ant\nand Bee" });
  const table = lines(above, "", "| Model | ID |", "|--|--|");
  const want = lines(above, "", "| Model | ID |", "|--|--|", `| **Ant${br}and Bee** | \`x/a\` |`);
  expect(update(table, [lined], names, { page })).toBe(want);
});

it("code in a cell keeps what looks like a line break", () => {
  const columns: Columns = [
    { header: "ID", value: "{id}" },
    { header: "Breaks", value: "by `<br>`<br>{name}" },
  ];
  const table = lines("Text<br />", "", "| ID | Breaks |", "|--|--|");
  const row = "| x/a | by `<br>`<br />Ant |";
  expect(update(table, [a], columns)).toBe(lines("Text<br />", "", "| ID | Breaks |", "|--|--|", row));
});

describe("a row is added", () => {
  it.each<readonly [what: string, entries: readonly Entry[], before: string, after: string]>([
    [
      "between its neighbours",
      [a, b, c],
      lines("|Model|ID|", "|-|-|", "|**Ant**|`x/a`|", "|**Cat**|`x/c`|", "end"),
      lines("|Model|ID|", "|-|-|", "|**Ant**|`x/a`|", "|**Bee**|`x/b`|", "|**Cat**|`x/c`|", "end"),
    ],
    [
      "as the first",
      [a, b],
      lines("| Model | ID |", "|--|--|", "| **Bee** | `x/b` |"),
      lines("| Model | ID |", "|--|--|", "| **Ant** | `x/a` |", "| **Bee** | `x/b` |"),
    ],
    [
      "to an empty table",
      [a, b],
      lines("| Model | ID |", "|--|--|"),
      lines("| Model | ID |", "|--|--|", "| **Ant** | `x/a` |", "| **Bee** | `x/b` |"),
    ],
    [
      "without outer pipes",
      [a, b],
      lines("Model | ID", "--|--", "**Ant** | `x/a`"),
      lines("Model | ID", "--|--", "**Ant** | `x/a`", "**Bee** | `x/b`"),
    ],
    [
      "padded, without outer pipes",
      [a, b],
      lines("Model       | ID", "----------- | -----", "**Ant**     | `x/a`", "**Another** | `o`"),
      lines(
        "Model       | ID",
        "----------- | -----",
        "**Ant**     | `x/a`",
        "**Bee**     | `x/b`",
        "**Another** | `o`",
      ),
    ],
    [
      "at the end of a page without a final newline",
      [a, b],
      "|Model|ID|\n|-|-|\n|**Ant**|`x/a`|",
      "|Model|ID|\n|-|-|\n|**Ant**|`x/a`|\n|**Bee**|`x/b`|",
    ],
    [
      "in CRLF",
      [a, b],
      "|Model|ID|\r\n|-|-|\r\n|**Ant**|`x/a`|\r\n",
      "|Model|ID|\r\n|-|-|\r\n|**Ant**|`x/a`|\r\n|**Bee**|`x/b`|\r\n",
    ],
    [
      "padded and centred as the others are",
      [a, b],
      lines(
        "|  Model  |     ID     |",
        "|:-------:|:----------:|",
        "| **Ant** |   `x/a`    |",
        "| **Doe** | `x/doe-long` |",
      ),
      lines(
        "|  Model  |     ID     |",
        "|:-------:|:----------:|",
        "| **Ant** |   `x/a`    |",
        "| **Bee** |   `x/b`    |",
        "| **Doe** | `x/doe-long` |",
      ),
    ],
  ])("%s", (_, entries, before, after) => {
    expect(update(before, entries)).toBe(after);
  });

  it("indented with the tabs of its neighbours", () => {
    const before = lines('=== "T"', "", "\t|Model|ID|", "\t|-|-|", "\t|**Ant**|`x/a`|");
    expect(update(before, [a, b], names, { tab: "T" })).toBe(`${before}\t|**Bee**|\`x/b\`|\n`);
  });

  it("below the rows of models that nobody knows, in the table's order", () => {
    const before = lines("|Model|ID|", "|-|-|", "|**Zoe**|`x/z`|", "|**Cat**|`x/c`|");
    const order = { order: { by: "name", descending: true } };
    expect(update(before, [b, c], names, order)).toBe(`${before}|**Bee**|\`x/b\`|\n`);
  });

  it("with an empty cell in a column that the config doesn't know", () => {
    expect(update(lines("| Model | Mine | ID |", "|-|-|-|", "| **Ant** | x | `x/a` |"), [a, b])).toBe(
      lines("| Model | Mine | ID |", "|-|-|-|", "| **Ant** | x | `x/a` |", "| **Bee** | | `x/b` |").replace(
        "| |",
        "| |",
      ),
    );
  });
});

describe("a cell", () => {
  const columns: Columns = [
    { header: "Model", value: "{name}" },
    { header: "Context", value: "{context}" },
    { header: "Note", value: "{note}", owner: "people" },
  ];
  const ant = entry("x/a", { name: "Ant", context: "131k", note: "from the catalog" });
  const cellOf = (row: string): string =>
    update(lines("| Model | Context | Note |", "|-|-|-|", row), [ant], columns).split("\n")[2] ?? "";

  it.each([
    ["follows the catalog", "| Ant | 32k | edited |", "| Ant | 131k | edited |"],
    ["keeps its margins", "| Ant |   32k | edited |", "| Ant |   131k | edited |"],
    [
      "is left alone when it only looks different",
      "| **Ant** | <b>131k</b>  | edited |",
      "| **Ant** | <b>131k</b>  | edited |",
    ],
    ["of people stays, even empty", "| Ant | 131k | |", "| Ant | 131k | |"],
    ["that isn't there is not made", "| Ant | 32k |", "| Ant | 131k |"],
    ["behind the last column stays", "| Ant | 32k | n | more |", "| Ant | 131k | n | more |"],
    ["in a row of nobody stays", "| Dog | 32k | n |", "| Ant | 131k | from the catalog |"],
  ])("%s: %s → %s", (_, before, after) => {
    expect(cellOf(before)).toBe(after);
  });

  it("at the edge of a row without outer pipes gets a pipe when it becomes empty, lest the others move", () => {
    const turned: Columns = [
      { header: "Size", value: "{size}" },
      { header: "Model", value: "{name}", key: true },
    ];
    expect(update(lines("Size|Model", "-|-", "8|Ant"), [a, b], turned)).toBe(
      lines("Size|Model", "-|-", "||Ant", "| |Bee"),
    );
  });

  it("shows `otherwise` where `when` doesn't hold", () => {
    const seeing: Columns = [
      { header: "Model", value: "{name}" },
      { header: "Sees", value: "yes", when: { capability: "vision" }, otherwise: "no" },
    ];
    const models = [entry("a", { name: "A" }, ["vision"]), entry("b", { name: "B" })];
    expect(update("|Model|Sees|\n|-|-|", models, seeing)).toBe("|Model|Sees|\n|-|-|\n|A|yes|\n|B|no|");
  });

  it.each<readonly [what: string, column: Omit<Columns[number], "header">, cells: readonly string[]]>([
    ["the text around a field", { value: "${price} / 1M", otherwise: "—" }, ["$2 / 1M", "—"]],
    ["the text around a field, without another", { value: "${price}" }, ["$2", " "]],
    ["code of several parts", { value: "`${price} / 1M`", otherwise: "free" }, ["`$2 / 1M`", "free"]],
    ["one of two fields", { value: "{price}/{name}", otherwise: "—" }, ["2/A", "/B"]],
    ["no field at all", { value: "yes", otherwise: "no" }, ["yes", "yes"]],
  ])("shows `otherwise` in place of %s that a model lacks", (_, column, [first = "", second = ""]) => {
    const priced: Columns = [
      { header: "Model", value: "{name}" },
      { header: "Price", ...column },
    ];
    const models = [entry("a", { name: "A", price: "2" }), entry("b", { name: "B" })];
    const want = lines("|Model|Price|", "|-|-|", `|A|${first}|`, `|B|${second}|`);
    expect(update(lines("|Model|Price|", "|-|-|"), models, priced)).toBe(want);
  });
});

describe("a column is added", () => {
  const table = lines("| A | B |", "|---|---|", "| 1 | 2 |");
  const [left, right, extra]: Columns = [
    { header: "A", value: "{id}" },
    { header: "B", value: "2" },
    { header: "New", value: "n", align: "right" },
  ];
  const one = [entry("1")];
  it.each<readonly [what: string, columns: Columns, before: string, after: string]>([
    ["last", [left!, right!, extra!], table, lines("| A | B | New |", "|---|---|----:|", "| 1 | 2 | n |")],
    [
      "in the middle",
      [left!, extra!, right!],
      table,
      lines("| A | New | B |", "|---|----:|---|", "| 1 | n | 2 |"),
    ],
    [
      "first",
      [extra!, { ...left!, key: true }, right!],
      table,
      lines("| New | A | B |", "|----:|---|---|", "| n | 1 | 2 |"),
    ],
    [
      "beside another new one",
      [left!, extra!, { header: "Too", value: "t" }, right!],
      table,
      lines("| A | New | Too | B |", "|---|----:|-----|---|", "| 1 | n | t | 2 |"),
    ],
    [
      "beside people's own",
      [left!, extra!],
      lines("|A|x|y|", "|-|-|-|", "|1|2|3|"),
      lines("|A|New|x|y|", "|-|----:|-|-|", "|1|n|2|3|"),
    ],
    [
      "without outer pipes",
      [left!, right!, extra!],
      lines("A | B", "--|--", "1 | 2"),
      lines("A | B | New", "--|--|----:", "1 | 2 | n"),
    ],
    [
      "to a padded table without outer pipes",
      [left!, right!, extra!],
      lines("A      | B", "------ | ------", "1      | 2", "longer | more"),
      lines("A      | B | New", "------ | ------ |----:", "1      | 2 | n", "longer | more |"),
    ],
    [
      "to rows that are too short",
      [left!, right!, extra!, { header: "Too", value: "t" }],
      lines("|A|B|", "|-|-|", "|1|"),
      lines("|A|B|New|Too|", "|-|-|----:|-----|", "|1|2|n|t|"),
    ],
    [
      "to rows of nobody that are too short",
      [left!, right!, extra!],
      lines("A|B", "-|-", "8|"),
      lines("A|B|New", "-|-|----:", "1|2|n|", "8| | |"),
    ],
    [
      "first, to rows of nobody without outer pipes",
      [extra!, { ...left!, key: true }, right!],
      lines("A|B", "-|-", "8|9"),
      lines("New|A|B", "----:|-|-", "n|1|2", "| |8|9"),
    ],
    [
      "to rows of nobody, empty",
      [left!, right!, extra!],
      `${table}| 8 | 9 |\n`,
      lines("| A | B | New |", "|---|---|----:|", "| 1 | 2 | n |", "| 8 | 9 | |"),
    ],
    [
      "beside a cell without any width that changes too",
      [left!, extra!, right!],
      lines("|A|B|", "|-|-|", "|1||"),
      lines("|A|New|B|", "|-|----:|-|", "|1|n|2|"),
    ],
    [
      "behind a cell without any width that changes too",
      [left!, right!, extra!],
      lines("|A|B|", "|-|-|", "|1||"),
      lines("|A|B|New|", "|-|-|----:|", "|1|2|n|"),
    ],
  ])("%s", (_, columns, before, after) => {
    expect(update(before, one, columns)).toBe(after);
  });

  it("as wide as its cells, where the table is padded", () => {
    const before = lines("|  A  |  B   |", "|:---:|:----:|", "|  1  |  2   |", "| 222 | long |");
    expect(
      update(before, one, [left!, right!, { ...extra!, value: "a wide value", align: "none" }]).split(
        "\n",
      )[0],
    ).toBe("|  A  |  B   |     New      |");
  });
});

describe("a column is renamed", () => {
  const before = lines("| Model | Old name |", "|---|---|", "| Ant | x/a |");
  it.each<readonly [what: string, columns: Columns, header: string]>([
    [
      "by its place, when all others fit",
      [
        { header: "Model", value: "{name}" },
        { header: "ID", value: "{id}" },
      ],
      "| Model | ID |",
    ],
    [
      "by what it was",
      [
        { header: "ID", value: "{id}", was: ["Old name"] },
        { header: "Model", value: "{name}", key: true },
      ],
      "| Model | ID |",
    ],
    [
      "not when it only looks different",
      [
        { header: "**Model**", value: "{name}" },
        { header: "Old<br>name", value: "{id}" },
      ],
      "| Model | Old name |",
    ],
    [
      "not when a column was added elsewhere",
      [
        { header: "Model", value: "{name}" },
        { header: "ID", value: "{id}" },
        { header: "X", value: "" },
      ],
      "| Model | ID | X | Old name |",
    ],
  ])("%s", (_, columns, header) => {
    expect(update(before, [a], columns).split("\n")[0]).toBe(header);
  });
});

describe("models that share a name", () => {
  const named: Columns = [
    { header: "Model", value: "{name}" },
    { header: "ID", value: "{id}" },
  ];
  const twins = [entry("x/1", { name: "Twin" }), entry("x/2", { name: "Twin" })];

  it("get a row each, and keep it", () => {
    const text = update("| Model | ID |\n|-|-|", twins, named);
    expect(text).toBe("| Model | ID |\n|-|-|\n| Twin | x/1 |\n| Twin | x/2 |");
  });
});

describe("which table", () => {
  const table = "|Model|ID|\n|-|-|\n";
  it.each<readonly [what: string, text: string, code: string, message: string]>([
    ["none", "text\n", "table-not-found", "There is no table in p.md at the page."],
    [
      "none with the key column",
      "|A|B|C|\n|-|-|-|\n",
      "table-not-found",
      "No table has the column `ID` in p.md at the page.",
    ],
    [
      "two",
      `${table}\n${table}`,
      "table-ambiguous",
      "2 tables with the column `ID` are in p.md at the page.",
    ],
  ])("%s is a problem", (_, text, code, message) => {
    expect(plan(text, [a], names).problems).toMatchObject([{ code, where: "c: tables[0]", message }]);
  });

  it.each([
    ["that has no key column", "|X|Y|Z|\n|-|-|-|\n\n"],
    ["with as many columns, all of them called otherwise", "|X|Y|\n|-|-|\n\n"],
  ])("one beside another %s is fine", (_, other) => {
    expect(update(other + table, [a])).toBe(`${other}${table}|**Ant**|\`x/a\`|\n`);
  });
});

it("`where` and `selected` limit what changes", () => {
  const text = lines("| Model | ID |", "|-|-|", "| Old | `x/a` |");
  const planned = valueOf(
    plan(
      text,
      [a, b, c],
      names,
      { where: { not: { field: "id", equals: "x/c" } } },
      ({ id }) => id !== "x/a",
    ),
  );
  expect(planned.notes).toEqual([
    { cause: "catalog", models: ["x/b"], what: "row", action: "add", text: "Bee in the page" },
  ]);
});

it("the notes tell what changes, in words without markup", () => {
  const columns: Columns = [...names, { header: "**Size**<br>[k]", value: "{size}" }];
  const text = lines("|Was|ID|", "|-|-|", "|**Ant**|`x/a`|");
  const { notes } = valueOf(
    plan(text, [a], [{ header: "Model", value: "{name}!", was: ["Was"] }, ...columns.slice(1)]),
  );
  expect(notes.map(({ action, text: told }) => `${action} ${told}`)).toEqual([
    "add column Size [k] in the page",
    "change column Was → Model in the page",
    "change Ant, Model: Ant → Ant! in the page",
  ]);
});

it("the notes say of a cell that it is empty, before or after", () => {
  const columns: Columns = [...names, { header: "Note", value: "{note}" }, { header: "Max", value: "{max}" }];
  const text = lines("| Model | ID | Note | Max |", "|-|-|-|-|", "| **Ant** | `x/a` | old | |");
  const { notes } = valueOf(plan(text, [entry("x/a", { name: "Ant", note: "", max: "4k" }), b], columns));
  expect(notes.filter(({ what }) => what === "cell").map(({ text: told }) => told)).toEqual([
    "Ant, Note: old → (empty) in the page",
    "Ant, Max: (empty) → 4k in the page",
  ]);
});

it("hostile values keep their cell: the number of columns never changes", () => {
  const hostile = NASTY_TEXTS.map(({ text }, index) => entry(`${text}#${index}`, { name: text }));
  const after = update(lines("| Model | ID | n |", "|---|---|---|"), hostile, [
    ...names,
    { header: "n", value: "{name} `{name}`" },
  ]);
  const rows = findTables(scanPage("p.md", after), { first: 0, last: 1e6, indent: 0 })[0]?.rows ?? [];
  expect(rows).toHaveLength(hostile.length);
  expect(rows.filter(({ cells }) => cells.length !== 3)).toEqual([]);
});
