import { expect, test } from "vitest";
import type { Config } from "../../../../src/config/config.gen.ts";
import { check, config, makeWorld } from "./world.ts";

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

const grouped = (counts: string, heading: string, ...rows: readonly string[]): string =>
  `# Guide\n\nWe have ${counts}.\n\n## Models\n\n### a (${heading})\n\n| Model |\n|---|\n${rows.map((row) => `| ${row} |\n`).join("")}`;

test.each<[policy: string, removal: Config["removal"], after: readonly string[]]>([
  [
    "while rows wait, numbers and lists wait with them",
    { policy: "prune", after: 2 },
    [
      grouped("3 models: Alpha, Beta, Gamma", "3", "Alpha", "Beta", "Gamma"),
      grouped("2 models: Alpha, Gamma", "2", "Alpha", "Gamma"),
    ],
  ],
  [
    "what stays for good is no model of the catalog, and isn't counted",
    { policy: "keep", after: 2 },
    [grouped("2 models: Alpha, Gamma", "2", "Alpha", "Beta", "Gamma")],
  ],
])("%s", async (_, removal, after) => {
  const models = ["Alpha", "Beta", "Gamma"].map((name) => ({ id: `a/${name}`, name, maker: "a" }));
  const world = makeWorld(models, {
    ...{ removal: { maxShare: 1, ...removal }, snippets: [], sections: [] },
    catalog: { ...config.catalog, fields: { ...config.catalog.fields, maker: { path: "maker" } } },
    tables: [
      {
        ...{ page: "guide.md", heading: ["Models"], group: { by: "maker", header: "### {group} ({count})" } },
        columns: [{ header: "Model", value: "{name}" }],
      },
    ],
    counters: [
      { name: "all", page: "guide.md", pattern: "We have (\\d+) models" },
      { name: "names", page: "guide.md", pattern: "models: (.*)\\.", format: "{list}", field: "name" },
    ],
  });
  world.write("guide.md", grouped("3 models: Alpha, Beta, Gamma", "3", "Alpha", "Beta", "Gamma"));
  expect((await world.apply()).changes).toEqual([]);
  world.catalog(models.filter(({ name }) => name !== "Beta"));
  for (const text of after) {
    const { err } = await world.apply();
    expect(world.read("guide.md"), err).toBe(text);
  }
  expect((await check(world)).out).not.toContain("count-stale");
});

test("a place below a heading is found when a counter changes the number in its words", async () => {
  const world = makeWorld([alpha], {
    ...{ removal: { maxShare: 1 }, snippets: [], sections: [] },
    tables: [
      { page: "guide.md", heading: ["Our 1 models"], columns: [{ header: "Model", value: "{name}" }] },
    ],
    counters: [{ name: "all", page: "guide.md", pattern: "^## Our (\\d+) models" }],
  });
  const text = (count: number, ...rows: readonly string[]): string =>
    `# Guide\n\n## Our ${count} models\n\n| Model |\n|---|\n${rows.join("\n")}\n`;
  world.write("guide.md", text(1, "| Alpha |"));
  world.catalog([alpha, beta]);
  expect(await world.apply()).toMatchObject({ code: 0, problems: [] });
  expect(world.read("guide.md")).toBe(text(2, "| Alpha |", "| Beta |"));
  expect((await world.plan("--check")).code).toBe(0);
});
