import { expect, it } from "vitest";
import type { Entry, FieldValue } from "../../../src/model/entry.ts";
import { entry, lines, settings } from "../given.ts";
import { turn } from "./turns.ts";

/** Whose an entry is where more than its title tells, or less. */

type Fields = Readonly<Record<string, FieldValue>>;
type Models = Readonly<Record<string, Fields>>;

const given = settings({
  removal: { policy: "prune" },
  sections: [{ page: "p.md", format: "heading", body: ["", "{about}"], order: { source: true } }],
});

const all = (models: Models): readonly Entry[] =>
  Object.entries(models).map(([id, fields], position) => entry(id, { ...fields, position }));

/** A page of entries, each a title with lines. */
const page = (entries: Readonly<Record<string, readonly string[]>>): string =>
  lines(...Object.entries(entries).flatMap(([title, body]) => [`### ${title}`, "", ...body, ""]));

const [ant, bee] = [
  { name: "Ant", about: "Small." },
  { name: "Bee", about: "Large." },
];

it.each<
  readonly [
    what: string,
    models: Models,
    edited: Readonly<Record<string, readonly string[]>>,
    to: Models,
    want: Readonly<Record<string, readonly string[]>>,
  ]
>([
  [
    "entries that people wrote in stay with their models where names change hands",
    { ant, bee },
    { Ant: ["Small.", "Ours since May."], Bee: ["Large.", "Ours since June."] },
    { ant: { ...ant, name: "Bee" }, bee: { ...bee, name: "Ant" } },
    { Bee: ["Small.", "Ours since May."], Ant: ["Large.", "Ours since June."] },
  ],
  [
    "an entry that people wrote in stays with its model where a new one gets the name",
    { ant, bee },
    { Ant: ["Small.", "Ours since May."], Bee: ["Large."] },
    { ant: { ...ant, name: "Ant (old)" }, bee, cat: { name: "Ant", about: "New." } },
    { "Ant (old)": ["Small.", "Ours since May."], Bee: ["Large."], Ant: ["New."] },
  ],
  [
    "an entry that is as another's would be is that one's",
    { ant, bee },
    { Ant: ["Large."], Bee: ["Small."] },
    { ant: { ...ant, name: "Bee" }, bee: { ...bee, name: "Ant" } },
    { Ant: ["Large."], Bee: ["Small."] },
  ],
  [
    "what is said of a model names one that comes",
    { ant, bee: { ...bee, about: "Made of cat." } },
    { Ant: ["Small."], Bee: ["Made of cat."] },
    { ant, bee: { ...bee, about: "Made of cat." }, cat: { name: "Cat", about: "New." } },
    { Ant: ["Small."], Bee: ["Made of cat."], Cat: ["New."] },
  ],
  [
    "what is said of a model names another, which names itself",
    { ant: { ...ant, about: "The ant." }, bee },
    { Ant: ["The ant."], Bee: ["Large."] },
    { ant: { ...ant, about: "The ant." }, bee: { ...bee, about: "Made of ant." } },
    { Ant: ["The ant."], Bee: ["Made of ant."] },
  ],
])("%s", (_, models, edited, to, want) => {
  const made = turn(given, all(models), {
    "p.md": page(
      Object.fromEntries(all(models).map(({ name, fields }) => [name, [String(fields.get("about"))]])),
    ),
  });
  expect(turn(given, all(to), { "p.md": page(edited) }, made.lock).pages["p.md"]).toBe(page(want));
});

it.each([
  ["with other numbers follows", "Costs $1.25, reads 8K.", "Costs $2, reads 128K."],
  ["with other words stays", "Costs $2, reads all of 128K.", "Costs $2, reads all of 128K."],
])("an entry that no lock knows, as it would be made but %s", (_, present, want) => {
  const config = settings({
    sections: [{ page: "p.md", format: "heading", body: ["", "Costs ${price}, reads {context}."] }],
  });
  const models = [entry("ant", { name: "Ant", price: 2, context: "128K" })];
  const first = turn(config, models, { "p.md": page({ Ant: [present] }) });
  expect(first.pages["p.md"]).toBe(page({ Ant: [want] }));
  // What people write afterwards is theirs.
  const edited = page({ Ant: ["Costs $3, reads 128K."] });
  const again = turn(config, models, { "p.md": edited }, first.lock);
  expect(again.pages["p.md"]).toBe(edited);
});

it.each([
  ["`beta`", "Ant", "| Ant `beta` |", "| Ant |"],
  ["nothing", "Ant", "| Ant |", "| Ant |"],
  ["what the config doesn't make", "Ant", "| Ant *(ours)* |", "| Ant *(ours)* |"],
])(
  "a name that no lock knows, with %s behind it, is as its column makes it in the other case",
  (_, name, present, want) => {
    const column = { header: "Model", value: "{name} `beta`", otherwise: "{name}" };
    const when = { field: "stage", equals: "preview" };
    const config = settings({
      tables: [
        {
          page: "p.md",
          columns: [
            { ...column, when, key: true },
            { header: "Price", value: "{price}" },
          ],
        },
      ],
    });
    const row = (cell: string): string => lines("| Model | Price |", "|---|---|", `${cell} 2 |`);
    const models = [entry("ant", { name, price: 2, stage: "ga" })];
    expect(turn(config, models, { "p.md": row(present) }).pages["p.md"]).toBe(row(want));
  },
);

it("bullets that a formatter changed are nobody's edit: entries follow, and go", () => {
  const config = settings({
    removal: { policy: "prune" },
    sections: [
      { page: "p.md", format: "list-item", open: "{bullet} **{title}**", body: ["- Costs ${price}"] },
    ],
  });
  const models = (...prices: readonly number[]) =>
    prices.map((price, position) => entry(`m${position}`, { name: `M${position}`, price, position }));
  const first = turn(config, models(1, 2), { "p.md": lines("# P", "") });
  const starred = (first.pages["p.md"] ?? "").replaceAll("- ", "* ");
  expect(starred).toContain("* **M1**\n  * Costs $2");
  const after = (...prices: readonly number[]) =>
    turn(config, models(...prices), { "p.md": starred }, first.lock);
  expect(after(1, 2).notes).toEqual([]);
  expect(after(1, 3).pages["p.md"]).toBe(starred.replace("$2", "$3"));
  expect(after(1).pages["p.md"]).not.toContain("M1");
});

it("an entry that stands twice goes with its model as often as it is as it was made", () => {
  const config = settings({
    removal: { policy: "prune" },
    sections: [{ page: "p.md", format: "heading", body: ["", "Costs ${price}."] }],
  });
  const models = ["Ant", "Bee"].map((name, position) => entry(name, { name, price: 1, position }));
  const shown = (...more: readonly string[]) => lines("# P", "", ...more.flatMap((line) => line.split("|")));
  const [ant, bee] = ["### Ant||Costs $1.|", "### Bee||Costs $1.|"];
  const first = turn(config, models, { "p.md": shown(ant, bee) });
  const twice = shown(ant, bee, bee, bee.replace("$1", "$2"));
  const left = turn(config, models.slice(0, 1), { "p.md": twice }, first.lock);
  expect(left.pages["p.md"]).toBe(shown(ant, bee.replace("$1", "$2")));
});
