import { expect, test } from "vitest";
import type { Config } from "../../../src/config/config.gen.ts";
import { check, config, makeWorld, rowsOf, template, type World } from "./ownership/world.ts";

/** Templates that can't be filled in for one model: its changes wait, and all others are made. */

const alpha = { id: "a/Alpha", name: "Alpha" };
const beta = { id: "b/Beta", name: "Beta", about: "Quick." };
const bad = { ...beta, about: ["Quick."], context: "64k" };
const shout = template.replace("# Ask.", "about = <%= it.fields.about.toUpperCase() %>");
const [section] = config.sections ?? [];
const [table] = config.tables ?? [];

const inPages: Partial<Config> = {
  snippets: [{ kind: "chat", language: "python", template: "chat/basic/python.ejs" }],
  sections: section === undefined ? [] : [{ ...section, format: "docusaurus-tab" }],
};
const inRows: Partial<Config> = {
  snippets: [],
  sections: [],
  tables: table === undefined ? [] : [{ ...table, rows: [{ name: "all", template: "rows.ejs" }] }],
};

const open = (change: Partial<Config>, models: readonly object[]): World => {
  const world = makeWorld([], change);
  world.catalog(models);
  world.template(shout);
  world.write(
    "../templates/rows.ejs",
    "| **<%= it.name %>** | <%= it.fields.context %> | <%= it.fields.about.toUpperCase() %> |\n",
  );
  return world;
};

test.each<[where: string, change: Partial<Config>]>([
  ["files", {}],
  ["code in pages", inPages],
  ["rows", inRows],
])("of %s", async (_, change) => {
  const world = open(change, [alpha, bad]);
  const told = /The changes of "b\/Beta" are held: The template stopped: .*\[template-refused\]/;
  const { code, err, out } = await world.run("apply", "--yes", "--no-fsync");
  expect([code, told.test(err), out.includes("in step")]).toEqual([3, true, false]);
  expect(rowsOf(world.read("guide.md")).map(([name]) => name)).toEqual(["**Alpha**"]);
  const checked = await check(world);
  expect(checked.err).toMatch(told);
  expect(checked.out).not.toContain("Run `kluster-gen apply`");
  world.catalog([alpha, beta]);
  expect((await world.apply()).code).toBe(0);
  const made = world.tree();
  expect(made.get("guide.md")).toContain("| **Beta** | 8k |");
  world.catalog([{ ...alpha, context: "4k" }, bad]);
  expect((await world.apply()).code).toBe(3);
  expect(
    world
      .read("guide.md")
      .replace("| **Alpha** | 4k", "| **Alpha** | 8k")
      .replace('context = "4k"', 'context = "8k"'),
  ).toBe(made.get("guide.md"));
  expect((await world.apply()).code).toBe(3);
});

test("that take no model are faulty: nothing is written", async () => {
  const world = open({}, [bad, { ...bad, id: "c/Gamma", name: "Gamma" }]);
  const before = world.tree();
  expect((await world.apply()).code).toBe(1);
  expect(world.tree()).toEqual(before);
});
