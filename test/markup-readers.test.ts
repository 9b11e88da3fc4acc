import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asciidocMarkup } from "../src/page/asciidoc/markup.ts";
import { decodeCell } from "../src/page/lifted.ts";
import type { Markup } from "../src/page/markup.ts";
import { rstMarkup } from "../src/page/rst/markup.ts";
import { NASTY_TEXTS } from "./support/hostile/corpus.ts";
import { asciidoctor, docutils, type Reader } from "./support/markup/readers.ts";
import { inputs } from "./support/seed.ts";

const runs = inputs(1_500);

const signs =
  "* ** ` `` _ __ | \\ :: : ; < << > .. ... - -- -> => 1. #. # ## + ++ ^ ~ a) [1]_ http://x.y/_ :ref: `a`_ +-- ===== a B é 日本 { } {x} [ ] [[a]] (C) (( (i) x_ /V --x \n a| 2+| image:x[a] link:x[b] &#42; &amp; ' \"";
const pieces = fc
  .array(fc.oneof(fc.constantFrom(" ", ...signs.split(" ")), fc.string({ unit: "grapheme", maxLength: 4 })), {
    maxLength: 8,
  })
  .map((parts) => parts.join(""));

const row = (cells: readonly string[]): string =>
  cells.map((cell, index) => `   ${index === 0 ? "*" : " "} -${cell === "" ? "" : ` ${cell}`}\n`).join("");

type Case = readonly [
  name: string,
  reader: Reader | undefined,
  markup: Markup,
  table: (cells: readonly string[]) => string,
  /** Code in a cell whose config has one backtick around a field, or two where that is code. */
  code: (written: string) => string,
];

const twice = (written: string): string => `\`${written}\``;
const once = (written: string): string => written;

const all: readonly Case[] = [
  [
    "docutils",
    docutils,
    rstMarkup(),
    (cells) => `.. list-table::\n   :header-rows: 1\n\n${row(["One", "Two"])}${row(cells)}`,
    twice,
  ],
  [
    "Asciidoctor",
    asciidoctor,
    asciidocMarkup(),
    (cells) => `|===\n|One |Two\n\n${cells.map((cell) => `|${cell}`).join(" ")} \n|===\n`,
    once,
  ],
  [
    "Asciidoctor, in cells of blocks",
    asciidoctor,
    asciidocMarkup(),
    (cells) => `|===\n|One |Two\n\n${cells.map((cell) => `a|${cell}\n`).join("")}|===\n`,
    once,
  ],
];

/** As it is shown; an apostrophe is curved by some. */
const flat = (text: string | undefined): string | undefined => text?.replaceAll("’", "'");

describe.each(all)("%s", (name, reader, { cell }, table, code) => {
  const shown = (value: string): string => cell.read(cell.whole(cell.text(value)));
  const cases: readonly (readonly [string, (value: string) => string])[] = [
    ["as it is", (value) => cell.text(value)],
    ["as code", (value) => `y ${code(cell.code(value))}`],
  ];

  test.runIf(reader !== undefined).each(cases)("reads every value %s", (_, write) => {
    const values = [...NASTY_TEXTS.map(({ text }) => text), ...fc.sample(pieces, runs)].filter(
      (value) => shown(value) !== "",
    );
    const pages = reader?.(values.map((value) => table(["x", decodeCell(cell.whole(write(value)))]))) ?? [];
    const odd = pages.flatMap(({ tables, complaints }, index) => {
      const value = values[index] ?? "";
      const written = decodeCell(cell.whole(write(value)));
      const [read, own] = [flat(tables[0]?.[1]?.[1]), flat(cell.read(cell.whole(write(value))))];
      return read === own && complaints.length === 0 ? [] : [{ value, written, read, own, complaints }];
    });
    expect(pages).toHaveLength(values.length);
    expect(odd.slice(0, 5)).toEqual([]);
  });

  test.runIf(reader === undefined)(`${name} isn't installed: what it reads isn't compared`, () => {
    expect(reader).toBeUndefined();
  });
});
