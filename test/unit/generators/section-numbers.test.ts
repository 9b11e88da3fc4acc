import { expect, it } from "vitest";
import { entry, lines, settings } from "../given.ts";
import type { Settings } from "../../../src/config/settings.ts";
import { turn } from "./turns.ts";

const models = (names: readonly string[], size = "") =>
  names.map((name) => entry(`x/${name.toLowerCase()}`, { name, size }));

const given = (open: string): Settings =>
  settings({
    removal: { policy: "prune" },
    formats: { numbered },
    sections: [{ page: "p.md", format: "numbered", open, body: [] }],
  });

const numbered = { base: "list-item", recognise: "^(?<bullet>\\d+[.)]) (?<title>\\w+)", indent: "   " };

const eight = ["Ant", "Bee", "Cat", "Dog", "Eel", "Fox", "Gnu", "Hen"];
const counted = (names: readonly string[], from = 1): readonly string[] =>
  names.map((name, index) => `${index + from}. ${name}`);

it.each<
  readonly [what: string, names: readonly string[], before: readonly string[], after: readonly string[]]
>([
  [
    "those after a new one count on",
    ["Ant", "Bee", "Cat"],
    ["1. Ant", "2. Cat"],
    ["1. Ant", "2. Bee", "3. Cat"],
  ],
  ["one that comes first has the list's first number", ["Ant", "Bee"], ["4) Bee"], ["4) Ant", "5) Bee"]],
  ["several that come last", ["Ant", "Bee", "Cat"], ["1. Ant"], ["1. Ant", "2. Bee", "3. Cat"]],
  [
    "those that are all alike stay so",
    ["Ant", "Bee", "Cat"],
    ["1. Ant", "1. Cat"],
    ["1. Ant", "1. Bee", "1. Cat"],
  ],
  [
    "what people wrote between is counted with them",
    ["Ant", "Bee", "Cat"],
    ["1. Ant", "2. Yours", "3. Cat"],
    ["1. Ant", "2. Bee", "3. Yours", "4. Cat"],
  ],
  [
    "after a number that is left out people's own go on",
    ["Ant", "Bee", "Cat", "Dog"],
    ["1. Ant", "2. Cat", "7. Dog"],
    ["1. Ant", "2. Bee", "3. Cat", "7. Dog"],
  ],
  [
    "no number comes twice where too few were left out",
    ["Ant", "Bee", "Cat", "Dog"],
    ["1. Ant", "3. Dog"],
    ["1. Ant", "2. Bee", "3. Cat", "4. Dog"],
  ],
  [
    "what stands below a longer number goes deeper",
    ["Air", ...eight, "Owl"],
    [...counted(eight), "9. Owl", "", "   Size 3"],
    [...counted(["Air", ...eight]), "10. Owl", "", "    Size 3"],
  ],
])("numbered items: %s", (_, names, before, after) => {
  const config = given("{bullet} {title}");
  const first = turn(config, models(names), { "p.md": lines(...before) });
  expect([first.pages["p.md"], first.told]).toEqual([lines(...after), []]);
});

it("an item that got another number is still the tool's, and goes with its model", () => {
  const config = given("{bullet} {title}: {size}");
  const first = turn(config, models(["Bee", "Dog"], "1"), { "p.md": lines("1. Bee: 1") });
  expect(first.pages["p.md"]).toBe(lines("1. Bee: 1", "2. Dog: 1"));
  const second = turn(config, models(["Ant", "Bee", "Dog"], "2"), first.pages, first.lock);
  expect(second.pages["p.md"]).toBe(lines("1. Ant: 2", "2. Bee: 2", "3. Dog: 2"));
  const third = turn(config, models(["Ant", "Dog"], "3"), second.pages, second.lock);
  expect([third.pages["p.md"], third.told]).toEqual([lines("1. Ant: 3", "2. Dog: 3"), []]);
});

it.each<readonly [what: string, before: readonly string[], after: readonly string[]]>([
  [
    "numbers are known without a word of the config",
    ["1. **Ant**", "2. Cat"],
    ["1. **Ant**", "2. Bee", "3. Cat"],
  ],
  [
    "steps are no entries",
    ["1. Ask.", "2. Wait.", "", "- Ant", "- Cat"],
    ["1. Ask.", "2. Wait.", "", "- Ant", "- Bee", "- Cat"],
  ],
])("lists of a section: %s", (_, before, after) => {
  const section = { page: "p.md", heading: ["Models"], format: "list-item", open: "{bullet} {title}" };
  const config = settings({ snippets: [], sections: [section] });
  const first = turn(config, models(["Ant", "Bee", "Cat"]), { "p.md": lines("## Models", "", ...before) });
  expect([first.pages["p.md"], first.told]).toEqual([lines("## Models", "", ...after), []]);
});
