import { describe, expect, test } from "vitest";
import { entry, lines } from "../../given.ts";
import { a, b, c, models, updated } from "./tables.ts";

/** Each form of a table with two models of which the first is to be added, the third changes and the last is nobody's. */
const forms: readonly (readonly [name: string, before: string, after: string])[] = [
  [
    "list-table",
    lines(
      ".. list-table:: Models",
      "   :header-rows: 1",
      "   :widths: 30 70",
      "",
      "   * - Model",
      "     - Context",
      "",
      "   * - Bee",
      "     - 100",
      "   * - Cat",
      "     - 20",
      "   * - *ours*",
      "     - any",
      "       length",
      "",
      "Below.",
    ),
    lines(
      ".. list-table:: Models",
      "   :header-rows: 1",
      "   :widths: 30 70",
      "",
      "   * - Model",
      "     - Context",
      "",
      "   * - Ant",
      "     - 1",
      "   * - Bee",
      "     - 100",
      "   * - Cat",
      "     - 300",
      "   * - *ours*",
      "     - any",
      "       length",
      "",
      "Below.",
    ),
  ],
  [
    "grid",
    lines(
      "+-------+---------+",
      "| Model | Context |",
      "+=======+=========+",
      "| Bee   | 100     |",
      "+-------+---------+",
      "| Cat   | 20      |",
      "+-------+---------+",
      "| ours  | any     |",
      "|       | length  |",
      "+-------+---------+",
    ),
    lines(
      "+-------+---------+",
      "| Model | Context |",
      "+=======+=========+",
      "| Ant   | 1       |",
      "+-------+---------+",
      "| Bee   | 100     |",
      "+-------+---------+",
      "| Cat   | 300     |",
      "+-------+---------+",
      "| ours  | any     |",
      "|       | length  |",
      "+-------+---------+",
    ),
  ],
  [
    "simple",
    lines(
      "=====  =======",
      "Model  Context",
      "=====  =======",
      "Bee    100",
      "Cat    20",
      "ours   any",
      "       length",
      "=====  =======",
    ),
    lines(
      "=====  =======",
      "Model  Context",
      "=====  =======",
      "Ant    1",
      "Bee    100",
      "Cat    300",
      "ours   any",
      "       length",
      "=====  =======",
    ),
  ],
  [
    "csv-table",
    lines(
      ".. csv-table:: Models",
      '   :header: "Model", "Context"',
      "",
      '   "Bee", 100',
      '   "Cat", 20',
      '   "ours", "any, length"',
      "",
      "Below.",
    ),
    lines(
      ".. csv-table:: Models",
      '   :header: "Model", "Context"',
      "",
      '   "Ant", 1',
      '   "Bee", 100',
      '   "Cat", 300',
      '   "ours", "any, length"',
      "",
      "Below.",
    ),
  ],
];

describe("a row comes and a cell changes, and no other line is another", () => {
  test.each(forms)("%s", (_, before, after) => {
    expect(updated("p.rst", before, [a, b, c])).toBe(after);
  });
});

test("a table in a directive, a list item or an admonition is found where it stands", () => {
  const nested = (table: string): string =>
    lines(
      ".. note::",
      "",
      ...table
        .trimEnd()
        .split("\n")
        .map((line) => (line === "" ? "" : `   ${line}`)),
    );
  for (const [, before, after] of forms)
    expect(updated("p.rst", nested(before), [a, b, c])).toBe(nested(after));
});

describe("a grid is as wide as it must be", () => {
  const long = entry("x/a", { name: "Ant of the long name", context: 1 });
  test("a text that doesn't fit makes its column wider, no other", () => {
    const before = lines(
      "+-----+---------+",
      "| Model | Context |".replace("Model", "Mod"),
      "+=====+=========+",
      "| Bee | 100     |",
      "+-----+---------+",
    );
    const columns = [
      { header: "Mod", value: "{name}", key: true },
      { header: "Context", value: "{context}" },
    ];
    expect(updated("p.rst", before, [long, b], { columns })).toBe(
      lines(
        "+----------------------+---------+",
        "| Mod                  | Context |",
        "+======================+=========+",
        "| Ant of the long name | 1       |",
        "+----------------------+---------+",
        "| Bee                  | 100     |",
        "+----------------------+---------+",
      ),
    );
  });

  test("where cells go over several lines, a long one does too", () => {
    const before = lines(
      "+-------+---------+",
      "| Model | Context |",
      "+=======+=========+",
      "| Bee   | 100     |",
      "+-------+---------+",
      "| ours  | any     |",
      "|       | length  |",
      "+-------+---------+",
    );
    expect(updated("p.rst", before, [long, b])).toBe(
      before.replace(
        "| Bee ",
        [
          "| Ant   | 1       |",
          "| of    |         |",
          "| the   |         |",
          "| long  |         |",
          "| name  |         |",
          "+-------+---------+",
          "| Bee ",
        ].join("\n"),
      ),
    );
  });

  test("a cell over two columns keeps its text in one piece", () => {
    const before = lines(
      "+-----+---------+",
      "| Mod | Context |",
      "+=====+=========+",
      "| Bee | 100     |",
      "+-----+---------+",
      "| both in one   |",
      "+-----+---------+",
    );
    const columns = [
      { header: "Mod", value: "{name}", key: true },
      { header: "Context", value: "{context}" },
    ];
    const after = updated("p.rst", before, [long, b], { columns });
    expect(after.split("\n").filter((line) => line.includes("both"))).toEqual([
      "| both in one                    |",
    ]);
  });
});

describe("a column that the config adds", () => {
  const columns = [
    { header: "Model", value: "{name}", key: true },
    { header: "ID", value: "``{id}``" },
    { header: "Context", value: "{context}" },
  ];
  test.each(forms)("%s", (_, before) => {
    const after = updated("p.rst", before.replace("   :widths: 30 70\n", ""), [b, c], { columns });
    expect(after).toContain("``x/b``");
    expect(after).not.toContain("x/a");
  });

  test("the widths of a directive are given for it too", () => {
    expect(updated("p.rst", forms[0]?.[1] ?? "", [b, c], { columns })).toContain("   :widths: 30 30 70\n");
  });
});

test.each(forms)(
  "the rows of %s go when nobody asks for them any more, and all others stay",
  (_, before, after) => {
    expect(updated("p.rst", after, [b, c], {}, [a, b, c])).toBe(
      before.replace(/20 ?/, (found) => "300" + " ".repeat(Math.max(0, found.length - 3))),
    );
  },
);

test("every model of a table can come and go", () => {
  for (const [, , after] of forms) {
    const some = models(5);
    const more = updated("p.rst", after, [a, b, c, ...some]);
    expect(updated("p.rst", more, [a, b, c], {}, [a, b, c, ...some])).toBe(after);
  }
});
