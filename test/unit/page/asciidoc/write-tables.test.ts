import { expect, test } from "vitest";
import { lines } from "../../given.ts";
import { changed, type ChangeCase } from "../changed-table.ts";

const pipes = ['[cols="1,2"]', "|===", "|A |B", "", "|1 |2", "|3 |4", "|===", "text"];
const each = ["|===", "|A |B", "", "|1", "|2", "", "|3", "|4", "|==="];
const padded = ["|===", "|Model |Price", "", "|Ant   |1", "|Beetle|2", "|==="];

test.each<ChangeCase>([
  ["nothing", pipes, [], ['[cols="1,2"]', "|===", "|A |B", "", "|1 |2", "|3 |4", "|===", "text"]],
  [
    "a cell",
    pipes,
    [["cell", 0, 1, "two"]],
    ['[cols="1,2"]', "|===", "|A |B", "", "|1 |two", "|3 |4", "|===", "text"],
  ],
  [
    "a first cell",
    pipes,
    [["cell", 0, 0, "one"]],
    ['[cols="1,2"]', "|===", "|A |B", "", "|one |2", "|3 |4", "|===", "text"],
  ],
  [
    "a header",
    pipes,
    [["cell", -1, 1, "Bee"]],
    ['[cols="1,2"]', "|===", "|A |Bee", "", "|1 |2", "|3 |4", "|===", "text"],
  ],
  [
    "a row below cells of the style of headers",
    ['[cols="80,.^10"]', "|===", "", "h|A", "h|B", "", "a| `1`", "|2", "", "|==="],
    [["row", 0, "`3`", "4"]],
    ['[cols="80,.^10"]', "|===", "", "h|A", "h|B", "", "a| `1`", "|2", "", "a| `3`", "|4", "", "|==="],
  ],
  [
    "no text",
    pipes,
    [
      ["cell", 0, 0, ""],
      ["cell", 1, 1, ""],
    ],
    ['[cols="1,2"]', "|===", "|A |B", "", "| |2", "|3 |", "|===", "text"],
  ],
  [
    "a cell that ends with what would belong to a sign",
    pipes,
    [["cell", 0, 0, "x 2+"]],
    ['[cols="1,2"]', "|===", "|A |B", "", "|x 2+ |2", "|3 |4", "|===", "text"],
  ],
  [
    "a row",
    pipes,
    [["row", 0, "x", "y"]],
    ['[cols="1,2"]', "|===", "|A |B", "", "|1 |2", "|x |y", "|3 |4", "|===", "text"],
  ],
  [
    "a row at the end",
    pipes,
    [["row", 1, "x", ""]],
    ['[cols="1,2"]', "|===", "|A |B", "", "|1 |2", "|3 |4", "|x |", "|===", "text"],
  ],
  ["no row", pipes, [["no row", 0]], ['[cols="1,2"]', "|===", "|A |B", "", "|3 |4", "|===", "text"]],
  [
    "no rows",
    pipes,
    [
      ["no row", 0],
      ["no row", 1],
    ],
    ['[cols="1,2"]', "|===", "|A |B", "", "|===", "text"],
  ],
  [
    "a row that moves",
    pipes,
    [
      ["no row", 0],
      ["row", 1, "1", "2"],
    ],
    ['[cols="1,2"]', "|===", "|A |B", "", "|3 |4", "|1 |2", "|===", "text"],
  ],
  [
    "a column",
    pipes,
    [["column", 1, "C", "x", "y"]],
    ['[cols="1,1,2"]', "|===", "|A |C |B", "", "|1 |x |2", "|3 |y |4", "|===", "text"],
  ],
  [
    "a first column",
    pipes,
    [["column", 0, "C", "x", "y"]],
    ['[cols="1,1,2"]', "|===", "|C |A |B", "", "|x |1 |2", "|y |3 |4", "|===", "text"],
  ],
  [
    "a last column",
    pipes,
    [["column", 2, "C", "x", "y"]],
    ['[cols="1,2,2"]', "|===", "|A |B |C", "", "|1 |2 |x", "|3 |4 |y", "|===", "text"],
  ],
  [
    "no first column",
    pipes,
    [["no column", 0]],
    ['[cols="2"]', "|===", "|B", "", "|2", "|4", "|===", "text"],
  ],
  [
    "no last column",
    pipes,
    [["no column", 1]],
    ['[cols="1"]', "|===", "|A ", "", "|1 ", "|3 ", "|===", "text"],
  ],
  [
    "a cell where each has a line",
    each,
    [
      ["cell", 0, 1, "two"],
      ["cell", 1, 0, ""],
    ],
    ["|===", "|A |B", "", "|1", "|two", "", "|", "|4", "|==="],
  ],
  [
    "a row where each has a line",
    each,
    [["row", 0, "x", "y"]],
    ["|===", "|A |B", "", "|1", "|2", "", "|x", "|y", "", "|3", "|4", "|==="],
  ],
  [
    "a last row where each has a line",
    each,
    [["row", 1, "x", "y\nmore"]],
    ["|===", "|A |B", "", "|1", "|2", "", "|3", "|4", "", "|x", "|y", "more", "|==="],
  ],
  [
    "a column where each has a line",
    each,
    [["column", 1, "C", "x", "y"]],
    ["|===", "|A |C |B", "", "|1", "|x", "|2", "", "|3", "|y", "|4", "|==="],
  ],
  ["no column where each has a line", each, [["no column", 0]], ["|===", "|B", "", "|2", "", "|4", "|==="]],
  [
    "a cell of a width",
    padded,
    [
      ["cell", 0, 0, "Bee"],
      ["cell", 1, 0, "Cockroach"],
    ],
    ["|===", "|Model |Price", "", "|Bee   |1", "|Cockroach |2", "|==="],
  ],
  [
    "a row of that width",
    padded,
    [["row", 0, "Bee", "3"]],
    ["|===", "|Model |Price", "", "|Ant   |1", "|Bee   |3", "|Beetle|2", "|==="],
  ],
  [
    "a column of that width",
    padded,
    [["column", 1, "N", "x", "y"]],
    ["|===", "|Model |N |Price", "", "|Ant   |x |1", "|Beetle |y |2", "|==="],
  ],
  [
    "its first row",
    ["|===", "|A |B", "|==="],
    [["row", -1, "x", "y"]],
    ["|===", "|A |B", "", "|x |y", "|==="],
  ],
  [
    "its first row below a blank line",
    ["|===", "|A |B", "", "|==="],
    [["row", -1, "x", "y"]],
    ["|===", "|A |B", "", "|x |y", "|==="],
  ],
  [
    "its first row by a header's word",
    ["[%header]", "|===", "|A |B", "|==="],
    [["row", -1, "x", "y"]],
    ["[%header]", "|===", "|A |B", "|x |y", "|==="],
  ],
  [
    "a header of several lines",
    ["[%header,cols=2*]", "|===", "|A", "|B", "", "|1 |2", "|==="],
    [["cell", -1, 1, "Bee"]],
    ["[%header,cols=2*]", "|===", "|A", "|Bee", "", "|1 |2", "|==="],
  ],
  [
    "columns said so often",
    ["[%header,cols=2*]", "|===", "|A |B", "|1 |2", "|==="],
    [["column", 2, "C", "x"]],
    ["[%header,cols=3*]", "|===", "|A |B |C", "|1 |2 |x", "|==="],
  ],
  [
    "columns said so often and how",
    ['[%header,cols="2*^.^"]', "|===", "|A |B", "|1 |2", "|==="],
    [["no column", 0]],
    ['[%header,cols="1*^.^"]', "|===", "|B", "|2", "|==="],
  ],
  [
    "columns with spaces between",
    ['[%header,cols="1, 2"]', "|===", "|A |B", "|1 |2", "|==="],
    [["column", 2, "C", "x"]],
    ['[%header,cols="1, 2, 2"]', "|===", "|A |B |C", "|1 |2 |x", "|==="],
  ],
  [
    "columns without quotes",
    ["[%header,cols=2]", "|===", "|A |B", "|1 |2", "|==="],
    [["column", 1, "C", "x"]],
    ["[%header,cols=3]", "|===", "|A |C |B", "|1 |x |2", "|==="],
  ],
  [
    "a column, with a cell over all",
    ["|===", "|A |B", "", "2+|all", "|1 |2", "|==="],
    [["column", 2, "C", "", "x"]],
    ["|===", "|A |B |C", "", "3+|all", "|1 |2 |x", "|==="],
  ],
  [
    "a row below a cell over all",
    ["|===", "|A |B", "", "2+h|all", "|1 |2", "|==="],
    [["row", 0, "x", "y"]],
    ["|===", "|A |B", "", "2+h|all", "|x |y", "|1 |2", "|==="],
  ],
  [
    "a row with a name alone, where another's goes over all",
    ["|===", "|A |B", "", "2+^s|all", "|1 |2", "|==="],
    [["row", 1, "more", ""]],
    ["|===", "|A |B", "", "2+^s|all", "|1 |2", "2+^s|more", "|==="],
  ],
  [
    "cells with marks",
    ["|===", "|A |B", "", "a|1 ^.^s|2", "|==="],
    [
      ["cell", 0, 1, "x"],
      ["row", 0, "y", "z"],
    ],
    ["|===", "|A |B", "", "a|1 ^.^s|x", "a|y ^.^s|z", "|==="],
  ],
  [
    "a row that moves with its marks",
    ["|===", "|A |B |C", "", "|4 |5 |6", "a|1 |2 |3", "|4 |5 |7", "|==="],
    [
      ["no row", 1],
      ["row", 2, "1", "2", "x"],
    ],
    ["|===", "|A |B |C", "", "|4 |5 |6", "|4 |5 |7", "a|1 |2 |x", "|==="],
  ],
  [
    "a row that is another in half",
    ["|===", "|A |B |C |D", "", "|4 |5 |6 |7", "a|1 |2 |3 |4", "|==="],
    [
      ["no row", 1],
      ["row", 0, "1", "2", "x", "y"],
    ],
    ["|===", "|A |B |C |D", "", "|4 |5 |6 |7", "|1 |2 |x |y", "|==="],
  ],
  [
    "the row that it is most",
    ["|===", "|A |B |C", "", "|4 |5 |6", "a|1 |2 |3", "s|1 |2 |4", "|==="],
    [
      ["no row", 1],
      ["no row", 2],
      ["row", 0, "1", "2", "4"],
    ],
    ["|===", "|A |B |C", "", "|4 |5 |6", "s|1 |2 |4", "|==="],
  ],
  [
    "the first row that it is as much",
    ["|===", "|A |B |C", "", "|4 |5 |6", "a|1 |2 |3", "s|1 |2 |4", "|==="],
    [
      ["no row", 1],
      ["no row", 2],
      ["row", 0, "1", "2", "5"],
    ],
    ["|===", "|A |B |C", "", "|4 |5 |6", "a|1 |2 |5", "|==="],
  ],
  [
    "a row that is another but for no texts",
    ["|===", "|A |B |C", "", "|4 |5 |6", "a|1 | |", "|==="],
    [
      ["no row", 1],
      ["row", 0, "2", "", ""],
    ],
    ["|===", "|A |B |C", "", "|4 |5 |6", "|2 | |", "|==="],
  ],
  [
    "two rows for one that went",
    ["|===", "|A |B", "", "|4 |5", "a|1 |2", "|==="],
    [
      ["no row", 1],
      ["row", 0, "1", "2"],
      ["row", 0, "1", "2"],
    ],
    ["|===", "|A |B", "", "|4 |5", "a|1 |2", "|1 |2", "|==="],
  ],
  [
    "a row like one that stays",
    ["|===", "|A |B", "", "|4 |5", "a|1 |2", "|==="],
    [["row", 1, "1", "2"]],
    ["|===", "|A |B", "", "|4 |5", "a|1 |2", "|1 |2", "|==="],
  ],
  [
    "a row beside words between two",
    ["|===", "|A |B", "", "|1 |2", "// word", "|3 |4", "// ----", "|5 |6", "|==="],
    [["row", 0, "x", "y"]],
    ["|===", "|A |B", "", "|1 |2", "// ----", "|x |y", "// word", "|3 |4", "// ----", "|5 |6", "|==="],
  ],
  [
    "a row beside lines of signs between two",
    ["|===", "|A |B", "", "|1 |2", "", "|3 |4", "// --", "|5 |6", "// --", "|7 |8", "|==="],
    [["row", 0, "x", "y"]],
    ["|===", "|A |B", "", "|1 |2", "// --", "|x |y", "", "|3 |4", "// --", "|5 |6", "// --", "|7 |8", "|==="],
  ],
  [
    "the last row first",
    ["|===", "|A |B", "", "|1 |2", "", "|3 |4", "// end", "|==="],
    [
      ["no row", 1],
      ["row", -1, "3", "4"],
    ],
    ["|===", "|A |B", "", "|3 |4", "", "|1 |2", "// end", "|==="],
  ],
  [
    "the second row first, where words stand above it",
    ["|===", "|A |B", "", "// top", "|1 |2", "// word", "|3 |4", "|5 |6", "|==="],
    [
      ["no row", 0],
      ["row", 1, "1", "2"],
    ],
    ["|===", "|A |B", "", "// top", "// word", "|3 |4", "|1 |2", "|5 |6", "|==="],
  ],
  [
    "no row below words, nor any below that",
    ["|===", "|A |B", "", "|1 |2", "// word", "|3 |4", "// more", "|5 |6", "// end", "|==="],
    [
      ["no row", 1],
      ["no row", 2],
    ],
    ["|===", "|A |B", "", "|1 |2", "// word", "// more", "// end", "|==="],
  ],
  [
    "a row elsewhere that has words above it",
    ["|===", "|A |B", "", "|1 |2", "// word", "|3 |4", "|5 |6", "|==="],
    [
      ["no row", 1],
      ["row", 2, "3", "4"],
    ],
    ["|===", "|A |B", "", "|1 |2", "// word", "|5 |6", "|3 |4", "|==="],
  ],
  [
    "no row with words in it",
    ["|===", "|A |B", "", "|1", "// why", "|2", "|3 |4", "|==="],
    [["no row", 0]],
    ["|===", "|A |B", "", "// why", "|3 |4", "|==="],
  ],
  [
    "no column with words below its cell",
    ["|===", "|A |B |C", "", "|1", "// why", "|2", "|3", "|4 |5 |6", "|==="],
    [["no column", 0]],
    ["|===", "|B |C", "", "|2", "|3", "// why", "|5 |6", "|==="],
  ],
  [
    "a column beside a cell with words below it",
    ["|===", "|A |B", "", "|1", "// why", "|2", "|==="],
    [["column", 1, "C", "x"]],
    ["|===", "|A |C |B", "", "|1", "// why", "|x", "|2", "|==="],
  ],
  [
    "a cell that stood for several",
    ["|===", "|A |B", "", "2*|1", "|==="],
    [["cell", 0, 1, "x"]],
    ["|===", "|A |B", "", "|1|x", "|==="],
  ],
  [
    "a cell beside comments",
    ["|===", "|A |B", "", "|1", "// why", "|2", "// end", "|3 |4", "|==="],
    [
      ["cell", 0, 0, "x"],
      ["cell", 0, 1, "y"],
    ],
    ["|===", "|A |B", "", "|x", "// why", "|y", "// end", "|3 |4", "|==="],
  ],
  [
    "a value of an attribute",
    [":name: Ant", "", "|===", "|A |B", "", "|{name} |2", "|==="],
    [["cell", 0, 0, "Bee"]],
    [":name: Bee", "", "|===", "|A |B", "", "|{name} |2", "|==="],
  ],
  [
    "a value that is no attribute's",
    [":name: Ant", "", "|===", "|A |B", "", "|{name} |2", "|==="],
    [["cell", 0, 0, "*Bee*"]],
    [":name: Ant", "", "|===", "|A |B", "", "|*Bee* |2", "|==="],
  ],
  [
    "a value of an attribute used twice",
    [":name: Ant", "", "{name}", "", "|===", "|A |B", "", "|{name} |2", "|==="],
    [["cell", 0, 0, "Bee"]],
    [":name: Ant", "", "{name}", "", "|===", "|A |B", "", "|Bee |2", "|==="],
  ],
  [
    "another sign",
    ["[separator=!]", "|===", "!A !B", "", "!1 !2", "|==="],
    [
      ["cell", 0, 1, "x ! y \\| z"],
      ["row", 0, "a", "b"],
    ],
    ["[separator=!]", "|===", "!A !B", "", "!1 !x \\! y | z", "!a !b", "|==="],
  ],
  [
    "a row of CSV",
    ["[%header,format=csv]", "|===", "A,B", "1,2", "|==="],
    [["row", 0, "a, b", "c"]],
    ["[%header,format=csv]", "|===", "A,B", "1,2", '"a, b",c', "|==="],
  ],
  [
    "the first row of CSV",
    [",===", "A,B", "", ",==="],
    [["row", -1, "a", "b"]],
    [",===", "A,B", "", "a,b", ",==="],
  ],
  [
    "the first row of CSV by a header's word",
    ["[%header]", ",===", "A,B", ",==="],
    [["row", -1, "a", "b"]],
    ["[%header]", ",===", "A,B", "a,b", ",==="],
  ],
  [
    "a row of DSV",
    [":===", "A:B", "", "1:2", ":==="],
    [
      ["row", 0, "a:b", " c"],
      ["cell", 0, 0, "x:y"],
    ],
    [":===", "A:B", "", "x\\:y:2", "a\\:b:c", ":==="],
  ],
  [
    "a column of CSV",
    ['[%header,format=csv,cols="1,1"]', "|===", "A,B", "1,2", "|==="],
    [["column", 1, "C", "x"]],
    ['[%header,format=csv,cols="1,1,1"]', "|===", "A,C,B", "1,x,2", "|==="],
  ],
])("a table of AsciiDoc gets %s", (_, text, changes, want) => {
  expect(changed("p.adoc", lines(...text), changes)).toEqual(want);
});
