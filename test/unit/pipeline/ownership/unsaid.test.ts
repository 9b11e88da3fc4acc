import { describe, expect, test } from "vitest";
import { lockPath } from "../../../../src/lock/file.ts";
import type { Config } from "../../../../src/config/config.gen.ts";
import { commandIn } from "../../../support/command.ts";
import { config, makeWorld, type World } from "./world.ts";

const alpha = { id: "a/Alpha.1", name: "Alpha 1", context: "8k", about: "fast" };
const llama = { id: "m/Llama-3", name: "Llama 3", context: "9k", about: "small" };

const navigation: Config["navigation"] = [
  { file: "mkdocs.yml", path: ["nav", "Models"], item: { "{name}": "models/{slug}.md" } },
];

const applied = async (change: Partial<Config> = {}): Promise<World> => {
  const world = makeWorld([alpha, llama]);
  world.write("mkdocs.yml", "nav:\n  - Home: index.md\n  - Models:\n");
  world.config({ navigation, ...change });
  await world.apply();
  return world;
};

const lastPart = { op: "take", separator: "/", part: -1 } as const;
const dashes = { op: "replace", find: ".", with: "-" } as const;

describe("without a lock", () => {
  test("a new slug rule that applies to no file is reported, and no element of navigation is added again", async () => {
    const world = await applied({ slug: { rules: [lastPart] } });
    world.remove(lockPath);
    world.config({ navigation, slug: { rules: [lastPart, dashes] } });
    const { changes, problems } = await world.plan("--check");
    expect({ changes, problems }).toEqual({ changes: [], problems: ["slug-unapplied"] });
    // The rules of before name them: then they follow the new ones.
    world.config({ navigation, slug: { rules: [lastPart, dashes], was: [lastPart] } });
    await world.apply();
    expect(world.exists(".snippets/chat-Alpha-1.py")).toBe(true);
    expect(world.read("mkdocs.yml")).toContain("- Alpha 1: models/Alpha-1.md\n");
    expect((await world.plan("--check")).problems).toEqual([]);
  });

  test("names that changed hands are told by plan and check, with both models", async () => {
    const [table] = config.tables ?? [];
    const [name, context] = table?.columns ?? [];
    if (table === undefined || name === undefined || context === undefined) throw new Error("no sample");
    const columns = [name, context, { header: "About", value: "", owner: "people" as const }];
    const world = await applied({ tables: [{ ...table, columns }] });
    for (const [row, note] of Object.entries({
      "| **Alpha 1** | 8k |": "ours",
      "| **Llama 3** | 9k |": "theirs",
    }))
      world.edit("guide.md", row, `${row} ${note}`);
    world.remove(lockPath);
    world.catalog([
      { ...alpha, name: "Llama 3" },
      { ...llama, name: "Alpha 1" },
    ]);
    const both = '"Alpha 1" is called as "m/Llama-3" is and says what "a/Alpha.1" should';
    expect((await world.plan()).err).toContain(both);
    const { code, out } = await commandIn(world.folder, "check");
    expect([code, out]).toEqual([2, expect.stringContaining(both)]);
    // With a lock each row goes on being its model's.
    world.catalog([alpha, llama]);
    await world.apply();
    world.catalog([
      { ...alpha, name: "Llama 3" },
      { ...llama, name: "Alpha 1" },
    ]);
    expect((await world.apply()).problems).toEqual([]);
    expect(world.read("guide.md")).toContain("| **Alpha 1** | 9k | theirs |");
  });

  test("what is left of a model in navigation is reported and goes with the rest, as people write its name", async () => {
    const world = await applied();
    const whole = world.read("mkdocs.yml");
    world.remove(lockPath);
    world.edit("mkdocs.yml", "- Llama 3:", "- LLama 3:");
    world.catalog([alpha]);
    expect((await world.plan()).problems).toContain("orphan-element");
    expect((await world.plan("--prune")).code).toBe(3);
    await world.apply("--prune", "--claim", "all");
    expect(world.read("mkdocs.yml")).toBe(whole.replace(/ *- Llama 3.*\n/, ""));
    expect((await world.plan("--prune", "--check")).code).toBe(0);
  });
});

const misspelt = (path: string): Config["catalog"] => ({
  ...config.catalog,
  fields: { ...config.catalog.fields, name: { path, default: "" }, about: { path, default: "" } },
});

test.each<[string, Partial<Config>, string]>([
  ["an element of navigation", { navigation }, "mkdocs.yml"],
  [
    "the body of an entry",
    {
      formats: {
        facts: {
          open: "- **{title}**",
          body: ["", "  About: {about}"],
          recognise: "^- \\*\\*(?<title>.*)\\*\\*$",
          end: "indent",
        },
      },
      sections: [{ page: "guide.md", heading: ["Examples"], format: "facts", title: "{id}" }],
      tables: [],
      snippets: [],
    },
    "guide.md",
  ],
  [
    "a counter",
    {
      counters: [
        {
          name: "uses",
          page: "guide.md",
          pattern: "More (.*)\\.",
          format: "{list}",
          field: "about",
        },
      ],
    },
    "guide.md",
  ],
])("a misspelt path empties nothing: %s", async (_, change, page) => {
  const world = await applied(change);
  const before = world.read(page);
  world.config({ ...change, catalog: misspelt("nmae") });
  const { code, problems } = await world.apply();
  expect(code).toBe(1);
  expect(problems).toContain("field-path-empties");
  expect(world.read(page)).toBe(before);
});
