import { expect, test } from "vitest";
import { makeWorld } from "./world.ts";

const alpha = { id: "a/Alpha", name: "Alpha" };
const beta = { id: "b/Beta", name: "Beta" };

const page = (count: number, ...rows: readonly string[]): string =>
  [
    "---",
    `description: All ${count} models`,
    "---",
    "# Guide",
    "",
    `## Models (${count})`,
    "",
    `### Listed (<!-- kluster-gen count listed -->${count}<!-- /count -->)`,
    "",
    "| Model |",
    "|---|",
    ...rows,
    "",
  ].join("\n");

test("counters in front matter and headings change, and the headings are found by their names still", async () => {
  const world = makeWorld([alpha], {
    removal: { maxShare: 1 },
    snippets: [],
    sections: [],
    tables: [
      {
        page: "guide.md",
        heading: ["Models (1)", "Listed"],
        columns: [{ header: "Model", value: "{name}" }],
      },
    ],
    counters: [
      { name: "described", page: "guide.md", pattern: "^description: All (\\d+) models$" },
      { name: "headed", page: "guide.md", pattern: "^## Models \\((\\d+)\\)$" },
      { name: "listed", page: "guide.md" },
    ],
  });
  world.write("guide.md", page(1, "| Alpha |"));
  expect((await world.apply()).changes).toEqual([]);
  world.catalog([alpha, beta]);
  expect(await world.apply()).toMatchObject({ code: 0, problems: [] });
  expect(world.read("guide.md")).toBe(page(2, "| Alpha |", "| Beta |"));
  expect((await world.plan()).changes).toEqual([]);
  // The lock knows the place by what the config calls it.
  world.catalog([alpha]);
  await world.apply("--prune");
  expect(world.read("guide.md")).toBe(page(1, "| Alpha |"));
});
