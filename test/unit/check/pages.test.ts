import { describe, expect, it } from "vitest";
import type { Config } from "../../../src/config/config.gen.ts";
import { configs, found } from "./support.ts";

type Item = NonNullable<Config["navigation"]>[number]["item"];

type Given = {
  readonly file?: string;
  readonly text?: string;
  readonly item?: Item;
  readonly pages: readonly string[];
};

const yaml = "nav:\n  - models/ant.md\n  - models/bee.md\n  - models/cat.md\n";
const pairs = "nav:\n  - Ant: models/ant.md\n  - Bee: models/bee.md\n  - Cat: models/cat.md\n";

const listed = ({ file = "nav.yml", text = yaml, item = "models/{slug}.md", pages }: Given) => {
  const config: Config = { ...configs.table, tables: [] };
  const files = { [file]: text, ...Object.fromEntries(pages.map((page) => [page, "# Page\n"])) };
  return found(files, { ...config, navigation: [{ file, path: ["nav"], item }] });
};
const lacking = (name: string): string =>
  `page-missing: \`models/${name}.md\` leads to no page; those of other models do.`;

describe("elements that lead to pages", () => {
  it.each<readonly [what: string, given: Given, want: readonly string[]]>([
    ["all are there", { pages: ["models/ant.md", "models/bee.md", "models/cat.md"] }, []],
    ["one isn't", { pages: ["models/ant.md", "models/cat.md"] }, [`nav.yml:3 ${lacking("bee")}`]],
    [
      "one isn't, with names beside them",
      { text: pairs, item: { "{name}": "models/{slug}.md" }, pages: ["models/ant.md", "models/bee.md"] },
      [`nav.yml:4 ${lacking("cat")}`],
    ],
    [
      "from the folder of the file",
      { file: "docs/nav.yml", pages: ["docs/models/ant.md", "docs/models/bee.md"] },
      [`docs/nav.yml:4 ${lacking("cat")}`],
    ],
    [
      "from a folder beside the file",
      { pages: ["docs/models/ant.md", "docs/models/bee.md", "old/models/cat.md"] },
      [`nav.yml:4 ${lacking("cat")}`],
    ],
    [
      "beside one whose way goes on",
      {
        text: "nav:\n  - models/ant-2.md\n  - models/ant\n  - models/bee\n  - models/cat\n",
        item: "models/{slug}",
        pages: ["models/bee.md", "models/cat.md"],
      },
      ["nav.yml:3 page-missing: `models/ant` leads to no page; those of other models do."],
    ],
    ["pages in folders", { pages: ["ant", "bee", "cat"].map((name) => `models/${name}/index.md`) }, []],
    ["hardly any is there: they mean something else", { pages: ["models/ant.md"] }, []],
  ])("%s", (_, given, want) => {
    expect(listed(given)).toEqual(want);
  });
});

describe("links in tables", () => {
  const config: Config = {
    ...configs.table,
    tables: [{ page: "p.md", columns: [{ header: "Model", value: "[{name}](./m/{slug}.md#top)" }] }],
  };
  const page = ["Ant", "Bee", "Cat"]
    .map((name) => `| [${name}](./m/${name.toLowerCase()}.md#top) |\n`)
    .join("");

  it.each<readonly [pages: readonly string[], want: readonly string[]]>([
    [["ant", "bee", "cat"], []],
    [["ant", "bee"], ["p.md:5 page-missing: `./m/cat.md#top` leads to no page; those of other models do."]],
    [[], []],
  ])("to the pages of %j", (pages, want) => {
    const files = Object.fromEntries(pages.map((name) => [`m/${name}.md`, "# Page\n"]));
    expect(found({ ...files, "p.md": `| Model |\n|---|\n${page}` }, config)).toEqual(want);
  });
});
