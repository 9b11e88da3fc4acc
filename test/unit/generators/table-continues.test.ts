import { describe, expect, it } from "vitest";
import type { ColumnConfig } from "../../../src/config/config.gen.ts";
import type { FieldValue } from "../../../src/model/entry.ts";
import { entry, lines, settings } from "../given.ts";
import { inModes, priced } from "./tables.ts";
import { turn } from "./turns.ts";

const given = inModes({
  name: "batch",
  continues: true,
  when: { field: "batch", exists: true },
  cells: { Mode: "Batch", Price: "{batch}" },
});
const model = (name: string, more: Readonly<Record<string, FieldValue>> = {}) =>
  entry(`x/${name.toLowerCase()}`, {
    name,
    price: `${name} 1`,
    batch: `${name} 2`,
    ...more,
  });
const [ant, bee, cat] = [model("Ant"), model("Bee"), model("Cat")];
const row = (...cells: readonly string[]): string =>
  `|${cells.map((cell) => (cell === "" ? " " : ` ${cell} `)).join("|")}|`;
const live = (name: string, note = ""): string => row(name, "Live", `${name} 1`, note);
const batch = (name: string, note = ""): string => row("", "Batch", `${name} 2`, note);
const block = (name: string): readonly string[] => [live(name, `${name} a`), batch(name, `${name} b`)];
const page = (...rows: readonly string[]): string =>
  lines("| Model | Mode | Price | Note |", "|---|---|---|---|", ...rows);

describe("a row that continues another", () => {
  it.each<readonly [what: string, models: Parameters<typeof turn>[1], before: string, after: string]>([
    [
      "belongs to the model above it, whatever the order of the page",
      [ant, bee],
      page(...block("Bee"), ...block("Ant")),
      page(...block("Bee"), ...block("Ant")),
    ],
    [
      "is added below its own, where another model has one already",
      [ant, bee],
      page(live("Ant", "Ant a"), ...block("Bee")),
      page(live("Ant", "Ant a"), batch("Ant"), ...block("Bee")),
    ],
    [
      "belongs to the one of two rows called alike that it stands below",
      [ant, bee],
      page(live("Ant"), ...block("Ant"), live("Bee"), batch("Bee")),
      page(live("Ant"), ...block("Ant"), live("Bee"), batch("Bee")),
    ],
    [
      "comes with a new model, after the block before it",
      [ant, bee, cat],
      page(...block("Ant"), ...block("Cat")),
      page(...block("Ant"), live("Bee"), batch("Bee"), ...block("Cat")),
    ],
    [
      "that people wrote stays below its model",
      [ant, bee],
      page(...block("Ant"), "| | Spot | 9 | ours |"),
      page(...block("Ant"), "| | Spot | 9 | ours |", live("Bee"), batch("Bee")),
    ],
    [
      "below a row of no model is nobody's",
      [ant],
      page(...block("Ant"), "| Zebu | Live | 7 | z |", "| | Batch | 8 | z |"),
      page(...block("Ant"), "| Zebu | Live | 7 | z |", "| | Batch | 8 | z |"),
    ],
    [
      "below a row of no model stays below that, and whoever comes goes above both",
      [ant, model("Zoo")],
      page(...block("Ant"), "| Zebu | Live | 7 | z |", "| | Spot | 8 | z |"),
      page(
        ...block("Ant"),
        ...block("Zoo").map((row) => row.replace(/\| Zoo [ab] \|$/, "| |")),
        "| Zebu | Live | 7 | z |",
        "| | Spot | 8 | z |",
      ),
    ],
    [
      "of nothing at all doesn't become one of a model that comes",
      [ant],
      page("| | Spot | 8 | z |"),
      page("| | Spot | 8 | z |", ...block("Ant").map((row) => row.replace(/\| Ant [ab] \|$/, "| |"))),
    ],
    [
      "isn't made for a model that has none",
      [model("Ant", { batch: null }), bee],
      page(live("Ant"), ...block("Bee")),
      page(live("Ant"), ...block("Bee")),
    ],
  ])("%s", (_, models, before, after) => {
    expect(turn(given, models, { "p.md": before }).pages["p.md"]).toBe(after);
  });

  const cleared = (name: string): readonly string[] => [live(name), batch(name)];
  it.each<readonly [what: string, stray: string, left: readonly string[], told: readonly string[]]>([
    ["as it was made: it goes, and its model has both anew", batch("Bee"), [], []],
    [
      "with people's words: it stays, and is told",
      batch("Bee", "ours"),
      [batch("Bee", "ours")],
      [expect.stringMatching(/^row-duplicate: The row " \| Batch" continues none of its model's/)],
    ],
    [
      "that somebody edited: the same",
      row("", "Batch", "7", ""),
      [row("", "Batch", "7", "")],
      [expect.stringMatching(/^row-duplicate:/)],
    ],
  ])("stands below another's where somebody took out its own, %s", (_, stray, left, told) => {
    const there = page(...cleared("Ant"), ...cleared("Bee"), ...cleared("Cat"));
    const first = turn(given, [ant, bee, cat], { "p.md": there });
    const edited = page(...cleared("Ant"), stray, ...cleared("Cat"));
    const later = turn(given, [ant, bee, cat], { "p.md": edited }, first.lock);
    expect(later.pages["p.md"]).toBe(page(...cleared("Ant"), ...left, ...cleared("Bee"), ...cleared("Cat")));
    expect(later.told).toEqual(told);
  });

  it("keeps the row that it continues, where its model left and people wrote it", () => {
    const there = page(...block("Bee"), live("Ant"), batch("Ant"), "| | Spot | 9 | ours |");
    const first = turn(given, [ant, bee], { "p.md": there });
    const left = turn(given, [bee], first.pages, first.lock);
    expect(left.pages["p.md"]).toBe(page(...block("Bee"), live("Ant"), "| | Spot | 9 | ours |"));
    expect(left.told).toEqual([
      'gone-kept: "x/ant" has left the catalog, but this stays: people wrote into a row that continues it.',
    ]);
  });

  it("goes with its model, each of several that have one key", () => {
    const regions = inModes({
      name: "each",
      continues: true,
      each: "regions",
      cells: { Model: "" },
    });
    const there = [model("Ant", { regions: ["eu", "us"] }), bee];
    const first = turn(regions, there, { "p.md": page(live("Bee", "Bee a")) });
    expect(first.pages["p.md"]).toContain("| | Live | Ant 1 | |\n| | Live | Ant 1 | |\n");
    expect(turn(regions, [bee], first.pages, first.lock).pages["p.md"]).toBe(page(live("Bee", "Bee a")));
  });

  it("moves with its model's other row, people's words and rows included", () => {
    const there = page(...block("Ant"), "| | Spot | 9 | ours |", ...block("Bee"));
    const first = turn(given, [ant, bee], { "p.md": there });
    const renamed = turn(
      given,
      [
        {
          ...ant,
          name: "Cow",
          fields: new Map([...ant.fields, ["name", "Cow"]]),
        },
        bee,
      ],
      first.pages,
      first.lock,
    );
    expect(renamed.pages["p.md"]).toBe(
      page(
        ...block("Bee"),
        "| Cow | Live | Ant 1 | Ant a |",
        "| | Batch | Ant 2 | Ant b |",
        "| | Spot | 9 | ours |",
      ),
    );
  });
});

describe("what people changed in a row", () => {
  const single = settings({ tables: [priced()] });
  const rows = (name: string) =>
    settings({
      tables: [priced({ rows: [{ name }, { name: "batch", continues: true, cells: { Price: "half" } }] })],
    });
  const top = ["| Model | Price |", "|---|---|"];
  const models = [entry("x/1", { name: "Ant", price: 1 }), entry("x/2", { name: "Bee", price: 2 })];
  const once = lines(...top, "| Ant | mine |", "| Bee | 2 |");
  const twice = lines(...top, "| Ant | mine |", "| | half |", "| Bee | 2 |", "| | half |");
  const adopted = turn(single, models, { "p.md": lines(...top, "| Ant | 1 |", "| Bee | 2 |") });

  it("stays when the config gets rows for a model, calls the first otherwise, and has them no more", () => {
    const first = turn(rows("live"), models, { "p.md": once }, adopted.lock);
    expect(first.pages["p.md"]).toBe(twice);
    const second = turn(rows("usual"), models, first.pages, first.lock);
    expect([second.pages, second.notes.filter(({ action }) => action !== "keep")]).toEqual([first.pages, []]);
    const third = turn(single, models, second.pages, second.lock);
    expect(third.pages["p.md"]).toBe(once);
    expect(third.notes.flatMap(({ action, text }) => (action === "remove" ? [text] : []))).toEqual([
      "Ant (batch) in the page",
      "Bee (batch) in the page",
    ]);
  });

  it("and its row is known by the name that it was made with then", () => {
    const renamed = [entry("x/1", { name: "Ape", price: 1 }), models[1] ?? entry("x/2")];
    expect(turn(rows("live"), renamed, { "p.md": once }, adopted.lock).pages["p.md"]).toBe(
      twice.replace("Ant", "Ape"),
    );
  });
});

describe("models with one key", () => {
  const twins = settings({ tables: [priced()] });
  const top = ["| Model | Price |", "|---|---|"];
  const twin = (id: string, price: number) => entry(id, { name: "Twin", price });
  const told = [
    'rows-alike: Nobody can tell which of the rows "Twin" is whose: "x/1", "x/2" share that key, so the rows stay as they are, and none is added.',
  ];

  it.each<readonly [what: string, rows: readonly string[]]>([
    ["have no row", []],
    ["have one", ["| Twin | 1 |"]],
    ["have as many", ["| Twin | 8 |", "| Twin | 9 |"]],
    ["have them as they would be made", ["| Twin | 1 |", "| Twin | 2 |"]],
    ["have more", ["| Twin | 1 |", "| Twin | 2 |", "| Twin | 2 |"]],
  ])("are held back, as nobody can say whose row is whose, where they %s", (_, rows) => {
    const models = [entry("x/0", { name: "Ant", price: 5 }), twin("x/1", 1), twin("x/2", 2)];
    const first = turn(twins, models, { "p.md": lines(...top, ...rows) });
    expect(first.pages["p.md"]).toBe(lines(...top, "| Ant | 5 |", ...rows));
    expect(first.told).toEqual(told);
    expect(first.notes).toMatchObject([
      { action: "add", text: "Ant in the page" },
      { action: "blocked", text: "Twin (x/1) in the page" },
      { action: "blocked", text: "Twin (x/2) in the page" },
    ]);
  });

  it("leave a row alone that is one's by the lock", () => {
    const text = lines(...top, "| Twin | 8 |", "| Twin | 2 |");
    const first = turn(twins, [twin("x/2", 2)], {
      "p.md": lines(...top, "| Twin | 2 |"),
    });
    const later = turn(twins, [twin("x/1", 1), twin("x/2", 3)], { "p.md": text }, first.lock);
    expect(later.pages["p.md"]).toBe(text);
    expect(later.told).toEqual(told);
    const alone = turn(twins, [twin("x/2", 4)], { "p.md": lines(...top, "| Twin | 2 |") }, later.lock);
    expect(alone.pages["p.md"]).toBe(lines(...top, "| Twin | 4 |"));
  });

  it.each<readonly [what: string, id: ColumnConfig]>([
    ["an ID of their own", { header: "ID", value: "`{id}`" }],
    ["an address of their own", { header: "Doc", value: "[doc](m/{slug}.md)" }],
  ])("have their rows where these show %s, whatever they say else and however they stand", (_, id) => {
    const [model, price] = priced().columns;
    const note = { header: "Note", value: "", owner: "people" } as const;
    const told = settings({
      tables: [
        priced({
          columns: [model, price, id, note].flatMap((each) => each ?? []),
        }),
      ],
    });
    const made = turn(told, [twin("x/1", 1), twin("x/2", 1)], {
      "p.md": lines(`| Model | Price | ${id.header} | Note |`, "|--|--|--|--|"),
    });
    const own = (made.pages["p.md"] ?? "").split("\n");
    const noted = lines(
      ...own.slice(0, 2),
      ...own
        .slice(2, 4)
        .toReversed()
        .map((row, at) => row.replace(/\| \|$/, `| note ${at} |`)),
    );
    for (const lock of [made.lock, undefined]) {
      const later = turn(told, [twin("x/1", 3), twin("x/2", 1)], { "p.md": noted }, lock);
      expect(later.pages["p.md"]).toMatch(/\| Twin \| 3 \| .*1.* \| note 1 \|/);
      expect(later.pages["p.md"]).toMatch(/\| Twin \| 1 \| .*2.* \| note 0 \|/);
    }
  });

  it("keep their own rows when one takes the name of another that left", () => {
    const [ant, bee] = [entry("x/1", { name: "Ant", price: 1 }), entry("x/2", { name: "Bee", price: 2 })];
    const first = turn(twins, [ant, bee], {
      "p.md": lines(...top, "| Ant | 1 |", "| Bee | 2 |"),
    });
    const renamed = [entry("x/2", { name: "Ant", price: 2 })];
    const later = turn(twins, renamed, first.pages, first.lock);
    expect(later.pages["p.md"]).toBe(lines(...top, "| Ant | 1 |", "| Ant | 2 |"));
    expect(turn(twins, renamed, later.pages).pages).toEqual(later.pages);
  });
});
