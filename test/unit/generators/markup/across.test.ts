import { describe, expect, test } from "vitest";
import type { TableConfig } from "../../../../src/config/config.gen.ts";
import { lines } from "../../given.ts";
import { a, b, c, models, updated } from "./tables.ts";

const columns: TableConfig["columns"] = [
  { header: "@model", value: "{name}", key: true },
  { header: "Context", value: "{context}" },
];

const before = lines(
  "# Compare",
  "",
  "| | Bee | Cat | Ours |",
  "|---|---|:-:|---|",
  "| Context | 100 | 20 | 7 |",
  "| Note | `x|y` | old | mine |",
  "",
  "End.",
);

const after = lines(
  "# Compare",
  "",
  "| | Ant | Bee | Cat | Ours |",
  "|---|---|---|:-:|---|",
  "| Context | 1 | 100 | 300 | 7 |",
  "| Note |  | `x|y` | old | mine |",
  "",
  "End.",
);

const across = (more: Partial<TableConfig> = {}): Partial<TableConfig> => ({
  across: true,
  columns,
  ...more,
});

describe("models as the columns of a table", () => {
  test("one comes, a cell changes, and what people say of the others stays", () => {
    expect(updated("m.md", before, [a, b, c], across())).toBe(after);
  });

  test("line ends of Windows", () => {
    const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
    expect(updated("m.md", crlf(before), [a, b, c], across())).toBe(crlf(after));
  });

  test("one leaves, and its cells with it", () => {
    expect(updated("m.md", after, [b, c], across(), [a, b, c])).toBe(before.replace("| 20 |", "| 300 |"));
  });

  test("what the config tells more of them is a row more, and goes again", () => {
    const wide = [...columns, { header: "ID", value: "`{id}`" }];
    const made = updated("m.md", after, [a, b, c], across({ columns: wide }));
    expect(made).toContain("| Context | 1 | 100 | 300 | 7 |\n| ID | `x/a` | `x/b` | `x/c` |  |\n| Note |");
    expect(updated("m.md", made, [a, b, c], across({ remove: ["ID"] }))).toBe(after);
  });

  test.each([
    ["a block quote", "> "],
    ["one in another", "> > "],
  ])("in %s they keep its marks", (_, mark) => {
    const quoted = (text: string): string => text.replace(/^(?=\|)/gm, mark);
    const wide = [...columns, { header: "ID", value: "`{id}`" }];
    expect(updated("m.md", quoted(before), [a, b, c], across())).toBe(quoted(after));
    const made = updated("m.md", quoted(after), [a, b, c], across({ columns: wide }));
    expect(made).toContain(`${mark}| ID | \`x/a\` | \`x/b\` | \`x/c\` |  |\n${mark}| Note |`);
    expect(updated("m.md", made, [a, b, c], across({ remove: ["ID"] }))).toBe(quoted(after));
  });

  test("rows without outer pipes end with another column", () => {
    const named = { columns: [{ header: "Model", value: "{name}", key: true }, ...columns.slice(1)] };
    const two = lines("Model | Ant | Bee", "--- | --- | ---", "Context | 1 | 100", "Note | 1 | 100");
    const three = lines(
      "Model | Ant | Bee | Cat",
      "--- | --- | --- | ---",
      "Context | 1 | 100 | 300",
      "Note | 1 | 100 |  |",
    );
    expect(updated("m.md", two, [a, b, c], across(named))).toBe(three);
    expect(updated("m.md", three, [a, b], across(named), [a, b, c])).toBe(
      two.replace("Note | 1 | 100", "Note | 1 | 100 |"),
    );
  });

  test("columns that a formatter aligned stay so", () => {
    const aligned = lines("| Model   | Bee | Cat |", "|---------|-----|-----|", "| Context | 100 | 20  |");
    const named = [{ header: "Model", value: "{name}", key: true }, ...columns.slice(1)];
    expect(updated("m.md", aligned, [a, b, c], across({ columns: named }))).toBe(
      lines(
        "| Model   | Ant | Bee | Cat |",
        "|---------|-----|-----|-----|",
        "| Context | 1   | 100 | 300 |",
      ),
    );
  });

  test.each(["m.md", "m.mdx"])("a hostile name is one cell of %s", (page) => {
    const hostile = models(1).map((entry) => ({
      ...entry,
      fields: new Map([...entry.fields, ["name", "x | y\\| `z` <b>\n{q}"]] as const),
    }));
    const made = updated(page, before, [a, b, c, ...hostile], across());
    const [, , header = "", , context = ""] = made.split("\n");
    expect(header.split("|")).toHaveLength(context.split("|").length);
    expect(updated(page, made, [a, b, c], across(), [a, b, c, ...hostile])).toBe(after);
  });
});

const values: Partial<TableConfig> = {
  data: [],
  columns: [
    { header: "@key", value: "{name}", key: true },
    { header: "@value", value: "{context}" },
  ],
};

describe("a map of values is a table of keys and values", () => {
  test.each([
    [
      "JSON",
      "m.json",
      '{\n  "Bee": 100,\n  "Cat": 20\n}\n',
      '{\n  "Ant": 1,\n  "Bee": 100,\n  "Cat": 300\n}\n',
    ],
    ["YAML", "m.yaml", "Bee: 100 # best\nCat: 20\n", "Ant: 1\nBee: 100 # best\nCat: 300\n"],
    ["TOML", "m.toml", "Bee = 100\nCat = 20\n", "Ant = 1\nBee = 100\nCat = 300\n"],
    [
      "a map with parts among its values",
      "m.yaml",
      "Bee: 100\nnote:\n  text: Ours\nCat: 20\n",
      "Ant: 1\nBee: 100\nnote:\n  text: Ours\nCat: 300\n",
    ],
    ["a map without any", "m.json", "{}\n", '{"Ant": 1, "Bee": 100, "Cat": 300}\n'],
  ])("%s", (_, page, from, to) => {
    expect(updated(page, from, [a, b, c], values)).toBe(to);
  });

  test("keys of JavaScript that need quotes have those of the others", () => {
    const keyed = {
      ...values,
      data: ["default"],
      columns: [
        { header: "@key", value: "{id}", key: true },
        { header: "@value", value: "{name}" },
      ],
    };
    expect(
      updated(
        "m.ts",
        "export default {\n  index: 'Top',\n  'x/b': 'Bee',\n  'x/c': 'Cat',\n};\n",
        [a, b, c],
        keyed,
      ),
    ).toBe("export default {\n  index: 'Top',\n  'x/a': 'Ant',\n  'x/b': 'Bee',\n  'x/c': 'Cat',\n};\n");
  });

  test.each([
    ["of Python", '{\n  "Bee": 1.5e-07,\n  "Cat": 2e-07\n}\n', "2.5e-07"],
    ["of JavaScript", '{\n  "Bee": 1.5e-7,\n  "Cat": 2e-7\n}\n', "2.5e-7"],
    ["without one", '{\n  "Bee": 0.00000015,\n  "Cat": 0.0000002\n}\n', "0.00000025"],
  ])("small numbers %s are written as the others are", (_, from, want) => {
    const priced = {
      ...values,
      columns: [
        { header: "@key", value: "{name}", key: true },
        { header: "@value", value: "{price}" },
      ],
    };
    const small = [a, b, c].map((entry, index) => ({
      ...entry,
      fields: new Map([
        ...entry.fields,
        ["price", ["0.00000025", "0.00000015", "0.0000002"][index] ?? ""],
      ] as const),
    }));
    expect(updated("m.json", from, small, priced)).toBe(from.replace("{\n", `{\n  "Ant": ${want},\n`));
  });
});
