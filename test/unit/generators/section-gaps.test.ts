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
