import { expect, it } from "vitest";
import { entry, lines, settings } from "../given.ts";
import { turn } from "./turns.ts";

const told = (open: string, more: Readonly<Record<string, string>>): readonly string[] => {
  const given = settings({
    catalog: {
      sources: [{ file: "c.json" }],
      fields: Object.fromEntries(["paper", "url", "by", "note"].map((name) => [name, { path: name }])),
    },
    sections: [{ page: "p.md", heading: ["Models"], format: "list-item", open, body: [] }],
  });
  return turn(given, [entry("ant", more)], { "p.md": lines("# P", "", "## Models", "", "## Other") }).told;
};

it.each<readonly [open: string, more: Readonly<Record<string, string>>, fields: string]>([
  ["{bullet} {title}, from the paper {paper} by {by}.", { paper: "Wings" }, "`by`"],
  ["{bullet} {title}, from the paper {paper} by {by}.", {}, "`paper`, `by`"],
  ["{bullet} {title} (see [{paper}]({url})), by {by}", { url: "https://a.example", by: "Bee" }, "`paper`"],
])("%s has gaps where a model lacks what stands among words", (open, more, fields) => {
  expect(told(open, more)).toEqual([
    `entry-gaps: 1 new entry has a gap in its sentences, for the catalog has no ${fields} there: \`ant\`.`,
  ]);
});

it.each<readonly [open: string, more: Readonly<Record<string, string>>]>([
  ["{bullet} {title}, from the paper {paper} by {by}.", { paper: "Wings", by: "Bee" }],
  ["{bullet} {title} {note}", {}],
  ["{bullet} {title} (see [{paper}]({url}))", { paper: "Wings" }],
])("%s has none", (open, more) => {
  expect(told(open, more)).toEqual([]);
});

const twins = [
  "entries-alike: The entries of `ant`, `bee` have one title: readers can't tell whose they are.",
];
it.each<
  readonly [
    what: string,
    open: string,
    makers: readonly [string, string],
    names: readonly string[],
    told: readonly string[],
  ]
>([
  ["one name", "{bullet} **{title}**: {by}", ["A", "B"], ["Same", "Same"], twins],
  ["names that differ by blanks", "{bullet} **{title}**: {by}", ["A", "B"], ["Same 1", "Same  1"], twins],
  ["one name, and their IDs", "{bullet} **{title}** ({id})", ["A", "B"], ["Same", "Same"], []],
  ["one name in two groups", "{bullet} **{title}**: {by}", ["A", "B"], ["Same", "Same"], []],
  ["two names", "{bullet} **{title}**: {by}", ["A", "B"], ["Same", "Other"], []],
])("new entries with %s", (what, open, makers, names, expected) => {
  const group = what.includes("group") ? { group: { by: "by", header: "### {group}" } } : {};
  const given = settings({
    sections: [{ page: "p.md", heading: ["Models"], format: "list-item", open, body: [], ...group }],
  });
  const models = ["ant", "bee"].map((id, at) => entry(id, { name: names[at] ?? "", by: makers[at] ?? "" }));
  const { told, pages } = turn(given, models, { "p.md": lines("# P", "", "## Models", "", "## Other") });
  expect(told).toEqual(expected);
  expect(pages["p.md"]?.match(/^- /gm)).toHaveLength(2);
});
