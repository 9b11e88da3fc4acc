import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readNotebook } from "../../../../src/page/notebook/cells.ts";
import { type Edit, lineAt, lineNumber, splice } from "../../../../src/page/page.ts";
import { findRegion } from "../../../../src/page/region.ts";
import { scanPage } from "../../../../src/page/scan.ts";
import { inputs } from "../../../support/seed.ts";

type Source = string | readonly string[];
const cell = (kind: string, source: Source, more: object = {}) => ({
  cell_type: kind,
  ...more,
  metadata: { tags: ["kept"] },
  source,
});
const code = (source: Source) =>
  cell("code", source, { execution_count: 3, id: "c0ffee00", outputs: [{ text: ["## Alpha\n"] }] });

const book = (cells: readonly object[], indent: number | undefined = 1): string =>
  `${JSON.stringify(
    { cells, metadata: { kernelspec: { language: "python", name: "x" } }, nbformat: 4, nbformat_minor: 5 },
    null,
    indent,
  )}\n`;

const parse: (text: string) => {
  readonly cells: readonly { readonly cell_type: string; readonly source: Source }[];
} = JSON.parse;
const sources = (text: string): readonly string[] =>
  parse(text).cells.map(({ source }) => (typeof source === "string" ? source : source.join("")));

const edited = (json: string, change: (text: string) => readonly Edit[]): string | undefined => {
  const { text, file } = scanPage("a.ipynb", json);
  const edits = file?.(change(text));
  return edits === undefined ? undefined : splice(json, edits);
};

/** Puts a text in place of another. */
const swap = (json: string, from: string, to: string): string | undefined =>
  edited(json, (text) => {
    const start = text.indexOf(from);
    expect(start).toBeGreaterThan(-1);
    return [{ start, end: start + from.length, text: to }];
  });

const example = book([
  cell("markdown", ["# Models\n", "\n", "| A | B |\n", "| --- | --- |\n", "| é | 1 |"]),
  code(["import x\n", "x.run('alpha')"]),
  cell("raw", ["ignored"]),
  cell("markdown", "## Beta\n\nText.\n"),
  code(["```\n", "x"]),
]);

describe("a notebook as a page", () => {
  test("is its cells one below the other, code in fences", () => {
    const page = scanPage("a.ipynb", example);
    expect(page.text).toBe(
      "# Models\n\n| A | B |\n| --- | --- |\n| é | 1 |\n\n```python\nimport x\nx.run('alpha')\n```\n\n## Beta\n\nText.\n\n````python\n```\nx\n````\n",
    );
    expect(page.headings.map(({ text }) => text)).toEqual(["Models", "Beta"]);
    expect([...page.fences].map(([first]) => lineAt(page, first))).toEqual(["```python", "````python"]);
  });

  test("tells the lines of the file", () => {
    const page = scanPage("a.ipynb", example);
    const lines = example.split("\n");
    for (const [index] of page.lines.entries()) {
      const line = lineAt(page, index);
      if (line === "" || line.startsWith("`") || /Beta|Text/.test(line)) continue;
      expect(lines[lineNumber(page, index) - 1]).toContain(line);
    }
  });

  test("keeps what a cell leaves open in that cell", () => {
    const page = scanPage("a.ipynb", book([cell("markdown", "```\nopen"), cell("markdown", "# After")]));
    expect(page.headings.map(({ text }) => text)).toEqual(["After"]);
  });

  test.each(["{", '{"cells": 1}', '{"a": []}'])("%s is no notebook", (text) => {
    expect(scanPage("a.ipynb", text).file).toBeUndefined();
  });
});

describe("edits of the page become edits of the JSON", () => {
  const kept = (text: string | undefined) => sources(text ?? "");
  const [first = "", ...rest] = sources(example);
  test.each<readonly [string, string, string, readonly string[]]>([
    ["a cell of a table", "| é | 1 |", '| é | "2" |', [first.replace("| 1 |", '| "2" |'), ...rest]],
    ["a row at the end of a cell", "| é | 1 |", "| é | 1 |\n| ü | 2 |", [`${first}\n| ü | 2 |`, ...rest]],
    ["a row that goes", "| é | 1 |\n", "", [first.replace("\n| é | 1 |", ""), ...rest]],
    [
      "a line of code",
      "x.run('alpha')",
      "x.run('beta')",
      [first, "import x\nx.run('beta')", ...rest.slice(1)],
    ],
    [
      "text of a single string",
      "Text.",
      "More.\n\nText.",
      [first, rest[0] ?? "", rest[1] ?? "", "## Beta\n\nMore.\n\nText.\n", rest[3] ?? ""],
    ],
    [
      "an entry between cells",
      "## Beta",
      "## Alpha\n\nNew.\n\n```python\ngo()\n```\n\n## Beta",
      [first, rest[0] ?? "", "## Alpha\n\nNew.", "go()", ...rest.slice(1)],
    ],
    [
      "an entry that goes with its code",
      "## Beta\n\nText.\n\n````python\n```\nx\n````\n",
      "",
      [first, ...rest.slice(0, 2)],
    ],
  ])("%s", (_, from, to, want) => {
    const made = swap(example, from, to);
    // A new cell's place among those that are no part of the page is after the one above it.
    expect([...kept(made)].sort()).toEqual([...want].sort());
    expect(scanPage("a.ipynb", made ?? "").text.trim()).toBe(
      scanPage("a.ipynb", example)
        .text.replace(from, () => to)
        .replace(/\n{3,}/g, "\n\n")
        .trim(),
    );
    const before = parse(example);
    expect({ ...parse(made ?? ""), cells: [] }).toEqual({ ...before, cells: [] });
  });

  test("half of a code cell is not taken away", () => {
    expect(swap(example, "```python\nimport x\n", "")).toBeUndefined();
  });

  test("only escapes stay only escapes", () => {
    const ascii = example.replace("é", "\\u00e9");
    expect(swap(ascii, "| 1 |", "| ü |")).toContain("\\u00e9 | \\u00fc |");
  });

  test.each([undefined, 1, 2, 4])("bytes outside of the cell's changed lines stay (indent %s)", (indent) => {
    const line = fc.constantFrom("", "# A", "| a | b |", "`x`", '"q" \\', "é ￿", "```", "text");
    const text = fc.array(line, { maxLength: 6 }).map((lines) => lines.join("\n"));
    const source = fc.oneof(
      text,
      text.map((all) => all.match(/[^\n]*\n|[^\n]+$/g) ?? []),
    );
    const made = fc.array(fc.record({ kind: fc.constantFrom("markdown", "code", "raw"), source }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(made, fc.nat(), fc.constantFrom("", "y", "\n- z", "a\nb"), (cells, at, put) => {
        const json = book(
          cells.map(({ kind, source: own }) => (kind === "code" ? code(own) : cell(kind, own))),
          indent,
        );
        const page = scanPage("a.ipynb", json);
        const offsets = page.lines.flatMap(({ start, end }, index) =>
          page.opaque[index] === true || end === start ? [] : [{ start, end }],
        );
        const chosen = offsets[at % Math.max(1, offsets.length)];
        if (chosen === undefined) return;
        const edit = put.startsWith("\n")
          ? { start: chosen.end, end: chosen.end, text: put }
          : { ...chosen, text: put };
        const after = splice(json, page.file?.([edit]) ?? []);
        const wanted = splice(page.text, [edit]);
        const [was, is] = [parse(json), parse(after)];
        // Nothing of the page is there, or gone, but what the edit says; blank last lines are no lines of a cell.
        const flat = (all: string): string => all.replace(/\n{2,}/g, "\n").trim();
        expect(flat(scanPage("a.ipynb", after).text)).toBe(flat(wanted));
        const withoutText = ({ cells: all }: typeof is) => all.map((each) => ({ ...each, source: [] }));
        if (was.cells.length === is.cells.length) expect(withoutText(is)).toEqual(withoutText(was));
        expect(after.endsWith(json.slice(json.lastIndexOf("]")))).toBe(true);
      }),
      { numRuns: inputs(1_500) },
    );
  });
});

test.each<readonly [what: string, json: string, why: string]>([
  ["cut off", '{\n "cells": [\n  {"source": ["# Models', "Its JSON is broken in line 3: This is not JSON."],
  ["something else", '{"rows": []}', "Its JSON has no list of `cells`, as notebooks of format 4 have."],
])("a file that is no notebook has no places: %s", (_, json, why) => {
  const page = scanPage("a.ipynb", json);
  expect([page.fault, page.text, page.headings]).toEqual([`is no notebook. ${why}`, json, []]);
  const place = {
    page: "a.ipynb",
    heading: [],
    tab: undefined,
    marker: undefined,
    optional: false,
    where: "tables[0]",
  };
  expect(findRegion(page, place, "config.ts")).toMatchObject({
    ok: false,
    problems: [{ code: "page-unreadable", message: `a.ipynb is no notebook. ${why}` }],
  });
});

test.each<readonly [json: string, want: string]>([
  ['{\n "cells": [\n  x\n ]\n}\n', "Its JSON is broken in line 3: "],
  ["", "Its JSON is broken in line 1: "],
  ['{"cells": {}}', "Its JSON has no list of `cells`, as notebooks of format 4 have."],
  ["[]", "Its JSON has no list of `cells`, as notebooks of format 4 have."],
])("%j is no notebook, and told so: %s", (json, want) => {
  expect(readNotebook(json)).toEqual(expect.stringContaining(want));
});

test.each<readonly [metadata: object, want: string]>([
  [{ kernelspec: { language: "r" }, language_info: { name: "python" } }, "r"],
  [{ language_info: { name: "julia" } }, "julia"],
  [{}, "python"],
])("the language of %j is %s", (metadata, want) => {
  expect(readNotebook(JSON.stringify({ cells: [], metadata }))).toMatchObject({ language: want });
});
