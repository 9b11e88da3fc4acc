import fc from "fast-check";
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
      "isn't made for a model that has none",
      [model("Ant", { batch: null }), bee],
      page(live("Ant"), ...block("Bee")),
      page(live("Ant"), ...block("Bee")),
    ],
  ])("%s", (_, models, before, after) => {
    expect(turn(given, models, { "p.md": before }).pages["p.md"]).toBe(after);
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

  it("don't take over the row of one that left", () => {
    const first = turn(twins, [twin("x/1", 1), twin("x/2", 2)], {
      "p.md": lines(...top, "| Twin | 1 |", "| Twin | 2 |"),
    });
    const later = turn(twins, [twin("x/2", 2), twin("x/3", 3)], first.pages, first.lock);
    expect(later.pages["p.md"]).toBe(lines(...top, "| Twin | 1 |", "| Twin | 2 |", "| Twin | 3 |"));
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

/** Who each note was written for, by the rows of a page: a note begins with its model's name. */
const strays = (text: string): readonly string[] => {
  let model = "";
  return text.split("\n").flatMap((line) => {
    const [, name = "", , price = "", note = ""] = line.split("|").map((cell) => cell.trim());
    if (name !== "") model = name;
    const ours = [price, note].filter((cell) => /^[A-Z]\w* \w$/.test(cell));
    return ours.every((cell) => cell.startsWith(`${model} `)) ? [] : [line];
  });
};

it("no cell ever ends beside another model than the one it was written for, with a lock or without", () => {
  const names = ["Ant", "Bee", "Cat", "Dog", "Elk", "Fox"];
  const subset = fc.subarray(names);
  fc.assert(
    fc.property(
      fc.shuffledSubarray(names),
      subset,
      subset,
      subset,
      fc.boolean(),
      (there, own, cut, wanted, lost) => {
        const rows = there.flatMap((name) => [
          ...(cut.includes(name) ? [live(name, `${name} a`)] : block(name)),
          ...(own.includes(name) ? [`| | Spot | ${name} 3 | ${name} c |`] : []),
        ]);
        const first = turn(
          given,
          names.filter((name) => there.includes(name)).map((name) => model(name)),
          { "p.md": page(...rows) },
        );
        expect(strays(first.pages["p.md"] ?? "")).toEqual([]);
        const models = names.map((name) => model(name, wanted.includes(name) ? {} : { batch: null }));
        const second = turn(given, models, first.pages, lost ? undefined : first.lock);
        const text = second.pages["p.md"] ?? "";
        expect(strays(text)).toEqual([]);
        for (const row of rows) expect(text.split("\n")).toContain(row);
        expect(turn(given, models, second.pages).pages).toEqual(second.pages);
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

it("whatever people take out, move or write: no cell comes to stand beside another model, and a lost lock changes nothing", () => {
  const names = ["Ant", "Bee", "Cat", "Dog", "Elk"];
  const subset = fc.subarray(names);
  fc.assert(
    fc.property(
      fc.shuffledSubarray(names, { minLength: 1 }),
      subset,
      subset,
      subset,
      subset,
      fc.boolean(),
      (there, beheaded, cut, twice, gone, lost) => {
        const models = names.map((name) => model(name));
        const rows = there.flatMap((name) => (cut.includes(name) ? [live(name, `${name} a`)] : block(name)));
        const first = turn(
          given,
          models.filter(({ name }) => there.includes(name)),
          { "p.md": page(...rows) },
        );
        // A person takes rows of models out, and writes others a second time.
        const edited = (first.pages["p.md"] ?? "")
          .split("\n")
          .filter((line) => !beheaded.some((name) => line.startsWith(`| ${name} | Live`)))
          .flatMap((line) =>
            twice.some((name) => line.startsWith(`| ${name} | Live`)) ? [line, line] : [line],
          )
          .join("\n");
        const left = models.filter(({ name }) => !gone.includes(name));
        const second = turn(given, left, { "p.md": edited }, lost ? undefined : first.lock);
        const text = second.pages["p.md"] ?? "";
        const before = strays(edited);
        expect(strays(text).filter((line) => !before.includes(line))).toEqual([]);
        expect(turn(given, left, second.pages).pages).toEqual(second.pages);
      },
    ),
    { numRuns: 80 },
  );
}, 60_000);
