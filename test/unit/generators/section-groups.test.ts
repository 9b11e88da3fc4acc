import { describe, expect, it } from "vitest";
import type { SectionConfig } from "../../../src/config/config.gen.ts";
import { entry, lines, settings } from "../given.ts";
import { turn } from "./turns.ts";

const given = (more: Partial<SectionConfig> = {}) =>
  settings({
    snippets: [{ kind: "chat", language: "python", path: "{slug}.py" }],
    sections: [
      {
        page: "p.md",
        heading: ["Models"],
        kind: "chat",
        language: "python",
        format: "mkdocs-details",
        group: { by: "kind", header: "### {group}" },
        ...more,
      },
    ],
  });

const model = (name: string, kind: string | null = null) => entry(`x/${name.toLowerCase()}`, { name, kind });
const block = (name: string): readonly string[] => [
  `??? example "${name}"`,
  "",
  "    ```python",
  `    --8<-- '${name.toLowerCase()}.py'`,
  "    ```",
  "",
];
/** Parts with a blank line after each; the page goes on behind the section. */
const page = (...parts: readonly (string | readonly string[])[]): string =>
  lines(
    "## Models",
    "",
    ...parts.flatMap((part) => (typeof part === "string" ? [part, ""] : part)),
    "## Next",
  );

describe("groups of a section", () => {
  const [ant, bee, cat, dog] = [
    model("Ant", "Text"),
    model("Bee", "Vision"),
    model("Cat"),
    model("Dog", "Text"),
  ];
  it.each<
    readonly [
      what: string,
      more: Partial<SectionConfig>,
      before: string,
      turns: readonly (readonly ReturnType<typeof entry>[])[],
      after: string,
    ]
  >([
    [
      "are made with their first members, the rest's last",
      {},
      page("Words."),
      [[cat, dog, bee, ant]],
      page(
        "Words.",
        "### Text",
        block("Ant"),
        block("Dog"),
        "### Vision",
        block("Bee"),
        "### Other",
        block("Cat"),
      ),
    ],
    [
      "come between those that are there",
      {},
      page("### Audio", block("Zoe"), "### Vision", "Words.", block("Bee")),
      [[ant, bee, dog]],
      page(
        "### Audio",
        block("Zoe"),
        "### Text",
        block("Ant"),
        block("Dog"),
        "### Vision",
        "Words.",
        block("Bee"),
      ),
    ],
    [
      "come before all others",
      {},
      page("### Vision", block("Bee")),
      [[ant, bee]],
      page("### Text", block("Ant"), "### Vision", block("Bee")),
    ],
    [
      "are lines of any kind",
      { group: { by: "kind", header: "**{group}**" } },
      page("**Vision**", block("Bee")),
      [[ant, bee, dog]],
      page("**Text**", block("Ant"), block("Dog"), "**Vision**", block("Bee")),
    ],
    [
      "are recognised by their text",
      { group: { by: "kind", header: "**{group}:**" } },
      page("Text:", block("Ant")),
      [[ant, dog]],
      page("Text:", block("Ant"), block("Dog")),
    ],
    [
      "go with their last members",
      {},
      page("Words."),
      [
        [ant, bee],
        [model("Ant", "Vision"), bee],
      ],
      page("Words.", "### Vision", block("Ant"), block("Bee")),
    ],
    [
      "stay with people's words",
      {},
      page("### Text", "Ours."),
      [
        [ant, bee],
        [model("Ant", "Vision"), bee],
      ],
      page("### Text", "Ours.", "### Vision", block("Ant"), block("Bee")),
    ],
    [
      "are changed by a model whose field changed",
      {},
      page(),
      [
        [ant, dog],
        [ant, model("Dog", "Vision")],
      ],
      page("### Text", block("Ant"), "### Vision", block("Dog")),
    ],
    [
      "are taken over by one whose only member goes there",
      {},
      page(),
      [[dog], [model("Dog", "A")]],
      page("### A", block("Dog")),
    ],
    [
      "swap their members",
      {},
      page(),
      [
        [ant, bee],
        [model("Ant", "Vision"), model("Bee", "Text")],
      ],
      page("### Text", block("Bee"), "### Vision", block("Ant")),
    ],
    [
      "are left as people have them",
      {},
      page(block("Dog"), "### Vision", block("Ant"), block("Bee")),
      [[ant, bee, dog]],
      page(block("Dog"), "### Vision", block("Ant"), block("Bee")),
    ],
  ])("%s", (_, more, before, turns, after) => {
    for (const end of ["\n\n## Next\n", "\n\n", "\n", ""]) {
      const cut = (text: string): string => text.replace("\n\n## Next\n", end);
      let at = turn(given(more), turns[0] ?? [], { "p.md": cut(before) });
      for (const models of turns.slice(1)) at = turn(given(more), models, at.pages, at.lock);
      expect(at.pages["p.md"]).toBe(cut(after));
      expect(at.told).toEqual([]);
    }
  });
});
