import { expect, test } from "vitest";
import { listEdits } from "../../../../generators/data/layout.ts";
import type { ListChange } from "../../../../generators/data/elements.ts";
import { pairEdits } from "../../../../generators/data/pairs.ts";
import { readToml } from "../../../../generators/data/toml.ts";
import { readYaml } from "../../../../generators/data/yaml.ts";
import { splice } from "../../../../src/page/page.ts";
import type { DataNode } from "../../../../src/text/data/node.ts";

/** YAML after a change of the first list or map within its one pair or element. */
const changed = (text: string, removed: readonly number[], added: ListChange["added"]): string => {
  const root = readYaml(text);
  if ("message" in root) throw new Error(root.message);
  const change = { removed: new Set(removed), added };
  const node: DataNode | undefined =
    root.type === "map" ? root.pairs[0]?.value : root.type === "list" ? root.items[0]?.node : undefined;
  if (node?.type === "map") return splice(text, pairEdits(text, node, change));
  return node?.type === "list" ? splice(text, listEdits(text, node, change)) : text;
};

test.each([
  ["all pairs give way to others", "a:\n  b: 1\nz: 2\n", [0], ["c: 3"], "a:\n  c: 3\nz: 2\n"],
  ["the only pair goes", "a:\n  b: 1\nz: 2\n", [0], [], "a:\n  {}\nz: 2\n"],
  [
    "a pair goes above a new one",
    "- a: |\n    x\n  b: 1\n  c: 2\n",
    [1],
    ["d: 3"],
    "- a: |\n    x\n  d: 3\n  c: 2\n",
  ],
  ["those behind a dash go", "- a: 1\n  b: 2\n  c: 3\n", [0, 1], ["d: 4"], "- d: 4\n  c: 3\n"],
  ["elements behind a dash go", "- - a\n  - b\n  - c\n", [0, 1], ["d"], "- - d\n  - c\n"],
  ["text in lines of its own gives way", "a:\n  - |\n    x\nz: 2\n", [0], ["y"], "a:\n  - y\nz: 2\n"],
  ["the one line of a list gives way to two", "a: [\n  b,\n]\n", [0], ["c", "d"], "a: [\n  c,\n  d,\n]\n"],
  [
    "blank lines stay between pairs",
    "a:\n  b: 1\n\n  c: 2\nz: 2\n",
    [],
    ["d: 3"],
    "a:\n  b: 1\n\n  d: 3\n\n  c: 2\nz: 2\n",
  ],
])("in YAML, %s", (_, before, removed, added, after) => {
  const slot = removed.at(-1) ?? 1;
  expect(
    changed(
      before,
      removed,
      added.map((text) => ({ slot, text })),
    ),
  ).toBe(after);
});

test.each([
  ["a = 1\nb = 2\nc = 3\n", "c = 3\n"],
  ["a = 1\nb = [\n  2,\n]\n", ""],
])("in TOML, the first pairs of a file go: %j", (before, after) => {
  const root = readToml(before);
  if ("message" in root || root.type !== "map") throw new Error("This is no map.");
  expect(splice(before, pairEdits(before, root, { removed: new Set([0, 1]), added: [] }))).toBe(after);
});
