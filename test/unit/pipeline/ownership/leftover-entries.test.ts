import { describe, expect, test } from "vitest";
import type { Config } from "../../../../src/config/config.gen.ts";
import { makeWorld } from "./world.ts";

const [alpha, beta, gamma] = ["Alpha", "Beta", "Gamma"].map((name) => ({ id: `x/${name}`, name }));

type SectionConfig = Partial<NonNullable<Config["sections"]>[number]>;

const lists: Partial<Config> = {
  ...{ snippets: [], tables: [] },
  sections: [
    {
      ...{ page: "guide.md", heading: ["Examples"], format: "list-item" },
      open: "{bullet} [{title}](models/{slug|url}.md)",
    },
  ],
};

const page = "# Guide\n\n## Examples\n\n- [Alpha](models/alpha.md)\n- [Beta](models/beta.md)\n";

test("an entry that was left before the tool came is told, without a lock and with one", async () => {
  const world = makeWorld([beta!, gamma!], lists);
  world.write("guide.md", page);
  const first = await world.apply();
  const second = await world.plan("--prune");
  expect([first.problems, second.problems]).toEqual([["entries-unknown"], ["entries-unknown"]]);
  expect([second.code, second.changes]).toEqual([0, []]);
  // One that leaves later is the tool's to take out.
  world.catalog([beta]);
  await world.apply("--prune", "--accept-catalog");
  expect(world.read("guide.md")).toBe(page);
  world.catalog([alpha, beta]);
  expect((await world.apply()).problems).toEqual([]);
});

test.each<[given: readonly string[]]>([
  [["--prune", "--claim", "all"]],
  [["--prune", "--claim", "all", "--model", "x/Alpha"]],
])("an entry that names no model goes as a row does, where that is asked for: %j", async (given) => {
  const world = makeWorld([beta!], lists);
  world.write("guide.md", page);
  await world.apply(...given);
  expect(world.read("guide.md")).toBe(page.replace("- [Alpha](models/alpha.md)\n", ""));
  expect((await world.plan("--check")).problems).toEqual([]);
});

test.each([
  ["beside those of models", [alpha!, beta!], ["- Old", "  - Alpha", "  - Emu", "- New", "  - Beta"]],
  ["called as another is", [alpha!, beta!], ["- Old", "  - Alpha", "- New", "  - Alpha", "  - Beta"]],
  ["alone in a group", [alpha!], ["- Old", "  - Alpha", "- Former", "  - Emu"]],
  ["where no model is shown", [alpha!], ["- Former", "  - Emu"]],
])("an entry below an item that is a group is told and goes: %s", async (_, models, shown) => {
  const group = { by: "about", header: "- {group}" };
  const section = {
    page: "guide.md",
    heading: ["Examples"],
    format: "list-item",
    open: "{bullet} {title}",
    group,
  };
  const kinds = models.map((each) => ({ ...each, about: each.name === "Beta" ? "New" : "Old" }));
  const where = { field: "name", in: shown.flatMap((line) => /^ +- (.*)/.exec(line)?.[1] ?? []) };
  const world = makeWorld(kinds, { ...lists, sections: [{ ...section, where }] });
  world.write("guide.md", `# Guide\n\n## Examples\n\n${shown.join("\n")}\n\n## Next\n`);
  expect((await world.plan()).problems).toContain("entries-unknown");
  await world.apply("--prune", "--claim", "all");
  expect(world.read("guide.md")).not.toContain("Emu");
  expect(world.read("guide.md").split("Alpha").length).toBeLessThan(3);
});

test("a heading of people's between entries is none of a model's: it is neither told nor taken out", async () => {
  const facts = (name: string): string => `## ${name}\n\n- Context: 32K tokens\n- Tools: yes\n\n`;
  const limits = "## Limits\n\nAsk us for more tokens.\n\n";
  const headings: Partial<Config> = {
    ...{ snippets: [], tables: [] },
    sections: [
      {
        ...{ page: "guide.md", format: "heading-2", open: "## {title}" },
        body: ["", "- Context: 32K tokens", "- Tools: yes"],
      },
    ],
  };
  const world = makeWorld([beta!, gamma!], headings);
  world.write("guide.md", `# Guide\n\n${["Alpha", "Beta", "Gamma"].map(facts).join("")}${limits}`);
  expect((await world.plan()).problems).toEqual(["entries-unknown"]);
  await world.apply("--prune", "--claim", "all");
  expect(world.read("guide.md")).toBe(`# Guide\n\n${["Beta", "Gamma"].map(facts).join("")}${limits}`);
  expect((await world.plan("--prune", "--claim", "all")).problems).toEqual([]);
});

test("an item with nothing in common with those of models is told, and stays whatever is claimed", async () => {
  const item = (name: string): string => `- [${name}](models/${name.toLowerCase()}.md)\n`;
  const world = makeWorld([beta!, gamma!], lists);
  const more = "- More to come\n- [How to choose](models/choose.md)\n  - [By price](models/price.md)\n";
  world.write(
    "guide.md",
    `# Guide\n\n## Examples\n\n${["Alpha", "Beta", "Gamma"].map(item).join("")}${more}`,
  );
  await world.apply("--prune", "--claim", "all");
  expect(world.read("guide.md")).toBe(
    `# Guide\n\n## Examples\n\n${["Beta", "Gamma"].map(item).join("")}${more}`,
  );
  expect((await world.plan()).problems).toEqual(["entries-unknown"]);
});

const tabs = (title: string): string => `=== "${title}"\n\n    Text.\n\n`;

const folds = (title: string): string => `<details>\n<summary>${title}</summary>\n\nText.\n\n</details>\n\n`;

const cards = (title: string): string => `  <Card title="${title}">\n    Text.\n  </Card>\n`;

describe.each<[what: string, format: SectionConfig, entry: (title: string) => string, between: string]>([
  ["a list", { format: "list-item", open: "{bullet} {title}" }, (title) => `- ${title}\n`, "\nText.\n\n"],
  ["headings", { format: "heading", body: ["", "Text."] }, (title) => `### ${title}\n\nText.\n\n`, ""],
  ["tabs", { format: "mkdocs-tab", body: ["", "Text."] }, tabs, ""],
  [
    "folds",
    {
      format: "docusaurus-details",
      open: "<details>",
      body: ["<summary>{title}</summary>", "", "Text.", ""],
    },
    folds,
    "",
  ],
  ["cards", { format: "card", body: ["Text."] }, cards, "</Cards>\n\n<Cards>\n"],
])("%s with people's own below, past other text", (what, format, entry, between) => {
  const config: Partial<Config> = {
    ...{ snippets: [], tables: [] },
    formats: {
      card: {
        ...{
          base: "docusaurus-details",
          open: '<Card title="{title}">',
          close: "</Card>",
          blank: "as-found",
        },
        indent: "  ",
        balance: { open: "<Card\\b", close: "</Card>" },
        recognise: '^<Card title="(?<title>[^"]*)">',
      },
    },
    sections: [{ page: "guide.md", format: "heading", order: { by: "name" }, ...format }],
  };
  const before = what === "cards" ? "# Guide\n\n<Cards>\n" : "# Guide\n\n";
  const text = (own: readonly string[], theirs: string): string =>
    `${before}${own.map(entry).join("")}${between === "" ? "## Limits\n\nNone.\n\n" : between}${entry(theirs).trimEnd()}\n`;

  test("a new one goes to those of models, and theirs are told until people say that they know", async () => {
    const world = makeWorld([alpha!, beta!], config);
    world.write("guide.md", text(["Alpha", "Beta"], "Emu"));
    expect((await world.apply()).problems).toEqual(["entries-unknown"]);
    world.catalog([alpha!, beta!, gamma!]);
    expect((await world.apply()).problems).toEqual(["entries-unknown"]);
    expect(world.read("guide.md")).toBe(text(["Alpha", "Beta", "Gamma"], "Emu"));
    world.config({ ...config, check: { rules: { "entry-left": "off" } } });
    const decided = await world.plan("--check");
    expect([decided.code, decided.problems]).toEqual([0, []]);
    expect((await world.run("plan")).out).toContain('although it differs: 1 entry of no model ("Emu")');
    // Without a lock nobody knows whose it is.
    world.remove(".kluster-gen/lock.jsonl");
    expect((await world.plan()).problems).toEqual(["entries-unknown"]);
  });
});
