import { describe, expect, test } from "vitest";
import type { Config } from "../../../../src/config/config.gen.ts";
import { lockPath } from "../../../../src/lock/file.ts";
import { config, makeWorld, rowsOf, titlesOf, type World } from "./world.ts";

const alpha = { id: "a/Alpha", name: "Alpha" };
const beta = { id: "b/Beta", name: "Beta" };
const gamma = { id: "c/Gamma", name: "Gamma" };
const page = "guide.md";
const file = ".snippets/chat-beta.py";

const applied = async (change: Partial<Config> = {}): Promise<World> => {
  const world = makeWorld([alpha, beta, gamma], change);
  await world.apply();
  return world;
};

const titles = (world: World): readonly string[] => titlesOf(world.read(page));
const names = (world: World): readonly (string | undefined)[] =>
  rowsOf(world.read(page)).map(([name]) => name);

const without = (world: World): void => world.catalog([alpha, gamma]);

describe("a model that left the catalog", () => {
  test("is kept and told, by default", async () => {
    const world = await applied();
    const docs = world.tree();
    without(world);
    for (const run of [world.plan, world.apply, world.plan]) {
      const { code, changes, problems, err } = await run();
      expect({ code, changes, problems }).toEqual({ code: 0, changes: [], problems: ["model-gone"] });
      expect(err).toContain('"b/Beta" has left the catalog, and is documented still.');
    }
    expect(world.tree()).toEqual(docs);
  });

  test("whose row another ID takes over goes in that run, and the file that the row led to", async () => {
    const column = { header: "About", value: "[ask](.snippets/chat-{slug}.py)" };
    const [first] = config.tables ?? [];
    const columns = [...(first?.columns.slice(0, 2) ?? []), column];
    const world = await applied({ sections: [], tables: [{ page, heading: ["Models"], columns }] });
    world.catalog([alpha, { id: "b/Beta-2", name: "Beta" }, gamma]);
    const { changes } = await world.apply("--prune");
    expect(changes).toEqual(["create .snippets/chat-beta-2.py", `delete ${file}`, `update ${page}`]);
    expect(world.read(page)).toContain("[ask](.snippets/chat-beta-2.py)");
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("stays the tool's while a run is about another model, and can be pruned then", async () => {
    const world = await applied();
    world.catalog([alpha, gamma, { id: "d/Delta", name: "Delta" }]);
    await world.apply("--model", "d/Delta");
    await world.apply("--prune");
    expect(titles(world)).toEqual(["Alpha", "Delta", "Gamma"]);
    expect(names(world)).toEqual(["**Alpha**", "**Delta**", "**Gamma**"]);
    expect(world.exists(file)).toBe(false);
  });

  test("follows neither template nor catalog, but a declared ID brings it back", async () => {
    const world = await applied();
    without(world);
    await world.apply();
    world.config({ moved: [{ from: "b/Beta", to: "b/Beta-2" }] });
    world.catalog([alpha, gamma, { id: "b/Beta-2", name: "Beta 2" }]);
    expect((await world.apply()).changes).toEqual([
      `rename ${file} → .snippets/chat-beta-2.py`,
      "update guide.md",
    ]);
    expect(titles(world)).toEqual(["Alpha", "Beta 2", "Gamma"]);
  });
});

describe("a declared ID", () => {
  test("waits until the catalog has it and not the old one", async () => {
    const world = await applied({
      moved: [{ from: "b/Beta", to: "b/Beta-2" }],
      removal: { policy: "prune", maxShare: 1 },
    });
    const docs = world.tree();
    const beta2 = { id: "b/Beta-2", name: "Beta 2" };
    expect((await world.apply()).changes, "neither is deleted ahead of its time").toEqual([]);
    expect(world.tree()).toEqual(docs);
    world.catalog([alpha, gamma, beta2]);
    expect((await world.apply()).changes).toEqual([
      `rename ${file} → .snippets/chat-beta-2.py`,
      "update guide.md",
    ]);
    world.catalog([alpha, beta, gamma]);
    expect((await world.apply()).changes, "a catalog that is rolled back has the old model anew").toEqual([
      "delete .snippets/chat-beta-2.py",
      `create ${file}`,
      "update guide.md",
    ]);
    expect(world.tree()).toEqual(docs);
  });
});

describe("an entry whose model its section doesn't ask for any more", () => {
  const world = async (): Promise<World> => {
    const made = await applied();
    const [section] = config.sections ?? [];
    if (section !== undefined)
      made.config({ sections: [{ ...section, where: { not: { field: "id", equals: "b/Beta" } } }] });
    return made;
  };

  test("goes, and its file stays", async () => {
    const { apply, read, exists, plan } = await world();
    expect((await apply()).changes).toEqual(["update guide.md"]);
    expect([titlesOf(read(page)), exists(file)]).toEqual([["Alpha", "Gamma"], true]);
    expect((await plan("--check")).code).toBe(0);
  });

  test("stays and is told where people edited it", async () => {
    const { edit, plan } = await world();
    edit(page, '"Beta"', '"Beta, which we like"');
    const { changes, problems } = await plan();
    expect({ changes, problems }).toEqual({ changes: [], problems: ["entry-left"] });
  });
});

describe("the policy deprecate", () => {
  const deprecate = { removal: { policy: "deprecate", mark: "{title} (retired)" } } as const;

  test("marks title and row, once", async () => {
    const world = await applied(deprecate);
    without(world);
    expect((await world.apply()).changes).toEqual(["update guide.md"]);
    expect(titles(world)).toEqual(["Alpha", "Beta (retired)", "Gamma"]);
    expect(names(world)).toEqual(["**Alpha**", "**Beta** (retired)", "**Gamma**"]);
    const docs = world.tree();
    expect((await world.plan("--check")).code).toBe(0);
    await world.apply();
    expect(world.tree()).toEqual(docs);
  });

  test("is undone when the model returns", async () => {
    const world = await applied(deprecate);
    const before = world.tree();
    without(world);
    await world.apply();
    await world.apply();
    world.catalog([alpha, beta, gamma]);
    expect((await world.apply()).code).toBe(0);
    expect(world.tree()).toEqual(before);
    expect((await world.plan("--check")).code).toBe(0);
  });

  test.each<[string, string, readonly [string, string], string]>([
    [
      "the key of a pair",
      '{ "a/Alpha": "Alpha", "b/Beta": "Beta", "c/Gamma": "Gamma" }\n',
      ["@key", "{id}"],
      "@value",
    ],
    [
      "an ID",
      '[{ "i": "a/Alpha", "n": "Alpha" }, { "i": "b/Beta", "n": "Beta" }, { "i": "c/Gamma", "n": "Gamma" }]\n',
      ["i", "{id}"],
      "n",
    ],
    [
      "but not a name",
      '[{ "n": "Alpha", "i": "a" }, { "n": "Beta", "i": "b" }, { "n": "Gamma", "i": "c" }]\n',
      ["n", "{name}"],
      "",
    ],
  ])("leaves data that is looked up by %s, and says so", async (_, text, [header, value], other) => {
    const isName = other === "";
    const columns = [{ header, value, key: true }, ...(isName ? [] : [{ header: other, value: "{name}" }])];
    const world = makeWorld([alpha, beta, gamma], {
      ...deprecate,
      sections: [],
      tables: [{ page: "m.json", data: [], columns }],
    });
    world.write("m.json", text);
    await world.apply();
    without(world);
    const { problems } = await world.apply();
    expect(problems.includes("gone-kept")).toBe(!isName);
    expect(world.read("m.json")).toBe(isName ? text.replace("Beta", "Beta (retired)") : text);
  });

  test("leaves a title that a person wrote", async () => {
    const world = await applied(deprecate);
    world.edit(page, 'example "Beta"', 'example "Beta, our favourite"');
    without(world);
    await world.apply();
    expect(titles(world)).toEqual(["Alpha", "Beta, our favourite", "Gamma"]);
  });
});

describe("the policy prune", () => {
  test.each<[string, Partial<Config>, readonly string[]]>([
    ["of the config", { removal: { policy: "prune" } }, []],
    ["of --prune", {}, ["--prune"]],
  ])("%s deletes the file, the entry and the row that the tool made", async (_, config, flags) => {
    const world = await applied(config);
    without(world);
    const { changes, code } = await world.apply(...flags);
    expect({ changes, code }).toEqual({ changes: [`delete ${file}`, "update guide.md"], code: 0 });
    expect(world.exists(file)).toBe(false);
    expect(titles(world)).toEqual(["Alpha", "Gamma"]);
    expect(names(world)).toEqual(["**Alpha**", "**Gamma**"]);
    expect(world.read(lockPath)).not.toContain("b/Beta");
    expect((await world.plan("--check")).code).toBe(0);
  });

  test("leaves the page as if the model had never been there", async () => {
    const world = makeWorld([alpha, gamma], { removal: { policy: "prune" } });
    await world.apply();
    const before = world.tree();
    world.catalog([alpha, beta, gamma]);
    await world.apply();
    without(world);
    await world.apply();
    expect(world.tree()).toEqual(before);
  });

  test.each<[string, (world: World) => void]>([
    ["a snippet that a person edited", (world) => world.edit(file, "# Show.", "# Show it to Ada.")],
    [
      "an entry with words of a person",
      (world) =>
        world.edit(
          page,
          "    ```python\n    --8<-- 'chat-beta",
          "    Mind the limits.\n\n    ```python\n    --8<-- 'chat-beta",
        ),
    ],
    ["an entry that a person retitled", (world) => world.edit(page, 'example "Beta"', 'example "Our Beta"')],
    [
      "a row with a cell that a person edited",
      (world) => world.edit(page, "| **Beta** | 8k | A model. |", "| **Beta** | 8k | Ours. |"),
    ],
  ])("keeps %s, and tells it", async (_, edit) => {
    const world = await applied();
    edit(world);
    const edited = world.tree();
    without(world);
    const { problems, err } = await world.apply("--prune");
    expect(problems).toContain("gone-kept");
    expect(err).toContain("b/Beta");
    const words = ["Ada", "Mind the limits.", "Our Beta", "Ours."];
    const kept = [...edited.values()]
      .join("")
      .split("\n")
      .filter((line) => words.some((word) => line.includes(word)));
    const now = [...world.tree().values()].join("");
    expect(kept).toHaveLength(1);
    expect(now).toContain(kept[0]);
    // A page never includes a file that is gone.
    expect(world.exists(file)).toBe(now.includes("--8<-- 'chat-beta.py'"));
    expect((await world.plan("--check", "--prune")).code).toBe(0);
  });

  test("keeps what people wrote before the tool came, and tells it; what is as it would be made goes", async () => {
    const world = await applied();
    world.remove(lockPath);
    world.write(file, '# Ours.\nask("b/Beta")\n');
    await world.apply();
    without(world);
    const { code, changes, problems } = await world.apply("--prune");
    expect({ code, changes }).toEqual({ code: 0, changes: ["update guide.md"] });
    expect(problems).toContain("gone-kept");
    expect(world.read(file)).toBe('# Ours.\nask("b/Beta")\n');
    expect(titles(world)).toEqual(["Alpha", "Beta", "Gamma"]);
    expect(names(world)).toEqual(["**Alpha**", "**Gamma**"]);
  });

  test("goes by what a reader sees: names that need escapes are no edit", async () => {
    const odd = { id: "o/Odd", name: 'A & B "x" <y> *z* | (1)', about: "1 < 2 | 3 & *4*" };
    const world = makeWorld([alpha, odd, gamma]);
    await world.apply();
    world.catalog([alpha, gamma]);
    const { changes, problems } = await world.apply("--prune");
    expect({ changes, problems }).toEqual({
      changes: ["delete .snippets/chat-odd.py", "update guide.md"],
      problems: [],
    });
    expect(titles(world)).toEqual(["Alpha", "Gamma"]);
  });

  test("waits for as many applied runs as the config says", async () => {
    const world = await applied({ removal: { policy: "prune", after: 2 } });
    without(world);
    const first = await world.apply();
    expect({ changes: first.changes, problems: first.problems }).toEqual({
      changes: [],
      problems: ["model-gone"],
    });
    // A plan is no applied run.
    await world.plan();
    expect((await world.plan()).changes).toEqual([`delete ${file}`, "update guide.md"]);
    expect((await world.apply()).changes).toEqual([`delete ${file}`, "update guide.md"]);
  });

  test("never makes a page flap: a model that returns is counted from the start", async () => {
    const world = await applied({ removal: { policy: "prune", after: 2 } });
    const docs = world.tree();
    for (let round = 0; round < 4; round += 1) {
      without(world);
      expect((await world.apply()).changes).toEqual([]);
      world.catalog([alpha, beta, gamma]);
      expect((await world.apply()).changes).toEqual([]);
    }
    expect(world.tree()).toEqual(docs);
  });

  test("looks at nothing when one model alone is planned", async () => {
    const world = await applied({ removal: { policy: "prune" } });
    without(world);
    expect((await world.apply("--model", "a/Alpha")).changes).toEqual([]);
    expect(world.exists(file)).toBe(true);
  });
});

describe.each([
  ["a list", (name: string) => `- **${name}**`, [], "entries-unknown"],
  ["a table", (name: string) => `| ${name} | 8k |`, ["| Model | Context |", "|---|---|"], "rows-unknown"],
] as const)("two targets share %s", (what, line, head, code) => {
  const place = (kind: string) => ({
    ...{ page: "guide.md", heading: ["Models"] },
    where: { field: "id", matches: `^${kind}/` },
  });
  const columns = [
    { header: "Model", value: "{name}", key: true },
    { header: "Context", value: "8k" },
  ];
  const targets: Partial<Config> =
    what === "a list"
      ? { tables: [], sections: ["a", "b"].map((kind) => ({ ...place(kind), format: "list-item" })) }
      : { sections: [], tables: ["a", "b"].map((kind) => ({ ...place(kind), columns })) };
  const text = (...names: readonly string[]): string =>
    `# Guide\n\n## Models\n\n${[...head, ...names.map(line)].join("\n")}\n\n## More\n`;

  test.each([
    ["with a lock", false],
    ["without one", true],
  ])("%s neither takes the other's for leftovers", async (_, lost) => {
    const world = makeWorld([alpha, beta], { ...targets, removal: { maxShare: 1 } });
    world.write("guide.md", text("Alpha", "Beta", "Emu"));
    expect((await world.apply()).problems).toEqual([code]);
    expect((await world.plan()).err).toContain(': "Emu".');
    if (lost) world.remove(lockPath);
    world.catalog([alpha]);
    await world.apply("--prune", "--claim", "all");
    expect(world.read("guide.md")).toBe(text("Alpha"));
  });
});

test("a section inside of another's place has its own leftovers", async () => {
  const section = (heading: readonly string[], kind: string) => ({
    ...{ page: "guide.md", heading: [...heading], format: "list-item" as const },
    where: { field: "id", matches: `^${kind}/` },
  });
  const sections = [section(["Models"], "a"), section(["Models", "More"], "b")];
  const world = makeWorld([alpha, beta], { tables: [], sections, removal: { maxShare: 1 } });
  const text = (some: readonly string[], more: readonly string[]): string =>
    `# Guide\n\n## Models\n\n${some.join("\n")}\n\n### More\n\n${more.join("\n")}\n\n## End\n`;
  world.write("guide.md", text(["- **Alpha**", "- **Emu**"], ["- **Beta**", "- **Fox**"]));
  expect((await world.apply()).problems).toEqual(["entries-unknown", "entries-unknown"]);
  world.remove(lockPath);
  await world.apply("--prune", "--claim", "all");
  expect(world.read("guide.md")).toBe(text(["- **Alpha**"], ["- **Beta**"]));
});
