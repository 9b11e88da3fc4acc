import { expect, test } from "vitest";
import type { Model } from "../../../src/init/catalog/records.ts";
import { foldersOfModels, isOfModels, unsaidPages } from "../../../src/init/pages/find.ts";

const models: readonly Model[] = ["acme/ant-1", "acme/bee-2.5", "acme/cat-3"].map((id) => ({
  id,
  name: id.replace("acme/", "").replace("-", " "),
  leaves: new Map(),
}));

test.each<readonly [what: string, paths: readonly string[], said: readonly string[]]>([
  [
    "a page for each, by name",
    ["m/Ant-1.md", "m/bee_2_5.md", "m/index.md"],
    [
      "2 pages in m/, one for each model (m/Ant-1.md, m/bee_2_5.md): write a template for them, and declare them as snippets.",
    ],
  ],
  [
    "more than are shown",
    ["ant-1.md", "bee-2.5.md", "cat-3.md"],
    [
      "3 pages in the root, one for each model (ant-1.md, bee-2.5.md, …): write a template for them, and declare them as snippets.",
    ],
  ],
  [
    "each in a folder of its own",
    ["m/ant-1/index.md", "m/bee-2.5/index.md", "m/index.md"],
    [
      "2 pages in m/, one for each model (m/ant-1/index.md, m/bee-2.5/index.md): write a template for them, and declare them as snippets.",
    ],
  ],
  [
    "a few of many in a folder, called so by chance",
    ["p/ant-1.md", "p/bee-2-5.md", ...["elk", "fox", "gnu", "hen", "owl"].map((name) => `p/${name}.md`)],
    [],
  ],
  [
    "second pages, which nearly all models have that have one",
    ["ant-1", "bee-2.5", "cat-3"].flatMap((name) => [`m/${name}.md`, `m/${name}-api.md`]),
    [
      "3 pages in m/, one for each model (m/ant-1.md, m/bee-2.5.md, …): write a template for them, and declare them as snippets.",
      "3 pages in m/, one for each model (m/ant-1-api.md, m/bee-2.5-api.md, …): write a template for them, and declare them as snippets.",
    ],
  ],
  [
    "pages beside those of few models",
    ["m/ant-1.md", "m/bee-2.5.md", "m/cat-3.md", "m/ant-1-api.md", "m/bee-2.5-tips.md"],
    [
      "3 pages in m/, one for each model (m/ant-1.md, m/bee-2.5.md, …): write a template for them, and declare them as snippets.",
    ],
  ],
  ["one alone", ["m/ant-1.md", "n/bee-2-5.md"], []],
  ["one model in two forms", ["m/ant-1.md", "m/ant-1.mdx"], []],
])("%s", (_, paths, said) => {
  expect(
    foldersOfModels(paths, models)
      .filter(isOfModels)
      .map((each) => unsaidPages(each)),
  ).toEqual(said);
});
