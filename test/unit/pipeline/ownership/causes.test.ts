import { expect, test } from "vitest";
import { makeWorld, template, type World } from "./world.ts";

const alpha = { id: "a/Alpha", name: "Alpha" };

test.each<[string, (world: World) => void, readonly string[]]>([
  [
    "catalog, with each field and both values",
    (world) => world.catalog([{ ...alpha, context: "16k", about: "Fast." }]),
    [
      `catalog: update .snippets/chat-alpha.py: The catalog changed about: "A model." → "Fast.", context: "8k" → "16k".`,
      "catalog: update guide.md: 2 cells changed.",
    ],
  ],
  [
    "template",
    (world) => world.template(template.replace("# Ask.", "# Ask away.")),
    ["template: update .snippets/chat-alpha.py: The template changed."],
  ],
  [
    "config, where a constant changed",
    (world) => {
      world.config({ vars: { a: 1 }, slug: { rules: [], aliases: { "a/Alpha": "first" } } });
    },
    [
      "config: rename .snippets/chat-alpha.py → .snippets/chat-first.py: The config changed.",
      "config: update guide.md: 1 reference changed.",
    ],
  ],
  [
    "drift, where somebody deleted a file",
    (world) => world.remove(".snippets/chat-alpha.py"),
    ["drift: create .snippets/chat-alpha.py: The file is gone."],
  ],
  [
    "drift, where somebody deleted a row",
    (world) => world.edit("guide.md", "| **Alpha** | 8k | A model. |\n", ""),
    ["drift: update guide.md: 1 row added."],
  ],
  ["nothing, where nothing changed", () => undefined, []],
])("a change says why: %s", async (_, change, want) => {
  const world = makeWorld([alpha]);
  await world.apply();
  change(world);
  const { told } = await world.plan();
  expect(told.map(({ what, cause, reason }) => `${cause}: ${what}: ${reason}`)).toEqual(want);
});
