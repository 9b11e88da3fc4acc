import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inputs } from "../../../support/seed.ts";
import { entry } from "../../given.ts";
import { bareForms, forms } from "./forms.ts";
import { a, b, c, models, updated } from "./tables.ts";

const all = [...forms, ...bareForms];

describe("a row comes and a cell changes, and no other line is another", () => {
  test.each(all)("%s", (_, page, before, after) => {
    expect(updated(page, before, [a, b, c])).toBe(after);
  });

  test.each(all)("%s, with the line ends of Windows", (_, page, before, after) => {
    const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
    expect(updated(page, crlf(before), [a, b, c])).toBe(crlf(after));
  });
});

test.each<readonly [what: string, page: string, text: (...cells: readonly string[]) => string]>([
  [
    "a csv-table",
    "p.rst",
    (...cells) => `.. csv-table::\n   :header: Model, Context\n\n   ${cells.join(", ")}\n`,
  ],
  [
    "a list-table",
    "p.rst",
    (...cells) =>
      `.. list-table::\n   :header-rows: 1\n\n${[["Model", "Context"], cells].map((row) => `   * - ${row.join("\n     - ")}\n`).join("")}`,
  ],
  ["a file", "p.csv", (...cells) => `Model,Context\n${cells.join(",")}\n`],
])("a row of %s that stops early gets what it lacks", (_, page, text) => {
  expect(updated(page, text("Bee"), [b])).toBe(text("Bee", "100"));
});

describe("one of two is named by its number", () => {
  test.each(all)("%s", (_, page, before, after) => {
    expect(updated(page, `${before}\nText\n\n${before}`, [a, b, c], { nth: 2 })).toBe(
      `${before}\nText\n\n${after}`,
    );
    expect(updated(page, `${before}\nText\n\n${before}`, [a, b, c], { nth: 1 })).toBe(
      `${after}\nText\n\n${before}`,
    );
  });
});

const columns = [
  { header: "Model", value: "{name}", key: true },
  { header: "ID", value: "{id}" },
  { header: "Context", value: "{context}" },
];

describe("a column that the config adds", () => {
  test.each(forms)("%s", (_, page, before) => {
    const after = updated(page, before.replace("   :widths: 30 70\n", ""), [b, c], { columns });
    expect(after).toContain("x/b");
    expect(after).not.toContain("x/a");
  });
});

describe("a column that the config takes out, the last one too", () => {
  const wants = new Map([
    ["list-table", "   :widths: 30 30\n"],
    ["grid", "+-------+-----+\n| Model | ID  |\n+=======+=====+\n"],
    ["simple", "=====  ===\nModel  ID\n=====  ===\n"],
    ["csv-table", '   :header: "Model", ID\n'],
    ["csv-table, substitutions", "   :header: Model, ID\n\n   |bee|, x/b\n"],
    ["grid, substitutions", "+--------+-----+\n| Model  | ID  |\n+========+=====+\n| |bee|  | x/b |\n"],
    ["AsciiDoc, a row a line", '[cols="1,1"]\n'],
    ["AsciiDoc, a cell a line", '[%header,cols="1,1"]\n|===\n|Model\n|ID\n\n'],
    ["AsciiDoc, in columns", "| Model  ^| ID \n"],
    ["AsciiDoc, CSV", "Model,ID\nBee,x/b\n"],
    ["AsciiDoc, DSV", "Model:ID\n\nBee:x/b\n"],
    ["AsciiDoc, another sign", "!Model !ID \n!Bee !x/b \n"],
    ["AsciiDoc, a table in a cell", "a|\n[%header]\n!===\n!Model !ID \n!Bee !x/b \n"],
    ["AsciiDoc, attributes and comments", "|Model |ID \n// small\n|{bee} |x/b \nifdef::cats[]\n"],
  ]);
  test.each(forms)("%s", (name, page, before) => {
    const wide = updated(page, before, [b, c], { columns });
    const after = updated(page, wide, [b, c], { columns: columns.slice(0, 2), remove: ["Context"] });
    expect(after).toContain(wants.get(name));
    expect(after).not.toMatch(/Context|any|length/);
  });
});

test.each(all)(
  "the rows of %s go when nobody asks for them any more, and all others stay",
  (_, page, before, after) => {
    expect(updated(page, after, [b, c], {}, [a, b, c])).toBe(
      before.replace(/20 ?/, (found) => "300" + " ".repeat(Math.max(0, found.length - 3))),
    );
  },
);

test.each(all)("every model of %s can come and go", (_, page, __, after) => {
  const some = models(5);
  const more = updated(page, after, [a, b, c, ...some]);
  expect(updated(page, more, [a, b, c], {}, [a, b, c, ...some])).toBe(after);
});

test.each(all)("a hand edit in a cell of %s stays", (_, page, __, after) => {
  const edited = after.replace("100", "99 ");
  expect(updated(page, edited, [b, c], {}, [a, b, c], after)).toMatch(/Bee[^\d]+99/);
});

test.each(all)("a model of %s gets another name", (_, page, __, after) => {
  const renamed = updated(
    page,
    after,
    [a, { ...b, fields: new Map([...b.fields, ["name", "Bumblebee"]]) }, c],
    {},
    [a, b, c],
  );
  expect(renamed).toContain("Bumblebee");
  expect(renamed.replace(/[- +=]+/g, "").replace("Bumblebee", "Bee")).toBe(after.replace(/[- +=]+/g, ""));
});

/** Names of all that may stand in a cell, and none that is a row of the page. */
const names = fc
  .array(
    fc.constantFrom("M", "x", "_", "*", "`", "|", "\\", "+", "<", "#", "日本", " ", "::", "a|", '"', ","),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((parts) => parts.join("").trim());

describe("whatever the models are called", () => {
  test.each(all)("the other lines of %s stay, and a second plan is empty", (_, page, before) => {
    fc.assert(
      fc.property(
        fc.uniqueArray(names, { minLength: 1, maxLength: 4, selector: (name) => name.toLowerCase() }),
        fc.integer({ min: 0, max: 1e6 }),
        (found, context) => {
          const some = found.map((name, index) =>
            entry(`x/r${index}`, { name: `N${index} ${name}`, context }),
          );
          const after = updated(page, before, [b, c, ...some]);
          const loose = (line: string): string => line.replace(/[\s+=-]+/g, " ").trim();
          const lines = after.split("\n").map(loose);
          const stay = before
            .split("\n")
            .map(loose)
            .filter((line) => !/\b20\b/.test(line));
          let at = 0;
          for (const line of lines) if (line === stay[at]) at += 1;
          expect(stay.slice(at)).toEqual([]);
          const gone = updated(page, after, [b, c], {}, [b, c, ...some]);
          expect(gone).not.toContain("N0");
        },
      ),
      { numRuns: inputs(300) },
    );
  });
});

test.each(bareForms)(
  "%s has no room for a column of the config, and none of other models is meant",
  (_, page, before) => {
    expect(() => updated(page, before, [b, c], { columns })).toThrow();
    expect(() => updated(page, before, [a])).toThrow();
  },
);
