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
  "<details>",
  `<summary>${name}</summary>`,
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
  [
    "a heading of its own",
    { format: "heading", body: ["", "{id}"] },
    ["### First", "", ...heading(4, "Ant"), ...heading(4, "Bee"), ...heading(3, "Dog")],
    ["### First", "", ...heading(4, "Ant"), ...heading(4, "Bee"), ...heading(3, "Cat"), ...heading(3, "Dog")],
  ],
  [
    "another's entry",
    { format: "heading", body: ["", "{id}"] },
    [...heading(3, "Ant"), ...heading(4, "Cat"), ...heading(3, "Dog")],
    [...heading(3, "Ant"), ...heading(4, "Bee"), ...heading(4, "Cat"), ...heading(3, "Dog")],
  ],
  [
    "a section of headings above those of its format",
    { format: "heading-4", body: ["", "{id}"] },
    [...heading(3, "Ant"), ...heading(4, "Usage"), ...heading(3, "Bee"), ...heading(3, "Cat")],
    [
      ...[...heading(3, "Ant"), ...heading(4, "Usage"), ...heading(3, "Bee"), ...heading(3, "Cat")],
      ...heading(3, "Dog"),
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

it("headings inside of an entry go as deep as it does", () => {
  const body = ["", "#### About", "", "{id}, {n}"];
  const given = settings({ sections: [{ page: "p.md", heading: ["Models"], format: "heading", body }] });
  const made = (level: number, name: string, n: number): readonly string[] => [
    `${"#".repeat(level)} ${name}`,
    "",
    `${"#".repeat(level + 1)} About`,
    "",
    `x/${name.toLowerCase()}, ${n}`,
    "",
  ];
  const page = (n: number, ...all: readonly (readonly string[])[]): string =>
    lines("# P", "", "## Models", "", ...made(4, "Ant", n), ...all.flat(), "## Other");
  const at = (n: number) =>
    models.slice(0, 2).map((model) => ({ ...model, fields: new Map([...model.fields, ["n", n]]) }));
  const first = turn(given, at(1), { "p.md": page(1) });
  expect([first.pages["p.md"], first.told]).toEqual([page(1, made(4, "Bee", 1)), []]);
  const next = turn(given, at(2), first.pages, first.lock);
  expect(next.pages["p.md"]).toBe(page(2, made(4, "Bee", 2)));
});

it("what stands below the entry of another that goes stays", () => {
  const given = settings({
    removal: { policy: "prune" },
    sections: [{ page: "p.md", heading: ["Models"], format: "heading", body: ["", "{id}"] }],
  });
  const page = (...all: readonly (readonly string[])[]): string =>
    lines("# P", "", "## Models", "", ...all.flat(), "## Other");
  const before = page(heading(3, "Ant"), heading(4, "Bee"), heading(3, "Cat"));
  const first = turn(given, models.slice(0, 3), { "p.md": before });
  expect(first.pages["p.md"]).toBe(before);
  const next = turn(given, models.slice(1, 3), first.pages, first.lock);
  expect([next.pages["p.md"], next.told]).toEqual([page(heading(4, "Bee"), heading(3, "Cat")), []]);
});

it("a heading with a line below it isn't made again, and is told", () => {
  const given = settings({
    sections: [{ page: "p.md", heading: ["Models"], format: "heading-4", body: ["", "{id}"] }],
  });
  const before = ["# Models", "", "Ant", "---", "", "x/ant", "", ...heading(4, "Cat")];
  const first = turn(given, models, { "p.md": lines(...before) });
  const after = [...before.slice(0, 7), ...["Bee", "Cat", "Dog"].flatMap((name) => heading(4, name))];
  expect(first.pages["p.md"]).toBe(lines(...after));
  expect(first.told).toEqual([
    'entry-level: The heading of "x/ant" has another level than the entries of Models: what stands there stays as it is, and doesn\'t follow the catalog.',
  ]);
});
