import { expect, test } from "vitest";
import type { Config } from "../../../../src/config/config.gen.ts";
import { commandIn } from "../../../support/command.ts";
import { makeWorld } from "./world.ts";

const [alpha, beta] = ["Alpha One", "Beta Two"].map((name) => ({ id: `x/${name.replace(" ", "-")}`, name }));
const parts: Partial<Config> = {
  ...{ snippets: [], tables: [], removal: { maxShare: 1 } },
  sections: [{ page: "p.md", heading: ["Models"], format: "heading-2", body: [] }],
};

test.each<[what: string, first: string, renamed: string]>([
  ["one line", "Alpha One\n---------", "Alpha 2.0 Large\n---------"],
  ["a line of its own width", "Alpha One\n---", "Alpha 2.0 Large\n---"],
  ["several lines", "Alpha\n  One\n-----", "Alpha 2.0 Large\n-----"],
  ["a link in several lines", "[Alpha\nOne](a.md)\n-----", "[Alpha 2.0 Large](a.md)\n-----"],
  ["signs at its end", "Alpha One {#a}\n---", "Alpha 2.0 Large {#a}\n---"],
])("an entry whose heading is underlined is its model's: %s", async (_, first, renamed) => {
  const world = makeWorld([alpha!], parts);
  const page = (heading: string): string => `Models\n===\n\n${heading}\n\nOurs.\n`;
  world.write("p.md", page(first));
  const inStep = async (): Promise<void> => {
    expect(await world.plan("--check")).toMatchObject({ code: 0, changes: [], problems: [] });
    expect((await commandIn(world.folder, "check")).out).toMatch(/^No findings/);
  };
  expect(await world.apply()).toMatchObject({ changes: [], problems: [] });
  await inStep();
  world.catalog([alpha, beta]);
  await world.apply();
  expect(world.read("p.md")).toBe(`${page(first)}\n## Beta Two\n`);
  world.catalog([{ ...alpha, name: "Alpha 2.0 Large" }, beta]);
  await world.apply();
  expect(world.read("p.md")).toBe(`${page(renamed)}\n## Beta Two\n`);
  await inStep();
  world.catalog([beta]);
  await world.apply("--prune", "--claim", "all");
  expect(world.read("p.md")).toBe("Models\n===\n\n## Beta Two\n");
});
