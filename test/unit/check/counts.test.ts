import { describe, expect, it } from "vitest";
import type { Config } from "../../../src/config/config.gen.ts";
import { check } from "../../../src/check/run.ts";
import { configs, found, inputOf } from "./support.ts";

const config: Config = { ...configs.table, tables: [] };
const place = { page: "p.md", heading: ["Models"] };

describe("count-stale", () => {
  const counters: Config = {
    ...config,
    counters: [
      { name: "models", page: "p.md" },
      { name: "front", page: "p.md", pattern: "^total: (\\d+)" },
    ],
  };
  const counted = (front: string, text: string): string =>
    `---\ntotal: ${front}\n---\n\n# All <!-- kluster-gen count models -->${text}<!-- /count -->\n`;
  const entries = (ant: string, ...names: readonly string[]): string =>
    ["## Models", "", `### Acme (${ant})`, "", ...names.map((name) => `- ${name}`), ""].join("\n");
  const group = { by: "owner", other: "Acme" };
  const list: Config = {
    ...config,
    sections: [
      {
        ...place,
        format: "list-item",
        title: "{name}",
        group: { ...group, header: "### {group} ({count})" },
      },
    ],
  };
  const table = (count: string, ...names: readonly string[]): string =>
    [
      "## Models",
      "",
      `### Acme (${count})`,
      "",
      "| M |",
      "|---|",
      ...names.map((name) => `| ${name} |`),
      "",
    ].join("\n");
  const split: Config = {
    ...config,
    tables: [
      {
        ...place,
        group: { ...group, header: "### {group} ({count})" },
        columns: [{ header: "M", value: "{name}" }],
      },
    ],
  };
  const wrong = `"Acme" in Models isn't right: 7 → 3.`;
  it.each<readonly [what: string, config: Config, page: string, want: readonly string[]]>([
    ["counters that are right", counters, counted("3", "3"), []],
    [
      "one in a heading",
      counters,
      counted("3", "2"),
      ["p.md:5 count-stale: The counter `models` isn't right: 2 → 3."],
    ],
    [
      "one in front matter",
      counters,
      counted("12", "3"),
      ["p.md:2 count-stale: The counter `front` isn't right: 12 → 3."],
    ],
    [
      "one that isn't there",
      counters,
      "# All\n",
      [
        "p.md:1 count-stale: p.md has no counter `front`.",
        "p.md:1 count-stale: p.md has no counter `models`.",
      ],
    ],
    ["a list's", list, entries("3", "Ant", "Bee", "Cat"), []],
    [
      "a list's, wrong",
      list,
      entries("7", "Ant", "Bee", "Cat"),
      [`p.md:3 count-stale: The number of ${wrong}`],
    ],
    [
      "a list's with an entry of people's",
      list,
      entries("4", "Ant", "Bee", "Cat", "Emu"),
      ['p.md:8 entry-left: The entry "Emu" names no model of the catalog, and no lock tells whose it is.'],
    ],
    [
      "a list's, which lacks one",
      list,
      entries("3", "Ant", "Bee"),
      ['p.md:1 entry-missing: There is no entry for "Cat" (x/cat) in Models.'],
    ],
    ["a table's", split, table("3", "Ant", "Bee", "Cat"), []],
    [
      "a table's, wrong",
      split,
      table("7", "Ant", "Bee", "Cat"),
      ["p.md:3 count-stale: The heading of a group isn't right: Acme (7) → Acme (3)."],
    ],
  ])("%s", (_, given, page, want) => {
    expect(found({ "p.md": page }, given)).toEqual(want);
  });

  it.each([
    ["a wrong number", counted("12", "3"), /^Let through what is held first/],
    [
      "a counter that isn't there",
      "---\ntotal: 3\n---\n\n# All\n",
      /^Put `<!-- kluster-gen count models -->/,
    ],
  ])("advises while a model is held, of %s", (_, page, fix) => {
    const input = { ...inputOf({ "p.md": page }, counters), held: () => "--accept all" };
    expect(check(input).map((each) => each.fix)).toEqual([expect.stringMatching(fix)]);
  });
});

it.each([
  ["a hand edit", { base: "a", mine: "b", wanted: "c" }, /^Take the edit back/],
  ["what no lock tells", undefined, /^Run `kluster-gen plan`/],
])("hand-edit advises of a file where %s is in the way", (_, conflict, fix) => {
  const change = { path: "a.md", kind: "snippet", models: [], cause: "catalog", action: "blocked" } as const;
  const blocked = [{ ...change, reason: "R.", before: null, after: null, ...(conflict && { conflict }) }];
  const told = check({ ...inputOf({}, config), blocked }).filter(({ rule }) => rule === "hand-edit");
  expect(told.map((each) => each.fix)).toEqual([expect.stringMatching(fix)]);
});
