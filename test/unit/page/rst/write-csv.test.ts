import { expect, test } from "vitest";
import { lines } from "../../given.ts";
import { changed, type ChangeCase } from "../changed-table.ts";

const csv = [
  ".. csv-table::",
  "   :header: A, B",
  "   :widths: 1, 2",
  "",
  '   1, "2"',
  "   3, 4",
  "",
  "text",
];

test.each<ChangeCase>([
  [
    "nothing",
    csv,
    [],
    [".. csv-table::", "   :header: A, B", "   :widths: 1, 2", "", '   1, "2"', "   3, 4", "", "text"],
  ],
  [
    "a cell",
    csv,
    [
      ["cell", 0, 1, "two"],
      ["cell", 1, 1, "four"],
    ],
    [".. csv-table::", "   :header: A, B", "   :widths: 1, 2", "", '   1, "two"', "   3, four", "", "text"],
  ],
  [
    "a cell that needs quotes",
    csv,
    [
      ["cell", 1, 0, 'a "b", c'],
      ["cell", 1, 1, " x"],
    ],
    [
      ".. csv-table::",
      "   :header: A, B",
      "   :widths: 1, 2",
      "",
      '   1, "2"',
      '   "a ""b"", c", x',
      "",
      "text",
    ],
  ],
  [
    "a cell of several lines",
    csv,
    [["cell", 1, 1, "a \n b"]],
    [".. csv-table::", "   :header: A, B", "   :widths: 1, 2", "", '   1, "2"', '   3, "a b"', "", "text"],
  ],
  [
    "no text",
    csv,
    [
      ["cell", 0, 0, ""],
      ["cell", 0, 1, ""],
    ],
    [".. csv-table::", "   :header: A, B", "   :widths: 1, 2", "", '   , ""', "   3, 4", "", "text"],
  ],
  [
    "a header",
    csv,
    [["cell", -1, 1, "C, D"]],
    [".. csv-table::", '   :header: A, "C, D"', "   :widths: 1, 2", "", '   1, "2"', "   3, 4", "", "text"],
  ],
  [
    "a row",
    csv,
    [["row", 0, "x", "y"]],
    [
      ".. csv-table::",
      "   :header: A, B",
      "   :widths: 1, 2",
      "",
      '   1, "2"',
      '   x, "y"',
      "   3, 4",
      "",
      "text",
    ],
  ],
  [
    "no row",
    csv,
    [["no row", 1]],
    [".. csv-table::", "   :header: A, B", "   :widths: 1, 2", "", '   1, "2"', "", "text"],
  ],
  [
    "a column",
    csv,
    [["column", 1, "C", "x", "y"]],
    [
      ".. csv-table::",
      "   :header: A, C, B",
      "   :widths: 1, 1, 2",
      "",
      '   1, x, "2"',
      "   3, y, 4",
      "",
      "text",
    ],
  ],
  [
    "a first column",
    csv,
    [["column", 0, "C", "x", "y"]],
    [
      ".. csv-table::",
      "   :header: C,A, B",
      "   :widths: 1, 1, 2",
      "",
      '   x,1, "2"',
      "   y,3, 4",
      "",
      "text",
    ],
  ],
  [
    "no column",
    csv,
    [["no column", 0]],
    [".. csv-table::", "   :header:  B", "   :widths: 2", "", '    "2"', "    4", "", "text"],
  ],
  [
    "its first row",
    csv.slice(0, 3),
    [["row", -1, "x", "y"]],
    [".. csv-table::", "   :header: A, B", "   :widths: 1, 2", "", "   x, y"],
  ],
  [
    "a row where its header is one",
    [".. csv-table::", "   :header-rows: 1", "", "   A,B", "   1,2"],
    [
      ["row", 0, "x", "y"],
      ["cell", -1, 0, "C"],
    ],
    [".. csv-table::", "   :header-rows: 1", "", "   C,B", "   1,2", "   x,y"],
  ],
  [
    "its first row where its header is one",
    [".. csv-table::", "   :header-rows: 1", "", "     A,B"],
    [["row", -1, "x", "y"]],
    [".. csv-table::", "   :header-rows: 1", "", "     A,B", "     x,y"],
  ],
  [
    "a row of cells between tabs",
    [".. csv-table::", "   :header-rows: 1", "   :delim: tab", "", "   A\tB", "   1\t2"],
    [["row", 0, "x, y", "a\tb"]],
    [".. csv-table::", "   :header-rows: 1", "   :delim: tab", "", "   A\tB", "   1\t2", '   x, y\t"a\tb"'],
  ],
  [
    "a row of one cell",
    [".. csv-table::", "   :header-rows: 1", "", "   A", "   x y"],
    [["row", 0, "z"]],
    [".. csv-table::", "   :header-rows: 1", "", "   A", "   x y", '   "z"'],
  ],
])("a table of CSV in reStructuredText gets %s", (_, text, changes, want) => {
  expect(changed("p.rst", lines(...text), changes)).toEqual(want);
});
