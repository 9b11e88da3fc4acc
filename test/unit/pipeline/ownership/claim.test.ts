import { describe, expect, test } from "vitest";
import type { Config } from "../../../../src/config/config.gen.ts";
import { lockPath } from "../../../../src/lock/file.ts";
import { config, makeWorld, rowsOf, titlesOf, type World } from "./world.ts";

const models = [
  { id: "a/Alpha", name: "Alpha" },
  { id: "b/Beta", name: "Beta" },
  { id: "c/Gamma", name: "Gamma" },
];
const [alpha, , gamma] = models;
const left = [alpha, gamma].flatMap((model) => model ?? []);
const file = ".snippets/chat-beta.py";

const [section] = config.sections ?? [];
const [table] = config.tables ?? [];
const [name, context] = table?.columns ?? [];
if (section === undefined || table === undefined || name === undefined || context === undefined)
  throw new Error("the sample config has changed");

/** Only Beta isn't asked for any more. */
const others = { not: { field: "id", equals: "b/Beta" } } as const;

/** What the config is made of; with `where`, nothing asks for Beta. */
const parts = (where?: typeof others): Partial<Config> => {
  const asked = where === undefined ? {} : { where };
  const [snippet] = config.snippets ?? [];
  return {
    snippets: snippet === undefined ? [] : [{ ...snippet, ...asked }],
    sections: [{ ...section, ...asked }],
    tables: [
      {
        ...table,
        ...asked,
        columns: [name, context, { header: "About", value: "{about}", owner: "people" }],
      },
    ],
    navigation: [{ file: "nav.yml", path: ["nav"], item: { "{name}": "models/{slug}.md" }, ...asked }],
    removal: { policy: "keep", maxShare: 1 },
  };
};

/** A documentation of three models that nobody knows to be the tool's; `edit` is what people wrote in it. */
const inherited = async (edit: (world: World) => void, claim: Config["claim"]): Promise<World> => {
  const world = makeWorld(models, parts());
  world.write("nav.yml", "nav:\n  - Start: index.md\n");
  await world.apply();
  world.remove(lockPath);
  edit(world);
  world.config({ ...parts(), ...(claim === undefined ? {} : { claim }) });
  return world;
};

/** What of Beta is there. */
const stands = (world: World): readonly string[] => [
  ...(world.exists(file) ? ["file"] : []),
  ...(titlesOf(world.read("guide.md")).some((title) => title.includes("Beta")) ? ["entry"] : []),
  ...(rowsOf(world.read("guide.md")).some(([key]) => key?.includes("Beta")) ? ["row"] : []),
  ...(world.read("nav.yml").includes("models/beta.md") ? ["element"] : []),
];

const all = ["file", "entry", "row", "element"];

/** The ways in which a model is retired. */
const ways: Readonly<Record<string, (world: World, claim: Config["claim"]) => Promise<unknown>>> = {
  "--prune": (world) => {
    world.catalog(left);
    return world.apply("--prune");
  },
  policy: (world, claim) => {
    world.catalog(left);
    world.config({ ...parts(), claim: claim ?? "as-made", removal: { policy: "prune", maxShare: 1 } });
    return world.apply();
  },
  where: (world, claim) => {
    world.config({ ...parts(others), claim: claim ?? "as-made" });
    return world.apply();
  },
};

const untouched = (): void => undefined;
const inFile = (world: World): void => world.edit(file, "# Show.", "# Show it to Ada.");
const inTitle = (world: World): void => world.edit("guide.md", '"Beta"', '"Our Beta"');
const inRow = (world: World): void =>
  world.edit("guide.md", "| **Beta** | 8k | A model. |", "| **Beta** | 8k | Ours. |");
const inNav = (world: World): void => world.edit("nav.yml", "Beta:", "Our Beta:");

describe.each(Object.keys(ways))("a model of before the tool that is retired by %s", (way) => {
  test.each<[what: string, claim: Config["claim"], edit: (world: World) => void, stays: readonly string[]]>([
    ["as it would be made", undefined, untouched, []],
    ["as it would be made", "as-made", untouched, []],
    ["as it would be made", "all", untouched, []],
    ["as it would be made", "none", untouched, all],
    // An entry goes by the `where` of its section, whatever it shows.
    ["with a file of people's", "as-made", inFile, way === "where" ? ["file"] : ["file", "entry"]],
    ["with a file of people's", "all", inFile, []],
    ["with a title of people's", "as-made", inTitle, ["file", "entry"]],
    ["with a title of people's", "all", inTitle, []],
    ["with people's words in its row", "as-made", inRow, ["row"]],
    ["with people's words in its row", "all", inRow, []],
    ["with people's name in the navigation", "as-made", inNav, ["element"]],
    ["with people's name in the navigation", "all", inNav, []],
  ])("%s, claim %s", async (_, claim, edit, stays) => {
    const world = await inherited(edit, claim);
    const docs = world.tree();
    expect((await world.apply()).changes, "adopting changes nothing").toEqual([]);
    expect((await world.plan("--check")).code).toBe(0);
    expect(world.tree()).toEqual(docs);
    await ways[way]?.(world, claim);
    expect(stands(world)).toEqual(stays);
    const again = way === "--prune" ? ["--check", "--prune"] : ["--check"];
    expect((await world.plan(...again)).changes).toEqual([]);
    const { err } = await world.plan(...again);
    for (const what of stays) expect(err, `${what} is told`).toContain("b/Beta");
  });
});

describe("claim", () => {
  test("none in the config gives back what the lock has once: what is made since is the tool's", async () => {
    const world = makeWorld(models, parts());
    world.write("nav.yml", "nav:\n  - Start: index.md\n");
    await world.apply();
    world.config({ ...parts(), claim: "none" });
    await world.apply();
    const delta = { id: "d/Delta", name: "Delta" };
    world.catalog([...models, delta]);
    await world.apply();
    world.catalog([...models, { ...delta, context: "16k" }].map((model) => ({ context: "4k", ...model })));
    await world.apply();
    expect(rowsOf(world.read("guide.md")).map(([, text]) => text)).toEqual(["8k", "8k", "16k", "8k"]);
    world.catalog(models);
    await world.apply("--prune");
    expect(stands(world)).toEqual(all);
    expect(world.read("guide.md") + world.read("nav.yml")).not.toContain("elta");
  });

  test("none for one model gives back that one alone", async () => {
    const world = makeWorld(models, parts());
    world.write("nav.yml", "nav:\n  - Start: index.md\n");
    await world.apply();
    await world.apply("--claim", "none", "--model", "b/Beta");
    world.catalog([{ id: "z/Zeta", name: "Zeta" }]);
    await world.apply("--prune");
    expect(stands(world)).toEqual(all);
    expect(titlesOf(world.read("guide.md"))).toEqual(["Beta", "Zeta"]);
  });

  test("is asked for later too, and for one model", async () => {
    const edit = (world: World): void => {
      inFile(world);
      inRow(world);
      world.edit(".snippets/chat-alpha.py", "# Show.", "# Show it to Ada.");
    };
    const world = await inherited(edit, "none");
    await world.apply();
    await world.apply("--claim", "all", "--model", "b/Beta");
    world.catalog(models.slice(0, 1));
    await world.apply("--prune");
    expect(stands(world)).toEqual([]);
    expect(titlesOf(world.read("guide.md")), "the others are people's").toEqual(["Alpha", "Gamma"]);
  });

  test("of what differs leaves its text until the catalog changes it", async () => {
    const world = await inherited((docs) => {
      inFile(docs);
      inTitle(docs);
      inNav(docs);
    }, "all");
    const docs = world.tree();
    await world.apply();
    await world.apply();
    expect(world.tree()).toEqual(docs);
    world.catalog(models.map((model) => (model.id === "b/Beta" ? { ...model, name: "Beta 2" } : model)));
    await world.apply();
    expect(titlesOf(world.read("guide.md"))).toEqual(["Alpha", "Beta 2", "Gamma"]);
    expect(world.read("nav.yml")).toContain("- Beta 2: models/beta.md");
    expect(world.read(file)).not.toContain("Ada");
    expect((await world.plan("--check")).code).toBe(0);
  });

  test.each<[string, Config["claim"], string]>([
    ["follow the catalog by default", undefined, "64k"],
    ["are people's with `none`", "none", "8k"],
  ])("cells that were there %s", async (_, claim, shown) => {
    const world = await inherited(untouched, claim);
    await world.apply();
    world.catalog(models.map((model) => ({ ...model, context: "64k" })));
    await world.apply();
    expect(rowsOf(world.read("guide.md")).map(([, cell]) => cell)).toEqual([shown, shown, shown]);
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("is said by a section, a table and a list for themselves", async () => {
    const world = await inherited(untouched, "none");
    const { tables = [], ...rest } = parts();
    world.config({
      ...rest,
      claim: "none",
      tables: tables.map((one) => ({ ...one, claim: "as-made" as const })),
    });
    await world.apply();
    world.catalog(left);
    await world.apply("--prune");
    expect(stands(world)).toEqual(["file", "entry", "element"]);
  });

  test("of an edit after the tool made a thing is none: it stays", async () => {
    const world = makeWorld(models, { ...parts(), claim: "all" });
    world.write("nav.yml", "nav:\n  - Start: index.md\n");
    await world.apply();
    inFile(world);
    inRow(world);
    await world.apply();
    world.catalog(left);
    await world.apply("--prune");
    expect(stands(world)).toEqual(["file", "entry", "row"]);
  });
});

/** The ways in which what the lock has is given back to people. */
const givings: Readonly<Record<string, (world: World) => Promise<unknown>>> = {
  "--claim none": (world) => world.apply("--claim", "none"),
  "the config": (world) => {
    world.config({ ...parts(), claim: "none" });
    return world.apply();
  },
};

describe.each(Object.keys(givings))("what is given back to people by %s", (giving) => {
  const claim = giving === "the config" ? "none" : undefined;
  const giveBack = async (): Promise<World> => {
    const world = makeWorld(models, { ...parts(), ...(claim === undefined ? {} : { claim: "as-made" }) });
    world.write("nav.yml", "nav:\n  - Start: index.md\n");
    await world.apply();
    await givings[giving]?.(world);
    return world;
  };

  test("is told once, and its text stays", async () => {
    const world = makeWorld(models, parts());
    world.write("nav.yml", "nav:\n  - Start: index.md\n");
    await world.apply();
    const docs = world.tree();
    world.catalog(models.map((model) => ({ ...model, context: "16k" })));
    if (claim !== undefined) world.config({ ...parts(), claim });
    const given = claim === undefined ? ["--claim", "none"] : [];
    const { err } = await world.plan("--verbose", ...given);
    expect(err).toContain(
      "3 rows that the lock has as the tool's are people's from now on: their text stays",
    );
    const { problems } = await world.apply(...given);
    expect(problems).toEqual(["given-back", "given-back", "given-back", "given-back"]);
    expect(world.tree()).toEqual(docs);
    expect((await world.apply(...given)).problems).toEqual([]);
  });

  test.each(Object.keys(ways))("stays when its model is retired by %s, and is told", async (way) => {
    const world = await giveBack();
    const docs = world.tree();
    const retired = await world.plan();
    expect([retired.changes, retired.problems]).toEqual([[], []]);
    await ways[way]?.(world, claim);
    expect(stands(world)).toEqual(all);
    expect(world.tree()).toEqual(docs);
    const { err } = await world.plan(...(way === "--prune" ? ["--prune"] : []));
    for (const place of [file, "guide.md:", "nav.yml"]) expect(err).toContain(place);
  });

  test("goes again when it is claimed again", async () => {
    const world = await giveBack();
    world.config(parts());
    await world.apply("--claim", "as-made");
    world.catalog(left);
    await world.apply("--prune");
    expect(stands(world)).toEqual([]);
  });
});

describe("without a lock, what `where` doesn't ask for", () => {
  const left = ["entry-left", "entry-left", "row-left", "snippet-left"];

  test.each<
    [
      what: string,
      given: readonly string[],
      edit: (world: World) => void,
      stays: readonly string[],
      told: readonly string[],
    ]
  >([
    ["stays and is told", [], untouched, all, left],
    ["goes with --prune where it is as it would be made", ["--prune"], untouched, [], []],
    ["goes with --claim all", ["--claim", "all"], untouched, [], []],
    ["stays with people's title", ["--prune"], inTitle, ["file", "entry"], ["entry-left", "snippet-left"]],
    ["stays with people's words in its row", ["--prune"], inRow, ["row"], ["row-left"]],
    ["stays with people's name in a list", ["--prune"], inNav, ["element"], ["entry-left"]],
  ])("%s", async (_, given, edit, stays, told) => {
    const world = await inherited(edit, undefined);
    world.config(parts(others));
    const { problems } = await world.apply(...given);
    // No place asks for the model any more: that is told however much of it is left.
    expect([stands(world), [...problems].sort()]).toEqual([stays, [...told, "models-nowhere"].sort()]);
    const again = await world.plan("--check", ...given);
    expect([again.code, again.changes]).toEqual([0, []]);
  });

  test("stays with claim none, and is told", async () => {
    const world = await inherited(untouched, "none");
    world.config({ ...parts(others), claim: "none" });
    expect((await world.apply()).changes).toEqual([]);
    expect(stands(world)).toEqual(all);
  });

  test("is no leftover where another section at the same place asks for it", async () => {
    const world = await inherited(untouched, undefined);
    const only = { field: "id", equals: "b/Beta" } as const;
    const { sections = [], ...rest } = parts();
    const docs = world.tree();
    world.config({
      ...rest,
      sections: sections.flatMap((one) => [
        { ...one, where: others },
        { ...one, where: only, optional: true },
      ]),
    });
    await world.apply();
    expect(titlesOf(world.read("guide.md"))).toEqual(["Alpha", "Beta", "Gamma"]);
    expect(world.tree()).toEqual(docs);
  });
});

describe("a new slug rule without a lock", () => {
  const rules = (was: boolean): Partial<Config> => ({
    ...parts(),
    slug: {
      rules: [
        { op: "take", separator: "/", part: -1 },
        { op: "lowercase" },
        { op: "regex", pattern: "^", with: "m-" },
      ],
      ...(was ? { was: [{ op: "take", separator: "/", part: -1 }, { op: "lowercase" }] } : {}),
    },
  });

  test("renames files by the declared rule of before, and what refers to them follows", async () => {
    const world = await inherited(untouched, undefined);
    world.config(rules(true));
    const { changes, code } = await world.apply();
    expect([code, changes]).toEqual([
      0,
      [
        "rename .snippets/chat-alpha.py → .snippets/chat-m-alpha.py",
        "rename .snippets/chat-beta.py → .snippets/chat-m-beta.py",
        "rename .snippets/chat-gamma.py → .snippets/chat-m-gamma.py",
        "update guide.md",
        "update nav.yml",
      ],
    ]);
    expect(world.read("guide.md")).toContain("--8<-- 'chat-m-beta.py'");
    expect(world.read("nav.yml")).toBe(
      "nav:\n  - Alpha: models/m-alpha.md\n  - Beta: models/m-beta.md\n  - Gamma: models/m-gamma.md\n  - Start: index.md\n",
    );
    expect((await world.plan("--check")).code).toBe(0);
    world.remove(lockPath);
    expect((await world.plan("--check")).code).toBe(0);
  });
});

const offered = (provider: string, id: string) => ({ id, provider, name: id, context: "8k" });
const [ofAcme, ofHub, ofCloud] = [offered("acme", "m"), offered("hub", "acme/m"), offered("cloud", "m")];
const another = offered("cloud", "a");

test.each<
  readonly [
    what: string,
    rows: readonly (typeof ofAcme)[],
    models: readonly (typeof ofAcme)[],
    added: string,
    problems: readonly string[],
  ]
>([
  ["another one is as it would be made", [ofHub, ofAcme, ofCloud], [ofAcme, ofCloud], "", ["check-finds"]],
  [
    "it is another provider's",
    [ofAcme, another],
    [ofCloud, another],
    "| m | cloud | 8k |\n",
    ["rows-unknown"],
  ],
])(
  "a row that has a model's ID by chance isn't its row where %s",
  async (_, rows, models, added, problems) => {
    const row = ({ id, provider }: typeof ofAcme): string => `| ${id} | ${provider} | 8k |\n`;
    const page = `| ID | Provider | Context |\n|---|---|---|\n${rows.map(row).join("")}`;
    const world = makeWorld([], {
      catalog: {
        sources: [{ file: "catalog.json" }],
        key: ["provider", "id"],
        fields: {
          ...config.catalog.fields,
          id: { path: "id", required: true },
          provider: { path: "provider" },
        },
      },
      ...{ sections: [], snippets: [], slug: { rules: [] } },
      tables: [
        {
          page: "t.md",
          columns: [
            { header: "ID", value: "{id}", key: true },
            { header: "Provider", value: "{provider}", key: true },
            { header: "Context", value: "{context}" },
          ],
        },
      ],
    });
    world.write("t.md", page);
    world.catalog(models);
    expect(await world.apply("--prune")).toMatchObject({ code: 0, problems });
    expect(world.read("t.md")).toBe(page + added);
  },
);
