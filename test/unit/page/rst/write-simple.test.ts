import { expect, test } from "vitest";
import { lines } from "../../given.ts";
import { changed, type ChangeCase } from "../changed-table.ts";

const simple = ["===  ====", "A    B", "===  ====", "1    2", "3    4", "===  ====", "text"];

const parted = [
  "===  ====",
  "A    B",
  "===  ====",
  "1    2",
  "---  ----",
  "3    4",
  "---  ----",
  "===  ====",
  "text",
];

/** Cells of several lines, and a first column whose texts end where it ends. */
const broken = [
  "====  ==========  =========",
  "Addr  Kind        About",
  "====  ==========  =========",
  "   0  One or      Begins at",
  "      two         the start",
  "  1f  ``a``       Ends",
  "====  ==========  =========",
  "text",
];

/** Texts that stand a column in, all of them. */
const led = ["====  ====", "A     B", "====  ====", " 1    2", " 3    4", "====  ====", "text"];

test.each<ChangeCase>([
  [
    "a row that stands as far in as the others",
    led,
    [["row", 0, "5", "6"]],
    [...led.slice(0, 4), " 5    6", ...led.slice(4)],
  ],
  [
    "a cell in a row whose other cells stay as far in",
    led,
    [["cell", 0, 1, "two"]],
    [...led.slice(0, 3), " 1    two", ...led.slice(4)],
  ],
  [
    "a row whose cells are broken as those beside them, and stand at the end of their column",
    broken,
    [["row", 1, "2", "One of ``b``, ``c``", "Says more of it all"]],
    [
      ...broken.slice(0, 6),
      "   2  One of      Says more",
      "      ``b``,      of it all",
      "      ``c``",
      ...broken.slice(6),
    ],
  ],
  [
    "a wider column whose texts stand at its end",
    broken,
    [["cell", 1, 0, "12345"]],
    [
      "=====  ==========  =========",
      " Addr  Kind        About",
      "=====  ==========  =========",
      "    0  One or      Begins at",
      "       two         the start",
      "12345  ``a``       Ends",
      "=====  ==========  =========",
      "text",
    ],
  ],
  [
    "a row between lines that part rows",
    parted,
    [["row", 0, "x", "y"]],
    [...parted.slice(0, 5), "x    y", "---  ----", ...parted.slice(5)],
  ],
  [
    "a row below the last of such lines",
    parted,
    [["row", 1, "x", "y"]],
    [...parted.slice(0, 6), "---  ----", "x    y", ...parted.slice(6)],
  ],
  ["a row with the line above it", parted, [["no row", 1]], [...parted.slice(0, 4), ...parted.slice(6)]],
  [
    "a wider column with the lines that part rows",
    parted,
    [["cell", 1, 0, "long"]],
    [
      "====  ====",
      "A     B",
      "====  ====",
      "1     2",
      "----  ----",
      "long  4",
      "----  ----",
      "====  ====",
      "text",
    ],
  ],
  ["nothing", simple, [], ["===  ====", "A    B", "===  ====", "1    2", "3    4", "===  ====", "text"]],
  [
    "a cell",
    simple,
    [["cell", 0, 1, "two"]],
    ["===  ====", "A    B", "===  ====", "1    two", "3    4", "===  ====", "text"],
  ],
  [
    "a longer cell in the last column",
    simple,
    [["cell", 0, 1, "longer than that"]],
    ["===  ====", "A    B", "===  ====", "1    longer than that", "3    4", "===  ====", "text"],
  ],
  [
    "a longer cell in another",
    simple,
    [["cell", 0, 0, "longest"]],
    ["=======  ====", "A        B", "=======  ====", "longest  2", "3        4", "=======  ====", "text"],
  ],
  [
    "a header",
    simple,
    [["cell", -1, 0, "Name"]],
    ["====  ====", "Name  B", "====  ====", "1     2", "3     4", "====  ====", "text"],
  ],
  [
    "a cell of several lines",
    simple,
    [["cell", 0, 1, "2\nmore"]],
    ["===  ====", "A    B", "===  ====", "1    2", "     more", "3    4", "===  ====", "text"],
  ],
  [
    "no text in the first column",
    simple,
    [["cell", 1, 0, ""]],
    ["===  ====", "A    B", "===  ====", "1    2", "\\    4", "===  ====", "text"],
  ],
  [
    "no text in the last",
    simple,
    [["cell", 1, 1, ""]],
    ["===  ====", "A    B", "===  ====", "1    2", "3", "===  ====", "text"],
  ],
  [
    "a row",
    simple,
    [["row", 0, "x", "y"]],
    ["===  ====", "A    B", "===  ====", "1    2", "x    y", "3    4", "===  ====", "text"],
  ],
  [
    "a row at the end",
    simple,
    [["row", 1, "x", "y"]],
    ["===  ====", "A    B", "===  ====", "1    2", "3    4", "x    y", "===  ====", "text"],
  ],
  [
    "the first row",
    simple,
    [["row", -1, "x", "y"]],
    ["===  ====", "A    B", "===  ====", "x    y", "1    2", "3    4", "===  ====", "text"],
  ],
  ["no row", simple, [["no row", 0]], ["===  ====", "A    B", "===  ====", "3    4", "===  ====", "text"]],
  [
    "no rows",
    simple,
    [
      ["no row", 0],
      ["no row", 1],
    ],
    ["===  ====", "A    B", "===  ====", "===  ====", "text"],
  ],
  [
    "a row that moves",
    simple,
    [
      ["no row", 0],
      ["row", 1, "1", "2"],
    ],
    ["===  ====", "A    B", "===  ====", "3    4", "1    2", "===  ====", "text"],
  ],
  [
    "a row that moves and changes",
    simple,
    [
      ["no row", 0],
      ["row", 1, "1", "x"],
    ],
    ["===  ====", "A    B", "===  ====", "3    4", "1    x", "===  ====", "text"],
  ],
  [
    "a column",
    simple,
    [["column", 1, "C", "x", "y"]],
    ["===  =  ====", "A    C  B", "===  =  ====", "1    x  2", "3    y  4", "===  =  ====", "text"],
  ],
  [
    "a first column",
    simple,
    [["column", 0, "C", "x", "y"]],
    ["=  ===  ====", "C  A    B", "=  ===  ====", "x  1    2", "y  3    4", "=  ===  ====", "text"],
  ],
  [
    "a last column",
    simple,
    [["column", 2, "C", "long", "y"]],
    [
      "===  ==== ====",
      "A    B    C",
      "===  ==== ====",
      "1    2    long",
      "3    4    y",
      "===  ==== ====",
      "text",
    ],
  ],
  ["no column", simple, [["no column", 0]], ["====", "B", "====", "2", "4", "====", "text"]],
  [
    "no last column",
    ["==  ==", "A   B", "==  ==", "1   longer", "==  =="],
    [["no column", 1]],
    ["==", "A", "==", "1", "=="],
  ],
  [
    "another last column",
    ["==  ==  =", "A   B   C", "==  ==  =", "1   lo  3", "==  ==  ="],
    [["no column", 2]],
    ["==  ==", "A   B", "==  ==", "1   lo", "==  =="],
  ],
  [
    "no first column where the last is longer",
    ["==  ==", "A   B", "==  ==", "1   longer", "==  =="],
    [["column", 2, "C", "x"]],
    ["==  ====== =", "A   B      C", "==  ====== =", "1   longer x", "==  ====== ="],
  ],
  [
    "a row between two parted by blank lines",
    ["==  ==", "A   B", "==  ==", "1   2", "", "3   4", "", "5   6", "==  =="],
    [["row", 1, "x", "y"]],
    ["==  ==", "A   B", "==  ==", "1   2", "", "3   4", "", "x   y", "", "5   6", "==  =="],
  ],
  [
    "a row that goes on",
    ["==  ==", "A   B", "==  ==", "1   2", "    x", "3   4", "==  =="],
    [["cell", 0, 0, "longer"]],
    ["======  ==", "A       B", "======  ==", "longer  2", "        x", "3       4", "======  =="],
  ],
  [
    "indented",
    ["* x", "", "  ==  ==", "  A   B", "  ==  ==", "  1   2", "  ==  =="],
    [["row", 0, "wide", "y"]],
    ["* x", "", "  ====  ==", "  A     B", "  ====  ==", "  1     2", "  wide  y", "  ====  =="],
  ],
  [
    "of wide signs",
    ["====  ==", "名前  B", "====  ==", "蟻    2", "====  =="],
    [["row", 0, "大きい蟻", "3"]],
    ["========  ==", "名前      B", "========  ==", "蟻        2", "大きい蟻  3", "========  =="],
  ],
])("a simple table of reStructuredText gets %s", (_, text, changes, want) => {
  expect(changed("p.rst", lines(...text), changes)).toEqual(want);
});
