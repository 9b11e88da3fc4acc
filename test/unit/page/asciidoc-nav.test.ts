import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markupOf, scanPage } from "../../../src/page/scan.ts";
import { splice } from "../../../src/page/page.ts";
import { lines } from "../given.ts";

const text = lines(
  "* xref:index.adoc[Home]",
  "* Models",
  "** xref:models/bee.adoc[Bee [new\\]]",
  "*** xref:models/bee-code.adoc[Code]",
  "** xref:models/cat.adoc[]",
  "// ours",
  "* Voices",
  "",
  ".More",
  "* https://example.com[Site]",
);

const menusOf = (path: string, page: string) => markupOf(path).menus?.(scanPage(path, page)) ?? [];

const menu = (name: string, page: string) =>
  menusOf("modules/ROOT/nav.adoc", page).find(({ names }) => names.includes(name));

test("the lists of a navigation file are menus, called by what is above them", () => {
  expect(menusOf("modules/ROOT/nav.adoc", text).map(({ names, lines: [line] }) => [names, line])).toEqual([
    [[], 0],
    [["More"], 9],
    [["Models"], 2],
    [["Bee [new]"], 3],
    [["Voices"], undefined],
  ]);
  for (const path of ["modules/ROOT/pages/models.adoc", "nav/models.adoc"])
    expect(menusOf(path, text)).toEqual([]);
  expect(menusOf("modules/nav/nav-models.adoc", text)).toHaveLength(5);
});

test("a title that all items left is that of a list still, at the end of the page, too", () => {
  const bare = text.replace(/\* Voices\n/, ".Voices\n").replace(/(?<=\.More\n).*\n/, "");
  for (const [name, line] of [
    ["Voices", ".Voices\n"],
    ["More", ".More\n"],
  ] as const) {
    const edits = menu(name, bare)?.write([{ page: "ant" }], undefined) ?? [];
    expect(splice(bare, edits)).toBe(bare.replace(line, `${line}* xref:ant.adoc[]\n`));
  }
});

describe("items come and go, and no other line is another", () => {
  const bee = { title: "Bee [new]", page: "models/bee" };
  const cat = { page: "models/cat" };
  const ant = { title: "Ant [1]", page: "models/ant" };
  const antLine = "** xref:models/ant.adoc[Ant [1&#93;]\n";
  test.each([
    ["Models", [bee, cat], text],
    ["Models", [ant, bee, cat], text.replace("** xref:models/bee", `${antLine}$&`)],
    ["Models", [bee, cat, ant], text.replace("// ours", `${antLine}$&`)],
    ["Models", [cat], text.replace(/\*\* xref:models\/bee[^]*\n(?=\*\* )/, "")],
    ["Models", [cat, bee], text.replace(/(\*\* xref:models\/bee[^]*\n)(\*\* .*\n)/, "$2$1")],
    ["Models", [], text.replace(/\*\* xref:models\/bee[^]*\n(?=\/\/)/, "")],
    ["More", [ant], text.replace(/(?<=\.More\n).*/, antLine.slice(1, -1))],
    ["Voices", [{ page: "a.adoc#part" }], text.replace("* Voices\n", "$&** xref:a.adoc#part[]\n")],
    ["Voices", [ant], text.replace("* Voices\n", `$&${antLine}`)],
  ])("%s %j", (name, items, want) => {
    const found = menu(name, text);
    const after = splice(text, found?.write(items) ?? []);

    expect(after).toBe(want);
    expect(menu(name, after)?.items).toEqual(items);
  });
});

test.each<
  [what: string, text: readonly string[], want: readonly (readonly [name: string, ...lines: number[]])[]]
>([
  [
    "an item that goes on",
    ["* xref:a.adoc[]", "  goes on", "  ** xref:b.adoc[]", "* xref:c.adoc[]"],
    [
      ["", 0, 3],
      ["a", 2],
    ],
  ],
  ["another block of an item", ["* xref:a.adoc[]", "+", "  more", "", "", "* xref:b.adoc[]"], [["", 0, 5]]],
  [
    "blank lines",
    ["* M", "", "** xref:a.adoc[]", "", "** xref:b.adoc[]", "", "* N", "** xref:c.adoc[]", ""],
    [
      ["", 0, 6],
      ["M", 2, 4],
      ["N", 7],
    ],
  ],
  ["comments", ["* xref:a.adoc[]", "// ours", "// and theirs", "* xref:b.adoc[]"], [["", 0, 3]]],
  [
    "a comment between blank lines",
    ["* xref:a.adoc[]", "", "//-", "", "* xref:b.adoc[]"],
    [
      ["", 0],
      ["", 4],
    ],
  ],
  [
    "a text between",
    ["* xref:a.adoc[]", "text", "* xref:b.adoc[]", "* xref:c.adoc[]"],
    [
      ["", 0],
      ["", 2, 3],
    ],
  ],
  [
    "headings",
    ["= Nav", "", "* xref:a.adoc[]", "", "== More", "", "* xref:b.adoc[]"],
    [
      ["Nav", 2],
      ["More", 6],
    ],
  ],
  [
    "titles",
    [".One", "* xref:a.adoc[]", "", "..No", "* xref:b.adoc[]", "", ".Two", "* xref:c.adoc[]"],
    [
      ["One", 1],
      ["", 4],
      ["Two", 7],
    ],
  ],
  [
    "a comment below a blank line",
    ["* xref:a.adoc[]", "", "// ours", "* xref:b.adoc[]"],
    [
      ["", 0],
      ["", 3],
    ],
  ],
  [
    "a deeper item below a text",
    ["* xref:a.adoc[]", "text", "** xref:b.adoc[]"],
    [
      ["", 0],
      ["", 2],
    ],
  ],
  ["a listing", ["----", "* xref:a.adoc[]", "----", "", "* xref:b.adoc[]"], [["", 4]]],
  [
    "levels",
    ["** xref:a.adoc[]", "* xref:b.adoc[]", "** xref:c.adoc[]", "*** xref:d.adoc[]", "** xref:e.adoc[]"],
    [
      ["", 0, 1],
      ["b", 2, 4],
      ["c", 3],
    ],
  ],
  ["what is no page", ["* https://example.com[Site]", "* D [e]", "* F: g", "* H"], [["", 0, 1, 2, 3], ["H"]]],
])("the lists of a navigation file with %s", (_, page, want) => {
  const found = menusOf("nav.adoc", lines(...page)).map(({ names: [name = ""], lines: own }) => [
    name,
    ...own,
  ]);
  expect(found).toEqual(want);
});

test("whatever a model is called, its item is read as it was meant", () => {
  const names = fc
    .array(
      fc.constantFrom(
        ..."M x 4.1 * _ ` { } [ ] \\ < > # | : , = & ^ ~ + 日本 xref: {a} \" '".split(" "),
        " ",
      ),
      {
        minLength: 1,
        maxLength: 5,
      },
    )
    .map((parts) => `N${parts.join("")}N`.replace(/ +/g, " "));
  fc.assert(
    fc.property(names, (title) => {
      const made = [{ title, page: "models/gpt-4.1" }];
      const after = splice(text, menu("Voices", text)?.write(made) ?? []);
      expect(menu("Voices", after)?.items).toEqual(made);
      expect(menu("Voices", after)?.write(made)).toEqual([]);
    }),
    { numRuns: Number(process.env.RUNS ?? 100), seed: 18 },
  );
});
