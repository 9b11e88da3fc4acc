import { expect, test } from "vitest";
import { findModels } from "../../../src/init/catalog/records.ts";
import { unsaidLists } from "../../../src/init/find/unsaid-lists.ts";

const shape = findModels(
  ["ant-1", "bee-2", "cat-3"].map((id, nth) => ({ id, name: `Model ${id}`, context: 1000 * (nth + 1) })),
  () => false,
  () => false,
);

const numbers = "its numbers would have to go up with a new one.";

test.each<readonly [what: string, path: string, lines: readonly string[], want: readonly string[]]>([
  [
    "items whose numbers go up",
    "m.md",
    ["Newest first:", "", "1. **Model cat-3** - `cat-3`", "2. Model bee-2 (2K)"],
    [`The numbered list from line 3 of m.md: it has 2 models, but ${numbers}`],
  ],
  ["items that all begin with 1 are entries", "m.md", ["1. `ant-1`", "1. `bee-2`"], []],
  ["steps that name one model", "m.md", ["1. Install.", "2. Run `ant-1`."], []],
  [
    "terms",
    "m.md",
    ["`ant-1`", ":   The first", "", "`bee-2`", ":   The second"],
    [
      "The definition list from line 1 of m.md: it has 2 models, but there is no format of entries for its terms.",
    ],
  ],
  [
    "sections of reStructuredText",
    "m.rst",
    ["Model ant-1", "-----------", "", "Small.", "", "Model bee-2", "-----------", "", "Large."],
    [
      "The list of sections from line 1 of m.rst: it has 2 models, but their lines below would have to be as long as a new title.",
    ],
  ],
  [
    "data in a code block",
    "m.md",
    ["```yaml", "models:", "  - id: ant-1", "  - id: bee-2", '  - "cat-3"', "```"],
    ["The code block in line 1 of m.md: 3 models are in its data, which stays as it is."],
  ],
  ["a program in a code block", "m.md", ["```py", "a = 'ant-1'", "b = 'bee-2'", "c = 'cat-3'", "```"], []],
])("what is said of lists that no config can keep: %s", (_, path, lines, want) => {
  expect(shape && unsaidLists(path, [...lines, ""].join("\n"), shape)).toEqual(want);
});
