import { expect, test } from "vitest";
import { check, makeWorld } from "./world.ts";

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

test("a counter that people wrote over stays alone, and is told until it is mended", async () => {
  const world = makeWorld([alpha], {
    ...{ removal: { maxShare: 1 }, snippets: [], sections: [] },
    tables: [{ page: "guide.md", heading: ["Models"], columns: [{ header: "Model", value: "{name}" }] }],
    counters: [{ name: "all", page: "guide.md", pattern: "We have (\\d+) models" }],
  });
  const text = (count: string, ...rows: readonly string[]): string =>
    `# Guide\n\nWe have ${count} models.\n\n## Models\n\n| Model |\n|---|\n${rows.join("\n")}\n`;
  world.write("guide.md", text("1", "| Alpha |"));
  await world.apply();
  world.write("guide.md", text("some", "| Alpha |"));
  world.catalog([alpha, beta]);
  for (const run of [world.apply, world.plan])
    expect(await run()).toMatchObject({ code: 3, problems: ["counter-not-found"] });
  expect(world.read("guide.md")).toBe(text("some", "| Alpha |", "| Beta |"));
  expect((await check(world)).out).toContain("no counter `all`");
  world.write("guide.md", text("1", "| Alpha |", "| Beta |"));
  expect(await world.apply()).toMatchObject({ code: 0, problems: [] });
  expect(world.read("guide.md")).toBe(text("2", "| Alpha |", "| Beta |"));
});

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
