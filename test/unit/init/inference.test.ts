import { describe, expect, test } from "vitest";
import { leaveOut } from "../../../src/init/where/leave-out.ts";
import { printConfig } from "../../../src/init/print-config.ts";
import { findModels, type Shape } from "../../../src/init/catalog/records.ts";
import { patternsOf, slugRulesOf } from "../../../src/init/slugs.ts";
import { sidesOf, tellApart } from "../../../src/init/where/choose.ts";
import { templateFrom } from "../../../src/init/templates.ts";
import type { Named } from "../../../src/init/texts.ts";
import { config } from "../given.ts";

const nowhere: Named = { isId: () => false, isName: () => false };

const shapeOf = (document: unknown, named = nowhere): Shape => {
  const shape = findModels(document, named.isId, named.isName);
  if (shape === undefined) throw new Error("no models");
  return shape;
};

describe("where a document has its models", () => {
  test("a name with spaces is no ID, however often the documentation shows it", () => {
    const shown = (text: string) => text.startsWith("Auk ");
    const shape = shapeOf([{ id: "acme/auk-8b", name: "Auk 8B" }], { isId: shown, isName: shown });
    expect([shape.id, shape.name]).toEqual(["id", "name"]);
  });

  test.each<readonly [what: string, document: unknown, want: readonly (string | undefined)[]]>([
    ["a bare list", [{ id: "a", name: "A" }], ["", "id", "name"]],
    [
      "an envelope",
      { object: "list", data: [{ id: "a", display_name: "A" }] },
      ["data", "id", "display_name"],
    ],
    ["no display name", { models: [{ model_name: "a/b" }] }, ["models", "model_name", undefined]],
    [
      "the longest list of those that have IDs",
      { tags: [{ label: "x" }], page: { items: [{ id: "a" }, { id: "b" }] }, one: [{ id: "c" }] },
      ["page.items", "id", undefined],
    ],
    ["a map from ID to record", { "acme/a": { name: "A" }, "acme/b": { name: "B" } }, ["", "id", "name"]],
    [
      "an ID that repeats is none",
      [
        { id: "same", slug: "a", name: "A" },
        { id: "same", slug: "b", name: "B" },
      ],
      ["", "slug", "name"],
    ],
  ])("%s", (_, document, [list, id, name]) => {
    expect(shapeOf(document)).toMatchObject({ list, id, name });
  });

  test("an ID that is called otherwise is known by the pages", () => {
    const document = [
      { architecture: "AukForCausalLM", about: "Dives" },
      { architecture: "WrenForCausalLM", about: "Sings" },
    ];
    const named = { isId: (text: string) => text.endsWith("LM"), isName: () => false };
    expect(shapeOf(document, named)).toMatchObject({ id: "architecture", name: undefined });
  });

  test("what the pages name goes before what is called an ID", () => {
    const document = [
      { id: "m-1", model_name: "acme/wren", name: "Wren" },
      { id: "m-2", model_name: "acme/auk", name: "Auk" },
    ];
    const named = { isId: (text: string) => text.startsWith("acme/"), isName: () => false };
    expect(shapeOf(document, named)).toMatchObject({ id: "model_name", name: "name" });
  });

  test.each([[{}], [[]], [["a"]], [{ data: [] }], [null], [[{ size: 1 }]]])("%j has none", (document) => {
    expect(findModels(document, nowhere.isId, nowhere.isName)).toBeUndefined();
  });
});

const birds = shapeOf([
  {
    id: "acme/Wren-1B",
    name: "Acme Wren 1B",
    limits: { context: 131072 },
    price: "0.5",
    perToken: "0.0000001",
    created: 1754669020,
    tags: ["vision"],
    purpose: "chat",
    active: true,
    description: "<b>Small</b> bird. Sings.",
  },
  {
    id: "acme/Auk-2B",
    name: "Auk 2B",
    limits: { context: 32768 },
    price: "1.25",
    perToken: "0.00000025",
    created: 1700000000,
    tags: [],
    purpose: "multi",
    active: true,
    description: "Swims.",
  },
  {
    id: "nest/Ibis-3B",
    name: "Ibis 3B",
    limits: { context: 8192 },
    price: "2",
    perToken: "0.000002",
    created: 1749600000,
    tags: ["tools"],
    purpose: "chat",
    active: false,
    description: "",
  },
]);

const [wren, auk, ibis] = birds.models;

const among = (...models: Shape["models"]): Shape => ({ ...birds, models });

describe("what tells models apart", () => {
  test.each([
    ["a word of a list", [wren!], [auk!, ibis!], { field: "tags", includes: "vision" }],
    ["a kind", [auk!], [wren!, ibis!], { field: "purpose", equals: "multi" }],
    ["one of several", [wren!, auk!], [ibis!], { field: "active", equals: true }],
    ["nothing: who made it says nothing of what it can do", [ibis!, auk!], [wren!], undefined],
  ])("%s", (_, yes, no, when) => {
    const sides = sidesOf(birds, new Set(yes), new Set([...yes, ...no]));
    expect(tellApart(sides, birds)?.when).toEqual(when);
  });

  test("who made them tells where a documentation is about a few of many", () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ ...ibis!, id: `other${index % 3}/m-${index}` }));
    expect(leaveOut([...many, auk!], [wren!], among(...many, auk!, wren!)).exclude).toEqual([
      { name: "made by others", when: { not: { field: "id", matches: "^(?:acme\\/)" } } },
      { name: "purpose is multi", when: { field: "purpose", equals: "multi" } },
    ]);
  });

  test("models that aren't shown are left out by their kind or state, and otherwise by name", () => {
    expect(leaveOut([ibis!, auk!], [wren!], birds).exclude).toEqual([
      { name: "purpose is multi", when: { field: "purpose", equals: "multi" } },
      { name: "active is false", when: { field: "active", equals: false } },
    ]);
    const twin = { ...ibis!, leaves: wren!.leaves };
    expect(leaveOut([wren!], [auk!, twin], among(wren!, auk!, twin)).exclude).toEqual([
      { name: "not in the documentation so far", when: { field: "id", in: ["acme/Wren-1B"] } },
    ]);
  });
});

describe("which rules make names of files", () => {
  const files = (...paths: readonly string[]) =>
    ["acme/Wren-1.5B", "acme/Auk_2B"].map((id, index) => ({
      model: { id, name: id, leaves: new Map() },
      path: paths[index] ?? "",
    }));

  test.each([
    [files("a/chat-wren-1-5b.py", "a/chat-auk_2b.py"), "a/chat-{slug}.py", "take lowercase replace"],
    [files("Wren-1.5B.py", "Auk_2B.py"), "{slug}.py", "take"],
    [files("acme-wren-1.5b.py", "acme-auk_2b.py"), "{slug}.py", "lowercase"],
    [files("m/wren-1-5b/chat.py", "m/auk-2b/chat.py"), "m/{slug}/chat.py", "take lowercase replace replace"],
  ])("%#: %j", (group, pattern, ops) => {
    const rules = slugRulesOf([group]);
    expect(rules.map(({ op }) => op).join(" ")).toBe(ops);
    expect(patternsOf(group, rules)[0]).toEqual([pattern, 2]);
  });
});

describe("a template made from a snippet", () => {
  test.each([
    [`ask("acme/wren", 1)`, "python", "ask(<%= it.id %>, 1)"],
    [`ask('acme/wren'); ask("acme/wren");`, "typescript", "ask(<%= it.id %>); ask(<%= it.id %>);"],
    [`# acme/wren\nask("acme/wren")`, "python", undefined],
    [`<%- x %>"acme/wren"`, "python", undefined],
    [`curl -d '{"model": "acme/wren"}'`, "bash", undefined],
    [`ask()`, "python", undefined],
  ])("%j in %s", (text, language, want) => {
    expect(templateFrom(text, "acme/wren", language)).toBe(want);
  });
});

describe("what is printed", () => {
  test("no comment can be left, and nothing that can't be seen stands in the code", () => {
    const nasty = "a\n}); process.exit(1); //\u2028*/\u202e\r b";
    const value = { ...config(), root: nasty };
    const text = printConfig({ config: value, remarks: new Map([[value.catalog, nasty]]) }, [nasty], [nasty]);
    const code = text.split("\n").filter((line) => !line.trimStart().startsWith("//"));
    expect(code.join("\n")).not.toMatch(/[\u2028\u202e\r]|^\}\); process/m);
    expect(text.match(/process\.exit/g)).toHaveLength(4);
    expect(text.split("\n").filter((line) => line.includes("process.exit"))).toEqual([
      expect.stringMatching(/^\/\/ /),
      expect.stringMatching(/^ {2}root: "/),
      expect.stringMatching(/^ {2}\/\/ /),
      expect.stringMatching(/^\/\/ /),
    ]);
  });
});
