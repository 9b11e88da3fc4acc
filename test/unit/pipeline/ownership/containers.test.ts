import { describe, expect, test } from "vitest";
import type { Config } from "../../../../src/config/config.gen.ts";
import { commandIn } from "../../../support/command.ts";
import { makeWorld, type World } from "./world.ts";

const alpha = { id: "a/Alpha", name: "Alpha" };
const beta = { id: "b/Beta", name: "Beta" };
const gamma = { id: "c/Gamma", name: "Gamma" };

const within = (space: string, lines: readonly string[]): readonly string[] =>
  lines.map((line) => (line === "" ? "" : space + line));
const quoted = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => (line === "" ? ">" : `> ${line}`));

/** What people put entries and tables in. */
const containers: readonly (readonly [
  name: string,
  around: (lines: readonly string[]) => readonly string[],
])[] = [
  ["an admonition", (lines) => ['!!! info "All"', "", ...within("    ", lines)]],
  ["a collapsed admonition", (lines) => ['???+ info "All"', "", ...within("    ", lines)]],
  ["an admonition of colons", (lines) => [":::note[All]", "", ...lines, "", ":::"]],
  ["an indented admonition of colons", (lines) => [":::note", "", ...within("  ", lines), "", ":::"]],
  ["a content tab", (lines) => ['=== "Py"', "", ...within("    ", lines)]],
  ["a tab in a tab", (lines) => ['=== "A"', "", '    === "Py"', "", ...within("        ", lines)]],
  ["an element", (lines) => ["<div markdown>", "", ...lines, "", "</div>"]],
  ["a fold", (lines) => ["<details>", "<summary>All</summary>", "", ...lines, "", "</details>"]],
  [
    "a tab that is an element",
    (lines) => ["<Tabs>", '<TabItem value="p">', "", ...within("  ", lines), "", "</TabItem>", "</Tabs>"],
  ],
  [
    "a deep element",
    (lines) => ["<Tabs>", '  <Tab title="p">', "", ...within("    ", lines), "", "  </Tab>", "</Tabs>"],
  ],
  [
    "a Liquid tab",
    (lines) => ["{% tabs %}", '{% tab title="p" %}', "", ...lines, "", "{% endtab %}", "{% endtabs %}"],
  ],
  ["a list item", (lines) => ["- All", "", ...within("    ", lines)]],
  ["a numbered list item", (lines) => ["1. All", "", ...within("   ", lines)]],
  ["an item of an item", (lines) => ["- All", "", "    - Py", "", ...within("        ", lines)]],
  ["a block quote", quoted],
  ["a GitHub alert", (lines) => quoted(["[!NOTE]", ...lines])],
  ["a quote in a quote", (lines) => quoted(quoted(["[!TIP]", ...lines]))],
  ["a quote in a tab", (lines) => ['=== "Py"', "", ...within("    ", quoted(lines))]],
  ["an admonition in a quote", (lines) => quoted(['!!! info "All"', "", ...within("    ", lines)])],
];

const entry = (name: string): readonly string[] => [
  `??? example "${name}"`,
  "",
  "    ```python",
  `    --8<-- 'chat-${name.toLowerCase()}.py'`,
  "    ```",
];
const entries = (...names: readonly string[]): readonly string[] =>
  names.flatMap((name, index) => [...(index === 0 ? [] : [""]), ...entry(name)]);
const table = (...names: readonly string[]): readonly string[] => [
  "| Model | Context |",
  "| --- | --- |",
  ...names.map((name) => `| **${name}** | 8k |`),
];
const items = (...names: readonly string[]): readonly string[] => names.map((name) => `- **${name}**`);
const headings = (...names: readonly string[]): readonly string[] =>
  names.flatMap((name, index) => [
    ...(index === 0 ? [] : [""]),
    ...[`### ${name}`, "", `${name.slice(0, 1).toLowerCase()}/${name}`],
  ]);
const folds = (...names: readonly string[]): readonly string[] =>
  names.flatMap((name, index) => [
    ...(index === 0 ? [] : [""]),
    ...[
      "<details>",
      `<summary>${name}</summary>`,
      "",
      `${name.slice(0, 1).toLowerCase()}/${name}`,
      "",
      "</details>",
    ],
  ]);

const around = (lines: readonly string[]): string =>
  ["# Guide", "", "## Models", "", ...lines, "", "## More", "", "text", ""].join("\n");

const place = { page: "guide.md", heading: ["Models"] };
const columns = [
  { header: "Model", value: "**{name}**" },
  { header: "Context", value: "{context}" },
];
const shapes: readonly (readonly [what: string, make: typeof entries, change: Partial<Config>])[] = [
  [
    "entries",
    entries,
    { sections: [{ ...place, kind: "chat", language: "python", format: "mkdocs-details" }], tables: [] },
  ],
  ["a table", table, { sections: [], tables: [{ ...place, columns }] }],
  ["list items", items, { sections: [{ ...place, format: "list-item" }], tables: [] }],
  [
    "folds",
    folds,
    { sections: [{ ...place, format: "docusaurus-details", body: ["", "{id}", ""] }], tables: [] },
  ],
  ["headings", headings, { sections: [{ ...place, format: "heading", body: ["", "{id}"] }], tables: [] }],
];

/** Applies, and shows the page; what is there then is in step for plan and check alike. */
const settled = async (world: World, ...argv: readonly string[]): Promise<string> => {
  const applied = await world.apply(...argv);
  expect(applied.problems.filter((code) => code !== "model-gone")).toEqual([]);
  expect((await world.plan()).changes, "a second plan").toEqual([]);
  const { code, out } = await commandIn(world.folder, "check");
  expect(out, "check").toMatch(/^(?:Kept .*\n)?No findings/);
  expect(code).toBe(0);
  return world.read("guide.md");
};

describe.each(containers)("in %s", (name, wrap) => {
  // In a list, items are the list's own.
  const fitting = shapes.filter(([what]) => what !== "list items" || !name.includes("item"));
  test.each(fitting)("%s: a model comes and goes", async (_, make, change) => {
    const world = makeWorld([alpha, gamma], change);
    const before = around(wrap(make("Alpha", "Gamma")));
    world.write("guide.md", before);
    expect(await settled(world)).toBe(before);
    world.catalog([alpha, beta, gamma]);
    expect(await settled(world)).toBe(around(wrap(make("Alpha", "Beta", "Gamma"))));
    world.catalog([alpha, gamma]);
    expect(await settled(world, "--prune")).toBe(before);
    world.catalog([alpha, gamma, { id: "z/Zeta", name: "Zeta" }]);
    expect(await settled(world)).toBe(around(wrap(make("Alpha", "Gamma", "Zeta"))));
    world.catalog([alpha, gamma]);
    expect(await settled(world, "--prune")).toBe(before);
  });
});
