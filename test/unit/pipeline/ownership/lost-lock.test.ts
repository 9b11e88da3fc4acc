import { expect, test } from "vitest";
import type { Config } from "../../../../src/config/config.gen.ts";
import { makeWorld } from "./world.ts";

const [ant, bee] = ["Ant", "Bee"].map((name) => ({ id: `x/${name}`, name, context: "8000" }));

const page = "<%= it.name %>\n======\n\nReads <%= it.fields.context %> of at most 512 parts.\n";

/** A menu of a page, a list in it, and a file for each model, which both lead to. */
const index = (...names: readonly string[]): string =>
  [
    ["Models", "======", "", "About all:", ""],
    names.map((name) => `- **${name}**: 8000`),
    ["", ".. toctree::", "   :maxdepth: 1", "", "   start"],
    names.map((name) => `   chat-${name.toLowerCase()}`),
  ]
    .flat()
    .map((line) => `${line}\n`)
    .join("");

const config: Partial<Config> = {
  tables: [],
  snippets: [{ kind: "chat", language: "rst", path: "chat-{slug}.rst", template: "chat/basic/python.ejs" }],
  includes: {},
  sections: [{ page: "index.rst", format: "list-item", open: "{bullet} **{title}**: {context}", body: [] }],
  navigation: [{ file: "index.rst", path: [], item: "chat-{slug}" }],
};

test("without a lock a model goes with its file, its entry and its item in the menu of one page", async () => {
  const world = makeWorld([ant!, bee!], config);
  world.write("index.rst", index("Ant", "Bee"));
  world.template(page);
  expect((await world.apply()).problems).toEqual([]);
  expect(world.read("index.rst")).toBe(index("Ant", "Bee"));
  world.remove(".kluster-gen/lock.jsonl");
  world.catalog([ant]);
  expect((await world.plan()).problems).toContain("entries-unknown");
  await world.apply("--prune", "--claim", "all");
  expect([world.read("index.rst"), world.exists("chat-bee.rst")]).toEqual([index("Ant"), false]);
});

test.each([
  ["values of before follow", "8000", "9000", "9000"],
  ["numbers of people's stay", "512", "64", "64"],
])("without a lock a file follows the catalog: %s", async (_, was, is, want) => {
  const world = makeWorld([{ ...ant!, context: was === "8000" ? "9000" : "8000" }], config);
  world.write("index.rst", index("Ant"));
  world.template(page);
  const made = page.replace("<%= it.name %>", "Ant").replace("<%= it.fields.context %>", "8000");
  world.write("chat-ant.rst", was === "512" ? made.replace(was, is) : made);
  await world.apply();
  expect(world.read("chat-ant.rst")).toContain(want);
});

test("without a lock rows of a model are told in each of two tables at one place, and go", async () => {
  const tables = ["Context", "About"].map((header) => ({
    page: "guide.md",
    columns: [
      { header: header === "Context" ? "Model" : "Name", value: "{name}", key: true },
      { header, value: `{${header.toLowerCase()}}` },
    ],
  }));
  const text = (...rows: readonly string[]): string =>
    ["| Model | Context |", "| Name | About |"]
      .map((head, at) => {
        const value = at === 0 ? "8000" : "A model.";
        return `${head}\n|---|---|\n${rows.map((name) => `| ${name} | ${value} |\n`).join("")}`;
      })
      .join("\nAnd:\n\n");
  const world = makeWorld([ant!], { snippets: [], sections: [], tables });
  world.write("guide.md", text("Ant", "Bee"));
  expect((await world.plan()).problems).toEqual(["rows-unknown", "rows-unknown"]);
  await world.apply("--prune", "--claim", "all");
  expect(world.read("guide.md")).toBe(text("Ant"));
});
