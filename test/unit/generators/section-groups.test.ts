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
    removal: { policy: "prune" },
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
      "end at a heading of people's: what stands below that is in none",
      { group: { by: "kind", header: "### {group} models" } },
      page("### Text models", block("Ant"), "### Mine", block("Dog"), "### Vision models"),
      [[ant, bee, dog]],
      page("### Text models", block("Ant"), "### Mine", block("Dog"), "### Vision models", block("Bee")),
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
      "go at once where they stand beside one another",
      {},
      page("Words."),
      [
        [ant, bee, cat],
        [model("Ant", "A"), model("Bee", "A"), model("Cat", "A")],
      ],
      page("Words.", "### A", block("Ant"), block("Bee"), block("Cat")),
    ],
    [
      "go beside the last entry of another",
      {},
      page("Words."),
      [[ant, dog, bee, cat], [ant]],
      page("Words.", "### Text", block("Ant")),
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

describe("groups in elements, underlined or counted", () => {
  const [ant, bee, dog, eel] = [
    model("Ant", "Text"),
    model("Bee", "Vision"),
    model("Dog", "Text"),
    model("Eel", "Audio"),
  ];
  const folds = {
    by: "kind",
    header: "<details>\n<summary>{group} ({count})</summary>",
    footer: "</details>",
  };
  const fold = (name: string, ...items: readonly string[]): string =>
    lines("<details>", `<summary>${name} (${items.length})</summary>`, "", ...items, "", "</details>", "");
  const tabs = { by: "kind", header: '<Tab title="{group} models">', footer: "</Tab>" };
  const tab = (name: string, ...items: readonly string[]): string =>
    lines(`  <Tab title="${name} models">`, ...items.map((item) => `    ${item}`), "  </Tab>");
  const items = { by: "kind", header: "- {group} ({count}):" };
  const item = (name: string, ...own: readonly string[]): string =>
    lines(`- ${name} (${own.length}):`, ...own.map((each) => `  - ${each}`));
  const underlined = { by: "kind", header: "{group}\n----" };
  const inRst = { by: "kind", header: "----\n{group} ({count})\n----" };
  const ruled = (name: string, ...items: readonly string[]): string => {
    const title = `${name} (${items.length})`;
    const rule = "-".repeat(title.length);
    return lines(rule, title, rule, "", ...items, "");
  };
  const label = ".. _seen:\n\n";
  const many = Array.from({ length: 9 }, (_, at) => `Cat${at}`);
  it.each<
    readonly [
      what: string,
      group: NonNullable<SectionConfig["group"]>,
      before: string,
      turns: readonly (readonly ReturnType<typeof entry>[])[],
      after: string,
    ]
  >([
    [
      "a fold is made between others, and the number of another follows",
      folds,
      fold("Audio", "- Eel") + fold("Vision", "- Bee"),
      [[eel, ant, bee, dog, model("Fox", "Vision")]],
      fold("Audio", "- Eel") + fold("Text", "- Ant", "- Dog") + fold("Vision", "- Bee", "- Fox"),
    ],
    [
      "a fold goes whole with its last entry",
      folds,
      fold("Audio", "- Eel") + fold("Text", "- Ant") + fold("Vision", "- Bee"),
      [
        [eel, ant, bee],
        [eel, bee],
      ],
      fold("Audio", "- Eel") + fold("Vision", "- Bee"),
    ],
    [
      "a fold in which people wrote stays",
      folds,
      fold("Audio", "- Eel") + fold("Text", "- Ant").replace("\n\n- Ant", "\n\nOurs.\n\n- Ant"),
      [[eel, ant], [eel]],
      `${fold("Audio", "- Eel")}${lines("<details>", "<summary>Text (1)</summary>", "", "Ours.", "", "</details>", "")}`,
    ],
    [
      "a number that people changed is put right",
      folds,
      fold("Text", "- Ant").replace("(1)", "(7)"),
      [[ant]],
      fold("Text", "- Ant"),
    ],
    [
      "a fold of people's own keeps its number",
      folds,
      fold("Audio", "- Eel") + fold("Notes", "- One", "- Two").replace("(2)", "(3)"),
      [[eel, model("Fox", "Zoo")]],
      fold("Audio", "- Eel") + fold("Notes", "- One", "- Two").replace("(2)", "(3)") + fold("Zoo", "- Fox"),
    ],
    [
      "tabs stand close to one another, in an element",
      tabs,
      `<Tabs>\n${tab("Audio", "- Eel")}${tab("Vision", "- Bee")}</Tabs>\n`,
      [[eel, ant, bee, dog]],
      `<Tabs>\n${tab("Audio", "- Eel")}${tab("Text", "- Ant", "- Dog")}${tab("Vision", "- Bee")}</Tabs>\n`,
    ],
    [
      "a name stands in the value of a tag as in an address, a hostile one too",
      {
        by: "kind",
        header: '<TabItem value="{group|slug}" label="{group}">',
        footer: "</TabItem>",
      },
      lines("<Tabs>", '<TabItem value="audio" label="Audio">', "", "- Eel", "", "</TabItem>", "</Tabs>"),
      [[eel, model("Gnu", 'Z"> <x'), model("Hen", "Text & more")]],
      lines(
        "<Tabs>",
        ...['<TabItem value="audio" label="Audio">', "", "- Eel", "", "</TabItem>"],
        ...['<TabItem value="text-more" label="Text & more">', "", "- Hen", "", "</TabItem>"],
        ...['<TabItem value="z-x" label="Z&#34;&#62; &#60;x">', "", "- Gnu", "", "</TabItem>"],
        "</Tabs>",
      ),
    ],
    [
      "a name is escaped for the tag that it lands in",
      tabs,
      `<Tabs>\n${tab("Audio", "- Eel")}</Tabs>\n`,
      [[eel, model("Gnu", 'Z"{x}')]],
      `<Tabs>\n${tab("Audio", "- Eel")}${tab("Z&#34;&#123;x&#125;", "- Gnu")}</Tabs>\n`,
    ],
    [
      "an underline is as wide as the name",
      underlined,
      lines("Audio", "-----", "", "- Eel", "", "Vision", "------", "", "- Bee", ""),
      [[eel, bee, model("Fly", "Understanding")]],
      lines(
        ...["Audio", "-----", "", "- Eel", ""],
        ...["Understanding", "-------------", "", "- Fly", "", "Vision", "------", "", "- Bee", ""],
      ),
    ],
    [
      "a list below an item is made between others, and the number of another follows",
      items,
      `${item("Audio", "Eel")}${item("Vision", "Bee")}\nBelow.\n`,
      [[eel, ant, bee, dog, model("Fox", "Vision"), model("Gnu", "Zoo")]],
      `${item("Audio", "Eel")}${item("Text", "Ant", "Dog")}${item("Vision", "Bee", "Fox")}${item("Zoo", "Gnu")}\nBelow.\n`,
    ],
    [
      "an item goes with the last of its list, and another stays",
      items,
      `${item("Audio", "Eel")}${item("Text", "Ant")}- Notes (2):\n  - Ours.\n`,
      [[eel, ant], [eel]],
      `${item("Audio", "Eel")}- Notes (2):\n  - Ours.\n`,
    ],
    [
      "text below a heading as high is no group's",
      { by: "kind", header: "### {group}" },
      lines("### Audio", "", "- Eel", "", "### Limits", "", "Words.", ""),
      [[eel, bee]],
      lines("### Audio", "", "- Eel", "", "### Vision", "", "- Bee", "", "### Limits", "", "Words.", ""),
    ],
    [
      "lines around a heading of reStructuredText are as wide as its number makes it, and labels are its own",
      inRst,
      ruled("Audio", "- Eel") + label + ruled("Vision", "- Bee"),
      [[eel, ant, bee, ...many.map((name) => model(name, "Vision"))]],
      ruled("Audio", "- Eel") +
        ruled("Text", "- Ant") +
        label +
        ruled("Vision", "- Bee", ...many.map((name) => `- ${name}`)),
    ],
    [
      "labels go with the heading that they name",
      inRst,
      ruled("Audio", "- Eel") + label + ruled("Vision", "- Bee"),
      [[eel, bee], [eel]],
      ruled("Audio", "- Eel"),
    ],
  ])("%s", (_, group, before, turns, after) => {
    const page = group === inRst ? "p.rst" : "p.mdx";
    const config = settings({
      snippets: [],
      sections: [{ page, format: "list-item", open: "{bullet} {title}", body: [], group }],
      removal: { policy: "prune" },
      claim: "all",
    });
    let at = turn(config, turns[0] ?? [], { [page]: before });
    for (const models of turns.slice(1)) at = turn(config, models, at.pages, at.lock);
    expect(at.pages[page]).toBe(after);
    expect(turn(config, turns.at(-1) ?? [], at.pages, at.lock).pages[page]).toBe(after);
  });
});

it("a list comes back right below the only other one of an item", () => {
  const [ant, bee] = [model("Ant", "Text"), model("Bee", "Vision")];
  const group = { by: "kind", header: "- {group}" };
  const section = {
    page: "p.md",
    item: "Models",
    format: "list-item",
    open: "{bullet} {title}",
    body: [],
    group,
  };
  const config = settings({ sections: [section], removal: { policy: "prune" } });
  const page = lines("- Models", "  - Text", "    - Ant", "  - Vision", "    - Bee");
  const first = turn(config, [ant, bee], { "p.md": page });
  const without = turn(config, [ant], first.pages, first.lock);
  expect(without.pages["p.md"]).toBe(lines("- Models", "  - Text", "    - Ant"));
  expect(turn(config, [ant, bee], without.pages, without.lock).pages["p.md"]).toBe(page);
});

it("lists below items are made where none is yet, and come above the first", () => {
  const [ant, bee, eel] = [model("Ant", "Text"), model("Bee", "Vision"), model("Eel", "Audio")];
  const group = { by: "kind", header: "- {group}" };
  const section = { page: "p.md", heading: ["Models"], format: "list-item", open: "{bullet} {title}", group };
  const config = settings({ sections: [section], removal: { policy: "prune" } });
  const first = turn(config, [ant, bee], { "p.md": lines("## Models", "", "## Next") });
  expect(first.pages["p.md"]).toBe(
    lines("## Models", "", "- Text", "  - Ant", "", "- Vision", "  - Bee", "", "## Next"),
  );
  const tight = lines("## Models", "", "- Text", "  - Ant", "- Vision", "  - Bee", "", "## Next");
  expect(turn(config, [ant, bee, eel], { "p.md": tight }).pages["p.md"]).toBe(
    lines("## Models", "", "- Audio", "  - Eel", "- Text", "  - Ant", "- Vision", "  - Bee", "", "## Next"),
  );
});
