import { describe, expect, it } from "vitest";
import type { GroupConfig } from "../../../src/config/config.gen.ts";
import { entry, lines, settings } from "../given.ts";
import { priced } from "./tables.ts";
import { turn } from "./turns.ts";

const given = settings({
  removal: { policy: "prune" },
  tables: [priced({ heading: ["Models"], group: { by: "owner", header: "### {group} ({count})" } })],
});
const model = (name: string, owner: string) =>
  entry(`${owner}/${name}`.toLowerCase(), { name, owner, price: `${name} 1` });
const group = (owner: string, ...names: readonly string[]): readonly string[] => [
  `### ${owner} (${names.length})`,
  "",
  "| Model | Price |",
  "|:--|--:|",
  ...names.map((name) => `| ${name} | ${name} 1 |`),
  "",
];
const page = (...groups: readonly (readonly string[])[]): string =>
  lines("# T", "", "## Models", "", ...groups.flat(), "## Else", "", "text");

const there = [model("Ant", "Acme"), model("Bee", "Acme"), model("Cow", "Zed")];
const before = page(group("Acme", "Ant", "Bee"), group("Zed", "Cow"));
const adopted = turn(given, there, { "p.md": before });

describe("a table for each group, under its heading", () => {
  it("stays as it is where nothing changed", () => {
    expect(adopted.pages["p.md"]).toBe(before);
    expect(adopted.told).toEqual([]);
  });

  it.each<readonly [what: string, models: typeof there, after: string]>([
    [
      "gets rows, and its heading another count",
      [...there, model("Asp", "Acme")],
      page(group("Acme", "Ant", "Asp", "Bee"), group("Zed", "Cow")),
    ],
    [
      "is made with the first model of a group, where the group is sorted in",
      [...there, model("Dog", "Mid"), model("Cat", "Mid")],
      page(group("Acme", "Ant", "Bee"), group("Mid", "Cat", "Dog"), group("Zed", "Cow")),
    ],
    [
      "is made after the last",
      [...there, model("Dog", "Zoo")],
      page(group("Acme", "Ant", "Bee"), group("Zed", "Cow"), group("Zoo", "Dog")),
    ],
    ["goes with the last model of its group", there.slice(0, 2), page(group("Acme", "Ant", "Bee"))],
    [
      "goes where another comes at its place",
      [...there.slice(0, 2), model("Dog", "Zoo")],
      page(group("Acme", "Ant", "Bee"), group("Zoo", "Dog")),
    ],
    ["goes with all others where another comes", [model("Dog", "Mid")], page(group("Mid", "Dog"))],
    ["goes from the start as well", there.slice(2), page(group("Zed", "Cow"))],
    [
      "loses a row to the group that its model goes to",
      [there[0]!, { ...there[1]!, fields: new Map([...there[1]!.fields, ["owner", "Zed"]]) }, there[2]!],
      page(group("Acme", "Ant"), group("Zed", "Bee", "Cow")),
    ],
  ])("%s", (_, models, after) => {
    expect(turn(given, models, adopted.pages, adopted.lock).pages["p.md"]).toBe(after);
  });

  const note = ["Made in Acme town.", ""];
  const withNote = (lines: readonly string[]): readonly string[] => [
    ...lines.slice(0, 2),
    ...note,
    ...lines.slice(2),
  ];
  const noted = page(withNote(group("Acme", "Ant", "Bee")), group("Zed", "Cow"));
  const in_ = (owner: string, ...names: readonly string[]) =>
    names.map((name) => ({
      ...model(name, "Acme"),
      fields: new Map([...model(name, "Acme").fields, ["owner", owner]]),
    }));

  it.each<readonly [what: string, models: typeof there, after: string, told: readonly string[]]>([
    [
      "gets the name that its group has now, and keeps what people wrote",
      [...in_("Acme Labs", "Ant", "Bee"), there[2]!],
      page(withNote(group("Acme Labs", "Ant", "Bee")), group("Zed", "Cow")),
      [],
    ],
    [
      "gets it where a model left, and another came",
      [...in_("Omega", "Bee"), model("Asp", "Omega"), there[2]!],
      page(withNote(group("Omega", "Asp", "Bee")), group("Zed", "Cow")),
      [],
    ],
    [
      "stays, and is told, where its models go to several groups",
      [...in_("Omega", "Ant"), ...in_("Zed", "Bee"), there[2]!],
      page(withNote(group("Acme")), group("Omega", "Ant"), group("Zed", "Bee", "Cow")),
      ["group-empty"],
    ],
  ])("%s", (_, models, after, told) => {
    const first = turn(given, there, { "p.md": noted });
    const second = turn(given, models, first.pages, first.lock);
    expect(second.pages["p.md"]).toBe(after);
    expect(second.told.filter((each) => each.includes("group-empty"))).toHaveLength(told.length);
    expect(turn(given, models, second.pages, second.lock).pages["p.md"]).toBe(after);
  });

  it.each<
    readonly [
      what: string,
      group: Omit<GroupConfig, "by">,
      page: string,
      of: (name: string, rows: string) => string,
      tail: string,
    ]
  >([
    [
      "folds",
      { header: "<details>\n<summary>{group}</summary>", footer: "</details>" },
      "p.md",
      (name, rows) =>
        `<details>\n<summary>${name}</summary>\n\n| Model | Price |\n|--|--|\n${rows}\n</details>\n\n`,
      "",
    ],
    [
      "bold lines",
      { header: "**{group}:**", apart: true },
      "p.md",
      (name, rows) => `**${name}:**\n\n| Model | Price |\n|--|--|\n${rows}\n`,
      "",
    ],
    [
      "tabs",
      { header: '=== "{group}"', apart: true },
      "p.md",
      (name, rows) =>
        `=== "${name}"\n\n    | Model | Price |\n    |--|--|\n${rows.replace(/^/gm, "    ").trimEnd()}\n\n`,
      "",
    ],
    [
      "underlined headings",
      { header: "{group}\n----" },
      "p.md",
      (name, rows) => `${name}\n----\n\n| Model | Price |\n|--|--|\n${rows}\n`,
      "Else\n----\n\n",
    ],
    [
      "headings of AsciiDoc, in a table of its own attributes",
      { header: "== {group}" },
      "p.adoc",
      (name, rows) =>
        `== ${name}\n\n[cols="1,1"]\n|===\n|Model |Price\n\n${rows.replace(/ \|$/gm, "").replace(/\| /g, "|")}|===\n\n`,
      "== Else\n\n",
    ],
  ])("is made, and goes, below %s", (_, group, path, of, tail) => {
    const own = settings({
      removal: { policy: "prune" },
      tables: [priced({ page: path, group: { by: "owner", ...group } })],
    });
    const pageOf = (groups: Readonly<Record<string, readonly string[]>>): string =>
      `Text.\n\n${Object.entries(groups)
        .map(([name, names]) => of(name, names.map((each) => `| ${each} | ${each} 1 |\n`).join("")))
        .join("")}${tail}Below.\n`;
    const first = turn(own, there, { [path]: pageOf({ Acme: ["Ant", "Bee"], Zed: ["Cow"] }) });
    const later = turn(own, [...there.slice(0, 2), model("Dog", "Mid")], first.pages, first.lock);
    expect([later.pages[path], later.told]).toEqual([pageOf({ Acme: ["Ant", "Bee"], Mid: ["Dog"] }), []]);
    const back = turn(own, there, later.pages, later.lock);
    expect(back.pages[path]).toBe(pageOf({ Acme: ["Ant", "Bee"], Zed: ["Cow"] }));
  });

  it("stands apart from one that ends the page", () => {
    const own = settings({
      tables: [priced({ group: { by: "owner", header: "### {group} ({count})" } })],
    });
    const text = group("Acme", "Ant", "Bee").join("\n");
    const both = lines(...group("Acme", "Ant", "Bee"), ...group("Zed", "Cow").slice(0, -1));
    expect(turn(own, there, { "p.md": text }).pages["p.md"]).toBe(both);
  });

  it("counts models, not their rows, from the first", () => {
    const two = settings({
      tables: [
        priced({
          heading: ["Models"],
          columns: [
            { header: "Model", value: "{name}", key: true },
            { header: "Price", value: "{price}", key: true },
          ],
          rows: [{ name: "live" }, { name: "batch", cells: { Price: "half" } }],
          group: { by: "owner", header: "### {group} ({count})" },
        }),
      ],
    });
    expect(turn(two, [...there, model("Dog", "Zoo")], adopted.pages).pages["p.md"]).toContain(
      "### Zoo (1)\n",
    );
  });

  it("is asked for where none stands that it could be made like", () => {
    const empty = page();
    const planned = turn(given, there, { "p.md": empty });
    expect(planned.pages["p.md"]).toBe(empty);
    expect(planned.told).toEqual([
      "table-not-found: No group has a table in p.md at Models yet, so there is none for `Acme`, `Zed` to be made like.",
    ]);
    expect(turn(given, [], { "p.md": empty }).told).toEqual([]);
  });

  it.each<readonly [where: string, to: string]>([
    ["to a group that stands there", "Zed"],
    ["to a new group", "Mid"],
    ["from the group that is emptied by it, and back", "Acme"],
  ])("people's cells go along with a row %s", (_, to) => {
    const noted = settings({
      removal: { policy: "prune" },
      tables: [
        priced({
          heading: ["Models"],
          columns: [
            { header: "Model", value: "{name}", key: true },
            { header: "Price", value: "{price}" },
            { header: "Note", value: "", owner: "people" },
          ],
          group: { by: "owner", header: "### {group} ({count})" },
        }),
      ],
    });
    const owned = (name: string, owner: string) => ({ ...model(name, owner), id: name });
    const noting = (owner: string, ...names: readonly string[]): readonly string[] => [
      `### ${owner} (${names.length})`,
      "",
      "| Model | Price | Note |",
      "|---|---|---|",
      ...names.map((name) => `| ${name} | ${name} 1 | ${name}'s |`),
      "",
    ];
    const pageOf = (models: readonly (readonly [name: string, owner: string])[]): string =>
      page(
        ...["Acme", "Mid", "Zed"].flatMap((owner) => {
          const names = models.filter(([, of]) => of === owner).map(([name]) => name);
          return names.length === 0 ? [] : [noting(owner, ...names)];
        }),
      );
    const first = [
      ["Ant", "Acme"],
      ["Cow", "Zed"],
    ] as const;
    const later = [
      ["Ant", to],
      ["Cow", to === "Acme" ? "Acme" : "Zed"],
    ] as const;
    let state = turn(
      noted,
      first.map(([name, owner]) => owned(name, owner)),
      { "p.md": pageOf(first) },
    );
    for (const models of [later, first]) {
      state = turn(
        noted,
        models.map(([name, owner]) => owned(name, owner)),
        state.pages,
        state.lock,
      );
      expect([state.pages["p.md"], state.told]).toEqual([pageOf(models), []]);
    }
  });

  describe("a row in the table of another group", () => {
    const moved = page(group("Acme", "Ant"), group("Zed", "Bee", "Cow"));
    const kept = settings({
      tables: [priced({ heading: ["Models"], group: { by: "owner", header: "### {group} ({count})" } })],
    });
    const bee = (more: Readonly<Record<string, string>>) =>
      there.map((each) =>
        each.name === "Bee" ? { ...each, fields: new Map([...each.fields, ...Object.entries(more)]) } : each,
      );
    const left = `row-left: "acme/bee" belongs in the table of "Acme", but its row stays in that of "Zed": people put it there, or wrote into it.`;

    it.each([
      ["with a lock", adopted.lock],
      ["without a lock", undefined],
    ])("stays where people put it, and is told, %s", (_, lock) => {
      const { pages, told } = turn(kept, there, { "p.md": moved }, lock);
      expect([pages["p.md"], told]).toEqual([moved, [left]]);
    });

    it.each([
      ["with a lock", adopted.lock],
      ["without a lock", undefined],
    ])("stays where its model's own has it too, and is told with both places, %s", (_, lock) => {
      const copied = page(group("Acme", "Ant", "Bee"), group("Zed", "Bee", "Cow")).replace(
        "Zed (2)",
        "Zed (1)",
      );
      const { pages, told } = turn(kept, there, { "p.md": copied }, lock);
      expect([pages["p.md"], told]).toEqual([
        copied,
        [
          'row-duplicate: The row "Bee" stands here, and in Models › Acme, where "acme/bee" belongs; this one stays as it is.',
        ],
      ]);
    });

    it("follows the catalog there, and goes where its model's group goes then", () => {
      const first = turn(kept, there, { "p.md": moved });
      const dearer = turn(kept, bee({ price: "9" }), first.pages, first.lock);
      expect(dearer.pages["p.md"]).toBe(moved.replace("Bee 1", "9"));
      const later = turn(kept, bee({ owner: "Mid" }), dearer.pages, dearer.lock);
      expect(later.pages["p.md"]).toBe(page(group("Acme", "Ant"), group("Mid", "Bee"), group("Zed", "Cow")));
    });
  });

  it("stays with what people wrote beside it", () => {
    const text = before.replace("### Zed (1)\n", "### Zed (1)\n\nOurs.\n");
    const first = turn(given, there, { "p.md": text });
    const later = turn(given, there.slice(0, 2), first.pages, first.lock);
    expect(later.pages["p.md"]).toBe(text.replace("| Cow | Cow 1 |\n", "").replace("Zed (1)", "Zed (0)"));
  });
});
