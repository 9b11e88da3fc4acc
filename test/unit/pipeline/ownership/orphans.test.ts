import { describe, expect, test } from "vitest";
import { makeWorld, type World } from "./world.ts";

const alpha = { id: "a/Alpha", name: "Alpha" };
const omega = { id: "o/Omega", name: "Omega" };
const page = "guide.md";

/** Documentation of two models, of which nobody knows the second any more. */
const inherited = async (): Promise<World> => {
  const world = makeWorld([alpha, omega]);
  await world.apply();
  world.remove(".kluster-gen/lock.jsonl");
  world.catalog([alpha]);
  return world;
};

describe("orphans from before the tool", () => {
  test("are told by plan, each with its place, and nothing of them is changed", async () => {
    const world = await inherited();
    const docs = world.tree();
    for (const run of [world.plan, world.apply, world.plan]) {
      const { code, changes, problems, err } = await run();
      expect({ code, changes, problems }).toEqual({
        code: 0,
        changes: [],
        problems: ["orphan-snippet", "orphan-entry", "orphan-row"],
      });
      expect(err).toContain(".snippets/chat-omega.py");
      expect(err).toContain("guide.md:13, Examples: Omega");
      expect(err).toContain("guide.md:24, Models: Omega");
    }
    expect(world.tree()).toEqual(docs);
  });

  test("are still told when their file is gone already", async () => {
    const world = await inherited();
    world.remove(".snippets/chat-omega.py");
    expect((await world.plan()).problems).toEqual(["orphan-entry", "orphan-row"]);
  });

  test("are told by a plan for everything only", async () => {
    const world = await inherited();
    expect((await world.plan("--model", "a/Alpha")).problems).toEqual([]);
    expect((await world.plan("--only", "snippets")).problems).toEqual([]);
  });

  test("are asked for by the ID of their model: listed, blocked, or taken out, and those of others stay", async () => {
    const world = await inherited();
    world.write(".snippets/chat-old.py", "# Old.\n");
    world.edit(page, "\n## More", "| **Old** | 4k | Old. |\n\n## More");
    const docs = world.tree();
    const left = ["orphan-snippet", "orphan-entry", "orphan-row"];
    expect(await world.plan("--model", "o/Omega")).toMatchObject({ code: 0, changes: [], problems: left });
    const blocked = await world.apply("--model", "o/Omega", "--prune");
    expect([blocked.code, blocked.problems, world.tree()]).toEqual([3, left, docs]);
    const { code, problems } = await world.apply("--model", "o/Omega", "--prune", "--claim", "all");
    expect([code, problems]).toEqual([0, []]);
    expect([...world.tree().keys()]).toEqual([".snippets/chat-alpha.py", ".snippets/chat-old.py", page]);
    expect(world.read(page)).not.toContain("Omega");
    expect(world.read(page)).toContain("| **Old** | 4k | Old. |");
    // Nothing is left of it then.
    expect((await world.plan("--model", "o/Omega")).problems).toEqual(["model-unknown"]);
  });

  test("of which nothing is left are an error, and so where pages aren't all planned", async () => {
    const world = await inherited();
    for (const given of [["o/Nu"], ["o/Omega", "--only", "tables"]]) {
      const { problems, code, err } = await world.plan("--prune", "--model", ...given);
      expect([problems, code]).toEqual([["model-unknown"], 1]);
      expect(err).toContain("There is no lock, so nothing shows which models left");
    }
  });

  test("are all named in JSON, and from the fourth on counted for people", async () => {
    const world = await inherited();
    for (let index = 0; index < 30; index += 1) world.write(`.snippets/chat-old-${index}.py`, "# Old.\n");
    const { problems, err } = await world.plan();
    expect(problems.filter((code) => code === "orphan-snippet")).toHaveLength(31);
    expect(err).toContain("  … and 28 more [orphan-snippet] (--verbose)\n");
  });
});

describe("rows that name no model, without a lock", () => {
  const rows = (count: number): string =>
    Array.from({ length: count }, (_, index) => `| **Old ${index}** | 4k | Old. |\n`).join("");

  test.each<[count: number, said: string]>([
    [1, '1 row names no model of the catalog: "Old 0".'],
    [3, '3 rows name no model of the catalog: "Old 0", "Old 1", "Old 2".'],
    [431, '431 rows name no model of the catalog: "Old 0", "Old 1", "Old 2", ….'],
  ])("%i of them are told once for their table, by whom it is known whose they are", async (count, said) => {
    const world = makeWorld([alpha]);
    await world.apply();
    world.edit(page, "\n## More", `${rows(count)}\n## More`);
    world.remove(".kluster-gen/lock.jsonl");
    const docs = world.tree();
    const { problems, err, code } = await world.apply();
    expect({ problems, code }).toEqual({ problems: ["rows-unknown"], code: 0 });
    expect(err).toContain(`${said} [rows-unknown]\n  at:  guide.md, Models\n`);
    expect(world.tree()).toEqual(docs);
    const again = await world.plan();
    expect(again.problems).toEqual(["rows-unknown"]);
    expect(again.err).toContain("by the lock");
  });
});

test.each<[cell: string, told: readonly string[]]>([
  ["Like a/Alpha.", ["rows-unknown"]],
  ["`a/Alpha`", ["check-finds"]],
])("a row of no model that has %j in a cell", async (cell, told) => {
  const world = makeWorld([alpha]);
  await world.apply();
  world.edit(page, "\n## More", `| **Old** | 4k | ${cell} |\n\n## More`);
  world.remove(".kluster-gen/lock.jsonl");
  expect((await world.plan()).problems).toEqual(told);
});

describe("orphans that the policy asks to go", () => {
  test.each<[given: readonly string[]]>([[["--prune"]], [["--prune", "--claim", "as-made"]]])(
    "are in the way of %j, as nobody knows whose they are: the documentation is not in step",
    async (given) => {
      const world = await inherited();
      const docs = world.tree();
      const { code, changes, problems } = await world.plan(...given);
      expect({ code, changes, problems }).toEqual({
        code: 3,
        changes: ["blocked .snippets/chat-omega.py", "blocked guide.md"],
        problems: ["orphan-snippet", "orphan-entry", "orphan-row"],
      });
      const { out } = await world.run("plan", ...given);
      expect(out).not.toContain("in step");
      expect(out).toContain(
        "! Omega in Examples, which is no model's of the catalog, and no lock tells whose",
      );
      expect(out).toContain("! Omega in Models, which is no model's of the catalog, and no lock tells whose");
      expect((await world.apply(...given)).code).toBe(3);
      expect(world.tree()).toEqual(docs);
    },
  );

  test.each<[given: readonly string[]]>([[[]], [["--prune"]], [["--prune", "--claim", "all"]]])(
    "don't include with %j what people wrote beside the files of models, but what is made as these are",
    async (given) => {
      const world = makeWorld([alpha, omega]);
      await world.apply();
      world.write(".snippets/chat-notes.py", "# How to read these.\n");
      const first = world.read(".snippets/chat-alpha.py");
      world.write(".snippets/chat-gone.py", first.replaceAll("a/Alpha", "g/Gone"));
      const { changes, err } = await world.plan(...given);
      const isAsked = given.length > 0;
      const action = given.length > 1 ? "delete" : "blocked";
      expect(changes).toEqual(isAsked ? [`${action} .snippets/chat-gone.py`] : []);
      expect(err.includes("chat-gone.py")).toBe(given.length < 2);
      expect(err).not.toContain("chat-notes.py");
    },
  );

  test("go with --claim all, file, entry and row", async () => {
    const world = await inherited();
    const { changes, problems, code } = await world.apply("--prune", "--claim", "all");
    expect({ code, changes, problems }).toEqual({
      code: 0,
      changes: ["delete .snippets/chat-omega.py", "update guide.md"],
      problems: [],
    });
    expect(world.read(page)).not.toContain("Omega");
    expect((await world.plan("--check", "--prune")).code).toBe(0);
  });

  test("stay where another page cites them", async () => {
    const world = await inherited();
    world.write("other.md", "# Other\n\n--8<-- 'chat-omega.py'\n");
    const { changes, code } = await world.apply("--prune", "--claim", "all");
    expect([code, changes]).toEqual([3, ["blocked .snippets/chat-omega.py", "update guide.md"]]);
    expect(world.exists(".snippets/chat-omega.py")).toBe(true);
  });
});

test("an orphan's row is known by its name as people write it", async () => {
  const world = await inherited();
  world.edit(page, "| **Omega** |", "| [OMEGA](x.md) |");
  expect((await world.plan()).problems).toEqual(["orphan-snippet", "orphan-entry", "orphan-row"]);
});

describe("what is no orphan", () => {
  test.each<[string, (world: World) => void]>([
    [
      "a file that is declared as people's",
      (world) => {
        world.config({ protect: ["**/chat-setup.py"] });
        world.write(".snippets/chat-setup.py", "# Set up.\n");
      },
    ],
    ["a second file about a model", (world) => world.write(".snippets/chat-more.py", 'ask("a/Alpha")\n')],
    ["a file of no declared kind", (world) => world.write(".snippets/setup.py", "# Set up.\n")],
    [
      "an entry about something else",
      (world) => {
        world.write(".snippets/setup.py", "# Set up.\n");
        world.edit(page, "## Models", `??? example "Setup"\n\n    --8<-- 'setup.py'\n\n## Models`);
      },
    ],
    [
      "an entry without any file",
      (world) => world.edit(page, "## Models", `??? example "Setup"\n\n    Do it.\n\n## Models`),
    ],
    ["a row of people's", (world) => world.edit(page, "| **Alpha**", "| Coming soon | | |\n| **Alpha**")],
    ["a model that left and is in the lock", (world) => world.catalog([])],
  ])("%s", async (_, change) => {
    const world = makeWorld([alpha]);
    await world.apply();
    change(world);
    const { problems } = await world.plan();
    expect(problems.filter((code) => code.startsWith("orphan"))).toEqual([]);
  });
});

describe("rows that continue one that names no model", () => {
  const table = (...rows: readonly string[]): string =>
    `# Guide\n\n| Model | Mode | Price |\n|---|---|---|\n${rows.map((row) => `${row}\n`).join("")}`;
  const block = (name: string): readonly string[] => [`| ${name} | Live | 8k |`, "|  | Batch | A model. |"];
  const change = {
    snippets: [],
    sections: [],
    tables: [
      {
        page,
        columns: [
          { header: "Model", value: "{name}", key: true },
          { header: "Mode", value: "Live", key: true },
          { header: "Price", value: "{context}" },
        ],
        rows: [
          { name: "live" },
          { name: "batch", continues: true, cells: { Model: "", Mode: "Batch", Price: "{about}" } },
        ],
      },
    ],
  };

  test.each<[argv: readonly string[], after: string]>([
    [[], table(...block("Alpha"), ...block("Omega"))],
    [["--prune"], table(...block("Alpha"), ...block("Omega"))],
    [["--prune", "--claim", "all"], table(...block("Alpha"))],
  ])("%j: they stay or go with it", async (argv, after) => {
    const world = makeWorld([alpha], change);
    world.write(page, table(...block("Alpha"), ...block("Omega")));
    await world.apply(...argv);
    expect(world.read(page)).toBe(after);
  });
});
