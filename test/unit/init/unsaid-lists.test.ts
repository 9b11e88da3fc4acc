import { scanPage } from "../../../src/page/scan.ts";
import { expect, test } from "vitest";
import { findModels } from "../../../src/init/catalog/records.ts";
import { unsaidLists } from "../../../src/init/find/unsaid-lists.ts";

const shape = findModels(
  ["ant-1", "bee-2", "cat-3"].map((id, nth) => ({ id, name: `Model ${id}`, context: 1000 * (nth + 1) })),
  () => false,
  () => false,
);

test.each<readonly [what: string, path: string, lines: readonly string[], want: readonly string[]]>([
  [
    "data in a code block",
    "m.md",
    ["```yaml", "models:", "  - id: ant-1", "  - id: bee-2", '  - "cat-3"', "```"],
    ["The code block in line 1 of m.md: 3 models are in its data, which stays as it is."],
  ],
  [
    "lines of text in a code block",
    "m.md",
    ["```", "All:", "- gate/x/ant-1", "- gate/x/bee-2 (new)", "- gate/x/cat-3", "```"],
    ["The code block in line 1 of m.md: it lists 3 models, and stays as it is."],
  ],
  [
    "text in a code block that names models by the way",
    "m.md",
    ["```text", "ant-1 and", "bee-2", "went", "to", "see", "cat-3", "```"],
    [],
  ],
  ...(
    [
      ["m.md", ["```java", "List.of("], [");", "```"], 1],
      ["m.rst", ["Birds::", ""], ["", "Text."], 1],
      ["m.rst", [".. code-block:: python", "", "   birds = ["], ["   ]"], 1],
      ["m.adoc", ["[source,js]", "----", "const birds = ["], ["];", "----"], 2],
      ["m.adoc", ["----"], ["----"], 1],
    ] as const
  ).map(
    ([path, before, after, line]) =>
      [
        `a list in a program, or in literal text: ${path}`,
        path,
        [...before, '    "ant-1",', '    "bee-2",', '    "cat-3"', ...after],
        [`The code block in line ${line} of ${path}: it lists 3 models, and stays as it is.`],
      ] as const,
  ),
  [
    "the values of an enumeration",
    "m.md",
    ["```java", "enum Bird {", '  ANT_1("ant-1"),', '  BEE_2("bee-2"),', '  CAT_3("cat-3");', "}", "```"],
    ["The code block in line 1 of m.md: it lists 3 models, and stays as it is."],
  ],
  [
    "the keys of a map",
    "m.md",
    ["```py", "prices = {", '    "ant-1": 1,', '    "bee-2": 2,', '    "cat-3": 4,', "}", "```"],
    ["The code block in line 1 of m.md: it lists 3 models, and stays as it is."],
  ],
  ["a program in a code block", "m.md", ["```py", "a = 'ant-1'", "b = 'bee-2'", "c = 'cat-3'", "```"], []],
])("what is said of models in code blocks: %s", (_, path, lines, want) => {
  expect(shape && unsaidLists(scanPage(path, [...lines, ""].join("\n")), shape, () => false)).toEqual(want);
});
