import { expect, it } from "vitest";
import type { SectionConfig } from "../../../src/config/config.gen.ts";
import { entry, lines, settings } from "../given.ts";
import { turn } from "./turns.ts";

const models = ["Ant", "Bee", "Cat", "Dog"].map((name) => entry(`x/${name.toLowerCase()}`, { name }));
const inside = (lead: string, all: readonly string[]): readonly string[] =>
  all.map((line) => (line === "" ? "" : lead + line));
const admonition = (name: string): readonly string[] => [
  `??? example "${name}"`,
  "",
  `    x/${name.toLowerCase()}`,
  "",
];
const details = (name: string): readonly string[] => [
  `<details><summary>${name}</summary>`,
  "",
  `x/${name.toLowerCase()}`,
  "",
  "</details>",
  "",
];
const heading = (level: number, name: string): readonly string[] => [
  `${"#".repeat(level)} ${name}`,
  "",
  `x/${name.toLowerCase()}`,
  "",
];

it.each<
  readonly [
    where: string,
    section: Pick<SectionConfig, "format" | "body">,
    before: readonly string[],
    after: readonly string[],
  ]
>([
  [
    "a tab",
    { format: "mkdocs-details", body: ["", "{id}"] },
    [...admonition("Ant"), '=== "More"', "", ...inside("    ", admonition("Cat"))],
    [
      ...admonition("Ant"),
      '=== "More"',
      "",
      ...inside("    ", [...admonition("Bee"), ...admonition("Cat"), ...admonition("Dog")]),
    ],
  ],
  [
    "an element",
    { format: "docusaurus-details", body: ["", "{id}", ""] },
    [...details("Ant"), "<div>", "", ...inside("  ", details("Cat")), "</div>", ""],
    [
      ...details("Ant"),
      "<div>",
      "",
      ...inside("  ", [...details("Bee"), ...details("Cat"), ...details("Dog")]),
      "</div>",
      "",
    ],
  ],
  [
    "nothing: an entry at the top stands there",
    { format: "mkdocs-details", body: ["", "{id}"] },
    ['=== "More"', "", ...inside("    ", admonition("Ant")), ...admonition("Cat")],
    [
      '=== "More"',
      "",
      ...inside("    ", admonition("Ant")),
      ...admonition("Bee"),
      ...admonition("Cat"),
      ...admonition("Dog"),
    ],
  ],
])(
  "an entry inside of %s keeps its depth, and new ones take that of those beside them",
  (_, section, before, after) => {
    const given = settings({ sections: [{ page: "p.md", heading: ["Models"], ...section }] });
    const page = (all: readonly string[]): string => lines("# P", "", "## Models", "", ...all, "## Other");
    const first = turn(given, models, { "p.md": page(before) });
    expect([first.pages["p.md"], first.told]).toEqual([page(after), []]);
    // What the entries say follows the catalog at whatever depth.
    const renamed = models.map((model) => ({
      ...model,
      name: `${model.name} 2`,
      fields: new Map([...model.fields, ["name", `${model.name} 2`]]),
    }));
    expect(turn(given, renamed, first.pages, first.lock).pages["p.md"]).toBe(
      page(after).replace(/\b(Ant|Bee|Cat|Dog)\b/g, "$1 2"),
    );
  },
);

it("a heading of another level isn't made again, and is told", () => {
  const given = settings({
    sections: [{ page: "p.md", heading: ["Models"], format: "heading", body: ["", "{id}"] }],
  });
  const before = ["# P", "", "## Models", "", "### First", "", ...heading(4, "Ant"), ...heading(4, "Bee")];
  const first = turn(given, models, { "p.md": lines(...before, ...heading(3, "Cat"), "## Other") });
  expect(first.pages["p.md"]).toBe(lines(...before, ...heading(3, "Cat"), ...heading(3, "Dog"), "## Other"));
  expect(first.told).toEqual([
    'entry-level: The heading of "x/ant" (and of 1 more) has another level than the entries of Models: what stands there stays as it is, and doesn\'t follow the catalog.',
  ]);
});
