import { describe, expect, test } from "vitest";
import { makeWorld, rowsOf, titlesOf, type World } from "./world.ts";

const alpha = { id: "a/Alpha", name: "Alpha" };
const beta = { id: "b/Beta", name: "Beta" };
const gamma = { id: "c/Gamma", name: "Gamma" };
const page = "guide.md";

const applied = async (): Promise<World> => {
  const world = makeWorld([alpha, beta, gamma]);
  await world.apply();
  return world;
};

const titles = (world: World): readonly string[] => titlesOf(world.read(page));
const rows = (world: World): readonly (readonly string[])[] => rowsOf(world.read(page));

/** An entry as the page has it, with the blank line after it. */
const dropdown = (title: string, slug: string): string =>
  `??? example "${title}"\n\n    \`\`\`python\n    --8<-- 'chat-${slug}.py'\n    \`\`\`\n\n`;

describe("a dropdown", () => {
  test("that was retitled stays so, whatever else changes", async () => {
    const world = await applied();
    world.edit(page, '"Beta"', '"Beta (new)"');
    world.catalog([alpha, { ...beta, context: "16k" }, gamma]);
    await world.apply();
    expect(titles(world)).toEqual(["Alpha", "Beta (new)", "Gamma"]);
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("that was moved stays there", async () => {
    const world = await applied();
    world.edit(page, dropdown("Gamma", "gamma"), "");
    world.edit(page, dropdown("Alpha", "alpha"), dropdown("Gamma", "gamma") + dropdown("Alpha", "alpha"));
    expect((await world.plan("--check")).code).toBe(0);
    world.catalog([alpha, { ...beta, context: "16k" }, gamma]);
    await world.apply();
    expect(titles(world)).toEqual(["Gamma", "Alpha", "Beta"]);
  });

  test("that was retitled by a person and by the catalog is blocked, and the person's title stays", async () => {
    const world = await applied();
    world.edit(page, 'example "Beta"', 'example "Beta (new)"');
    world.catalog([alpha, { ...beta, name: "Beta 2" }, gamma]);
    const { code } = await world.apply();
    expect(code).toBe(3);
    expect(titles(world)).toEqual(["Alpha", "Beta (new)", "Gamma"]);
    expect((await world.run("plan")).out).toContain("! Beta (new) → Beta 2 in Examples");
  });

  test("that was opened by default, or got words of its own, keeps them through a new title", async () => {
    const world = await applied();
    world.edit(page, '??? example "Beta"\n', '???+ example "Beta"\n\n    Mind the limits.\n');
    world.catalog([alpha, { ...beta, name: "Zeta" }, gamma]);
    await world.apply();
    expect(world.read(page)).toContain('???+ example "Zeta"\n\n    Mind the limits.\n');
    expect(rows(world).map(([name]) => name)).toEqual(["**Alpha**", "**Gamma**", "**Zeta**"]);
  });

  test("that was deleted is drift, and comes back", async () => {
    const world = await applied();
    world.edit(page, dropdown("Beta", "beta"), "");
    const { told } = await world.apply();
    expect(told).toEqual([{ what: "update guide.md", cause: "drift", reason: "1 entry added." }]);
    expect(titles(world)).toEqual(["Alpha", "Beta", "Gamma"]);
  });
});

describe("a table cell", () => {
  test("that a person edited stays, though the catalog owns it, and the row's others still follow", async () => {
    // The case of Llama 4 Maverick, whose edited description was overwritten by a script.
    const maverick = {
      id: "meta/Llama-4-Maverick",
      name: "Llama 4 Maverick",
      about: "Good for code.",
      context: "1M",
    };
    const world = makeWorld([alpha, maverick]);
    await world.apply();
    world.edit(page, "Good for code.", "A multimodal model for text and images.");
    expect((await world.plan("--check")).code).toBe(0);
    world.catalog([alpha, { ...maverick, context: "2M" }]);
    await world.apply();
    expect(rows(world)[1]).toEqual(["**Llama 4 Maverick**", "2M", "A multimodal model for text and images."]);
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("that both changed is blocked, told with both values, and stays", async () => {
    const world = await applied();
    world.edit(page, "| **Beta** | 8k | A model. |", "| **Beta** | 8k | Ours. |");
    world.catalog([alpha, { ...beta, about: "Theirs.", context: "16k" }, gamma]);
    const { code } = await world.apply();
    expect(code).toBe(3);
    expect(rows(world)[1]).toEqual(["**Beta**", "16k", "Ours."]);
    const again = await world.run("plan");
    expect(again.code).toBe(3);
    expect(again.out).toContain("! Beta, About: Ours. → Theirs. in Models");
  });

  test("that both changed is settled when the person takes the catalog's value", async () => {
    const world = await applied();
    world.edit(page, "| **Beta** | 8k | A model. |", "| **Beta** | 8k | Ours. |");
    world.catalog([alpha, { ...beta, about: "Theirs." }, gamma]);
    await world.apply();
    world.edit(page, "Ours.", "Theirs.");
    expect((await world.apply()).code).toBe(0);
    world.catalog([alpha, { ...beta, about: "New." }, gamma]);
    await world.apply();
    expect(rows(world)[1]).toEqual(["**Beta**", "8k", "New."]);
  });

  test("that people own is filled in once, and theirs from then on", async () => {
    const columns = [
      { header: "Model", value: "**{name}**" },
      { header: "Context", value: "{context}" },
      { header: "About", value: "{about}", owner: "people" as const },
    ];
    const world = makeWorld([alpha, beta], { tables: [{ page, heading: ["Models"], columns }] });
    await world.apply();
    world.catalog([alpha, { ...beta, about: "New.", context: "16k" }]);
    expect((await world.apply()).code).toBe(0);
    expect(rows(world)[1]).toEqual(["**Beta**", "16k", "A model."]);
  });

  test("that a person restyled only is no edit of its value", async () => {
    const world = await applied();
    world.edit(page, "| **Beta** | 8k |", "| __Beta__ |  8k   |");
    expect((await world.plan("--check")).code).toBe(0);
    world.catalog([alpha, { ...beta, context: "16k" }, gamma]);
    await world.apply();
    expect(rows(world)[1]).toEqual(["__Beta__", "16k", "A model."]);
  });
});

test("a row whose key a person reworded is not added a second time", async () => {
  const world = await applied();
  world.edit(page, "| **Beta** |", "| **Beta (new)** |");
  expect((await world.plan("--check")).code).toBe(0);
  world.catalog([alpha, { ...beta, context: "16k" }, gamma]);
  await world.apply();
  expect(rows(world).map((cells) => cells.slice(0, 2))).toEqual([
    ["**Alpha**", "8k"],
    ["**Beta (new)**", "16k"],
    ["**Gamma**", "8k"],
  ]);
});

test("of two rows that could be a reworded one neither is taken for it", async () => {
  const world = await applied();
  world.edit(
    page,
    "| **Beta** | 8k | A model. |",
    "| **Beta (old)** | 8k | A model. |\n| **Beta (new)** | 8k | A model. |",
  );
  world.catalog([alpha, { ...beta, context: "16k" }, gamma]);
  await world.apply();
  expect(rows(world).map(([name, context]) => `${name ?? ""} ${context ?? ""}`)).toEqual(
    expect.arrayContaining(["**Beta (old)** 8k", "**Beta (new)** 8k", "**Beta** 16k"]),
  );
});

test("a row of another key with the same cells isn't the reworded one", async () => {
  const world = await applied();
  world.edit(page, "| **Beta** | 8k | A model. |", "| | 8k | A model. |\n| **Ours** | 8k | A model. |");
  world.catalog([alpha, { ...beta, context: "16k" }, gamma]);
  await world.apply();
  const names = rows(world).map(([name]) => name);
  expect(names).toEqual(expect.arrayContaining(["", "**Ours**", "**Beta**"]));
});

test("words, rows and columns of people in a page stay where they are", async () => {
  const world = await applied();
  world.edit(page, "| **Gamma**", "| Coming soon | ? | |\n| **Gamma**");
  world.edit(page, "Some words.", "Some other words.");
  world.catalog([alpha, { ...beta, context: "16k" }, gamma, { id: "d/Delta", name: "Delta" }]);
  await world.apply();
  expect(rows(world).map(([name]) => name)).toEqual([
    "**Alpha**",
    "**Beta**",
    "Coming soon",
    "**Delta**",
    "**Gamma**",
  ]);
  expect(world.read(page)).toContain("Some other words.");
});

test("a column that the config adds comes with rows that go, move and are new", async () => {
  const world = await applied();
  world.edit(page, "| **Gamma** | 8k | A model. |", "| **Gamma** | 8k | Ours. |");
  const columns = [
    { header: "Nr.", value: "1" },
    { header: "Model", value: "**{name}**", key: true },
    { header: "Context", value: "{context}" },
    { header: "ID", value: "`{id}`" },
    { header: "About", value: "{about}" },
  ];
  world.config({ tables: [{ page, heading: ["Models"], columns }] });
  world.catalog([{ ...alpha, name: "Zeta" }, gamma, { id: "d/Delta", name: "Delta" }]);
  await world.apply("--prune");
  expect(rows(world)).toEqual([
    ["1", "**Delta**", "8k", "`d/Delta`", "A model."],
    ["1", "**Gamma**", "8k", "`c/Gamma`", "Ours."],
    ["1", "**Zeta**", "8k", "`a/Alpha`", "A model."],
  ]);
  expect((await world.plan("--check", "--prune")).code).toBe(0);
});
