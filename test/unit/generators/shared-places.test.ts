import { describe, expect, it } from "vitest";
import type { Config } from "../../../src/config/config.gen.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { readJsModule } from "../../../src/text/data/js-module.ts";
import { readJsonc } from "../../../src/text/data/json.ts";
import { emptyLock } from "../../../src/model/lock.ts";
import { entry, lines, settings } from "../given.ts";
import { turn } from "./turns.ts";

const model = (name: string, kind: string, more: Readonly<Record<string, number>> = {}): Entry =>
  entry(`x/${name.toLowerCase()}`, { name, kind, price: 1, ...more });

const kinds = ["text", "image"] as const;
const of = (kind: string) => ({ page: "p.md", heading: ["Models"], where: { field: "kind", equals: kind } });
const sections: Config["sections"] = kinds.map((kind) => ({
  ...of(kind),
  format: "heading",
  body: ["", `Of {kind}, for ${kind}.`],
}));
const tables: Config["tables"] = kinds.map((kind) => ({
  ...of(kind),
  columns: [
    { header: "Model", value: "{name}", key: true },
    { header: "Price", value: "{price}" },
    { header: "Note", value: "", owner: "people" },
  ],
}));
const removal = { policy: "prune" } as const;

const top = ["# P", "", "## Models", ""];
const end = ["", "## Other"];
const row = (name: string, price = 1): string => `| ${name} | ${price} | ${name}'s |`;
const fresh = (name: string): string => `| ${name} | 1 | |`;
const table = (...rows: readonly string[]): readonly string[] => [
  "| Model | Price | Note |",
  "|---|---|---|",
  ...rows,
];
const item = (name: string, kind: string): readonly string[] => [
  `### ${name}`,
  "",
  `Of ${kind}, for ${kind}.`,
];
const page = (...parts: readonly string[]): string => lines(...top, ...parts, ...end);

const [bear, cat, dog, zebra] = [
  model("Bear", "text"),
  model("Cat", "image"),
  model("Dog", "text"),
  model("Zebra", "image"),
];
const all = [bear, cat, dog, zebra];

describe("two sections of one place", () => {
  const given = settings({ removal, sections });
  const full = page(
    ...item("Bear", "text"),
    "",
    ...item("Cat", "image"),
    "",
    ...item("Dog", "text"),
    "",
    ...item("Zebra", "image"),
  );

  it.each<readonly [what: string, before: string]>([
    ["the first of all", page("Those that there are.")],
    ["those that lack", page(...item("Bear", "text"), "", ...item("Zebra", "image"))],
  ])("put %s in order together", (_, before) => {
    const after = turn(given, all, { "p.md": before }).pages["p.md"];
    expect(after?.replace("Those that there are.\n\n", "")).toBe(full);
  });

  it("let an entry go from one to the other, and with its model", () => {
    const first = turn(given, all, { "p.md": full });
    const moved = turn(given, [bear, model("Cat", "text"), zebra], first.pages, first.lock);
    expect(moved.pages["p.md"]).toBe(
      page(...item("Bear", "text"), "", ...item("Cat", "text"), "", ...item("Zebra", "image")),
    );
  });
});

describe("two tables of one place", () => {
  const given = settings({ removal, tables });

  it.each<readonly [what: string, before: readonly string[], after: readonly string[]]>([
    ["the first of all", [], [fresh("Bear"), fresh("Cat"), fresh("Dog"), fresh("Zebra")]],
    ["those that lack", [row("Bear"), row("Zebra")], [row("Bear"), fresh("Cat"), fresh("Dog"), row("Zebra")]],
  ])("put %s in order together", (_, before, after) => {
    expect(turn(given, all, { "p.md": page(...table(...before)) }).pages["p.md"]).toBe(
      page(...table(...after)),
    );
  });

  const rows = [row("Bear"), row("Cat"), row("Dog"), row("Zebra")];
  it.each<readonly [what: string, models: readonly Entry[], after: readonly string[]]>([
    ["stays in the other's", all, rows],
    [
      "goes from one to the other with people's cells, and follows the catalog there",
      [bear, model("Cat", "text", { price: 2 }), dog, zebra],
      [row("Bear"), row("Cat", 2), row("Dog"), row("Zebra")],
    ],
    [
      "is renamed among all of them",
      [{ ...model("Yak", "text"), id: bear.id }, cat, dog, zebra],
      [row("Cat"), row("Dog"), "| Yak | 1 | Bear's |", row("Zebra")],
    ],
  ])("a row %s", (_, models, after) => {
    const first = turn(given, all, { "p.md": page(...table(...rows)) });
    const next = turn(given, models, first.pages, first.lock);
    expect([next.pages["p.md"], next.told]).toEqual([page(...table(...after)), []]);
  });

  it.each(["with a lock", "without a lock"])("a row goes with its model once, %s", (how) => {
    const first = turn(given, all, { "p.md": page(...table()) });
    const lock = how === "with a lock" ? first.lock : emptyLock;
    const next = turn(given, [bear, cat, zebra], first.pages, lock);
    expect([next.pages["p.md"], next.told.length]).toEqual(
      how === "with a lock"
        ? [page(...table(fresh("Bear"), fresh("Cat"), fresh("Zebra"))), 0]
        : [first.pages["p.md"], 0],
    );
  });
});

it("a section and a table of one place both grow", () => {
  const [section] = sections;
  const [first] = tables;
  if (section === undefined || first === undefined) throw new Error("given");
  const given = settings({ removal, sections: [section], tables: [first] });
  expect(turn(given, all, { "p.md": page(...table(row("Bear"))) }).pages["p.md"]).toBe(
    page(...table(row("Bear"), fresh("Dog")), "", ...item("Bear", "text"), "", ...item("Dog", "text")),
  );
});

it("lists of navigation and a counter share a file of data", () => {
  const json = (models: readonly Entry[], ids = models): string =>
    lines(
      "{",
      `  "note": "${models.length} models",`,
      `  "nav": ["index", ${models.map(({ name }) => `"m/${name.toLowerCase()}"`).join(", ")}],`,
      `  "ids": [${ids.map(({ id }) => `"${id}"`).join(", ")}]`,
      "}",
    );
  const file = "docs.json";
  const given = settings({
    removal,
    navigation: [
      { file, path: ["nav"], item: "m/{slug}" },
      { file, path: ["ids"], item: "{id}" },
    ],
    counters: [{ page: file, name: "models", pattern: '"(\\d+) models"' }],
  });
  const first = turn(given, all, { [file]: json([bear, dog], [bear]) });
  const next = turn(given, [bear, zebra], first.pages, first.lock);
  expect([first.pages[file], next.pages[file], first.told, next.told]).toEqual([
    json(all),
    json([bear, zebra]),
    [],
    [],
  ]);
});

it("lists of data at one way in two fences have records of their own", () => {
  const { tables, ...rest } = settings({
    removal,
    tables: ["one", "two"].map((fence) => ({
      page: "p.md",
      data: ["models"],
      fence: `json ${fence}`,
      columns: [
        { header: "id", value: "{id}", key: true },
        { header: "price", value: `{${fence}}` },
      ],
    })),
  });
  const readers = { json: readJsonc, js: readJsModule, yaml: undefined, toml: undefined };
  const given = {
    ...rest,
    tables: tables.map(({ data, ...own }) =>
      data === undefined ? own : { ...own, data: { ...data, readers } },
    ),
  };
  const list = (fence: string, ...prices: readonly number[]): readonly string[] => [
    `\`\`\`json ${fence}`,
    '{ "models": [',
    ...prices.map(
      (price, at) => `  { "id": "m${at}", "price": ${price} }${at + 1 < prices.length ? "," : ""}`,
    ),
    "] }",
    "```",
    "",
  ];
  const models = (...ones: readonly number[]): readonly Entry[] =>
    ones.map((one, at) => entry(`m${at}`, { one, two: one * 10 }));
  const page = (...ones: readonly number[]): string =>
    lines(...list("one", ...ones), ...list("two", ...ones.map((one) => one * 10)));
  const first = turn(given, models(1, 2, 3), { "p.md": page(1, 2, 3) });
  // People's price stays, and the others follow.
  expect(first.told).toEqual([]);
  const edited = page(1, 2, 3).replace('"price": 20', '"price": 25');
  const later = turn(given, models(1, 2, 4), { "p.md": edited }, first.lock);
  expect(later.pages["p.md"]).toBe(page(1, 2, 4).replace('"price": 20', '"price": 25'));
  expect(turn(given, models(1, 2), later.pages, later.lock).pages["p.md"]).toBe(
    page(1, 2).replace('"price": 20', '"price": 25'),
  );
});
