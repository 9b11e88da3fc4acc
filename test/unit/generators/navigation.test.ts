import { describe, expect, test } from "vitest";
import type { NavigationConfig } from "../../../src/config/config.gen.ts";
import { emptyLock, placeKey } from "../../../src/model/lock.ts";
import { entry, lines, past } from "../given.ts";
import { planNav } from "./navigation.ts";

const entries = ["auk", "heron", "lynx"].map((id) =>
  entry(`x/${id}`, { name: id.replace(/^./, (first) => first.toUpperCase()) }),
);

const mkdocs: NavigationConfig = {
  file: "mkdocs.yml",
  path: ["nav", "Models"],
  item: { "{name}": "models/{slug}.md" },
};
const mint: NavigationConfig = {
  file: "mint.json",
  path: ["navigation", { group: "Models" }, "pages"],
  item: "models/{slug}",
};
const sidebars: NavigationConfig = {
  file: "sidebars.yml",
  path: ["docs"],
  item: { type: "doc", id: "models/{slug}", label: "{name}" },
};

describe("new elements", () => {
  test.each<[string, NavigationConfig, string, string]>([
    [
      "go to their sorted place; comments, tags and quotes stay",
      mkdocs,
      lines(
        "site: !ENV [NAME, 'x']   # a comment",
        "emoji: !!python/name:material.extensions.emoji.twemoji",
        "nav:",
        "- Home:   index.md",
        "- Models: # sorted",
        "    # the first",
        "    - Overview: models/index.md",
        "    - 'Heron':  models/heron.md # here",
        "    # the end",
        "",
        "- About: about.md",
      ),
      lines(
        "site: !ENV [NAME, 'x']   # a comment",
        "emoji: !!python/name:material.extensions.emoji.twemoji",
        "nav:",
        "- Home:   index.md",
        "- Models: # sorted",
        "    # the first",
        "    - Overview: models/index.md",
        "    - Auk: models/auk.md",
        "    - 'Heron':  models/heron.md # here",
        "    - Lynx: models/lynx.md",
        "    # the end",
        "",
        "- About: about.md",
      ),
    ],
    [
      "go into a list that is empty",
      mkdocs,
      lines("nav:", "  - Models: # none", "  - About: about.md"),
      lines(
        "nav:",
        "  - Models: # none",
        "      - Auk: models/auk.md",
        "      - Heron: models/heron.md",
        "      - Lynx: models/lynx.md",
        "  - About: about.md",
      ),
    ],
    [
      "take the place of an empty list in brackets",
      mkdocs,
      lines("nav:", "- Models:  [] # none", "- About: about.md"),
      lines(
        "nav:",
        "- Models: # none",
        "    - Auk: models/auk.md",
        "    - Heron: models/heron.md",
        "    - Lynx: models/lynx.md",
        "- About: about.md",
      ),
    ],
    [
      "take the place of one on a line of its own",
      sidebars,
      lines("docs:", "    []"),
      lines(
        "docs:",
        ...["auk", "heron", "lynx"].flatMap((id) => [
          `    - type: doc`,
          `      id: models/${id}`,
          `      label: ${id.replace(/^./, (first) => first.toUpperCase())}`,
        ]),
      ),
    ],
    [
      "go into brackets",
      mkdocs,
      lines("nav: [{Models: [ {Heron: models/heron.md}, ]}, about.md]"),
      lines(
        "nav: [{Models: [ {Auk: models/auk.md}, {Heron: models/heron.md}, {Lynx: models/lynx.md}, ]}, about.md]",
      ),
    ],
    [
      "get several keys, indented as the others are",
      sidebars,
      lines("docs:", "-   type: doc", "    id: models/heron", "    label: Heron"),
      lines(
        "docs:",
        "-   type: doc",
        "    id: models/auk",
        "    label: Auk",
        "-   type: doc",
        "    id: models/heron",
        "    label: Heron",
        "-   type: doc",
        "    id: models/lynx",
        "    label: Lynx",
      ),
    ],
    [
      "go into JSON with comments, after the comma",
      mint,
      '{\n\t"navigation": [\n\t\t{ "group": "Start", "pages": ["a"] },\n\t\t{\n\t\t\t"group": "Models",\n\t\t\t"pages": [\n\t\t\t\t"models/index", // all\n\t\t\t\t"models/heron" // wading\n\t\t\t]\n\t\t}\n\t]\n}\n',
      '{\n\t"navigation": [\n\t\t{ "group": "Start", "pages": ["a"] },\n\t\t{\n\t\t\t"group": "Models",\n\t\t\t"pages": [\n\t\t\t\t"models/index", // all\n\t\t\t\t"models/auk",\n\t\t\t\t"models/heron", // wading\n\t\t\t\t"models/lynx"\n\t\t\t]\n\t\t}\n\t]\n}\n',
    ],
    [
      "go into an empty list of JSON",
      mint,
      '{\n  "navigation": [\n    { "group": "Models", "pages": [] }\n  ]\n}\n',
      '{\n  "navigation": [\n    { "group": "Models", "pages": [\n      "models/auk",\n      "models/heron",\n      "models/lynx"\n    ] }\n  ]\n}\n',
    ],
    [
      "aren't added where people keep them in a group",
      mint,
      '{"navigation":[{"group":"Models","pages":[{"group":"Birds","pages":["/models/auk","models/heron.mdx"]}]}]}',
      '{"navigation":[{"group":"Models","pages":[{"group":"Birds","pages":["/models/auk","models/heron.mdx"]}, "models/lynx"]}]}',
    ],
  ])("%s", (_, nav, before, after) => {
    const planned = planNav(nav, entries, before);
    expect(planned.text).toBe(after);
    expect(planned.codes).toEqual([]);
    expect(planNav(nav, entries, after)).toMatchObject({ text: after, codes: [], notes: [] });
  });

  test.each([
    ["3.5", '"3.5"'],
    ["no", '"no"'],
    ["a: b", '"a: b"'],
    ["a #b", '"a #b"'],
    ["*star", '"*star"'],
    ["2026-01-01", '"2026-01-01"'],
    ["it's, [x]", "it's, [x]"],
    ["Ångström 3", "Ångström 3"],
    ['say "hi"\nnow', 'say "hi" now'],
    ["\u202Ex", '"\\u202Ex"'],
  ])("the name %j is written as %s", (name, text) => {
    const planned = planNav(mkdocs, [entry("x/a", { name })], "nav:\n- Models:\n  - z: z.md\n");
    expect(planned.text).toContain(`  - ${text}: models/a.md\n`);
  });
});

const recorded = (nav: NavigationConfig, items: Readonly<Record<string, unknown>>) => {
  const place = nav.path
    .map((step) => (typeof step === "object" ? "group: Models" : String(step)))
    .join(" › ");
  return {
    ...emptyLock,
    entries: new Map(
      Object.entries(items).map(([id, item]) => [
        placeKey(nav.file, place, `x/${id}`),
        { type: "entry" as const, model: `x/${id}`, page: nav.file, place, title: JSON.stringify(item) },
      ]),
    ),
  };
};
const gone = (id: string, action: "keep" | "deprecate" | "prune") => ({
  record: { type: "model" as const, model: `x/${id}`, fields: { name: "Gull", slug: id }, absent: 1 },
  absent: 1,
  action,
});

describe("what is there", () => {
  const made = { auk: { Auk: "models/auk.md" }, gull: { Gull: "models/gull.md" } };
  const list = (...elements: readonly string[]): string =>
    lines("nav:", "  - Models:", ...elements.map((each) => `      - ${each}`), "  - About: about.md");
  const lock = recorded(mkdocs, made);
  const mark = (title: string): string => `${title} (old)`;

  test.each<[string, string, string, Parameters<typeof past>[0], string[]]>([
    [
      "a name that the catalog changed follows",
      list('"Auk": models/auk.md # keep'),
      list('"Great Auk": models/auk.md # keep'),
      {},
      ["change Auk → Great Auk in nav › Models"],
    ],
    [
      "a name that people changed is in the way",
      list("Our Auk: models/auk.md"),
      list("Our Auk: models/auk.md"),
      {},
      ["blocked Our Auk → Great Auk in nav › Models"],
    ],
    [
      "a model that left goes",
      list("Great Auk: models/auk.md", "# about gulls", "Gull: models/gull.md # x").replace(
        "- # about",
        "# about",
      ),
      list("Great Auk: models/auk.md", "# about gulls").replace("- # about", "# about"),
      { gone: [gone("gull", "prune")] },
      ["remove Gull in nav › Models"],
    ],
    [
      "a model that left stays where its file stays by policy",
      list("Great Auk: models/auk.md", "Gull: models/gull.md"),
      list("Great Auk: models/auk.md", "Gull: models/gull.md"),
      { gone: [gone("gull", "keep")] },
      [],
    ],
    [
      "a model that left is marked",
      list("Great Auk: models/auk.md", "Gull: models/gull.md"),
      list("Great Auk: models/auk.md", "Gull (old): models/gull.md"),
      { gone: [gone("gull", "deprecate")] },
      ["change Gull → Gull (old) in nav › Models"],
    ],
    [
      "a model that left and that people renamed stays",
      list("Great Auk: models/auk.md", "Laughing Gull: models/gull.md"),
      list("Great Auk: models/auk.md", "Laughing Gull: models/gull.md"),
      { gone: [gone("gull", "prune")] },
      [],
    ],
  ])("%s", (_, before, after, more, notes) => {
    const model = [entry("x/auk", { name: "Great Auk" })];
    const first = planNav(mkdocs, model, before, past({ lock, mark, ...more }));
    expect(first.text).toBe(after);
    expect(first.notes).toEqual(notes);
    const next = {
      ...lock,
      entries: new Map(first.records.map((each) => [placeKey(each.page, each.place, each.model), each])),
    };
    expect(planNav(mkdocs, model, after, past({ lock: next, mark, ...more })).text).toBe(after);
  });

  test("an element that stands twice is told, and goes with its model", () => {
    const text = list("Great Auk: models/auk.md", "Gull: models/gull.md", "Gull: models/gull.md");
    const models = [entry("x/auk", { name: "Great Auk" }), entry("x/gull", { name: "Gull" })];
    const there = planNav(mkdocs, models, text, past({ lock }));
    expect([there.text, there.codes]).toEqual([text, ["element-duplicate"]]);
    const given = past({ lock, gone: [gone("gull", "prune")] });
    const left = planNav(mkdocs, models.slice(0, 1), text, given);
    expect([left.text, left.codes]).toEqual([list("Great Auk: models/auk.md"), []]);
  });

  test("when all leave, an empty list stays", () => {
    const given = past({ lock, gone: [gone("gull", "prune")] });
    expect(planNav(mkdocs, [], list("Gull: models/gull.md"), given).text).toBe(
      lines("nav:", "  - Models:", "        []", "  - About: about.md"),
    );
  });

  test("JSON that the last element leaves loses the comma before it", () => {
    const text = '{"navigation":[{"group":"Models","pages":[\n "models/auk",\n "models/gull"\n]}]}';
    const given = past({ lock: recorded(mint, { gull: "models/gull" }), gone: [gone("gull", "prune")] });
    expect(planNav(mint, [entry("x/auk")], text, given).text).toBe(
      '{"navigation":[{"group":"Models","pages":[\n "models/auk"\n]}]}',
    );
  });

  test("every place that names a renamed page follows", () => {
    const text = lines(
      "nav:",
      "  - Home: ./models/auk.md",
      "  - Models:",
      "      - 'Our auk': 'models/auk.md'",
    );
    const renamings = [{ from: "models/auk.md", to: "models/great-auk.md" }];
    const great = [entry("x/auk", { name: "Great Auk", slug: "great-auk" })];
    const planned = planNav(mkdocs, great, text, past(), renamings);
    expect(planned.text).toBe(text.replaceAll("models/auk", "models/great-auk"));
    expect(planned.records).toMatchObject([{ model: "x/auk", title: null }]);
  });
});

test.each<[string, NavigationConfig, string, string[]]>([
  ["no such key", mkdocs, "nav:\n- Modles:\n  - a.md\n", ["nav-not-found"]],
  ["two of a name", mkdocs, "nav:\n- Models:\n  - a.md\n- Models:\n  - b.md\n", ["nav-ambiguous"]],
  ["no list", mkdocs, "nav:\n- Models: a.md\n", ["nav-no-list"]],
  ["an alias", mkdocs, "x: &x\n- a.md\nnav:\n- Models: *x\n", ["nav-aliased"]],
  ["what an alias stands for", mkdocs, "nav:\n- Models: &x\n  - a.md\ny: *x\n", ["nav-aliased"]],
  ["broken YAML", mkdocs, "nav: [\n", ["nav-unreadable"]],
  ["two documents", mkdocs, "nav:\n- Models:\n  - a.md\n---\nb: 1\n", ["nav-unreadable"]],
  ["deep YAML", mkdocs, "[".repeat(100_000), ["nav-unreadable"]],
  ["deep dashes", mkdocs, "- ".repeat(100_000), ["nav-unreadable"]],
  ["deep JSON", mint, "[".repeat(100_000), ["nav-unreadable"]],
  ["broken JSON", mint, '{"navigation": [,]}', ["nav-unreadable"]],
  ["an empty file", mkdocs, "", ["nav-not-found"]],
])("%s is told", (_, nav, text, codes) => {
  expect(planNav(nav, entries, text)).toMatchObject({ text, codes });
  expect(planNav({ ...nav, optional: true }, entries, text).text).toBe(text);
});
