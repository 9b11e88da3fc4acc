import { describe, expect, it } from "vitest";
import type { TableConfig } from "../../../src/config/config.gen.ts";
import type { Entry, FieldValue } from "../../../src/model/entry.ts";
import { wellFormed } from "../../../src/text/emit/unicode.ts";
import { NASTY_TEXTS } from "../../support/hostile/corpus.ts";
import { entry, lines, settings } from "../given.ts";
import { inModes } from "./tables.ts";
import { turn } from "./turns.ts";

type Fields = Readonly<Record<string, FieldValue>>;

const columns: TableConfig["columns"] = [
  { header: "Model", value: "**{name}**" },
  { header: "ID", value: "`{id}`", key: true },
  { header: "Note", value: "", owner: "people" },
];
const head = ["| Model | ID | Note |", "|---|---|---|"];
const table = (more: Partial<TableConfig> = {}) => settings({ tables: [{ page: "p.md", columns, ...more }] });
const model = (name: string, more: Fields = {}): Entry => entry(`x/${name.toLowerCase()}`, { name, ...more });
const row = (name: string, note = ""): string =>
  `| **${name}** | \`x/${name.toLowerCase()}\` |${note === "" ? " " : ` ${note} `}|`;
const page = (...rows: readonly string[]): string => lines(...head, ...rows);

/** The page after the models were first `before`, then `after`; `edit` is what people did in between. */
const evolve = (
  given: ReturnType<typeof table>,
  text: string,
  turns: readonly (readonly Entry[])[],
  edit: (text: string) => string = (same) => same,
) => {
  let at = turn(given, turns[0] ?? [], { "p.md": text });
  for (const models of turns.slice(1))
    at = turn(given, models, { "p.md": edit(at.pages["p.md"] ?? "") }, at.lock);
  return { text: at.pages["p.md"], told: at.told };
};

describe("a row is written as its neighbours are", () => {
  const two: TableConfig["columns"] = [
    { header: "Model", value: "{name}", key: true },
    { header: "Vision", value: "✅", when: { field: "vision", equals: true }, otherwise: "❌" },
  ];
  const long = model("A name that is too long", { vision: true });
  it.each<readonly [what: string, more: Partial<TableConfig>, before: string, after: string]>([
    [
      "compact",
      {},
      lines("|Model|Vision|", "|-|-|", "|Ant|❌|"),
      lines("|Model|Vision|", "|-|-|", "|A name that is too long|✅|", "|Ant|❌|"),
    ],
    [
      "padded, and a longer text overflows",
      {},
      lines("| Model | Vision |", "| ----- | ------ |", "| Ant   | ❌     |"),
      lines(
        "| Model | Vision |",
        "| ----- | ------ |",
        "| A name that is too long | ✅     |",
        "| Ant   | ❌     |",
      ),
    ],
    [
      "ragged, with the least space that others have",
      {},
      lines("|  Model| Vision |", "|--|-|", "| Ant   |  ❌  |", "|  Bee | ❌|"),
      lines(
        "|  Model| Vision |",
        "|--|-|",
        "| A name that is too long | ✅|",
        "| Ant   |  ❌  |",
        "|  Bee | ❌|",
      ),
    ],
    [
      "aligned anew",
      { style: "aligned" },
      lines("| Model | Vision |", "| :---- | :----: |", "| Ant   |   ❌   |", "| 模型  |   ❌   |"),
      lines(
        "| Model                   | Vision |",
        "| :---------------------- | :----: |",
        "| A name that is too long |   ✅   |",
        "| Ant                     |   ❌   |",
        "| 模型                    |   ❌   |",
      ),
    ],
    [
      "aligned anew without outer pipes",
      { style: "aligned" },
      lines("Model | Vision", "------|-------", "Ant   | ❌"),
      lines(
        "Model                   | Vision",
        "------------------------|--------",
        "A name that is too long | ✅",
        "Ant                     | ❌",
      ),
    ],
  ])("%s", (_, more, before, after) => {
    const models = [long, model("Ant", { vision: false }), model("Bee"), entry("m", { name: "模型" })];
    const there = models.filter(({ name }) => name === long.name || before.includes(name));
    expect(evolve(table({ columns: two, ...more }), before, [there]).text).toBe(after);
  });

  it.each<readonly [what: string, before: string, after: string]>([
    [
      "its one cell",
      lines("| Model | Vision |", "|---|---|", "| Ant |"),
      lines("| Model | Vision |", "|---|---|", "| Ant | ❌ |"),
    ],
    [
      "no pipe at its end",
      lines("Model | Vision", "---|---", "| Ant"),
      lines("Model | Vision", "---|---", "| Ant | ❌"),
    ],
    [
      "people's column between",
      lines("| Model | Mine | Vision |", "|---|---|---|", "| Ant |"),
      lines("| Model | Mine | Vision |", "|---|---|---|", "| Ant | | ❌ |"),
    ],
    [
      "people's columns alone",
      lines("| Model | Vision | Mine |", "|---|---|---|", "| Ant | ❌ |"),
      lines("| Model | Vision | Mine |", "|---|---|---|", "| Ant | ❌ |"),
    ],
  ])("a row that stops early goes on as far as the catalog has something to say: %s", (_, before, after) => {
    expect(evolve(table({ columns: two }), before, [[model("Ant", { vision: false })]]).text).toBe(after);
  });

  it("and an aligned table that lacks nothing is left as it is, aligned or not", () => {
    const text = page(row("Ant"), "|  **Bee**|`x/bee`| |");
    expect(evolve(table({ style: "aligned" }), text, [[model("Ant"), model("Bee")]]).text).toBe(text);
  });
});

describe("the row of an empty table", () => {
  const given = (policy: "prune" | "keep" = "prune") =>
    settings({ tables: [{ page: "p.md", columns, empty: "| *No models yet* | | |" }], removal: { policy } });
  const none = "| *No models yet* | | |";
  it.each<readonly [what: string, text: string, turns: readonly (readonly string[])[], after: string]>([
    ["is made", page(), [[]], page(none)],
    ["stays", page(none), [[]], page(none)],
    ["goes with the first row", page(none), [["Bee", "Ant"]], page(row("Ant"), row("Bee"))],
    ["goes as people wrote it", page("|No models yet|||"), [["Ant"]], page("|**Ant**|`x/ant`| |")],
    ["comes when the last row goes", page(), [["Ant"], []], page(none)],
    ["isn't needed beside a row of people's", page("| Mine | `x` | |"), [[]], page("| Mine | `x` | |")],
  ])("%s", (_, text, turns, after) => {
    const models = turns.map((names) => names.map((name) => model(name)));
    expect(evolve(given(), text, models).text).toBe(after);
  });
});

describe("several rows for one model", () => {
  const given = inModes(
    { name: "batch", when: { field: "batch", exists: true }, cells: { Mode: "Batch", Price: "{batch}" } },
    { name: "region", each: "regions", cells: { Mode: "Region {each}" } },
  );
  const top = ["| Model | Mode | Price | Note |", "|---|---|---|---|"];
  const ant = (more: Fields = {}) => model("Ant", { price: 4, batch: 2, regions: ["eu", "us"], ...more });
  const made = [
    "| Ant | Live | 4 | |",
    "| Ant | Batch | 2 | |",
    "| Ant | Region eu | 4 | |",
    "| Ant | Region us | 4 | |",
  ];

  it.each<
    readonly [
      what: string,
      before: readonly string[],
      turns: readonly Fields[],
      edit: readonly [string, string],
      after: readonly string[],
    ]
  >([
    ["are made in the order of the config", [], [{}], ["", ""], made],
    [
      "are made where they lack",
      [made[2]!, made[0]!],
      [{}],
      ["", ""],
      [made[2]!, made[0]!, made[1]!, made[3]!],
    ],
    [
      "follow the catalog one by one",
      [],
      [{}, { batch: 3 }],
      ["", ""],
      [made[0]!, "| Ant | Batch | 3 | |", made[2]!, made[3]!],
    ],
    [
      "move together, and a new one among them, in the order of the config",
      ["| Zoo | Live | 1 | |"],
      [{ regions: ["eu"] }, { name: "Zzz", regions: ["us"] }],
      ["", ""],
      ["| Zoo | Live | 1 | |", "| Zzz | Live | 4 | |", "| Zzz | Batch | 2 | |", "| Zzz | Region us | 4 | |"],
    ],
    ["go one by one", [], [{}, { batch: null, regions: ["us"] }], ["", ""], [made[0]!, made[3]!]],
    [
      "stay when people wrote into them",
      [],
      [{}, { batch: null }],
      ["| 2 | |", "| 2 | half |"],
      [made[0]!, "| Ant | Batch | 2 | half |", made[2]!, made[3]!],
    ],
    [
      "keep each its people's edit",
      [],
      [{}, { batch: 3, price: 5 }],
      ["| Batch | 2 |", "| Batch | 2 (for now) |"],
      [
        "| Ant | Live | 5 | |",
        "| Ant | Batch | 2 (for now) | |",
        "| Ant | Region eu | 5 | |",
        "| Ant | Region us | 5 | |",
      ],
    ],
  ])("%s", (_, before, turns, [find, put], after) => {
    const models = turns.map((more) => [ant(more)]);
    expect(evolve(given, lines(...top, ...before), models, (text) => text.replace(find, put)).text).toBe(
      lines(...top, ...after),
    );
  });
});

describe("a model that belongs elsewhere now", () => {
  const current = { field: "old", equals: true } as const;
  const given = settings({
    tables: [
      { page: "p.md", heading: ["Current"], columns, where: { not: current } },
      { page: "p.md", heading: ["Old"], columns: columns.slice(0, 2), where: current },
      { page: "q.md", columns, where: current },
    ],
  });
  const text = (now: readonly string[], old: readonly string[]): string =>
    `${lines("# Current", "", ...head, ...now)}\n${lines("# Old", "", "| Model | ID |", "|---|---|", ...old)}`;
  const short = (name: string): string => `| **${name}** | \`x/${name.toLowerCase()}\` |`;
  const before = [model("Ant"), model("Bee")];
  const after = [model("Ant", { old: true }), model("Bee")];
  const q = (...rows: readonly string[]) => page(...rows);

  it.each<
    readonly [
      what: string,
      there: readonly string[],
      edit: readonly [string, string],
      now: readonly string[],
      q: readonly string[],
      told: readonly string[],
    ]
  >([
    ["moves", [], ["", ""], [row("Bee")], [row("Ant")], []],
    [
      "takes people's words along",
      [],
      ["`x/ant` | |", "`x/ant` | *ours* |"],
      [row("Bee")],
      [row("Ant", "*ours*")],
      [],
    ],
    [
      "stays where people edited it, and is told",
      [],
      ["**Ant**", "**Big Ant**"],
      ["| **Big Ant** | `x/ant` | |", row("Bee")],
      [row("Ant")],
      ['row-left: "x/ant" doesn\'t belong in this table any more, but its row stays: it was edited by hand.'],
    ],
    [
      "moves where it stood there before, just as it would be made",
      [row("Ant")],
      ["", ""],
      [row("Bee")],
      [row("Ant")],
      [],
    ],
    [
      "takes along what people wrote into a row that stood there before",
      [row("Ant", "*ours*")],
      ["", ""],
      [row("Bee")],
      [row("Ant", "*ours*")],
      [],
    ],
  ])("%s", (_, there, [find, put], now, elsewhere, told) => {
    const first = turn(given, before, { "p.md": text(there, []), "q.md": q() });
    const edited = { ...first.pages, "p.md": (first.pages["p.md"] ?? "").replace(find, put) };
    const second = turn(given, after, edited, first.lock);
    expect(second).toMatchObject({
      pages: { "p.md": text(now, [short("Ant")]), "q.md": q(...elsewhere) },
      told,
    });
  });

  it("stays with people's words where no other table takes them", () => {
    const alone = settings({
      tables: given.tables.slice(0, 2).map((_, index) => ({
        page: "p.md",
        heading: [index === 0 ? "Current" : "Old"],
        columns: index === 0 ? columns : columns.slice(0, 2),
        where: index === 0 ? { not: current } : current,
      })),
    });
    const first = turn(alone, before, { "p.md": text([], []) });
    const edited = { "p.md": (first.pages["p.md"] ?? "").replace("`x/ant` | |", "`x/ant` | *ours* |") };
    const second = turn(alone, after, edited, first.lock);
    expect(second.pages["p.md"]).toBe(text([row("Ant", "*ours*"), row("Bee")], [short("Ant")]));
    expect(second.told).toEqual([
      'row-left: "x/ant" doesn\'t belong in this table any more, but its row stays: people wrote into it.',
    ]);
  });
});

describe("groups", () => {
  const given = (more: Partial<TableConfig> = {}) =>
    settings({
      removal: { policy: "prune" },
      tables: [{ page: "p.md", columns, group: { by: "kind", header: "| **{group}** | | |" }, ...more }],
    });
  const group = (name: string): string => `| **${name}** | | |`;
  const [ant, bee, cat] = [model("Ant", { kind: "Text" }), model("Bee", { kind: "Vision" }), model("Cat")];
  const dog = model("Dog", { kind: "Text" });

  it.each<
    readonly [
      what: string,
      more: Partial<TableConfig>,
      before: readonly string[],
      turns: readonly (readonly Entry[])[],
      after: readonly string[],
    ]
  >([
    [
      "are made with their first members, the rest's last",
      {},
      [],
      [[cat, dog, bee, ant]],
      [group("Text"), row("Ant"), row("Dog"), group("Vision"), row("Bee"), group("Other"), row("Cat")],
    ],
    [
      "go in the order that the config lists",
      {
        group: {
          by: "kind",
          header: "| **{group}** | | |",
          other: "More",
          order: { list: ["More", "Vision"] },
        },
      },
      [],
      [[cat, bee, ant]],
      [group("More"), row("Cat"), group("Vision"), row("Bee"), group("Text"), row("Ant")],
    ],
    [
      "are recognised by their text, and by how headers are written",
      {},
      ["| Text | | |", row("Ant"), group("Never"), "| Mine | `m` | |"],
      [[ant, dog, bee]],
      [
        "| Text | | |",
        row("Ant"),
        row("Dog"),
        group("Never"),
        "| Mine | `m` | |",
        group("Vision"),
        row("Bee"),
      ],
    ],
    [
      "go with their last members",
      {},
      [],
      [
        [ant, bee, cat],
        [ant, cat],
      ],
      [group("Text"), row("Ant"), group("Other"), row("Cat")],
    ],
    ["leave an empty table", { empty: "| None | | |" }, [], [[ant], []], ["| None | | |"]],
    [
      "stay as long as people have a row there",
      {},
      [group("Vision"), "| Mine | `m` | |"],
      [[bee, ant], [ant]],
      [group("Text"), row("Ant"), group("Vision"), "| Mine | `m` | |"],
    ],
    [
      "stay where people reworded them",
      {},
      ["| *Vision* | | |"],
      [[bee, ant], [ant]],
      [group("Text"), row("Ant"), "| *Vision* | | |"],
    ],
    [
      "are changed by a model whose field changed, with its people's words",
      {},
      [],
      [
        [ant, dog],
        [ant, model("Dog", { kind: "Vision" })],
      ],
      [group("Text"), row("Ant"), group("Vision"), row("Dog")],
    ],
    [
      "are taken over by one whose only member goes there",
      {},
      [],
      [[dog], [model("Dog", { kind: "A" })]],
      [group("A"), row("Dog")],
    ],
    [
      "are left as people have them",
      {},
      [group("Vision"), row("Ant"), row("Bee"), row("Dog")],
      [[ant, bee, dog]],
      [group("Vision"), row("Ant"), row("Bee"), row("Dog")],
    ],
    [
      "aren't taken for a model of the same name",
      {},
      [group("Ant"), row("Cat")],
      [[model("Ant", { kind: "Ant" }), model("Cat", { kind: "Ant" })]],
      [group("Ant"), row("Ant"), row("Cat")],
    ],
    [
      "hold their rows in the table's order",
      { order: { by: "name", descending: true } },
      [group("Text"), row("Dog")],
      [[ant, dog]],
      [group("Text"), row("Dog"), row("Ant")],
    ],
    [
      "hold their rows in the order of the catalog",
      { order: { source: true } },
      [],
      [[model("Ant", { kind: "Text", position: 2 }), model("Dog", { kind: "Text", position: 1 })]],
      [group("Text"), row("Dog"), row("Ant")],
    ],
  ])("%s", (_, more, before, turns, after) => {
    expect(evolve(given(more), page(...before), turns).text).toBe(page(...after));
  });
});

it("hostile names of groups and regions keep to their header, and are recognised in it", () => {
  // A catalog can't hold half a character: its reader refuses it.
  const texts = NASTY_TEXTS.map(({ text }) => wellFormed(text));
  const hostile = texts.map((text, index) =>
    entry(`x/${index}`, { name: `Model ${index}`, kind: text, regions: [text] }),
  );
  const given = settings({
    snippets: [{ kind: "chat", language: "python", path: "{slug}.py" }],
    sections: [
      {
        page: "q.md",
        kind: "chat",
        language: "python",
        format: "mkdocs-details",
        group: { by: "kind", header: "## {group}" },
      },
    ],
    tables: [
      {
        page: "p.md",
        columns: [columns[0]!, { header: "ID", value: "{id} {each}", key: true }],
        rows: [{ name: "each", each: "regions" }],
        group: { by: "kind", header: "| *{group}* |" },
      },
    ],
  });
  const { pages } = turn(given, hostile, {
    "p.md": lines("| Model | ID |", "|---|---|"),
    "q.md": "# Models\n",
  });
  const rows = (pages["p.md"] ?? "").split("\n").slice(2, -1);
  expect(rows.filter((line) => !/^\| [^|]* ?\|[^|]*\|$/.test(line))).toEqual([]);
  expect((pages["q.md"] ?? "").match(/^\?\?\? /gm)).toHaveLength(hostile.length);
});
