import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markupOf, scanPage } from "../../../src/page/scan.ts";
import { splice } from "../../../src/page/splice.ts";
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
  expect(menusOf("modules/ROOT/pages/models.adoc", text)).toEqual([]);
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
    ["Voices", [ant], text.replace("* Voices\n", `$&${antLine}`)],
  ])("%s %j", (name, items, want) => {
    const found = menu(name, text);
    const after = splice(text, found?.write(items) ?? []);

    expect(after).toBe(want);
    expect(menu(name, after)?.items).toEqual(items);
  });
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
