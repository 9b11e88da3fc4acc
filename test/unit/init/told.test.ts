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

test.each([
  ["models.rst", "Ant 1\n    Small and quick.\n\nBee 2\n    For most.\n\nCat 3\n    Thinks longest.\n"],
  ["models.md", "Ant 1\n: Small and quick.\n\nBee 2\n: For most.\n\nCat 3\n: Thinks longest.\n"],
  ["models.adoc", "Ant 1:: Small and quick.\nBee 2:: For most.\nCat 3:: Thinks longest.\n"],
])("init keeps no terms of %s whose words nobody can make: a new one would be none", async (page, text) => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  writeFileSync(join(folder, "catalog.json"), JSON.stringify(birds));
  writeFileSync(join(folder, "docs", page), text);
  const { code, err } = await commandIn(folder, "init", "--catalog", "catalog.json");
  expect([code, err]).toEqual([1, expect.stringContaining("nothing in the catalog explains what they say")]);
});

test("init says of tables that can't be read which models they name", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  writeFileSync(join(folder, "catalog.json"), JSON.stringify(birds));
  const grid = [
    "+-------+-------+",
    "| Maker | Model |",
    "+=======+=======+",
    "| Acme  | ant-1 |",
    "|       +-------+",
    "|       | bee-2 |",
    "|       +-------+",
    "|       | cat-3 |",
    "+-------+-------+",
  ];
  const items = birds.map(({ id }) => `- ${id}`);
  writeFileSync(
    join(folder, "docs/models.rst"),
    ["Models", "======", "", ...items, "", ...grid, ""].join("\n"),
  );
  const { out } = await commandIn(folder, "init", "--catalog", "catalog.json");
  expect(out).toContain("Lines 11 to 15 of models.rst: names of 3 models there stay as they are.");
});

test("init judges rows by the values that included files give to the names in them", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  writeFileSync(join(folder, "catalog.json"), JSON.stringify(birds));
  const rows = birds.map(({ id, tokens }) => `|{${id}} |${tokens}`);
  const text = ["= Birds", "include::names.adoc[]", "", "|===", "|Bird |Tokens", "", ...rows, "|===", ""];
  writeFileSync(join(folder, "docs/birds.adoc"), text.join("\n"));
  writeFileSync(join(folder, "docs/names.adoc"), birds.map(({ id, name }) => `:${id}: ${name}\n`).join(""));
  const { out } = await commandIn(folder, "init", "--catalog", "catalog.json");
  expect(out).toContain("  table in birds.adoc       3     3          6       0         0");
  expect(out).not.toContain("Rules of check that are off");
});

test("init keeps no file of values without a header, and says so", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  writeFileSync(join(folder, "catalog.json"), JSON.stringify(birds));
  writeFileSync(join(folder, "docs/models.md"), `# Models\n\n${birds.map(({ id }) => `- ${id}\n`).join("")}`);
  writeFileSync(join(folder, "docs/a.csv"), birds.map(({ id, tokens }) => `${id},${tokens}\n`).join(""));
  const { out } = await commandIn(folder, "init", "--catalog", "catalog.json");
  expect(out).toContain(
    "table around line 2 of a.csv: it has no header, by which its columns would be known.",
  );
});

test("init says of menus what only some elements have", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  writeFileSync(join(folder, "catalog.json"), JSON.stringify(birds));
  const menu = birds.map(({ id, name }, at) => ({
    title: name,
    page: id,
    ...(at === 1 ? { badge: "new" } : {}),
  }));
  writeFileSync(join(folder, "docs/menu.json"), JSON.stringify({ birds: menu }, null, 2));
  const { out } = await commandIn(folder, "init", "--catalog", "catalog.json");
  expect(out).toContain("`badge` of 1 element in menu.json › birds stays as it is, and new ones get none.");
});

test.each([
  ["nothing", "", false],
  ["what its maker says", "They pay by the token.\n\n", true],
])("init says what a new group lacks where tables have above them: %s", async (_, lead, isTold) => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  const made = ["acme", "acme", "birch", "birch"].map((maker, at) => ({ id: `m-${at}`, maker, tokens: at }));
  writeFileSync(join(folder, "catalog.json"), JSON.stringify(made));
  const group = (maker: string): string => {
    const rows = made.filter((each) => each.maker === maker).map(({ id, tokens }) => `| ${id} | ${tokens} |`);
    return `## ${maker}\n\n${lead}| Model | Tokens |\n|---|---|\n${rows.join("\n")}\n`;
  };
  writeFileSync(join(folder, "docs/models.md"), `# Models\n\n${group("acme")}\n${group("birch")}`);
  const { out } = await commandIn(folder, "init", "--catalog", "catalog.json");
  expect(out).toContain("table in models.md ");
  expect(out.includes("what stands between those of others isn't made")).toBe(isTold);
});

test("init doesn't say that a table is left out whose rows are lists that it keeps", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "docs"));
  const made = ["ant", "bee", "cat", "dab", "eel", "fly"].map((id, at) => ({
    ...{ id: `${id}-1`, context: 1000 * at },
    regions: [at < 4 ? "north" : "west", "south"],
  }));
  writeFileSync(join(folder, "catalog.json"), JSON.stringify(made));
  const rows = ["north", "south", "west"].map((region) => {
    const here = made.filter(({ regions }) => regions.includes(region));
    return `| ${region} | ${here.map(({ id }) => `\`${id}\``).join(", ")} |`;
  });
  writeFileSync(
    join(folder, "docs/m.md"),
    ["# M", "", "| Region | Models |", "|---|---|", ...rows, ""].join("\n"),
  );
  const { out } = await commandIn(folder, "init", "--catalog", "catalog.json");
  expect(out).toContain("list in m.md › | south |");
  expect(out).not.toContain("aren't known to be theirs");
});
