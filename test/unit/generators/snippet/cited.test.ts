import { expect, test } from "vitest";
import type { LeavingFiles } from "../../../../generators/placing/past.ts";
import { citedFiles, withoutMenus } from "../../../../generators/snippet/cited.ts";
import type { Snapshot } from "../../../../src/model/file.ts";

const leavingOf = (...paths: readonly string[]): LeavingFiles =>
  new Map(
    paths.map((path) => [
      path,
      { path, owner: "tool", model: path, snippet: "chat/python", digest: "", older: null },
    ]),
  );

const pagesOf = (texts: Readonly<Record<string, string>>): Snapshot =>
  new Map(Object.entries(texts).map(([path, text]) => [path, { text, digest: "" }]));

const entry = "--8<-- 'a.py'\n";

test.each<[string, Readonly<Record<string, string>>, readonly (readonly [string, string])[]]>([
  ["nothing cites it", { "p.md": "snip/ab.py" }, []],
  ["an entry cites it", { "p.md": entry }, [["snip/a.py", "p.md"]]],
  ["a page links to it", { "p.md": "", "q.md": "[a](snip/a.py)" }, [["snip/a.py", "q.md"]]],
  [
    "it is one of two that a link may mean",
    { "p.md": "[a](m/x)" },
    [
      ["m/x.md", "p.md"],
      ["m/x.mdx", "p.md"],
    ],
  ],
])("a file stays where %s", (_, texts, want) => {
  const leaving = leavingOf("snip/a.py", "m/x.md", "m/x.mdx");
  expect([...citedFiles(pagesOf(texts), "snip", leaving)]).toEqual(want);
});

test.each([
  ["the menu alone", "Models\n======\n\n.. toctree::\n\n   a\n   b\n", []],
  [
    "a text beside the menu",
    "Models\n======\n\n.. toctree::\n\n   a\n\nRead :doc:`a`.\n",
    [["a.rst", "index.rst"]],
  ],
])("of a page of navigation, %s", (_, text, want) => {
  const pages = withoutMenus(
    pagesOf({ "index.rst": text, "nav.yml": "- a.rst" }),
    new Set(["index.rst", "nav.yml"]),
  );
  expect([...citedFiles(pages, "", leavingOf("a.rst"))]).toEqual(want);
});

test("thousands of files are looked for in one pass over each page", () => {
  const paths = Array.from({ length: 5_000 }, (_, nth) => `snip/model-${nth}.py`);
  const text = `${paths.map((path) => `--8<-- '${path}'`).join("\n")}\n`;
  const pages = pagesOf(Object.fromEntries(Array.from({ length: 20 }, (_, nth) => [`p${nth}.md`, text])));
  const started = process.cpuUsage();
  expect(citedFiles(pages, "", leavingOf(...paths)).size).toBe(5_000);
  // Looked for one by one, or by a pattern of all, they take minutes.
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(5_000);
});
