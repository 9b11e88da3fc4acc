import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { commandIn } from "../../support/command.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";

const ids = ["acme/heron-70b", "acme/swift-8b", "acme/teal-9b"];

const table = ["| Model |", "|---|", ...ids.map((id) => `| \`${id}\` |`)].join("\n");

const listTable = [
  ".. list-table::\n   :header-rows: 1\n\n   * - Model",
  ...ids.map((id) => `   * - \`\`${id}\`\``),
].join("\n");

const asciidocTable = ["|===\n|Model\n", ...ids.map((id) => `|\`${id}\``), "|==="].join("\n");

const catalogOf = (models: readonly string[]): string =>
  JSON.stringify({ data: models.map((id) => ({ id })) });

const example = (id: string): string => `\`\`\`python\nclient.ask(model="${id}")\n\`\`\`\n`;

const cell = (kind: string, source: string) => ({
  cell_type: kind,
  metadata: {},
  source: source.split(/(?<=\n)/),
  ...(kind === "code" ? { execution_count: 1, outputs: [] } : {}),
});

const notebook = (...cells: readonly ReturnType<typeof cell>[]): string =>
  JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1);

/** Files of a documentation, what `init` has watched, and where the model that left stays. */
const cases: readonly (readonly [string, Readonly<Record<string, string>>, string, readonly string[]])[] = [
  [
    "fences of Markdown; a post stays as it is",
    {
      "models.md": `# Models\n\n${table}\n\n${example("acme/teal-9b")}`,
      "blog/2026-01-02-teal.md": `# Teal is here\n\n${example("acme/teal-9b")}`,
    },
    'pages: ["**/*.md"], ignore: ["blog/**"]',
    ["models.md:9"],
  ],
  [
    "the name without its maker",
    { "models.md": `# Models\n\n${table}\n\n${example("teal-9b")}` },
    'pages: ["**/*.md"]',
    ["models.md:9"],
  ],
  [
    "code-block and literal blocks of reStructuredText",
    {
      "models.rst": `Models\n======\n\n${listTable}\n\n.. code-block:: python\n\n   ask(model="acme/teal-9b")\n\nOr::\n\n   ask --model acme/teal-9b\n`,
    },
    'pages: ["**/*.rst"]',
    ["models.rst:13", "models.rst:17"],
  ],
  [
    "blocks of AsciiDoc",
    {
      "models.adoc": `= Models\n\n${asciidocTable}\n\n[source,sh]\nask --model acme/teal-9b\n`,
    },
    'pages: ["**/*.adoc"]',
    ["models.adoc:11"],
  ],
  [
    "cells of notebooks",
    {
      "models.ipynb": notebook(
        cell("markdown", `# Models\n\n${table}`),
        cell("code", 'ask(model="acme/teal-9b")'),
      ),
    },
    'pages: ["**/*.ipynb"]',
    ["models.ipynb:19"],
  ],
  [
    "a file that a page shows, and none that none does",
    {
      "models.md": `# Models\n\n${table}\n\n\`\`\`python\n--8<-- "examples/ask.py"\n\`\`\`\n`,
      "examples/ask.py": 'ask(model="acme/teal-9b")\n',
      "tests/test_asked.py": 'ask(model="acme/teal-9b")\n',
    },
    'pages: ["**/*.md", "examples/*.py"]',
    ["examples/ask.py:1"],
  ],
  [
    "sentences and tables that aren't kept",
    {
      "models.md": `# Models\n\n${table}\n\nThe default is \`acme/teal-9b\`.`,
      "options.md": "| Option | Default |\n|---|---|\n| model | acme/teal-9b |\n",
    },
    'pages: ["**/*.md"]',
    ["models.md:8", "options.md:3"],
  ],
  [
    "values that AsciiDoc and Antora give names to",
    {
      "antora.yml": "name: acme\nasciidoc:\n  attributes:\n    default-model: acme/teal-9b\n",
      "modules/ROOT/pages/models.adoc": `= Models\n\n${asciidocTable}\n`,
      "modules/ROOT/partials/names.adoc": ":latest: acme/teal-9b\n",
    },
    'pages: ["**/*.adoc", "*.yml"]',
    ["antora.yml:4", "modules/ROOT/partials/names.adoc:1"],
  ],
  [
    "substitutions of reStructuredText, in the settings of Sphinx too",
    {
      "conf.py": 'rst_epilog = """\n.. |next| replace:: acme/teal-9b\n"""\n',
      "models.rst": `Models\n======\n\n${listTable}\n\n.. |latest| replace:: acme/teal-9b\n`,
    },
    'pages: ["**/*.rst", "*.py"]',
    ["conf.py:2", "models.rst:11"],
  ],
];

test.each(cases)("examples name a model that left: %s", async (_, files, watched, places) => {
  const folder = emptyFolder();
  for (const [path, text] of Object.entries({ ...files, "../catalog.json": catalogOf(ids) })) {
    mkdirSync(dirname(join(folder, "docs", path)), { recursive: true });
    writeFileSync(join(folder, "docs", path), text);
  }
  const init = await commandIn(folder, "init");
  expect([init.code, init.err], init.out).toEqual([0, ""]);
  expect(readFileSync(join(folder, "kluster-onboard.config.ts"), "utf8")).toContain(
    `mentions: { ${watched} }`,
  );
  writeFileSync(join(folder, "catalog.json"), catalogOf(ids.slice(0, 2)));
  // A row that goes isn't told as a name that stays.
  const apply = await commandIn(folder, "apply", "--yes", "--verbose", "--accept-catalog", "--prune");
  expect(apply.out.match(/- acme\/teal-9b/g)).toHaveLength(1);
  expect(apply.out.match(/(?<== line \d+: (?:acme\/)?teal-9b), stays: the model left/g)).toHaveLength(
    places.length,
  );
  const check = await commandIn(folder, "check");
  expect(check.out.match(/\S+:\d+(?= +warning +mention-retired)/g)).toEqual(places);
});
