import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "./support/hostile/interpreters.ts";
import { asciidoctor, docutils } from "./support/markup/readers.ts";
import { filesOf } from "./support/tree.ts";
import { forms } from "./unit/generators/markup/forms.ts";

/** Debian's Sphinx; that of a virtual environment has no docutils of its own. */
const sphinx = ["/usr/bin/sphinx-build"].find((program) => spawnSync(program, ["--version"]).status === 0);

/** What a build of a site complains about, without the places of the lines. */
const warnings = (root: string, main: string): readonly string[] => {
  const { stderr, status } = spawnSync(
    sphinx ?? "",
    ["-q", "-C", "-b", "html", "-D", `root_doc=${main}`, root, emptyFolder()],
    { encoding: "utf8", env: { ...process.env, PYTHONHOME: undefined, LC_ALL: "C.UTF-8" } },
  );
  expect(status, stderr).toBe(0);
  return stderr
    .split("\n")
    .filter((line) => /WARNING|ERROR|SEVERE/.test(line))
    .map((line) => line.replace(/^.*?(?:WARNING|ERROR|SEVERE)/, ""));
};

describe("sites of reStructuredText, before and after, with Sphinx", () => {
  const sites = [
    // A row that people wrote in stays, which the plan says; what it leads to left.
    ["markup-rst", "index", [": undefined label: 'model-auk-1b'"]],
    ["sections-rst", "models", []],
  ] as const;
  test.runIf(sphinx !== undefined).each(sites)(
    "%s builds with no new warnings but those that are known",
    (name, main, known) => {
      const [before = [], after = []] = ["before", "after"].map((side) =>
        warnings(join("test/cases", name, side), main),
      );
      expect(after.filter((line) => !before.includes(line))).toEqual(known);
    },
  );

  test.runIf(sphinx === undefined)("Sphinx isn't installed: no site is built", () => {
    expect(sphinx).toBeUndefined();
  });
});

const pagesOf = (folder: string): readonly string[] =>
  filesOf(folder)
    .filter((path) => path.endsWith(".adoc"))
    .map((path) => readFileSync(join(folder, path), "utf8"));

describe("sites of AsciiDoc, before and after, with Asciidoctor", () => {
  test.runIf(asciidoctor !== undefined).each(["markup-asciidoc", "sections-asciidoc"])(
    "%s reads without complaints",
    (name) => {
      const sides = ["before", "after"].flatMap((side) => pagesOf(join("test/cases", name, side)));
      expect(asciidoctor?.(sides).flatMap(({ complaints }) => complaints)).toEqual([]);
    },
  );

  test.runIf(asciidoctor === undefined)("Asciidoctor isn't installed: no site is read", () => {
    expect(asciidoctor).toBeUndefined();
  });
});

const readerOf = (page: string) => (page.endsWith(".adoc") ? asciidoctor : docutils);
const readable = forms.filter(([, page]) => readerOf(page) !== undefined);

describe("tables of every form differ by one row and one cell, as their real reader sees them", () => {
  test.each(readable)("%s", (_, page, before, after) => {
    const [was, is] = readerOf(page)?.([before, after]) ?? [];
    expect([was?.complaints, is?.complaints]).toEqual([[], []]);
    const table = was?.tables.findIndex((rows) => rows[0]?.[0] === "Model") ?? -1;
    const rows = was?.tables[table] ?? [];
    const changed = rows.map((row) => row.map((cell) => (cell === "20" ? "300" : cell)));
    expect(is?.tables[table]).toEqual([...changed.slice(0, 1), ["Ant", "1"], ...changed.slice(1)]);
    expect(is?.tables.length).toBe(was?.tables.length);
  });

  test.runIf(readable.length < forms.length)(
    "docutils or Asciidoctor isn't installed: some forms aren't read",
    () => {
      expect(readable.length).toBeLessThan(forms.length);
    },
  );
});
