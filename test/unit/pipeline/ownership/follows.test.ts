import { describe, expect, test } from "vitest";
import type { Config } from "../../../../src/config/config.gen.ts";
import { makeWorld } from "./world.ts";

const ant = { id: "x/Ant", name: "Ant" };
const bee = { id: "x/Bee", name: "Bee" };
const cat = { id: "x/Cat", name: "Cat" };
const removal = { policy: "prune", maxShare: 1 } as const;
const bare: Partial<Config> = { snippets: [], sections: [], tables: [], removal };

describe("elements of navigation follow what they are sorted by", () => {
  const listOf = (...elements: readonly string[]): string =>
    `nav:\n  - Models:\n${elements.map((element) => `      - ${element}\n`).join("")}`;
  const worldWith = (by: "name" | "id") => {
    const item = { "{name}": "models/{slug}.md" };
    const navigation = [{ file: "nav.yml", path: ["nav", "Models"], item, order: { by } }];
    const world = makeWorld([ant, bee, cat], { ...bare, navigation });
    world.write("nav.yml", "nav:\n  - Models:\n      - All: models.md\n");
    return world;
  };

  test.each<[what: string, by: "name" | "id", models: readonly object[], after: readonly string[]]>([
    [
      "a new name",
      "name",
      [{ ...ant, name: "Yak" }, bee, cat],
      ["Bee: models/bee.md", "Cat: models/cat.md", "Yak: models/ant.md"],
    ],
    [
      "names that change hands",
      "name",
      [{ ...ant, name: "Cat" }, bee, { ...cat, name: "Ant" }],
      ["Ant: models/cat.md", "Bee: models/bee.md", "Cat: models/ant.md"],
    ],
    [
      "another ID, with another name",
      "id",
      [{ id: "y/Ant", name: "Ape" }, bee, cat],
      ["Bee: models/bee.md", "Cat: models/cat.md", "Ape: models/ant.md"],
    ],
  ])("%s", async (_, by, models, after) => {
    const world = worldWith(by);
    await world.apply();
    world.catalog(models);
    expect((await world.apply("--accept-catalog")).problems).toEqual([]);
    expect(world.read("nav.yml")).toBe(listOf("All: models.md", ...after));
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("in one line, too", async () => {
    const navigation = [{ file: "nav.json", path: ["nav"], item: "models/{slug}", order: { by: "name" } }];
    const world = makeWorld([ant, bee, cat], { ...bare, navigation });
    world.write("nav.json", '{ "nav": ["models/ant", "models/bee", "models/cat"] }\n');
    await world.apply();
    world.catalog([{ ...ant, name: "Yak" }, bee, cat]);
    await world.apply("--accept-catalog");
    expect(world.read("nav.json")).toBe('{ "nav": ["models/bee", "models/cat", "models/ant"] }\n');
  });

  test("but for what people noted beside them, or call otherwise", async () => {
    const world = worldWith("name");
    await world.apply();
    world.edit("nav.yml", "Ant: models/ant.md", "Ant: models/ant.md # new");
    world.edit("nav.yml", "Bee: models/bee.md", "Our Bee: models/bee.md");
    world.catalog([{ ...ant, name: "Yak" }, { ...bee, name: "Zebu" }, cat]);
    await world.apply();
    expect(world.read("nav.yml")).toBe(
      listOf("All: models.md", "Yak: models/ant.md # new", "Our Bee: models/bee.md", "Cat: models/cat.md"),
    );
    expect((await world.plan()).problems).toEqual(["elements-unsorted"]);
  });
});

describe("the order of what is claimed is the tool's", () => {
  const row = ({ name }: { readonly name: string }): string => `| ${name} |\n`;
  test.each<[claim: NonNullable<Config["claim"]>, order: object | undefined, sorted: boolean]>([
    ["all", { source: true }, true],
    ["as-made", { source: true }, false],
    ["all", undefined, false],
  ])("claim %s, order %j", async (claim, order, sorted) => {
    const columns = [{ header: "Model", value: "{name}", key: true }];
    const table = { page: "list.md", columns, ...(order === undefined ? {} : { order }) };
    const world = makeWorld([ant, bee, cat], { ...bare, claim, tables: [table] });
    world.write("list.md", `| Model |\n|---|\n${[bee, ant, cat].map(row).join("")}`);
    await world.apply();
    world.catalog([cat, bee, ant]);
    await world.apply();
    const models = sorted ? [cat, bee, ant] : [bee, ant, cat];
    expect(world.read("list.md")).toBe(`| Model |\n|---|\n${models.map(row).join("")}`);
    expect((await world.plan()).changes).toEqual([]);
  });
});

const pages: Partial<Config> = {
  ...bare,
  snippets: [{ kind: "page", language: "markdown", path: "models/{slug}.md", template: "page.ejs" }],
};
const template = "# <%= it.name %>\n\nAsk for <%= code(it.id) %>.\n";

test("a link follows a model whose ID and page are others under the same name", async () => {
  const columns = [{ header: "Model", value: "[{name}]({link:page})", key: true }];
  const world = makeWorld([ant, bee, cat], { ...pages, tables: [{ page: "list.md", columns }] });
  world.write("../templates/page.ejs", template);
  world.write("list.md", "| Model |\n|---|\n");
  await world.apply();
  world.catalog([ant, { id: "y/Hornet", name: "Bee" }, cat]);
  expect((await world.apply()).problems).toEqual([]);
  expect(world.read("list.md")).toBe(
    "| Model |\n|---|\n| [Ant](models/ant.md) |\n| [Bee](models/hornet.md) |\n| [Cat](models/cat.md) |\n",
  );
  expect(world.exists("models/bee.md")).toBe(false);
  expect((await world.plan("--check")).code).toBe(0);
});

test("the page of a folder is no model's, nor is one with a place of the config", async () => {
  const counters = [{ name: "models", page: "models/all.md" }];
  const world = makeWorld([ant, bee], { ...pages, counters });
  world.write("../templates/page.ejs", template);
  world.write("models/index.md", "# Models\n\nAsk for one.\n");
  world.write("models/all.md", "# All <!-- kluster-gen count models -->2<!-- /count -->\n");
  world.write("models/yak.md", "# Yak\n\nAsk for `x/Yak`.\n");
  await world.apply("--prune", "--claim", "all");
  expect([...world.tree().keys()].filter((path) => path.startsWith("models/"))).toEqual([
    "models/all.md",
    "models/ant.md",
    "models/bee.md",
    "models/index.md",
  ]);
});

test("of two that left under one name the one that waits keeps its entry", async () => {
  const world = makeWorld([ant, bee, cat], { tables: [], removal: { ...removal, after: 2 } });
  await world.apply();
  world.catalog([ant, { id: "x/Bee-2", name: "Bee" }, cat]);
  await world.apply();
  world.catalog([ant, cat]);
  expect((await world.apply()).problems).toEqual(["model-gone"]);
  const text = world.read("guide.md");
  expect([text.includes("chat-bee.py"), text.includes("chat-bee-2.py")]).toEqual([false, true]);
});

describe("IDs that change hands", () => {
  const section = { page: "guide.md", heading: ["Examples"], format: "heading", body: ["", "{about}"] };
  const as = (id: string, name: string, about: string) => ({ id, name, about });

  test("leave a page as it is where each has what the other had, and it is in step", async () => {
    const world = makeWorld([ant, bee, cat], { ...bare, sections: [section] });
    await world.apply();
    world.catalog([{ ...ant, id: bee.id }, { ...bee, id: ant.id }, cat]);
    const { out, err } = await world.run("plan", "--accept-catalog");
    expect([out.split("\n")[0], err]).toEqual(["The documentation is in step with the catalog.", ""]);
    expect((await world.apply("--accept-catalog")).changes).toEqual([]);
  });

  test("are settled in one run, also in runs for one of them", async () => {
    const columns = [
      { header: "Model", value: "{name}", key: true },
      { header: "About", value: "{about}" },
    ];
    const table = { page: "guide.md", heading: ["Models"], columns, order: { by: "name" } };
    const kept = { policy: "keep", maxShare: 1 } as const;
    const world = makeWorld([], { ...bare, removal: kept, tables: [table] });
    world.edit("guide.md", "| Model | Context | About |\n|---|---|---|", "| Model | About |\n|---|---|");
    const runs: readonly (readonly [models: readonly object[], ...args: string[]])[] = [
      [[as(ant.id, "Ant", "1"), as(bee.id, "Bee", "2"), as(cat.id, "Cat", "3")]],
      [[as(bee.id, "Cat", "2"), as(cat.id, "Bee", "3")], "--model", cat.id],
      [[as(bee.id, "Cat", "2"), as("y/Cat", "Bee", "3")], "--model", "y/Cat"],
      [[as(bee.id, "Cat", "2"), as("y/Cat", "Bee", "3")]],
    ];
    for (const [models, ...args] of runs) {
      world.catalog(models);
      expect((await world.apply("--accept-catalog", ...args)).problems).not.toContain("page-unsettled");
      expect((await world.plan(...args)).changes).toEqual([]);
    }
  });

  test("leave rows that people wrote into where each group has what it should, and say nothing", async () => {
    const columns = [
      { header: "Model", value: "{name}", key: true },
      { header: "Context", value: "{context}" },
      { header: "Notes", value: "", owner: "people" as const },
    ];
    const group = { by: "about", header: "### {group}" };
    const table = { page: "guide.md", heading: ["Models"], columns, group };
    const world = makeWorld([], { ...bare, tables: [table] });
    world.edit("guide.md", "| Model | Context | About |", "### a\n\n| Model | Context | Notes |");
    const dog = { id: "x/Dog", name: "Dog", context: "4k", about: "a" };
    const [small, big, own] = [
      { ...ant, context: "1k", about: "a" },
      { ...bee, context: "2k", about: "a" },
      { ...cat, context: "3k", about: "b" },
    ];
    world.catalog([small, big, own, dog]);
    await world.apply();
    world.edit("guide.md", "| Bee | 2k | |", "| Bee | 2k | Ask Jo. |");
    await world.apply();
    const before = world.read("guide.md");
    world.catalog([small, { ...big, id: dog.id }, { ...own, id: bee.id }, { ...dog, id: cat.id }]);
    expect((await world.apply("--accept-catalog")).problems).toEqual([]);
    expect(world.read("guide.md")).toBe(before);
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("give a new group a table of its own where the former one has another model", async () => {
    const columns = [
      { header: "Model", value: "{name}", key: true },
      { header: "About", value: "{about}" },
    ];
    const group = { by: "context", header: "### {group}" };
    const table = { page: "guide.md", heading: ["Models"], columns, group };
    const world = makeWorld([], { ...bare, tables: [table] });
    world.edit(
      "guide.md",
      "| Model | Context | About |\n|---|---|---|",
      "### 8k\n\n| Model | About |\n|---|---|",
    );
    world.catalog([
      { ...ant, context: "8k" },
      { ...bee, context: "16k" },
      { ...cat, context: "16k" },
    ]);
    await world.apply();
    world.catalog([{ ...ant, id: bee.id, context: "8k" }, { ...bee, id: ant.id, context: "1M" }, cat]);
    expect((await world.apply("--accept-catalog")).problems).toEqual([]);
    expect(world.read("guide.md")).toMatch(/### 1M\n[^#]*\| Bee .*\n\n### 8k\n[^#]*\| Ant /);
    expect((await world.plan("--check")).code).toBe(0);
  });
});

describe("groups that go in the order in which the catalog has them", () => {
  const order = { by: [{ by: "provider", appearance: true }, { source: true }] };
  const tables = [{ page: "p.md", columns: [{ header: "Model", value: "{name}" }], order }];
  const of = (provider: string, name: string) => ({ id: `${provider}/${name}`, name, provider });
  const page = (...names: readonly string[]): string =>
    `# M\n\n| Model |\n|---|\n${names.map((name) => `| ${name} |\n`).join("")}`;

  test.each<[what: string, models: readonly object[], after: readonly string[]]>([
    [
      "a new model of the first, at the end of the catalog",
      [of("z", "Ant"), of("b", "Bee"), of("z", "Cat"), of("z", "Dog")],
      ["Ant", "Cat", "Dog", "Bee"],
    ],
    [
      "a new group between two",
      [of("z", "Ant"), of("a", "Dog"), of("b", "Bee"), of("z", "Cat")],
      ["Ant", "Cat", "Dog", "Bee"],
    ],
    ["the first group gone", [of("b", "Bee"), of("a", "Dog")], ["Bee", "Dog"]],
    ["the first model of the first group gone", [of("b", "Bee"), of("z", "Cat")], ["Cat", "Bee"]],
    [
      "the groups in another order, which isn't recorded",
      [of("b", "Bee"), of("z", "Ant"), of("z", "Cat")],
      ["Ant", "Cat", "Bee"],
    ],
  ])("%s", async (_, models, after) => {
    const fields = { id: { path: "id" }, name: { path: "name" }, provider: { path: "provider" } };
    const world = makeWorld([of("z", "Ant"), of("b", "Bee"), of("z", "Cat")], {
      ...{ ...bare, tables },
      catalog: { sources: [{ file: "catalog.json" }], fields },
    });
    world.write("p.md", page());
    await world.apply();
    expect(world.read("p.md")).toBe(page("Ant", "Cat", "Bee"));
    world.catalog(models);
    expect((await world.apply("--accept-catalog")).problems).toEqual([]);
    expect(world.read("p.md")).toBe(page(...after));
    expect((await world.plan("--check")).code).toBe(0);
    expect((await world.run("check")).code).toBe(0);
  });
});

describe("rows of one model", () => {
  const columns = [
    { header: "Model", value: "{name}", key: true },
    { header: "Mode", value: "Live", key: true },
    { header: "About", value: "{about}" },
  ];
  const each = { name: "tag", each: "context" };
  const worldOf = async (continues: boolean, models: readonly object[]) => {
    const own = {
      ...each,
      ...(continues ? { continues } : {}),
      cells: { ...(continues ? { Model: "" } : {}), Mode: "In {each}" },
    };
    const table = { page: "guide.md", heading: ["Models"], columns, rows: [{ name: "live" }, own] };
    const world = makeWorld([], { ...bare, tables: [table] });
    world.edit("guide.md", "| Model | Context | About |", "| Model | Mode | About |");
    world.catalog(models);
    await world.apply();
    return world;
  };
  const rowsIn = (text: string) =>
    text
      .split("\n")
      .filter((line) => /^\| (?:\w|\|)/.test(line))
      .slice(1);

  test.each([true, false])(
    "stand in the order of a list that the catalog sorts anew (continuing: %s)",
    async (continues) => {
      const world = await worldOf(continues, [{ ...ant, about: "1", context: ["a", "b", "c"] }]);
      world.catalog([{ ...ant, about: "1", context: ["c", "a", "b"] }]);
      expect((await world.apply("--accept-catalog")).problems).toEqual([]);
      const name = continues ? "|" : "| Ant";
      expect(rowsIn(world.read("guide.md"))).toEqual([
        "| Ant | Live | 1 |",
        ...["c", "a", "b"].map((tag) => `${name} | In ${tag} | 1 |`),
      ]);
      expect((await world.plan("--check")).code).toBe(0);
    },
  );

  test("go with it where another of its name takes the first over", async () => {
    const world = await worldOf(true, [
      { ...ant, about: "9", context: ["a"] },
      { ...bee, about: "1", context: ["z"] },
    ]);
    world.catalog([
      { ...ant, id: "y/Other", about: "5", context: ["z"] },
      { ...bee, about: "1", context: ["z"] },
    ]);
    expect((await world.apply("--accept-catalog")).problems).toEqual([]);
    expect(rowsIn(world.read("guide.md"))).toEqual([
      "| Ant | Live | 5 |",
      "| | In z | 5 |",
      "| Bee | Live | 1 |",
      "| | In z | 1 |",
    ]);
  });
});

test("new elements of navigation come below the comment that names their group, also above its only one", async () => {
  const of = (provider: string, name: string) => ({ id: `${provider}/${name}`, name, provider });
  const fields = { id: { path: "id" }, name: { path: "name" }, provider: { path: "provider" } };
  const world = makeWorld([of("Acme", "Bee"), of("Zed", "Yak")], {
    ...bare,
    catalog: { sources: [{ file: "catalog.json" }], fields },
    navigation: [{ file: "nav.yml", path: ["nav"], item: "{name}", order: { by: ["provider", "name"] } }],
  });
  world.write("nav.yml", "nav:\n  # Acme\n  - Bee\n  # Zed\n  - Yak\n");
  await world.apply();
  world.catalog([
    of("Acme", "Ant"),
    of("Acme", "Bee"),
    of("Acme", "Cat"),
    of("Zed", "Xen"),
    of("Zed", "Yak"),
  ]);
  expect((await world.apply("--accept-catalog")).problems).toEqual([]);
  expect(world.read("nav.yml")).toBe(
    "nav:\n  # Acme\n  - Ant\n  - Bee\n  - Cat\n  # Zed\n  - Xen\n  - Yak\n",
  );
});
