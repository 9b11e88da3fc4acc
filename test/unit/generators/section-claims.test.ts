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
