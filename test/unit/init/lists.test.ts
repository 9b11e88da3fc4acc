import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandIn } from "../../support/command.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";

type Bird = {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly context: number;
  readonly about: string;
};

const auk: Bird = { id: "sea/auk-2b", name: "Auk 2B", family: "sea", context: 32768, about: "Dives well." };
const birds: readonly Bird[] = [
  auk,
  { id: "pond/heron-7b", name: "Heron 7B", family: "pond", context: 65536, about: "Waits." },
  { id: "pond/ibis-3b", name: "Ibis 3B", family: "pond", context: 8192, about: "Wades." },
  { id: "sea/tern-1b", name: "Tern 1B", family: "sea", context: 131072, about: "Hovers." },
];
/** The catalog of the next day: one model is new, and one reads more. */
const coot: Bird = { id: "pond/coot-4b", name: "Coot 4B", family: "pond", context: 16384, about: "Swims." };
const grown = birds.map((bird) => (bird === auk ? { ...bird, context: 40960 } : bird));
const byName = [...grown, coot].sort((a, b) => (a.name < b.name ? -1 : 1));

const last = (id: string): string => id.slice(id.indexOf("/") + 1);
const thousands = (tokens: number): string => `${tokens / 1024}K`;
const families = ["pond", "sea"];

/** What a page says of models, whichever there are. */
type Site = {
  readonly page: string;
  readonly lines: (models: readonly Bird[]) => readonly string[];
  readonly beside?: Readonly<Record<string, string>>;
};

const sites: Readonly<Record<string, Site>> = {
  "items with a link and an ID": {
    page: "docs/models.md",
    lines: (models) => [
      "# Models",
      "",
      "## Served",
      "",
      ...models.map(({ id, name }) => `- [${name}](https://birds.test/models/${id}) — \`${id}\``),
      "",
      "More will follow.",
    ],
  },
  "items of an ID and what it reads, above another list": {
    page: "README.md",
    lines: (models) => [
      "# Birds",
      "",
      "## Models",
      "",
      ...models.map(({ id, context }) => `* \`${id}\` – ${thousands(context)} context`),
      "",
      "## See also",
      "",
      "* [Nests](nests.md)",
      "* [Eggs](eggs.md)",
    ],
  },
  "items without marks, a name before a colon": {
    page: "docs/models.md",
    lines: (models) => ["# Models", "", ...models.map(({ name, about }) => `- ${name}: ${about}`)],
  },
  "items below items": {
    page: "docs/models.md",
    lines: (models) => [
      "# Models",
      "",
      ...families.flatMap((family) => [
        `- ${family}`,
        ...models.filter((bird) => bird.family === family).map(({ id }) => `  - \`${id}\``),
      ]),
    ],
  },
  "items with facts below each": {
    page: "docs/models.md",
    lines: (models) => [
      "# Models",
      "",
      ...models.flatMap(({ id, name, context }) => [
        `- **${name}**`,
        `  - ID: \`${id}\``,
        `  - Context: ${thousands(context)}`,
      ]),
    ],
  },
  "a summary": {
    page: "SUMMARY.md",
    lines: (models) => [
      "# Summary",
      "",
      "* [Start](README.md)",
      "* [Models](models/README.md)",
      ...models.map(({ id, name }) => `  * [${name}](models/${last(id)}.md)`),
      "* [Limits](limits.md)",
    ],
  },
  "headings with facts": {
    page: "docs/models.md",
    lines: (models) => [
      "# Models",
      "",
      "## All",
      "",
      ...models.flatMap(({ id, name, context, about }) => [
        `### ${name}`,
        "",
        about,
        "",
        `- ID: \`${id}\``,
        `- Context: ${context} tokens`,
        "",
      ]),
      "## Limits",
      "",
      "None.",
    ],
  },
  "headings with a paragraph": {
    page: "docs/models.md",
    lines: (models) => [
      "# Models",
      "",
      ...models.flatMap(({ name, about }) => [`## ${name}`, "", about, ""]),
    ],
  },
  "rows of an HTML table, a cell a line": {
    page: "docs/models.md",
    lines: (models) => [
      "# Models",
      "",
      "<table>",
      "  <thead>",
      "    <tr><th>Model</th><th>ID</th><th>Context</th></tr>",
      "  </thead>",
      "  <tbody>",
      ...models.flatMap(({ id, name, context }) => [
        "    <tr>",
        `      <td>${name}</td>`,
        `      <td><code>${id}</code></td>`,
        `      <td>${context}</td>`,
        "    </tr>",
      ]),
      "  </tbody>",
      "</table>",
    ],
  },
  "rows of an HTML table, a row a line": {
    page: "docs/models.md",
    lines: (models) => [
      "# Models",
      "",
      "<table>",
      "<tr><th>Model</th><th>Context</th></tr>",
      ...models.map(({ name, context }) => `<tr><td>${name}</td><td>${context}</td></tr>`),
      "</table>",
    ],
  },
  "rows of a list-table that refer to pages": {
    page: "docs/models.rst",
    lines: (models) => [
      "Models",
      "======",
      "",
      ".. list-table::",
      "   :header-rows: 1",
      "",
      "   * - Model",
      "     - Context",
      ...models.flatMap(({ id, context }) => [
        "",
        `   * - :ref:\`${last(id)} <models_${last(id)}>\``,
        `     - ${context}`,
      ]),
    ],
  },
  "folds of reStructuredText": {
    page: "docs/models.rst",
    lines: (models) => [
      ...["Models", "======", ""],
      ...models.flatMap(({ id, name, about }) => [
        ...[`.. dropdown:: ${name}`, "   :animate: fade-in", "", `   \`\`${id}\`\`: ${about}`, ""],
      ]),
      ...["Limits", "------", "", "None."],
    ],
  },
  "cards of reStructuredText in a grid": {
    page: "docs/models.rst",
    lines: (models) => [
      ...["Models", "======", "", "All of them:", "", ".. grid:: 2", "   :gutter: 3", ""],
      ...models.flatMap(({ id, name, about }) => [
        ...[`   .. grid-item-card:: ${name}`, `      :link: models/${last(id)}`, "", `      ${about}`, ""],
      ]),
      ...["Limits", "------", "", "None."],
    ],
  },
  "fields of reStructuredText": {
    page: "docs/models.rst",
    lines: (models) => [
      ...["Models", "======", "", "These are served:", ""],
      ...models.map(({ name, about }) => `:${name}: ${about}`),
    ],
  },
  "headings of reStructuredText with labels of people's own, which a new one lacks": {
    page: "docs/models.rst",
    lines: (models) => [
      ...["Models", "======", ""],
      ...models.flatMap(({ id, name, about }) => [
        ...(id === coot.id ? [] : [`.. _b${name.length}${name.charCodeAt(0)}:`, ""]),
        ...[name, "-".repeat(name.length), "", about, ""],
      ]),
    ],
  },
  "headings of AsciiDoc with such names": {
    page: "docs/models.adoc",
    lines: (models) => [
      ...["= Models", "", "All of them.", ""],
      ...models.flatMap(({ id, name, about }) => [
        ...(id === coot.id ? [] : [`[[b${name.charCodeAt(0)}]]`]),
        ...[`== ${name}`, "", about, ""],
      ]),
    ],
  },
  "items of AsciiDoc below those of their groups, by another sign": {
    page: "docs/models.adoc",
    lines: (models) => [
      ...["= Models", ""],
      ...families.flatMap((family) => [
        `* ${family}`,
        ...models
          .filter((bird) => bird.family === family)
          .map(({ name, context }) => `- ${name} (${context})`),
      ]),
    ],
  },
  "a table in a file that pages include, and its number by name": {
    page: "docs/models.inc",
    beside: { "docs/index.rst": "Models\n======\n\nWe serve |served| models.\n\n.. include:: models.inc\n" },
    lines: (models) => [
      ...[`.. |served| replace:: ${models.length}`, "", ".. list-table::", "   :header-rows: 1", ""],
      ...["   * - Model", "     - Context"],
      ...models.flatMap(({ name, context }) => [`   * - ${name}`, `     - ${context}`]),
    ],
  },
  "a menu of MkDocs beside the pages' folder": {
    page: "mkdocs.yml",
    beside: { "docs/index.md": "# Birds\n" },
    lines: (models) => [
      "site_name: Birds",
      "nav:",
      "  - Start: index.md",
      "  - Models: # all of them",
      ...models.map(({ id, name }) => `    - ${name}: models/${last(id)}.md`),
      "  - Limits: limits.md",
    ],
  },
  "a menu of Mintlify, for each family": {
    page: "docs.json",
    lines: (models) =>
      JSON.stringify(
        {
          name: "Birds",
          navigation: {
            groups: [
              { group: "Start", pages: ["index", "limits"] },
              ...families.map((family) => ({
                group: family,
                pages: models.filter((bird) => bird.family === family).map(({ id }) => `models/${last(id)}`),
              })),
            ],
          },
        },
        undefined,
        2,
      ).split("\n"),
  },
  "data that a site renders": {
    page: "docs/_data/models.yml",
    beside: { "docs/index.md": "# Birds\n" },
    lines: (models) => models.flatMap(({ id, name }) => [`- name: ${name}`, `  id: ${id}`, "  open: true"]),
  },
  "a toctree": {
    page: "docs/index.rst",
    lines: (models) => [
      "Birds",
      "=====",
      "",
      ".. toctree::",
      "   :maxdepth: 1",
      "",
      ...models.map(({ id }) => `   models/${last(id)}`),
    ],
  },
  "items in reStructuredText": {
    page: "docs/models.rst",
    lines: (models) => [
      "Models",
      "======",
      "",
      ...models.map(({ id, about }) => `- \`\`${id}\`\`: ${about}`),
    ],
  },
};

const write = (folder: string, path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

describe("lists, menus and tables of any markup: init finds them, and the next catalog's models come as people write them", () => {
  test.each(Object.entries(sites))("%s", async (_, { page, lines, beside = {} }) => {
    const text = (models: readonly Bird[]): string => `${lines(models).join("\n").trimEnd()}\n`;
    const folder = emptyFolder();
    write(folder, page, text(birds));
    for (const [path, other] of Object.entries(beside)) write(folder, path, other);
    write(folder, "catalog.json", JSON.stringify({ data: birds }));
    write(folder, "next.json", JSON.stringify({ data: [...grown, coot] }));
    const init = await commandIn(folder, "init", "--catalog", "catalog.json");
    expect([init.code, init.err], init.out).toEqual([0, ""]);
    const plan = await commandIn(folder, "plan", "--check");
    const check = await commandIn(folder, "check");
    expect([plan.code, check.code], plan.out + check.out).toEqual([0, 0]);
    const apply = await commandIn(folder, "apply", "--catalog", "next.json");
    expect(apply.code, apply.out + apply.err).toBe(0);
    expect(readFileSync(join(folder, page), "utf8")).toBe(text(byName));
    write(folder, "later.json", JSON.stringify({ data: [...grown.slice(0, -2), grown.at(-1), coot] }));
    await commandIn(folder, "apply", "--catalog", "later.json");
    expect(readFileSync(join(folder, page), "utf8")).toBe(
      text(byName.filter(({ name }) => name !== "Ibis 3B")),
    );
  });
});
