import { expect, it } from "vitest";
import type { SectionConfig } from "../../../src/config/config.gen.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { entry, lines, settings } from "../given.ts";
import { turn } from "./turns.ts";

/** Entries whose models get other IDs, names or groups, or leave, in one step: what stands then is what a new page would have. */

type Own = Omit<SectionConfig, "page">;

const page = (...own: readonly string[]): string => lines("## Models", "", ...own, "## More", "", "Words.");
const empty = page();

const list: Own = { format: "list-item", open: "{bullet} **{title}**: {price}" };
const linked: Own = { format: "list-item", open: "{bullet} [{title}](https://{home}.example)" };
const headings: Own = { format: "heading-4", body: ["- ID: `{id}`", "- Price: {price}"] };
const grouped = { group: { by: "kind", header: "### {group} ({count})" } };
const shown = { where: { field: "shown", equals: true } };

const model = (
  id: string,
  name: string,
  more: Readonly<Record<string, string | number | boolean>> = {},
): Entry => entry(id, { name, price: 1, kind: "text", shown: true, ...more });
const hidden = { shown: false };
const image = { kind: "image" };

it.each<[what: string, section: Own, before: readonly Entry[], after: readonly Entry[]]>([
  [
    "a group of which all go, with one that comes, above a new group",
    { ...list, ...grouped },
    [model("a", "Ant", image), model("b", "Bee", image)],
    [model("a", "Ant"), model("d", "Dog", image)],
  ],
  [
    "headings of such a group",
    { ...headings, ...grouped },
    [model("a", "Ant", image), model("b", "Bee", image)],
    [model("a", "Ant"), model("d", "Dog", image)],
  ],
  [
    "a new group below an entry that goes",
    { ...list, ...grouped },
    [model("a", "Ant", image), model("b", "Bee", image)],
    [model("a", "Ant", image), model("d", "Dog")],
  ],
  [
    "IDs that change hands with one that the section doesn't show",
    { ...headings, ...shown },
    [model("a", "Ant"), model("b", "Bee", hidden), model("c", "Cat")],
    [model("b", "Ant"), model("a", "Bee", hidden), model("c", "Cat")],
  ],
  [
    "the same in groups",
    { ...list, ...shown, ...grouped },
    [model("a", "Ant"), model("b", "Bee", hidden), model("c", "Cat")],
    [model("b", "Ant", image), model("a", "Bee", hidden), model("c", "Cat")],
  ],
  [
    "the name of one that leaves the section, at one that it never showed",
    { ...headings, ...shown },
    [model("a", "Ant"), model("b", "Bee", hidden), model("c", "Cat")],
    [model("a", "Ape", hidden), model("b", "Ant", hidden), model("c", "Cat")],
  ],
  [
    "the name of one that left the catalog, at one that it never showed",
    { ...headings, ...shown },
    [model("a", "Ant"), model("b", "Bee", hidden), model("c", "Cat")],
    [model("b", "Ant", hidden), model("c", "Cat")],
  ],
  [
    "one that left beside one with another ID that says the same",
    list,
    [model("a", "Ant"), model("b", "Bee"), model("c", "Cat")],
    [model("a", "Ant"), model("y", "Bee")],
  ],
  [
    "names and IDs at once, of entries that are known by where they lead",
    linked,
    [
      model("a", "Bee", { home: "a" }),
      model("c", "Ant", { home: "b" }),
      model("b", "Cat", { home: "c" }),
      model("d", "Dog", { home: "d" }),
    ],
    [
      model("a", "Ant", { home: "a" }),
      model("c", "Cat", { home: "c" }),
      model("b", "Bee", { home: "b" }),
      model("d", "Dog", { home: "d" }),
    ],
  ],
  [
    "addresses that others had, of entries that stand as they were made",
    linked,
    [model("a", "Ant", { home: "x" }), model("b", "Bee", { home: "a" }), model("c", "Cat", { home: "c" })],
    [model("a", "Ant", { home: "a" }), model("b", "Bee", { home: "b" }), model("c", "Cat", { home: "c" })],
  ],
  [
    "names and addresses of one that leaves and one that stays",
    linked,
    [model("a", "Bee", { home: "b" }), model("b", "Ant", { home: "a" }), model("c", "Cat", { home: "c" })],
    [model("a", "Ant", { home: "a" }), model("c", "Cat", { home: "c" })],
  ],
  [
    "the address of one that left",
    linked,
    [model("a", "Ant", { home: "x" }), model("b", "Bee", { home: "a" }), model("c", "Cat", { home: "c" })],
    [model("a", "Ant", { home: "a" }), model("c", "Cat", { home: "c" })],
  ],
])("%s", (_, section, before, after) => {
  const given = settings({
    removal: { policy: "prune", maxShare: 1 },
    sections: [{ page: "p.md", heading: ["Models"], order: { by: "name" }, ...section }],
  });
  const first = turn(given, before, { "p.md": empty });
  const later = turn(given, after, first.pages, first.lock);
  expect(later.told).toEqual([]);
  expect(later.pages).toEqual(turn(given, after, { "p.md": empty }).pages);
});

it("one that goes to a place within its own and back, with another price each time", () => {
  const of = (kind: string) => ({ where: { field: "kind", equals: kind } });
  const section = (heading: readonly string[], kind: string): SectionConfig => ({
    ...{ page: "p.md", heading: [...heading], order: { by: "name" } as const, ...list, ...of(kind) },
  });
  const given = settings({ sections: [section(["Models"], "text"), section(["Checks"], "image")] });
  const steps = [1, 2, 3].map((price) => [
    model("a", "Ant"),
    model("b", "Bee", { price, kind: price === 2 ? "image" : "text" }),
    model("c", "Cat", image),
  ]);
  const start = { "p.md": page("### Checks", "") };
  let last = turn(given, steps[0] ?? [], start);
  for (const step of steps) {
    last = turn(given, step, last.pages, last.lock);
    expect(last.pages).toEqual(turn(given, step, start).pages);
  }
});

it("numbered entries that all have other names are told without a lock, and none is added", () => {
  const before = page("1. **Ant** (`x-a`)", "2. **Bee** (`x-b`)", "");
  const open = "{bullet} **{title}** (`{id}`)";
  const section: SectionConfig = { page: "p.md", heading: ["Models"], format: "list-item", open };
  const given = settings({ sections: [section] });
  const later = turn(given, [model("x-a", "Ape"), model("x-b", "Bat")], { "p.md": before });
  expect([later.pages["p.md"], later.notes.map(({ action }) => action)]).toEqual([before, ["keep", "keep"]]);
});

it("an entry that says all that one model alone should is told where it has another name and no lock knows it", () => {
  const before = page("### Ant", "", "Writes code.", "", "### Bee", "", "Reads pictures.", "");
  const section: SectionConfig = {
    page: "p.md",
    heading: ["Models"],
    format: "heading",
    body: ["", "{about}"],
  };
  const given = settings({ sections: [section] });
  const models = [
    model("a", "Ant", { about: "Writes code." }),
    model("b", "Bat", { about: "Reads pictures." }),
  ];
  const later = turn(given, models, { "p.md": before });
  expect([later.pages["p.md"], later.notes.map(({ text }) => text)]).toEqual([
    before,
    ["Bee → Bat in Models"],
  ]);
});

it("items of HTML of which none names a model are told without a lock, and new ones stand beside them", () => {
  const section: SectionConfig = {
    ...{ page: "p.md", heading: ["Models"], format: "html-element", open: "<li>{title}</li>", body: [] },
  };
  const formats = {
    "html-element": { base: "list-item", recognise: "^<li>(?<title>[^<>]+)</li>$" },
  } as const;
  const list = (...names: readonly string[]): string =>
    page("<ul>", ...names.map((name) => `  <li>${name}</li>`), "</ul>", "");
  const later = turn(settings({ formats, sections: [section] }), [model("x-a", "Ape"), model("x-b", "Bat")], {
    "p.md": list("Ant", "Bee"),
  });
  expect(later.pages["p.md"]).toBe(list("Ant", "Ape", "Bat", "Bee"));
});
