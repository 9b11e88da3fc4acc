import { describe, expect, it } from "vitest";
import type { FieldValue } from "../../../src/model/entry.ts";
import { entry, lines, settings } from "../given.ts";
import { inModes, priced } from "./tables.ts";
import { turn } from "./turns.ts";

const given = inModes({
  name: "batch",
  continues: true,
  when: { field: "batch", exists: true },
  cells: { Model: "", Mode: "Batch", Price: "{batch}" },
});
const model = (name: string, more: Readonly<Record<string, FieldValue>> = {}) =>
  entry(`x/${name.toLowerCase()}`, { name, price: `${name} 1`, batch: `${name} 2`, ...more });
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
      "below a row of no model stays below that, whoever comes between",
      [ant, model("Zoo")],
      page(...block("Ant"), "| Zebu | Live | 7 | z |", "| | Spot | 8 | z |"),
      page(
        ...block("Ant"),
        "| Zebu | Live | 7 | z |",
        "| | Spot | 8 | z |",
        ...block("Zoo").map((row) => row.replace(/\| Zoo [ab] \|$/, "| |")),
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
    const regions = inModes({ name: "each", continues: true, each: "regions", cells: { Model: "" } });
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
      [{ ...ant, name: "Cow", fields: new Map([...ant.fields, ["name", "Cow"]]) }, bee],
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

describe("models with one key", () => {
  const twins = settings({ tables: [priced()] });
  const top = ["| Model | Price |", "|---|---|"];
  const twin = (id: string, price: number) => entry(id, { name: "Twin", price });

  it("keep the row in which their cells stand", () => {
    const text = lines(...top, "| Twin | 2 |", "| Twin | 1 |");
    const first = turn(twins, [twin("x/1", 1), twin("x/2", 2)], { "p.md": text });
    expect(first.pages["p.md"]).toBe(text);
    const later = turn(twins, [twin("x/1", 3), twin("x/2", 4)], first.pages, first.lock);
    expect(later.pages["p.md"]).toBe(lines(...top, "| Twin | 4 |", "| Twin | 3 |"));
  });

  it("leave a row alone that is another's, though only one of them has none", () => {
    const text = lines(...top, "| Twin | 8 |", "| Twin | 2 |");
    const first = turn(twins, [twin("x/2", 2)], { "p.md": lines(...top, "| Twin | 2 |") });
    const later = turn(twins, [twin("x/1", 1), twin("x/2", 2), twin("x/3", 3)], { "p.md": text }, first.lock);
    expect(later.pages["p.md"]).toBe(text);
    const one = turn(twins, [twin("x/1", 1), twin("x/2", 2)], {
      "p.md": lines(text.trimEnd(), "| Twin | 7 |"),
    });
    expect(one.pages["p.md"]).toBe(lines(text.trimEnd(), "| Twin | 7 |"));
    expect(one.told).toEqual([
      'rows-alike: Nobody can tell which of the rows "Twin" is whose: "x/1" shares that key with others, so the rows stay as they are.',
    ]);
  });

  it("are left as they stand where, without a lock, one says what another said before", () => {
    const text = lines(...top, "| Twin | 1 |", "| Twin | 2 |");
    const { pages, told } = turn(twins, [twin("x/1", 2), twin("x/2", 3)], { "p.md": text });
    expect(pages["p.md"]).toBe(text);
    expect(told).toEqual([expect.stringMatching(/^rows-alike: .*"x\/1", "x\/2" share that key/)]);
  });

  it("don't take over the row of one that left", () => {
    const first = turn(twins, [twin("x/1", 1), twin("x/2", 2)], {
      "p.md": lines(...top, "| Twin | 1 |", "| Twin | 2 |"),
    });
    const later = turn(twins, [twin("x/2", 2), twin("x/3", 3)], first.pages, first.lock);
    expect(later.pages["p.md"]).toBe(lines(...top, "| Twin | 1 |", "| Twin | 2 |", "| Twin | 3 |"));
  });

  it("keep their own rows when one takes the name of another that left", () => {
    const [ant, bee] = [entry("x/1", { name: "Ant", price: 1 }), entry("x/2", { name: "Bee", price: 2 })];
    const first = turn(twins, [ant, bee], { "p.md": lines(...top, "| Ant | 1 |", "| Bee | 2 |") });
    const renamed = [entry("x/2", { name: "Ant", price: 2 })];
    const later = turn(twins, renamed, first.pages, first.lock);
    expect(later.pages["p.md"]).toBe(lines(...top, "| Ant | 1 |", "| Ant | 2 |"));
    expect(turn(twins, renamed, later.pages).pages).toEqual(later.pages);
  });

  it("are left as they stand, and told, where nobody can say whose row is whose", () => {
    const text = lines(...top, "| Twin | 8 |", "| Twin | 9 |");
    const { pages, told } = turn(twins, [twin("x/1", 1), twin("x/2", 2)], { "p.md": text });
    expect(pages["p.md"]).toBe(text);
    expect(told).toEqual([
      'rows-alike: Nobody can tell which of the rows "Twin" is whose: "x/1", "x/2" share that key, so the rows stay as they are.',
    ]);
  });
});
