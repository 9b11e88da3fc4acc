import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "../../support/hostile/interpreters.ts";
import { commandIn } from "../../support/command.ts";
import { compilePython } from "../../support/languages.ts";
import { parsePlan, writesOf } from "../../support/plan.ts";
import { stateOf } from "../../support/tree.ts";

const configName = "kluster-onboard.config.ts";

const folderWith = (files: Readonly<Record<string, string>>): string => {
  const folder = emptyFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
};

const lines = (...all: readonly string[]): string => `${all.join("\n")}\n`;

const plan = async (folder: string, ...options: readonly string[]) => {
  const { code, out, err } = await commandIn(folder, "plan", "--format", "json", ...options);
  return { code, err, writes: writesOf(parsePlan(out)) };
};

/** Every file as it stands, without the folders, in which the lock is made. */
const filesIn = (folder: string) =>
  Object.fromEntries(Object.entries(stateOf(folder)).filter(([, state]) => !state.startsWith("folder ")));

/** Makes the config, shows that it touched nothing else and plans to no change, and returns its text. */
const init = async (folder: string, ...options: readonly string[]): Promise<string> => {
  const before = filesIn(folder);
  const { code, out, err } = await commandIn(folder, "init", ...options);
  expect([code, err], out).toEqual([0, ""]);
  expect(stateOf(folder)).toMatchObject(before);
  const planned = await plan(folder);
  expect([planned.code, planned.writes], planned.err).toEqual([0, []]);
  return readFileSync(join(folder, configName), "utf8");
};

/** The lines that applying adds to a file; fails when one is lost. */
const added = async (
  folder: string,
  path: string,
  ...options: readonly string[]
): Promise<readonly string[]> => {
  const before = readFileSync(join(folder, path), "utf8").split("\n");
  const { code, err } = await commandIn(folder, "apply", ...options);
  expect(code, err).toBe(0);
  const after = readFileSync(join(folder, path), "utf8").split("\n");
  let at = 0;
  const fresh = after.filter((line) => {
    const old = line === before[at];
    if (old) at += 1;
    return !old;
  });
  expect(at, "every line that was there is there").toBe(before.length);
  return fresh;
};

const makeTree = resolve("../shared/tools/make-docs-tree");
const realCatalog = (day: string): string => resolve(`../shared/data/catalogs/kluster-2025-06-${day}.json`);

describe.runIf(existsSync(makeTree))("the real documentation of 2025-06-10", () => {
  test("its entries and tables are recognised, and the next day's models find their places", async () => {
    const folder = emptyFolder();
    execFileSync(makeTree, [join(folder, "docs")]);
    const text = await init(folder, "--catalog", realCatalog("10"));
    expect(text.match(/format: "mkdocs-details"/g)).toHaveLength(4);
    expect(text.match(/columns: \[/g)).toHaveLength(6);
    expect(text).toContain('when: { field: "tags", includes: "fine-tunable" }');
    expect(text).not.toContain("Not in this config");
    const { writes } = await plan(folder, "--catalog", realCatalog("11"));
    expect(writes.map(({ action }) => action).toSorted()).toEqual([
      ...Array.from({ length: 8 }, () => "create"),
      ...Array.from({ length: 4 }, () => "update"),
    ]);
    expect(await added(folder, "docs/get-started/models.md", "--catalog", realCatalog("11"))).toEqual([
      expect.stringContaining("`mistralai/Magistral-Small-2506`"),
      expect.stringContaining("`mistralai/Mistral-Small-24B-Instruct-2501`"),
      expect.stringMatching(
        /^\| \*\*Magistral Small\*\* .*\| :white_check_mark: \| :white_check_mark: \| :x: \| :x: \|$/,
      ),
      expect.stringMatching(/^\| \*\*Mistral Small\*\* /),
    ]);
  });
});

test("the embedded example", async () => {
  const folder = emptyFolder();
  cpSync("examples", folder, { recursive: true });
  const text = await init(folder);
  expect(text.match(/format: "mkdocs-details"/g)).toHaveLength(4);
  expect(text.match(/columns: \[/g)).toHaveLength(6);
  expect(text).toContain('platform: "kluster.ai"');
  // Models that only are new are named, so that a person lets them in.
  const listed = /in: \[([^\]]*)\]/.exec(text)?.[1] ?? "";
  expect(listed.match(/"[^"]+"/g)).toHaveLength(3);
  writeFileSync(join(folder, configName), text.replace(/"Harrier[^"]*",?/, ""));
  const { writes } = await plan(folder);
  expect(writes.filter(({ action }) => action === "create")).toHaveLength(4);
  expect(writes.filter(({ action }) => action === "update")).toHaveLength(4);
});

const birds = [
  {
    id: "acme/wren-1b",
    name: "Wren 1B",
    context_length: 131072,
    pricing: { input: 0.1 },
    modalities: ["text"],
  },
  {
    id: "acme/auk-2b",
    name: "Auk 2B",
    context_length: 32768,
    pricing: { input: 0.25 },
    modalities: ["text", "image"],
  },
  {
    id: "nest/ibis-3b",
    name: "Ibis 3B",
    context_length: 8192,
    pricing: { input: 2 },
    modalities: ["text", "image"],
  },
];
const newcomer = {
  id: "nest/rook-4b",
  name: "Rook 4B",
  context_length: 65536,
  pricing: { input: 0.5 },
  modalities: ["text", "image"],
};

describe("a Docusaurus site", () => {
  const site = {
    "docusaurus.config.js": "export default { title: 'Aviary' };\n",
    "catalog.json": JSON.stringify({ object: "list", data: birds }),
    "docs/models.mdx": lines(
      "---",
      "title: Models",
      "---",
      "",
      "import Tabs from '@theme/Tabs';",
      "",
      "## Chat models",
      "",
      "| Model | ID | Context | Input, $/M | Images | Remarks |",
      "|---|:-:|--:|---|---|---|",
      "| [Auk 2B](/models/acme/auk-2b) | `acme/auk-2b` | 32k | $0.25 | ✅ | Dives |",
      "| [Ibis 3B](/models/nest/ibis-3b) | `nest/ibis-3b` | 8k | $2 | ✅ | Wades |",
      "| [Wren 1B](/models/acme/wren-1b) | `acme/wren-1b` | 131k | $0.1 | — | |",
      "",
      "## Limits",
      "",
      "| Model ID | Requests | Tokens |",
      "|---|---|---|",
      "| acme/auk-2b | 60 | 30k |",
      "| acme/wren-1b | 60 | 131k |",
      "| nest/ibis-3b | 60 | 8k |",
    ),
  };

  test("tables are explained column by column, and what differs is people's", async () => {
    const folder = folderWith(site);
    const text = await init(folder);
    for (const column of [
      '{ header: "Model", value: "[{name}](/models/{id})" }',
      '{ header: "ID", value: "`{id}`", key: true }',
      '{ header: "Context", value: "{contextLengthTokens}" }',
      '{ header: "Input, $/M", value: "${pricingInput}" }',
      '{ header: "Remarks", value: "", owner: "people" }',
      '{ header: "Requests", value: "60", owner: "people" }',
    ])
      expect(text).toContain(column);
    expect(text).toContain("The catalog gives 2 of 3 cells");
    writeFileSync(join(folder, "newer.json"), JSON.stringify({ data: [...birds, newcomer] }));
    expect(await added(folder, "docs/models.mdx", "--catalog", "newer.json")).toEqual([
      "| [Rook 4B](/models/nest/rook-4b) | `nest/rook-4b` | 65k | $0.5 | ✅ | |",
      "| nest/rook-4b | 60 | 65k |",
    ]);
  });
});

describe("pages that hold the snippets themselves", () => {
  test.each([
    ["docusaurus-details", (name: string) => `<details><summary>${name}</summary>`, "</details>"],
    ["mintlify-accordion", (name: string) => `<Accordion title="${name}">`, "</Accordion>"],
  ])("%s", async (format, open, close) => {
    const entry = ({ id, name }: { readonly id: string; readonly name: string }): readonly string[] => [
      open(name),
      "",
      "```python",
      `print(ask("${id}"))`,
      "```",
      "",
      close,
      "",
    ];
    const sorted = birds.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const folder = folderWith({
      "catalog.json": JSON.stringify({ data: birds }),
      "docs/ask.mdx": lines(
        "# Ask",
        "",
        "## Examples",
        "",
        ...sorted.flatMap(entry),
        "## Next",
        "",
        "Read on.",
      ),
    });
    const text = await init(folder);
    expect(text).toContain('snippets: [{ kind: "ask", language: "python" }]');
    expect(text).toContain(`format: "${format}"`);
    writeFileSync(join(folder, "catalog.json"), JSON.stringify({ data: [...birds, newcomer] }));
    expect(await added(folder, "docs/ask.mdx")).toEqual(entry(newcomer));
  });
});

describe("a plain folder", () => {
  const snippet = (id: string): string => `from aviary import ask\n\nprint(ask("${id}", "Why?"))\n`;
  const site = {
    "models.json": JSON.stringify(birds.map(({ id, context_length }) => ({ id, context_length }))),
    "guide.md": lines(
      "# Guide",
      "",
      "## Ask",
      "",
      ...birds
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .flatMap(({ id }) => [
          `??? example "${id}"`,
          "",
          "    ```python",
          `    --8<-- 'code/ask-${id.replace("/", "_")}.py'`,
          "    ```",
          "",
        ]),
      "## Other",
      "",
      "| Thing | Colour |",
      "|---|---|",
      "| Sky | blue |",
    ),
    ...Object.fromEntries(
      birds.map(({ id }) => [`snippets/code/ask-${id.replace("/", "_")}.py`, snippet(id)]),
    ),
  };

  test("a template is made from a snippet that is there", async () => {
    const folder = folderWith(site);
    const text = await init(folder, "--catalog", "models.json");
    expect(text).toContain('includes: { base: "snippets" }');
    expect(text).toContain('path: "snippets/code/ask-{slug}.py"');
    expect(text).not.toContain("Colour");
    expect(readFileSync(join(folder, "templates/ask/text/python.ejs"), "utf8")).toBe(
      'from aviary import ask\n\nprint(ask(<%= it.id %>, "Why?"))\n',
    );
    writeFileSync(join(folder, "models.json"), JSON.stringify([...birds, newcomer]));
    expect(await added(folder, "guide.md")).toContain('??? example "nest/rook-4b"');
    const made = join(folder, "snippets/code/ask-nest_rook-4b.py");
    compilePython([made]);
    expect(readFileSync(made, "utf8")).toBe(snippet("nest/rook-4b"));
  });

  test("entries that can't be made again are told of, and the rest is kept", async () => {
    const table = lines(
      "",
      "## List",
      "",
      "| Model | Context |",
      "|---|---|",
      ...birds.map(({ id }) => `| ${id} | ? |`),
    );
    const bash = Object.fromEntries(
      Object.entries(site).map(([path, text]) => [
        path.replace(".py", ".sh"),
        text.replaceAll(".py'", ".sh'").replaceAll("```python", "```bash"),
      ]),
    );
    const folder = folderWith({ ...bash, "guide.md": (bash["guide.md"] ?? "") + table });
    const text = await init(folder);
    expect(text).toContain('{ header: "Model", value: "{id}" }');
    expect(text.replace(/\s*\n\/\/ /g, " ")).toContain(
      "Not in this config: The entries in guide.md need a template that can't be made from their files: write templates/ask/text/bash.ejs",
    );
  });

  test("a catalog that is a map", async () => {
    const map = Object.fromEntries(birds.map(({ id, context_length }) => [id, { size: context_length }]));
    const folder = folderWith({
      "catalog.json": JSON.stringify({ models: map }),
      "a.md": lines("| Model | Size |", "|---|---|", "| acme/wren-1b | 131072 |", "| nest/ibis-3b | 8192 |"),
    });
    const text = await init(folder);
    expect(text).toContain('list: "models",\n    keyField: "id",');
    expect(text).toContain('{ header: "Size", value: "{size}" }');
  });

  test("as JSON, under another name", async () => {
    const folder = folderWith(site);
    expect((await commandIn(folder, "init", "--config", "docs.json")).code).toBe(0);
    expect((await plan(folder, "--config", "docs.json")).writes).toEqual([]);
  });
});

describe("what init refuses", () => {
  const catalog = { "catalog.json": JSON.stringify(birds) };
  const table = { "a.md": lines("| Model |", "|---|", "| Wren 1B |", "| Auk 2B |") };

  test.each<
    readonly [
      what: string,
      files: Readonly<Record<string, string>>,
      options: readonly string[],
      problem: string,
    ]
  >([
    [
      "to overwrite a config",
      { ...catalog, ...table, "kluster-onboard.config.yaml": "root: a\n" },
      [],
      "config-exists",
    ],
    [
      "to overwrite the file named",
      { ...catalog, ...table, "x.ts": "" },
      ["--config", "x.ts"],
      "config-exists",
    ],
    ["to go on without a catalog", table, [], "init-no-catalog"],
    ["a catalog that isn't there", table, ["--catalog", "gone.json"], "catalog-"],
    ["a catalog without models", { ...table, "catalog.json": "{}" }, [], "init-no-models"],
    ["a folder that isn't there", { ...catalog, ...table }, ["--root", "gone"], "root-not-found"],
    [
      "pages about something else",
      { ...catalog, "a.md": "# Birds\n\n| A |\n|---|\n| B |\n" },
      [],
      "init-nothing-found",
    ],
  ])("%s", async (_, files, options, problem) => {
    const folder = folderWith(files);
    const before = stateOf(folder);
    const { code, out, err } = await commandIn(folder, "init", ...options);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(problem);
    expect(stateOf(folder)).toEqual(before);
  });
});
