import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rst } from "../src/page/rst/markup.ts";
import { NASTY_TEXTS } from "./support/hostile/corpus.ts";
import { pythonWithDocutils, readPages } from "./support/markup/docutils.ts";

/** A value as it can be shown: on one line, without what nobody can see. */
const shown = (value: string): string => rst.cell.read(rst.cell.whole(rst.cell.text(value)));

const row = (cells: readonly string[]): string =>
  cells.map((cell, index) => `   ${index === 0 ? "*" : " "} -${cell === "" ? "" : ` ${cell}`}\n`).join("");

const table = (cells: readonly string[]): string =>
  `.. list-table::\n   :header-rows: 1\n\n${row(["One", "Two"])}${row(cells)}`;

const runs = Number(process.env.RUNS ?? 300);
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      "*",
      "**",
      "`",
      "``",
      "_",
      "__",
      "|",
      "\\",
      "::",
      ":",
      "<",
      ">",
      "..",
      "-",
      "1.",
      "#.",
      "a)",
      "[1]_",
      "http://x.y/_",
      ":ref:",
      "`a`_",
      "+--",
      "=====",
      "a",
      "B",
      " ",
      "é",
      "日本",
      "{",
      "}",
      "\n",
      "(i)",
      "x_",
      "/V",
      "--x",
    ),
    fc.string({ unit: "grapheme", maxLength: 4 }),
  ),
  { maxLength: 8 },
);

describe.runIf(pythonWithDocutils !== undefined)("docutils", () => {
  const nasty = [
    ...NASTY_TEXTS.map(({ text }) => text),
    ...fc.sample(
      pieces.map((parts) => parts.join("")),
      runs,
    ),
  ].filter((value) => shown(value) !== "");

  test("reads every value in a cell as it is", () => {
    const pages = readPages(nasty.map((value) => table(["x", rst.cell.text(value)])));
    const odd = pages.flatMap(({ tables, complaints }, index) => {
      const value = nasty[index] ?? "";
      const read = tables[0]?.[1]?.[1];
      return read === shown(value) && complaints.length === 0
        ? []
        : [{ value, written: rst.cell.text(value), read, complaints }];
    });
    expect(odd.slice(0, 5)).toEqual([]);
  });

  test("reads every value as code as it is", () => {
    const written = (value: string): string => `\`${rst.cell.code(value)}\``;
    const code = nasty.filter((value) => value.trim() !== "");
    const pages = readPages(
      code.map((value) =>
        table([
          "x",
          `y ${rst.cell
            .whole(written(value))
            .replace(/\uf8ffp/g, "|")
            .replace(/\uf8ffs/g, "\uf8ff")}`,
        ]),
      ),
    );
    const odd = pages.flatMap(({ tables, complaints }, index) => {
      const value = code[index] ?? "";
      const read = tables[0]?.[1]?.[1];
      const own = rst.cell.read(`y ${rst.cell.whole(written(value))}`);
      return read === own && complaints.length === 0
        ? []
        : [{ value, written: rst.cell.whole(written(value)), read, own, complaints }];
    });
    expect(odd.slice(0, 5)).toEqual([]);
  });
});

test.runIf(pythonWithDocutils === undefined)("docutils isn't installed: what it reads isn't compared", () => {
  expect(pythonWithDocutils).toBeUndefined();
});
