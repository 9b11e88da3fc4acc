import { expect, test } from "vitest";
import type { LeavingFiles } from "../../../../generators/placing/past.ts";
import { citedFiles, withoutMenus } from "../../../../generators/snippet/cited.ts";
import { citeKey } from "../../../../generators/section/edited.ts";
import type { Snapshot } from "../../../../src/model/snapshot.ts";

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

test.each<[string, Readonly<Record<string, string>>, number, readonly (readonly [string, string])[]]>([
  ["nothing cites it", { "p.md": "snip/ab.py" }, 0, []],
  ["an entry that stays cites it", { "p.md": entry }, 0, [["snip/a.py", "p.md"]]],
  ["only an entry that goes cites it", { "p.md": entry }, 1, []],
  ["an entry that goes and the text cite it", { "p.md": `${entry}a.py` }, 1, [["snip/a.py", "p.md"]]],
  ["another page links to it", { "p.md": "", "q.md": "[a](snip/a.py)" }, 1, [["snip/a.py", "q.md"]]],
  [
    "it is one of two that a link may mean",
    { "p.md": "[a](m/x)" },
    0,
    [
      ["m/x.md", "p.md"],
      ["m/x.mdx", "p.md"],
    ],
  ],
])("a file stays where %s", (_, texts, going, want) => {
  const leaving = leavingOf("snip/a.py", "m/x.md", "m/x.mdx");
  const request = {
    pages: pagesOf(texts),
    includeBase: "snip",
    going: new Map([[citeKey("p.md", "snip/a.py"), going]]),
  };
  expect([...citedFiles(request, leaving)]).toEqual(want);
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
  expect([...citedFiles({ pages, includeBase: "", going: new Map() }, leavingOf("a.rst"))]).toEqual(want);
});

test("thousands of files are looked for in one pass over each page", () => {
  const paths = Array.from({ length: 5_000 }, (_, nth) => `snip/model-${nth}.py`);
  const text = `${paths.map((path) => `--8<-- '${path}'`).join("\n")}\n`;
  const pages = pagesOf(Object.fromEntries(Array.from({ length: 20 }, (_, nth) => [`p${nth}.md`, text])));
  const started = process.cpuUsage();
  expect(citedFiles({ pages, includeBase: "", going: new Map() }, leavingOf(...paths)).size).toBe(5_000);
  // Looked for one by one, or by a pattern of all, they take minutes.
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(5_000);
});
