import { expect, test } from "vitest";
import {
  antoraDefinitions,
  foldersAbove,
  includedDefinitions,
  sphinxTexts,
} from "../../../src/page/definitions/included.ts";
import { definitionEdit, substituted, undefinedIn } from "../../../src/page/definitions/substitute.ts";
import { scanPage } from "../../../src/page/scan.ts";

const definitions = new Map([
  ["a", { value: "Ant" }],
  ["a b", { value: "{a}|a|" }],
  ["b", { value: "{a}{a}" }],
  ["loop", { value: "x{loop}" }],
  ["long", { value: "y".repeat(6000) }],
]);

test.each<[markup: "asciidoc" | "rst" | "markdown", text: string, want: string]>([
  ["asciidoc", "{a} {A} {b} {c} \\{a} {a-} {-a}", "Ant Ant AntAnt {c} \\{a} {a-} {-a}"],
  ["asciidoc", "{loop}", "xxxxxx{loop}"],
  ["asciidoc", "{long}", "y".repeat(6000)],
  ["asciidoc", "{long}{long}", "{long}{long}"],
  ["rst", "|a| |A  B| |c| |a|_ |a|__", "Ant {a}Ant |c| Ant Ant"],
  ["rst", "x|a| |a|y ||a|| |a | | a| \\|a|", "x|a| |a|y ||a|| |a | | a| \\|a|"],
  ["rst", ".. |a| replace:: |a|", ".. |a| replace:: Ant"],
  ["markdown", "{a} |a|", "{a} |a|"],
])("in %s, with the values of names, %s is %s", (markup, text, want) => {
  expect(substituted({ markup, definitions }, text)).toBe(want);
  expect(substituted({ markup }, text)).toBe(text);
});

test("names in a text are found by its markup", () => {
  expect(undefinedIn("asciidoc", "{a} |b|")).toEqual(["{a}"]);
  expect(undefinedIn("rst", "{a} |b|")).toEqual(["|b|"]);
  expect(undefinedIn("markdown", "{a} |b|")).toEqual([]);
});

test.each<[what: string, text: string, written: string, value: string, want: string | undefined]>([
  ["a name alone", ":a: b\n{a}\n", "{a}", "c d", "c d"],
  ["a name with text", ":a: b\n{a}\n", "{a} x", "c", undefined],
  ["a name that is used twice", ":a: b\n{a} {A}\n", "{a}", "c", undefined],
  ["beside another name", ":a: b\n{a} {c}\n", "{a}", "c", "c"],
  ["a name that isn't known", ":a: b\n{c}\n", "{c}", "c", undefined],
  ["no name", ":a: b\n{a}\n", "b", "c", undefined],
  ["a value with markup", ":a: *b*\n{a}\n", "{a}", "c", undefined],
  ["another value with markup", ":a: b\n{a}\n", "{a}", "c*", undefined],
  ["an empty value", ":a: b\n{a}\n", "{a}", "", undefined],
])("the value of %s is edited where it stands", (_, text, written, value, want) => {
  const page = scanPage("p.adoc", text);
  const edit = definitionEdit(page, written, value);
  expect(edit?.text).toBe(want);
  expect(edit === undefined ? "b" : text.slice(edit.start, edit.end)).toBe("b");
  expect(definitionEdit({ ...page, markup: "markdown" }, written, value)).toBeUndefined();
  expect(definitionEdit({ markup: "asciidoc", text }, written, value)).toBeUndefined();
});

test("a value of another file has no place to be edited", () => {
  const page = { markup: "asciidoc", text: "{a}", definitions } as const;
  expect(definitionEdit(page, "{a}", "c")).toBeUndefined();
});

const files: Readonly<Record<string, string>> = {
  "d/x.adoc": ":a: X\ninclude::y.adoc[]\n",
  "d/y.adoc": ":b: Y\ninclude::x.adoc[]\n",
  "d/modules/ROOT/partials/p.adoc": ":p: P\n",
  "d/modules/other/examples/e.adoc": ":e: E\n",
  "d/x.rst": ".. |a| replace:: X\n",
  "top.rst": ".. |t| replace:: T\n",
  "d/root.txt": ".. |r| replace:: R\n",
  "partials/p.adoc": ":q: Q\n",
  "d/x.md": "x",
};

test.each<[path: string, text: string, want: string]>([
  ["d/p.adoc", "include::x.adoc[]\n", "k=K b=Y a=X"],
  ["d/p.adoc", ":f: x\ninclude::{f}.adoc[tag=a]\n", "k=K b=Y a=X"],
  ["d/p.adoc", "include::{v}.adoc[]\n", "k=K"],
  ["d/p.adoc", "x include::x.adoc[]\n", "k=K"],
  ["d/p.adoc", "include::x.rb[]\n", "k=K"],
  ["d/p.adoc", "include::none.adoc[]\ninclude::x.adoc[]\n", "k=K b=Y a=X"],
  ["d/modules/ROOT/pages/p.adoc", "include::partial$p.adoc[]\n", "k=K p=P"],
  ["d/modules/ROOT/pages/p.adoc", "include::other:example$e.adoc[]\n", "k=K e=E"],
  ["d/modules/ROOT/pages/p.adoc", "include::../../../x.adoc[]\n", "k=K b=Y a=X"],
  ["d/p.adoc", "include::partial$p.adoc[]\n", "k=K"],
  ["d/modules/ROOT/pages/p.adoc", "include::x/partial$p.adoc[]\n", "k=K"],
  ["d/p.rst", ".. include:: x.rst\n", "k=K a=X"],
  ["d/p.rst", "  .. include::  x.rst \n", "k=K a=X"],
  ["d/p.rst", "x .. include:: x.rst\n", "k=K"],
  ["d/p.rst", ".. include:: x.rst y\n", "k=K"],
  ["d/e/p.rst", ".. include:: /root.txt\n", "k=K r=R"],
  ["d/e/p.rst", ".. include:: /top.rst\n", "k=K t=T"],
  ["d/p.md", "include::x.adoc[]\n", "k=K"],
])("in %s with %j names are given values: %s", (path, text, want) => {
  const found = includedDefinitions(
    path,
    text,
    new Map([["k", { value: "K", fixed: true }]]),
    (file) => files[file],
  );
  expect([...found].map(([name, { value }]) => `${name}=${value}`).join(" ")).toBe(want);
});

test("what is fixed for a site stays, and what a page says itself isn't of its includes", () => {
  const known = new Map([
    ["a", { value: "K", fixed: true } as const],
    ["b", { value: "K" }],
  ]);
  const found = includedDefinitions("d/p.adoc", ":c: C\ninclude::x.adoc[]\n", known, (file) => files[file]);
  expect([...found].map(([name, { value }]) => `${name}=${value}`)).toEqual(["a=K", "b=Y"]);
});

test("the folders that a path is in", () => {
  expect(["a/b/c.rst", "c.rst"].map(foldersAbove)).toEqual([["a/b", "a", ""], [""]]);
});

test.each([
  ['rst_prolog = """\na\n"""\n', "\na\n"],
  ["rst_epilog += r'''a'''\nrst_prolog=\"\"\"b\"\"\"\n", "a\nb"],
  ["x = 1\nrst_epilog\t =\tU'''a\nb'''", "a\nb"],
  [" rst_prolog = '''a'''", ""],
  ["rst_prolog = 'a'", ""],
])("the texts of %j that stand around each page", (conf, want) => {
  expect(sphinxTexts(conf)).toBe(want);
});

test("attributes of Antora are fixed, but for those that pages may change", () => {
  expect([
    ...antoraDefinitions([
      ["A  b", "x"],
      ["c", "y@"],
    ]),
  ]).toEqual([
    ["a b", { value: "x", fixed: true }],
    ["c", { value: "y" }],
  ]);
});
