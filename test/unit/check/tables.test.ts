import { describe, expect, it } from "vitest";
import type { Config } from "../../../src/config/config.gen.ts";
import { check } from "../../../src/check/run.ts";
import { configs, found, inputOf, model } from "./support.ts";

const head = "| Model | ID |\n|---|---|\n";
const row = (name: string, id = `x/${name.toLowerCase()}`) => `| **${name}** | \`${id}\` |\n`;
const inTable = (...rows: readonly string[]) =>
  found({ "p.md": `# Models\n\n${head}${rows.join("")}` }, configs.table);

type Table = NonNullable<Config["tables"]>[number];
type More = NonNullable<Table["rows"]>[number];

/** A table in which models have a second row. */
const twoRows = (second: Omit<More, "name">, more: Partial<Table> = {}): Config => ({
  ...configs.table,
  tables: [
    {
      page: "p.md",
      heading: ["Models"],
      columns: [
        { header: "Model", value: "**{name}**", key: true },
        { header: "ID", value: "`{id}`", key: true },
      ],
      rows: [{ name: "one" }, { name: "two", ...second }],
      ...more,
    },
  ],
});

const tab = (label: string, names: string) =>
  `=== "${label}"\n\n    | Model |\n    |---|\n${names
    .split(" ")
    .map((name) => `    | ${name} |\n`)
    .join("")}`;
const inTabs = (free: string, paid: string, big: string) =>
  found({ "p.md": [tab("Free", free), tab("Paid", paid), tab("Big", big)].join("\n") }, configs.tabs);

describe("rows", () => {
  it.each([
    ["all in order", [row("Ant"), row("Bee"), row("Cat")], []],
    [
      "row-missing",
      [row("Ant"), row("Cat")],
      ['p.md:3 row-missing: There is no row for "Bee" (x/bee) in Models.'],
    ],
    [
      "row-orphan",
      [row("Ant"), row("Bee"), row("Cat"), row("Dog")],
      ['p.md:8 row-orphan: No model of the catalog that is documented is called "Dog".'],
    ],
    [
      "row-duplicate",
      [row("Ant"), row("Bee"), row("Bee"), row("Cat")],
      ['p.md:7 row-duplicate: The row "Bee" stands there already.'],
    ],
    [
      "row-order",
      [row("Bee"), row("Cat"), row("Ant")],
      ['p.md:7 row-order: "Ant" is out of order: by name it belongs at the start.'],
    ],
    [
      "table-ragged, too long",
      [row("Ant"), "| **Bee** | `x/bee` | more |\n", row("Cat")],
      ["p.md:6 table-ragged: The row has 3 cells, and the table 2 columns."],
    ],
    [
      "table-ragged, too short",
      [row("Ant"), "| **Bee** |\n", row("Cat")],
      ["p.md:6 table-ragged: The row has 1 cell, and the table 2 columns."],
    ],
    [
      "table-ragged, without a pipe",
      [row("Ant"), row("Bee"), row("Cat"), "Prices are in dollars.\n"],
      [
        "p.md:8 table-ragged: The line has no pipe and stands right below a table: many readers show it as a row.",
      ],
    ],
    [
      "table-ragged, parted from the table",
      [
        row("Ant"),
        row("Bee"),
        row("Cat"),
        "\nWords.\n\n",
        row("Cat"),
        row("Dog"),
        "\n# More\n\n",
        row("Elk"),
      ],
      ["p.md:11 table-ragged: 2 rows stand below the end of the table: the page shows text there."],
    ],
    ["not a line that begins another block", [row("Ant"), row("Bee"), row("Cat"), "{: .wide }\n"], []],
    ["not a pipe that is escaped or code", [row("Ant"), "| **Bee** | a \\| `b|c` |\n", row("Cat")], []],
    ["not a row without a name", [row("Ant"), row("Bee"), row("Cat"), "| | more |\n"], []],
  ])("%s", (_, rows, want) => {
    expect(inTable(...rows)).toEqual(want);
  });
});

describe("table-ragged", () => {
  const all = ["Ant", "Bee", "Cat"].map((name) => row(name)).join("");
  const elsewhere = (text: string) =>
    found({ "p.md": `# Models\n\n${head}${all}\n# More\n\n${text}` }, configs.table);

  it("in any table of the page, in a tab of the config too", () => {
    expect(elsewhere("| a | b |\n|---|---|\n| c |\n")).toEqual([
      "p.md:13 table-ragged: The row has 1 cell, and the table 2 columns.",
    ]);
    expect(inTabs("Ant Bee Cat", "Ant Bee|x Cat", "Ant Bee Cat").slice(0, 1)).toEqual([
      "p.md:14 table-ragged: The row has 2 cells, and the table 1 column.",
    ]);
  });

  it("a delimiter row that makes it no table", () => {
    expect(elsewhere("| a | b |\n|---|---|---|\n| c | d |\n")).toEqual([
      "p.md:12 table-ragged: The delimiter row has 3 cells, and the header 2: the page shows no table.",
    ]);
  });

  it.each([
    ["in code", "```text\n| a | b |\n|---|---|---|\n```\n"],
    ["a line below prose", "Either | or\n\n---\n"],
    ["without outer pipes", "a | b\n---|---\nc | d\n"],
  ])("not %s", (_, text) => {
    expect(elsewhere(text)).toEqual([]);
  });
});

it("finds nothing in a row that is marked as deprecated, where the config wants it so", () => {
  const text = `# Models\n\n${head}${["Ant", "Bee", "Cat"].map((name) => row(name)).join("")}| **Dog** (deprecated) | x |\n`;
  expect(found({ "p.md": text }, { ...configs.table, removal: { policy: "deprecate" } })).toEqual([]);
  expect(found({ "p.md": text }, configs.table)).toHaveLength(1);
});

describe("tabs-differ", () => {
  it("a model that some tabs have and others don't", () => {
    expect(inTabs("Ant Bee Cat", "Ant Cat", "Ant Bee Cat")).toEqual([
      'p.md:11 tabs-differ: The tab "Paid" has no row for "Bee", and "Free", "Big" have one.',
    ]);
    expect(inTabs("Ant Cat", "Ant Cat", "Ant Bee Cat")).toEqual([
      'p.md:3 tabs-differ: The tab "Free" has no row for "Bee", and "Big" has one.',
      'p.md:10 tabs-differ: The tab "Paid" has no row for "Bee", and "Big" has one.',
    ]);
  });

  it("not what no tab has: it is missing from each", () => {
    expect(inTabs("Ant Cat", "Ant Cat", "Ant Cat")).toEqual(
      [
        ["3", "Free"],
        ["10", "Paid"],
        ["17", "Big"],
      ].map(
        ([line, label]) => `p.md:${line} row-missing: There is no row for "Bee" (x/bee) in tab "${label}".`,
      ),
    );
  });

  it("not tabs that agree", () => {
    expect(inTabs("Ant Bee Cat", "Ant Bee Cat", "Ant Bee Cat")).toEqual([]);
  });
});

describe("a table for each group", () => {
  const grouped = ["Ant", "Bee"].map((name) => ({
    ...model(name),
    fields: new Map([...model(name).fields, ["kind", name] as const]),
  }));
  const config = twoRows(
    { when: { field: "none", exists: true } },
    { group: { by: "kind", header: "### {group}" } },
  );
  const parts = (ant: string, bee: string): string =>
    `# Models\n\n### Ant\n\n${head}${ant}\n### Bee\n\n${head}${bee}`;

  it.each([
    ["twice", row("Bee"), ['p.md:8 row-duplicate: The row "Bee | x/bee" stands in Models › Bee already.']],
    [
      "alone",
      "",
      ['p.md:8 row-left: x/bee isn\'t asked for in Models › Ant, and has the row "Bee | x/bee" there.'],
    ],
  ])("tells a row that stands in another's %s", (_, bee, want) => {
    expect(found({ "p.md": parts(row("Ant") + row("Bee"), bee) }, config, grouped)).toEqual(want);
  });

  it.each([
    ["an apply where nothing holds its model", undefined, /^Run `kluster-gen apply`/],
    ["what lets that through where something does", () => "Let it through.", /^Let it through\.$/],
  ])("advises of such a row %s", (_, held, fix) => {
    const input = inputOf({ "p.md": parts(row("Ant") + row("Bee"), "") }, config, grouped);
    expect(check({ ...input, held }).map((each) => each.fix)).toEqual([expect.stringMatching(fix)]);
  });
});

describe("groups, several rows for one model, and the row of an empty table", () => {
  const kinds = [
    ["Ant", "Text"],
    ["Bee", "Vision"],
    ["Cat", "Text"],
  ] as const;
  const grouped = kinds.map(([name, kind]) => {
    const entry = model(name);
    return { ...entry, fields: new Map([...entry.fields, ["kind", kind]]) };
  });
  const config = twoRows(
    { when: { field: "name", equals: "Ant" }, cells: { ID: "`{id}:free`" } },
    { group: { by: "kind", header: "| *{group}* | |" }, empty: "| None | |" },
  );
  const free = row("Ant", "x/ant:free");
  const judged = (...rows: readonly string[]) =>
    found({ "p.md": `# Models\n\n${head}${rows.join("")}` }, config, grouped);
  const [text, vision] = ["| *Text* | |\n", "|*Vision*|\n"];

  it.each([
    ["are no findings", [text, row("Ant"), free, row("Cat"), vision, row("Bee")], []],
    [
      "a row that lacks is told by its name",
      [text, row("Ant"), row("Cat"), vision, row("Bee")],
      ['p.md:3 row-missing: There is no row for "Ant (two)" (x/ant) in Models.'],
    ],
    [
      "a row that is there twice",
      [text, row("Ant"), free, free, row("Cat"), vision, row("Bee")],
      ['p.md:8 row-duplicate: The row "Ant | x/ant:free" stands there already.'],
    ],
    [
      "a row in another group",
      [text, row("Ant"), free, vision, row("Bee"), row("Cat")],
      ['p.md:10 row-order: "Cat" stands under "Vision", and belongs to the group "Text".'],
    ],
    [
      "a row that is out of order in its group",
      [vision, row("Bee"), text, row("Cat"), row("Ant"), free],
      ['p.md:8 row-order: "Cat" is out of order: by name it belongs after "Ant".'],
    ],
    [
      "a row of a model out of the order of the config",
      [text, free, row("Ant"), row("Cat"), vision, row("Bee")],
      [
        'p.md:6 row-order: "Ant (two)" is out of order: by the rows of the config it belongs after "Ant (one)".',
      ],
    ],
  ])("%s", (_, rows, want) => {
    expect(judged(...rows)).toEqual(want);
  });

  it("groups in another order than the config lists them in", () => {
    const [table] = config.tables ?? [];
    const group = { by: "kind", header: "| *{group}* | |", order: { list: ["Text", "Vision"] } };
    const listed = { ...config, tables: table === undefined ? [] : [{ ...table, group }] };
    const rows = ["|*Vision*|\n", row("Bee"), text, row("Ant"), free, row("Cat")].join("");
    expect(found({ "p.md": `# Models\n\n${head}${rows}` }, listed, grouped)).toEqual([
      'p.md:5 row-order: "Vision" is out of order: by the groups of the config it belongs after "Text".',
    ]);
  });

  it("nothing in an empty table", () => {
    expect(found({ "p.md": `# Models\n\n${head}| None |\n` }, config, [])).toEqual([]);
  });
});

describe("rows that continue one of no model", () => {
  const config = twoRows({ continues: true, cells: { Model: "", ID: "more" } });
  const more = "|  | more |\n";
  const all = ["Ant", "Bee", "Cat"].flatMap((name) => [row(name), more]);
  const judged = (...rows: readonly string[]) =>
    found({ "p.md": `# Models\n\n${head}${rows.join("")}` }, config);

  it.each([
    ["are told with it", [...all, row("Dog"), more], ["p.md:11 row-orphan"]],
    ["are told twice of a model", [...all, more], ["p.md:11 row-duplicate"]],
  ])("%s", (_, rows, want) => {
    expect(judged(...rows).map((each) => each.split(":").slice(0, 2).join(":"))).toEqual(want);
  });
});
