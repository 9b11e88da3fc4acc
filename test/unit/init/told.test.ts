import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandIn } from "../../support/command.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";

const birds = [
  { id: "ant-1", name: "Ant 1", tokens: 1000 },
  { id: "bee-2", name: "Bee 2", tokens: 2000 },
  { id: "cat-3", name: "Cat 3", tokens: 4000 },
];

test("init says of entries how many are as the catalog has them, and which are kept as people wrote them", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  writeFileSync(join(folder, "catalog.json"), JSON.stringify(birds));
  const items = birds.map(({ id, tokens }) => `- \`${id}\`: ${id === "bee-2" ? 2500 : tokens} tokens`);
  writeFileSync(join(folder, "docs/models.md"), ["# Models", "", ...items, ""].join("\n"));
  const { out } = await commandIn(folder, "init", "--catalog", "catalog.json");
  expect(out.split("\n").filter((line) => line.startsWith("  "))).toEqual([
    "  place                 models  rows  explained  pinned  people's",
    "  entries in models.md       3     3          2       1         0",
    "      1 with something that isn't the catalog's, which stays: line 4: bee-2",
  ]);
});
