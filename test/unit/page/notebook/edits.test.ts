import { expect, test } from "vitest";
import { scanPage } from "../../../../src/page/scan.ts";
import { splice } from "../../../../src/page/page.ts";

const one = (cells: string, metadata = ""): string => `{"cells": [${cells}]${metadata}}`;

/** Cells of a notebook on a line each. */
const each = (...cells: readonly string[]): string => `{\n "cells": [\n  ${cells.join(",\n  ")}\n ]\n}\n`;

const text = (...lines: readonly string[]): string =>
  `{"cell_type": "markdown", "source": [${lines.map((line) => JSON.stringify(line)).join(", ")}]}`;
const code = (source: string): string =>
  `{"cell_type": "code", "id": "c1", "outputs": [1], "source": ${JSON.stringify(source)}}`;

const uneven = one('{"cell_type": "markdown", "source": [ "a\\n",   "b\\n" ,"c\\n",\n"d" ]}');

/** The notebook after a text of its page gave way to another; `^` and `$` are where the page begins and ends. */
const swapped = (json: string, from: string, to: string): string => {
  const page = scanPage("p.ipynb", json);
  const start = from === "^" ? 0 : from === "$" ? page.text.length : page.text.indexOf(from);
  const end = from === "^" || from === "$" ? start : start + from.length;
  const edits = start === -1 ? undefined : page.file?.([{ start, end, text: to }]);
  return edits === undefined ? `no way in ${JSON.stringify(page.text)}` : splice(json, edits);
};

test.each<[what: string, json: string, from: string, to: string, want: string]>([
  [
    "a line of several",
    one(text("a\n", "b\n", "c")),
    "b",
    "x",
    '{"cells": [{"cell_type": "markdown", "source": ["a\\n", "x\\n", "c"]}]}',
  ],
  [
    "the first line",
    one(text("a\n", "b\n", "c")),
    "a",
    "x",
    '{"cells": [{"cell_type": "markdown", "source": ["x\\n", "b\\n", "c"]}]}',
  ],
  [
    "the last line",
    one(text("a\n", "b\n", "c")),
    "c",
    "x",
    '{"cells": [{"cell_type": "markdown", "source": ["a\\n", "b\\n", "x"]}]}',
  ],
  [
    "a line like the one before it",
    one(text("a\n", "a\n", "a")),
    "$",
    "a\n",
    '{"cells": [{"cell_type": "markdown", "source": ["a\\n", "a\\n", "a\\n", "a"]}]}',
  ],
  ["the only line", one(text("a")), "a", "x", '{"cells": [{"cell_type": "markdown", "source": ["x"]}]}'],
  [
    "two lines for one",
    one(text("a\n", "b\n", "c")),
    "b",
    "x\ny",
    '{"cells": [{"cell_type": "markdown", "source": ["a\\n", "x\\n", "y\\n", "c"]}]}',
  ],
  [
    "a line more in the middle",
    one(text("a\n", "b")),
    "b",
    "x\nb",
    '{"cells": [{"cell_type": "markdown", "source": ["a\\n", "x\\n", "b"]}]}',
  ],
  [
    "a line more at the end",
    one(text("a\n", "b")),
    "b",
    "b\nx",
    '{"cells": [{"cell_type": "markdown", "source": ["a\\n", "b\\n", "x"]}]}',
  ],
  [
    "a line more at the beginning",
    one(text("a\n", "b")),
    "a",
    "x\na",
    '{"cells": [{"cell_type": "markdown", "source": ["x\\n", "a\\n", "b"]}]}',
  ],
  [
    "a line less in the middle",
    one(text("a\n", "b\n", "c")),
    "b\n",
    "",
    '{"cells": [{"cell_type": "markdown", "source": ["a\\n", "c"]}]}',
  ],
  [
    "a line less at the beginning",
    one(text("a\n", "b\n", "c")),
    "a\n",
    "",
    '{"cells": [{"cell_type": "markdown", "source": ["b\\n", "c"]}]}',
  ],
  [
    "a line less at the end",
    one(text("a\n", "b\n", "c\n")),
    "c\n",
    "",
    '{"cells": [{"cell_type": "markdown", "source": ["a\\n", "b\\n"]}]}',
  ],
  [
    "a first line of an empty cell",
    one(text()),
    "^",
    "a\n",
    '{"cells": [{"cell_type": "markdown", "source": ["a"]}]}',
  ],
  [
    "a first line beside an empty one",
    one(text("")),
    "^",
    "a\n",
    '{"cells": [{"cell_type": "markdown", "source": ["a"]}]}',
  ],
  [
    "the first line, the others as they are",
    uneven,
    "a",
    "x",
    '{"cells": [{"cell_type": "markdown", "source": [ "x\\n",   "b\\n" ,"c\\n",\n"d" ]}]}',
  ],
  [
    "the second line, the others as they are",
    uneven,
    "b",
    "x",
    '{"cells": [{"cell_type": "markdown", "source": [ "a\\n",   "x\\n" ,"c\\n",\n"d" ]}]}',
  ],
  [
    "the last line, the others as they are",
    uneven,
    "d",
    "x",
    '{"cells": [{"cell_type": "markdown", "source": [ "a\\n",   "b\\n" ,"c\\n",\n"x" ]}]}',
  ],
  [
    "a line more, the others as they are",
    uneven,
    "c\n",
    "c\nx\n",
    '{"cells": [{"cell_type": "markdown", "source": [ "a\\n",   "b\\n" ,"c\\n",   "x\\n",\n"d" ]}]}',
  ],
  [
    "a line more at the end, the others as they are",
    uneven,
    "d\n",
    "d\nx\n",
    '{"cells": [{"cell_type": "markdown", "source": [ "a\\n",   "b\\n" ,"c\\n",\n"d\\n",   "x" ]}]}',
  ],
  [
    "a line less, the others as they are",
    uneven,
    "b\n",
    "",
    '{"cells": [{"cell_type": "markdown", "source": [ "a\\n" ,"c\\n",\n"d" ]}]}',
  ],
  [
    "two lines less at the end, the others as they are",
    uneven,
    "c\nd\n",
    "",
    '{"cells": [{"cell_type": "markdown", "source": [ "a\\n",   "b" ]}]}',
  ],
  [
    "a line like its neighbours, the others as they are",
    one('{"cell_type": "markdown", "source": ["a\\n",   "a\\n" ,"b"]}'),
    "^",
    "a\n",
    '{"cells": [{"cell_type": "markdown", "source": ["a\\n",   "a\\n",   "a\\n" ,"b"]}]}',
  ],
  [
    "a line less of a text without other letters",
    one(text("\\u1")),
    "u1",
    "ü",
    '{"cells": [{"cell_type": "markdown", "source": ["\\\\ü"]}]}',
  ],
  [
    "lines on lines of the file",
    '{"cells": [{"cell_type": "markdown", "source": [\n  "a\\n",\n  "b"\n]}]}',
    "b",
    "b\nx",
    '{"cells": [{"cell_type": "markdown", "source": [\n  "a\\n",\n  "b\\n",\n  "x"\n]}]}',
  ],
  [
    "a second line on a line of the file",
    '{"cells": [{"cell_type": "markdown", "source": [\n  "a"\n]}]}',
    "a",
    "a\nx",
    '{"cells": [{"cell_type": "markdown", "source": [\n  "a\\n",\n  "x"\n]}]}',
  ],
  [
    "lines of a text that is one string",
    one('{"cell_type": "markdown", "source": "a\\nb"}'),
    "b",
    "x\ny",
    '{"cells": [{"cell_type": "markdown", "source": "a\\nx\\ny"}]}',
  ],
  [
    "letters as escapes where all are",
    one(text("\\").replace("\\\\", "\\u00e9 1")),
    "1",
    "ü😀",
    '{"cells": [{"cell_type": "markdown", "source": ["\\u00e9 \\u00fc\\ud83d\\ude00"]}]}',
  ],
  [
    "letters as they are where some are",
    one(text("\\").replace("\\\\", "\\u00e9 é 1")),
    "1",
    "ü",
    '{"cells": [{"cell_type": "markdown", "source": ["é é ü"]}]}',
  ],
  [
    "letters as they are where none needs one",
    one(text("a 1")),
    "1",
    "ü",
    '{"cells": [{"cell_type": "markdown", "source": ["a ü"]}]}',
  ],
  [
    "a line of code",
    one(code("a\nb")),
    "b",
    "x",
    '{"cells": [{"cell_type": "code", "id": "c1", "outputs": [1], "source": "a\\nx"}]}',
  ],
  [
    "code at the end of a cell",
    one(code("a\nb")),
    "b\n",
    "b\nx\n",
    '{"cells": [{"cell_type": "code", "id": "c1", "outputs": [1], "source": "a\\nb\\nx"}]}',
  ],
  ["half of the code's fence", one(code("a")), "```python\n", "", 'no way in "```python\\na\\n```\\n"'],
  ["half of a fence and what is in it", one(code("a")), "a\n```", "", 'no way in "```python\\na\\n```\\n"'],
  [
    "all of a code cell",
    each(text("a"), code("b"), text("c")),
    "```python\nb\n```\n",
    "",
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["a"]},\n  {"cell_type": "markdown", "source": ["c"]}\n ]\n}\n',
  ],
  [
    "the first cell",
    each(text("a"), text("b")),
    "a\n",
    "",
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["b"]}\n ]\n}\n',
  ],
  [
    "the last cell",
    each(text("a"), text("b")),
    "b\n",
    "",
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["a"]}\n ]\n}\n',
  ],
  ["all cells", each(text("a"), text("b")), "a\n\nb\n", "", '{\n "cells": [\n  \n ]\n}\n'],
  [
    "the end of a cell and all of the next",
    each(text("a\n", "b"), code("c"), text("d")),
    "b\n\n```python\nc\n```\n",
    "",
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["a"]},\n  {"cell_type": "markdown", "source": ["d"]}\n ]\n}\n',
  ],
  [
    "a line for two cells",
    each(text("a"), code("c"), text("d")),
    "a\n\n```python\nc\n```\n",
    "x\n",
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["x"]},\n  {"cell_type": "markdown", "source": ["d"]}\n ]\n}\n',
  ],
])("a notebook gets another text: %s", (_, json, from, to, want) => {
  expect(swapped(json, from, to)).toBe(want);
});

const entry = "## New\n\nText.\n\n```python\ngo()\n```\n";

test.each<[what: string, json: string, from: string, to: string, want: string]>([
  [
    "after a cell of text",
    each(text("# A"), code("a")),
    "# A\n",
    `# A\n\n${entry}`,
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["# A"]},\n  {"cell_type":"markdown","source":["## New\\n","\\n","Text."],"id":"f701b0a6","metadata":{}},\n  {"cell_type":"code","id":"0849405f","outputs":[],"source":"go()","execution_count":null,"metadata":{}},\n  {"cell_type": "code", "id": "c1", "outputs": [1], "source": "a"}\n ]\n}\n',
  ],
  [
    "after a cell of code",
    each(text("# A"), code("a")),
    "$",
    `\n${entry}`,
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["# A"]},\n  {"cell_type": "code", "id": "c1", "outputs": [1], "source": "a"},\n  {"cell_type":"markdown","source":["## New\\n","\\n","Text."],"id":"6cc6f06a","metadata":{}},\n  {"cell_type":"code","id":"28cc41a7","outputs":[],"source":"go()","execution_count":null,"metadata":{}}\n ]\n}\n',
  ],
  [
    "before all others",
    each(text("## A"), code("a")),
    "^",
    `${entry}\n`,
    '{\n "cells": [\n  {"cell_type":"markdown","source":["## New\\n","\\n","Text."],"id":"6daf791f","metadata":{}},\n  {"cell_type":"code","id":"a5f467cc","outputs":[],"source":"go()","execution_count":null,"metadata":{}},\n  {"cell_type": "markdown", "source": ["## A"]},\n  {"cell_type": "code", "id": "c1", "outputs": [1], "source": "a"}\n ]\n}\n',
  ],
  [
    "on one line",
    one(`${text("## A")}, ${code("a")}`),
    "$",
    `\n${entry}`,
    '{"cells": [{"cell_type": "markdown", "source": ["## A"]}, {"cell_type": "code", "id": "c1", "outputs": [1], "source": "a"}, {"cell_type":"markdown","source":["## New\\n","\\n","Text."],"id":"6cc6f06a","metadata":{}}, {"cell_type":"code","id":"28cc41a7","outputs":[],"source":"go()","execution_count":null,"metadata":{}}]}',
  ],
  [
    "on one line, the first",
    one(text("## A")),
    "^",
    `${entry}\n`,
    '{"cells": [{"cell_type":"markdown","source":["## New\\n","\\n","Text."],"metadata":{}}, {"cell_type":"code","source":["go()"],"execution_count":null,"metadata":{},"outputs":[]}, {"cell_type": "markdown", "source": ["## A"]}]}',
  ],
  [
    "in cells over lines",
    '{\n "cells": [\n  {\n   "cell_type": "markdown",\n   "source": ["## A"]\n  }\n ]\n}\n',
    "$",
    `\n${entry}`,
    '{\n "cells": [\n  {\n   "cell_type": "markdown",\n   "source": ["## A"]\n  },\n  {\n   "cell_type": "markdown",\n   "source": [\n    "## New\\n",\n    "\\n",\n    "Text."\n   ],\n   "metadata": {}\n  },\n  {\n   "cell_type": "code",\n   "source": [\n    "go()"\n   ],\n   "execution_count": null,\n   "metadata": {},\n   "outputs": []\n  }\n ]\n}\n',
  ],
  [
    "in cells indented by four",
    '{\n    "cells": [\n        {\n            "source": "a",\n            "cell_type": "code"\n        }\n    ]\n}\n',
    "$",
    `\n${entry}`,
    '{\n    "cells": [\n        {\n            "source": "a",\n            "cell_type": "code"\n        },\n        {\n            "source": "## New\\n\\nText.",\n            "cell_type": "markdown",\n            "metadata": {}\n        },\n        {\n            "source": "go()",\n            "cell_type": "code",\n            "execution_count": null,\n            "metadata": {},\n            "outputs": []\n        }\n    ]\n}\n',
  ],
  [
    "whose keys are in another order",
    each(
      '{"source": ["## A"], "metadata": {}, "cell_type": "markdown", "x": 1}',
      '{"source": "a", "outputs": [], "id": "1", "cell_type": "code"}',
    ),
    "$",
    `\n${entry}`,
    '{\n "cells": [\n  {"source": ["## A"], "metadata": {}, "cell_type": "markdown", "x": 1},\n  {"source": "a", "outputs": [], "id": "1", "cell_type": "code"},\n  {"source":["## New\\n","\\n","Text."],"metadata":{},"cell_type":"markdown","id":"6cc6f06a"},\n  {"source":"go()","outputs":[],"id":"28cc41a7","cell_type":"code","execution_count":null,"metadata":{}}\n ]\n}\n',
  ],
  [
    "where entries hold their code as text",
    each(text("## A\n", "\n", "```python\n", "a\n", "```")),
    "$",
    `\n${entry}`,
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["## A\\n", "\\n", "```python\\n", "a\\n", "```"]},\n  {"cell_type":"markdown","source":["## New\\n","\\n","Text.\\n","\\n","```python\\n","go()\\n","```"],"metadata":{}}\n ]\n}\n',
  ],
  [
    "where code stands in a line of text",
    each(text("## A\n", "\n", "use ``` or\n", "  ~ x")),
    "$",
    `\n${entry}`,
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["## A\\n", "\\n", "use ``` or\\n", "  ~ x"]},\n  {"cell_type":"markdown","source":["## New\\n","\\n","Text."],"metadata":{}},\n  {"cell_type":"code","source":["go()"],"execution_count":null,"metadata":{},"outputs":[]}\n ]\n}\n',
  ],
  [
    "with code of another language",
    each(text("## A")),
    "$",
    "\n## New\n\n```bash\ngo\n```\n",
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["## A"]},\n  {"cell_type":"markdown","source":["## New\\n","\\n","```bash\\n","go\\n","```"],"metadata":{}}\n ]\n}\n',
  ],
  [
    "with code of the language in other case, and more",
    each(text("## A")),
    "$",
    "\n## New\n\n~~~ {.Python x}\n\ngo\n\n~~~\n  \n\nmore\n",
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["## A"]},\n  {"cell_type":"markdown","source":["## New"],"metadata":{}},\n  {"cell_type":"code","source":["\\n","go\\n"],"execution_count":null,"metadata":{},"outputs":[]},\n  {"cell_type":"markdown","source":["more"],"metadata":{}}\n ]\n}\n',
  ],
  [
    "with code alone",
    each(text("## A")),
    "$",
    "\n```python\ngo\n```\n",
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["## A\\n", "\\n", "```python\\n", "go\\n", "```"]}\n ]\n}\n',
  ],
  [
    "of text that begins no entry stays in the cell",
    each(text("## A")),
    "$",
    "\nmore\n",
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["## A\\n", "\\n", "more"]}\n ]\n}\n',
  ],
  [
    "in the middle of a cell stays there",
    each(text("## A\n", "a\n", "## B")),
    "a\n",
    "a\n## New\n",
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["## A\\n", "a\\n", "## New\\n", "## B"]}\n ]\n}\n',
  ],
  [
    "at the end of a cell",
    each(text("## A\n", "a\n"), text("b")),
    "a\n",
    "a\n## New\n",
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["## A\\n", "a\\n"]},\n  {"cell_type":"markdown","source":["## New"],"metadata":{}},\n  {"cell_type": "markdown", "source": ["b"]}\n ]\n}\n',
  ],
  [
    "between two cells of text",
    each(text("## A"), text("## B")),
    "## B",
    `${entry}\n## B`,
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["## A"]},\n  {"cell_type":"markdown","source":["## New\\n","\\n","Text."],"metadata":{}},\n  {"cell_type":"code","source":["go()"],"execution_count":null,"metadata":{},"outputs":[]},\n  {"cell_type": "markdown", "source": ["## B"]}\n ]\n}\n',
  ],
  [
    "right behind a cell of code",
    each(code("a"), text("## B")),
    "## B",
    `${entry}\n## B`,
    '{\n "cells": [\n  {"cell_type": "code", "id": "c1", "outputs": [1], "source": "a"},\n  {"cell_type":"markdown","source":["## New\\n","\\n","Text."],"id":"f701b0a6","metadata":{}},\n  {"cell_type":"code","id":"0849405f","outputs":[],"source":"go()","execution_count":null,"metadata":{}},\n  {"cell_type": "markdown", "source": ["## B"]}\n ]\n}\n',
  ],
  [
    "that begins a cell with code first",
    each(text("x"), code("a")),
    "```python\na",
    "## New\n\n```python\na",
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["x"]},\n  {"cell_type":"markdown","source":["## New"],"id":"6585cd81","metadata":{}},\n  {"cell_type": "code", "id": "c1", "outputs": [1], "source": "a"}\n ]\n}\n',
  ],
  [
    "with a title of signs alone",
    each(text("## A")),
    "$",
    "\n#New\n",
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["## A\\n", "\\n", "#New"]}\n ]\n}\n',
  ],
  [
    "beside other kinds of cells",
    each(text("## A"), '{"cell_type": "raw", "source": "r"}'),
    "$",
    "\n## New\n",
    '{\n "cells": [\n  {"cell_type": "markdown", "source": ["## A"]},\n  {"cell_type":"markdown","source":["## New"],"metadata":{}},\n  {"cell_type": "raw", "source": "r"}\n ]\n}\n',
  ],
  ["of no list", '{"cells": []}', "^", "## New\n", '{"cells": []}'],
])("a notebook gets an entry %s", (_, json, from, to, want) => {
  expect(swapped(json, from, to)).toBe(want);
});

test.each<[what: string, json: string, want: readonly (readonly [string, number])[]]>([
  [
    "of a list of lines",
    '{"cells": [\n{"cell_type": "markdown", "source": [\n"a\\n",\n"b"]},\n{"cell_type": "code",\n"source": ["c"]}]}',
    [
      ["a", 2],
      ["b", 3],
      ["", 5],
      ["```python", 5],
      ["c", 5],
      ["```", 5],
    ],
  ],
  [
    "of one string",
    '{"cells": [\n\n{"cell_type": "markdown", "source": "a\\nb\\n"}]}',
    [
      ["a", 0],
      ["b", 0],
    ],
  ],
  [
    "of an empty cell",
    '{"cells": [\n{"cell_type": "code", "source": []},\n{"cell_type": "markdown",\n"source": ["a"]}]}',
    [
      ["```python", 1],
      ["```", 1],
      ["", 3],
      ["a", 3],
    ],
  ],
])("the lines of the file %s", (_, json, want) => {
  const { text: shown, numbers = [] } = scanPage("p.ipynb", json);
  expect(
    shown
      .replace(/\n$/, "")
      .split("\n")
      .map((line, at) => [line, numbers[at]]),
  ).toEqual(want);
});
