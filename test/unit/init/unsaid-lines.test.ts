import { scanPage } from "../../../src/page/scan.ts";
import { expect, test } from "vitest";
import { findModels } from "../../../src/init/catalog/records.ts";
import { unsaidLines } from "../../../src/init/find/unsaid-lines.ts";

const shape = findModels(
  ["Ant 1", "Bee 2", "Cat 3"].map((name) => ({ id: name.toLowerCase().replace(" ", "-"), name })),
  () => false,
  () => false,
);

const told = (last: number): readonly string[] => [
  `Lines 1 to ${last} of m.rst begin with 3 models, and stay as they are.`,
];

test.each<
  readonly [what: string, lines: readonly string[], kept: readonly number[], want: readonly string[]]
>([
  ["a line block", ["| Ant 1, 3 cents", "| Bee 2, 4 cents", "| Cat 3"], [], told(3)],
  ["a glossary", ["Ant 1", "   Old.", "Bee 2", "   New.", "Cat 3", "   Newer."], [], told(5)],
  ["by their IDs", ["- ``ant-1``", "- ``bee-2``", "- ``cat-3``"], [], told(3)],
  [
    "rows of raw HTML",
    [".. raw:: html", "", ...["ant-1", "bee-2", "cat-3"].map((id) => `   <tr><td>${id}</td><td>1</td></tr>`)],
    [],
    ["Lines 3 to 5 of m.rst begin with 3 models, and stay as they are."],
  ],
  ["options of directives", [":alt: Ant 1", "Text.", ":alt: Bee 2", ":alt: Cat 3"], [], told(4)],
  ["where one is kept", ["| Ant 1", "| Bee 2", "| Cat 3"], [1], []],
  ["in different ways", ["| Ant 1", "- Bee 2", "Cat 3"], [], []],
  ["longer words", ["| Ant 12", "| Bee 2", "| Cat 3"], [], []],
  [
    "a number in words",
    ["We have three fast models.", "Ask two models."],
    [],
    ['"three fast models" in line 1 of m.rst: a number in words stays as it is.'],
  ],
  ["by the way", ["The Ant 1", "The Bee 2", "The Cat 3"], [], []],
])("%s", (_, lines, kept, want) => {
  if (shape === undefined) throw new Error("no models");
  expect(unsaidLines(scanPage("m.rst", lines.join("\n")), shape, (line) => kept.includes(line))).toEqual(
    want,
  );
});
