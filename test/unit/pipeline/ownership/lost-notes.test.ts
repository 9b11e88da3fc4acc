import { expect, test } from "vitest";
import type { Config } from "../../../../src/config/config.gen.ts";
import { lockPath } from "../../../../src/lock/file.ts";
import { config as base, makeWorld } from "./world.ts";

const [alpha, beta] = ["Alpha", "Beta"].map((name) => ({
  id: `x/${name}`,
  name,
  context: "8k",
  about: "A model.",
}));

const config: Partial<Config> = {
  snippets: [],
  removal: { maxShare: 1 },
  sections: [
    {
      ...{ page: "guide.md", heading: ["Examples"], format: "heading", order: { by: "name" } },
      ...{ open: "### {title}", body: ["", "{about}"] },
    },
  ],
};

const page = `# Guide

## Examples

### Alpha

A model.

### Beta

A model.

Ask Jo.

### Emu

A model. By Ann.

## Models

| Model | Context | About | Notes |
|---|---|---|---|
| **Alpha** | 8k | A model. | |
| **Beta** | 9k | A model. | Ask Jo. |
| **Emu** | 1k | Old. | By Ann. |

## More
`;

test.each<[what: string, lock: boolean, beta: "left" | "unasked", want: readonly string[]]>([
  [
    "left the catalog",
    true,
    "left",
    [
      '- Beta (with "A model." and 1 more line) in Examples',
      '- Emu (with "A model. By Ann.") in Examples',
      '- Beta (with "9k", "Ask Jo.") in Models',
      '- Emu (with "1k", "Old.", "By Ann.") in Models',
    ],
  ],
  [
    "isn't asked for, and no lock tells whose its are",
    false,
    "unasked",
    [
      '- Beta (with "A model." and 1 more line) in Examples',
      '- Emu (with "A model. By Ann.") in Examples',
      '- Beta (with "9k", "Ask Jo.") in Models',
      '- Emu (with "1k", "Old.", "By Ann.") in Models',
    ],
  ],
])(
  "what people wrote in rows and entries is told before it goes with all that is claimed: a model %s",
  async (_, lock, way, want) => {
    const world = makeWorld([alpha!, beta!], config);
    world.write("guide.md", page);
    await world.apply();
    world.edit("guide.md", "| **Beta** | 8k |", "| **Beta** | 9k |");
    if (!lock) world.remove(lockPath);
    if (way === "left") world.catalog([alpha]);
    else {
      const where = { not: { field: "id", equals: "x/Beta" } };
      world.config({
        ...config,
        sections: config.sections?.map((each) => ({ ...each, where })) ?? [],
        tables: base.tables?.map((each) => ({ ...each, where })) ?? [],
      });
    }
    const { out } = await world.run("plan", "--prune", "--claim", "all");
    expect(
      out
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line.startsWith("- ")),
    ).toEqual(want);
  },
);

test.each([
  ["apply", "--claim", "all"],
  ["plan", "--claim", "all", "--replace"],
])("what people wrote in an entry is told before the catalog changes it: %s", async (...args) => {
  const world = makeWorld([alpha!, beta!], config);
  world.write("guide.md", page.replace("A model.\n\nAsk Jo.", "A model of old.\n\nAsk Jo.\n\nOr Ann."));
  const { out } = await world.run(...args);
  const change = "the body of Beta in Examples: A model of old. → A model. (5 lines)";
  if (args[0] === "plan") expect(out).toContain(`~ ${change} (with "Ask Jo." and 1 more line)`);
  world.catalog([alpha, { ...beta!, about: "A big model." }]);
  expect((await world.run("plan")).out).toContain(
    args[0] === "plan" ? "1 entry" : 'A big model. (5 lines) (with "Ask Jo." and 1 more line)',
  );
});

test("comments beside elements of navigation that go are told", async () => {
  const [ant, bee] = [
    { id: "x/Ant", name: "Ant" },
    { id: "x/Bee", name: "Bee" },
  ];
  const item = { "{name}": "models/{slug}.md" };
  const world = makeWorld([ant, bee], {
    ...config,
    sections: [],
    removal: { policy: "prune", maxShare: 1 },
    navigation: [{ file: "nav.yml", path: ["nav"], item, order: { by: "name" } }],
  });
  world.write("nav.yml", "nav:\n  # flagship\n  - Ant: models/ant.md # best\n  - Bee: models/bee.md # new\n");
  await world.apply();
  world.catalog([bee]);
  const { problems } = await world.apply("--accept-catalog");
  expect(world.read("nav.yml")).toBe("nav:\n  # flagship\n  - Bee: models/bee.md # new\n");
  expect(problems).toEqual(["comment-gone"]);
});
