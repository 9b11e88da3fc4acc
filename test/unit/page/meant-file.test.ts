import { expect, test } from "vitest";
import { meantFile } from "../../../src/page/meant-file.ts";

const files = [
  "README.md",
  "get-started/models.md",
  "get-started/limits.md",
  "guides/index.md",
  "api/index.md",
  "code/models.py",
  "mkdocs.yml",
  "img/mkdocs.png",
  "data/nav.json",
];

test.each([
  ["a letter is missing", "get-started/modls.md", "get-started/models.md"],
  ["two letters are swapped", "get-started/limtis.md", "get-started/limits.md"],
  ["the folder is misspelt", "getstarted/models.md", "get-started/models.md"],
  ["the folder is part of the root", "docs/get-started/models.md", "get-started/models.md"],
  ["another case", "get-started/Models.md", "get-started/models.md"],
  ["another ending", "get-started/models.mdx", "get-started/models.md"],
  ["no ending", "get-started/models", "get-started/models.md"],
  ["of several of a name the nearest", "guide/index.md", "guides/index.md"],
  ["of several of a name the nearest, whatever comes first", "apis/index.md", "api/index.md"],
  ["a file of that ending", "code/modls.py", "code/models.py"],
  ["a name of its own, far away", "very/long/names/of/folders/nav.json", "data/nav.json"],
  ["data for data", "mkdocs.yaml", "mkdocs.yml"],
  ["data in another folder", "_data/nav.json", "data/nav.json"],
])("%s: %s is probably %s", (_, path, want) => {
  expect(meantFile(path, files)).toBe(`Did you mean \`${want}\`? `);
});

test.each([
  "guides/pricing.md",
  "models.txt",
  "faq.md",
  "code/limits.sh",
  "code/limits.py",
  "data/nav.md",
  "other/limts.md",
])("%s is like no other", (path) => {
  expect(meantFile(path, files)).toBe("");
});
