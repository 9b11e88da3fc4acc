import { describe, expect, test } from "vitest";
import { markupOf, scanPage } from "../../../../src/page/scan.ts";
import { entry, lines } from "../../given.ts";
import { forms } from "./forms.ts";
import { b, c, a, updated } from "./tables.ts";

const ofRst = forms.filter(([, page]) => page === "p.rst");

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
  for (const [, , before, after] of ofRst)
    expect(updated("p.rst", nested(before), [a, b, c])).toBe(nested(after));
});

test("a simple table with text between its columns is none, as docutils reads it", () => {
  const table = (cell: string): string =>
    lines("======  =======", "Model   Context", "======  =======", `${cell} 100`, "======  =======");
  const found = (text: string): number => {
    const page = scanPage("p.rst", text);
    return markupOf("p.rst").tables(page, { first: 0, last: page.lines.length, indent: 0 }, "own").length;
  };
  expect([found(table("Bee    ")), found(table("Beetles"))]).toEqual([1, 0]);
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

test("the widths of a directive are given for a new column too", () => {
  const columns = [
    { header: "Model", value: "{name}", key: true },
    { header: "ID", value: "``{id}``" },
    { header: "Context", value: "{context}" },
  ];
  expect(updated("p.rst", forms[0]?.[2] ?? "", [b, c], { columns })).toContain("   :widths: 30 30 70\n");
});

test("a simple table without a header ends where a blank line is below, and the next one is its own", () => {
  const above = lines("=====  ===", "x      y", "=====  ===", "", "Text.", "");
  const [, , before = "", after = ""] = forms.find(([name]) => name === "simple") ?? [];
  expect(updated("p.rst", above + before, [a, b, c])).toBe(above + after);
});

test("a grid gets wide enough for a word that can't begin a line, among wide characters too", () => {
  const [, , before = ""] = ofRst.find(([name]) => name === "grid") ?? [];
  const some = ["N0 日本 `", "N1 M"].map((name, index) => entry(`x/r${index}`, { name, context: 0 }));
  expect(updated("p.rst", before, [b, c, ...some])).toContain("| N0 日本 \\` | 0       |");
});
