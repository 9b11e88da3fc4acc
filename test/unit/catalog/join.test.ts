import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Config } from "../../../src/config/config.gen.ts";
import { loadRecords } from "../../../src/pipeline/load/records.ts";
import { settings } from "../given.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";

/** Reads a catalog that consists of these files; answers with its records' fields, or the problems. */
const load = async (files: Readonly<Record<string, string>>, catalog: Config["catalog"]) => {
  const folder = emptyFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const fields = {
    id: { path: "id", required: true },
    rpm: { path: "limits.rpm" },
    title: { path: "title" },
  };
  const place = { settings: settings({ catalog: { fields, ...catalog } }), folder, file: "config.json" };
  const read = await loadRecords(place, { cwd: folder, catalog: undefined, env: {}, version: "0" });
  const said = read.problems.map(
    ({ severity, code, where, message, fix }) => `${severity} ${code} ${where}: ${message} ${fix}`,
  );
  const made = read.ok ? read.value.map((record) => Object.fromEntries(record.fields)) : [];
  return { said, made, ids: made.map(({ id }) => id) };
};

const base = JSON.stringify([
  { id: "a/x", title: "X", limits: { rpm: 1, tpm: 2 } },
  { id: "a/y", title: "", limits: null },
]);

describe("the envelope", () => {
  test.each<
    readonly [
      what: string,
      files: Readonly<Record<string, string>>,
      catalog: Config["catalog"],
      ids: readonly string[],
    ]
  >([
    [
      "a list in YAML",
      { "c.yaml": "models:\n  - id: a\n  - id: b\n" },
      { sources: [{ file: "c.yaml" }], list: "models" },
      ["a", "b"],
    ],
    [
      "tables in TOML",
      { "c.toml": '[[models]]\nid = "a"\n' },
      { sources: [{ file: "c.toml" }], list: "models" },
      ["a"],
    ],
    [
      "a format that the name doesn't tell",
      { models: "- id: a\n" },
      { sources: [{ file: "models", format: "yaml" }] },
      ["a"],
    ],
    [
      "a bare list where `list` names none",
      { "c.json": '[{"id":"a"}]' },
      { sources: [{ file: "c.json" }], list: "data" },
      ["a"],
    ],
    [
      "a map from ID to record",
      { "c.json": '{"b":{},"a":{"id":"own"}}' },
      { sources: [{ file: "c.json" }], keyField: "id" },
      ["b", "own"],
    ],
    [
      "a map deeper down",
      { "c.toml": '[models."a/x"]\ntitle = "X"\n' },
      { sources: [{ file: "c.toml" }], list: "models", keyField: "id" },
      ["a/x"],
    ],
    [
      "one file for each model, by its name",
      {
        "models/acme/b.yaml": "title: B\n",
        "models/a.json": '{"title":"A"}',
        "models/README.md": "no",
        "models/.c.yaml": "x",
      },
      { sources: [{ files: "models/**/*.{yaml,json}" }], fields: { id: { path: "$file" } } },
      ["a", "acme/b"],
    ],
    [
      "several files with a list in each",
      { "p/a.yaml": "m: [{id: a}, {id: b}]\n", "p/b.yaml": "m: [{id: c}]\n" },
      { sources: [{ files: "p/*.yaml" }], list: "m" },
      ["a", "b", "c"],
    ],
  ])("is %s", async (_, files, catalog, ids) => {
    const got = await load(files, catalog);
    expect(got.said).toEqual([]);
    expect(got.ids).toEqual(ids);
  });

  test.each<
    readonly [what: string, files: Readonly<Record<string, string>>, catalog: Config["catalog"], said: string]
  >([
    [
      "a map that isn't declared",
      { "c.json": '{"a":{}}' },
      { sources: [{ file: "c.json" }] },
      "error catalog-no-list c.json: The document is not a list.",
    ],
    [
      "a folder that isn't there",
      {},
      { sources: [{ files: "m/*.yaml" }] },
      "error catalog-file-missing m/*.yaml: ",
    ],
    [
      "no file that matches",
      { "m/a.txt": "" },
      { sources: [{ files: "m/*.yaml" }] },
      "error catalog-no-files m/*.yaml: ",
    ],
    [
      "one file of many that is broken",
      { "m/a.yaml": "id: a", "m/b.yaml": "id: [" },
      { sources: [{ files: "m/*.yaml" }] },
      "error yaml-syntax m/b.yaml:",
    ],
    [
      "two files with one ID",
      { "m/a.yaml": "id: a", "m/b.yaml": "id: a" },
      { sources: [{ files: "m/*.yaml" }] },
      'error catalog-duplicate-id m/*.yaml: The ID "a" occurs 2 times.',
    ],
  ])("is refused: %s", async (_, files, catalog, said) => {
    expect((await load(files, catalog)).said.join("\n")).toContain(said);
  });
});

describe("a further source", () => {
  const sources = [{ file: "c.json" }];
  const merge = (more: object) => ({ sources, merge: [{ source: { file: "o.yaml" }, ...more }] });
  const facts = "- {id: a/x, title: Ex, limits: {rpm: 9}}\n- {id: a/y, title: Why, limits: {rpm: 8}}\n";
  test.each<
    readonly [
      what: string,
      overlay: string,
      catalog: Config["catalog"],
      rows: readonly string[],
      said: readonly string[],
    ]
  >([
    ["goes before the catalog", facts, merge({}), ["a/x Ex 9", "a/y Why 8"], []],
    ["or fills in what it lacks", facts, merge({ mode: "fill" }), ["a/x X 1", "a/y Why 8"], []],
    [
      "has its own list and path of the ID",
      "m: [{model: {key: a/x}, title: Ex}]",
      merge({ list: "m", id: "model.key" }),
      ["a/x Ex 1", "a/y  "],
      [],
    ],
    [
      "may be a map by ID",
      "a/x: {title: Ex}\na/y: {limits: {rpm: 8}}",
      merge({ keyField: "id" }),
      ["a/x Ex 1", "a/y  8"],
      [],
    ],
    ["can take a value away", "- {id: a/x, title: null}", merge({}), ["a/x  1", "a/y  "], []],
    [
      "warns of IDs that the catalog doesn't have",
      "- {id: a/xx, title: Ex}\n- {id: zzzzzzzz}",
      merge({}),
      ["a/x X 1", "a/y  "],
      [
        'warning catalog-unknown-model o.yaml: The catalog has no model "a/xx", so its values here are not used. Did you mean `a/x`? Correct the ID, or let the source add models with `adds`.',
        'warning catalog-unknown-model o.yaml: The catalog has no model "zzzzzzzz", so its values here are not used. Use one of `a/x`, `a/y`. Correct the ID, or let the source add models with `adds`.',
      ],
    ],
    [
      "or adds them, when it says so",
      "- {id: b, title: B}\n- {id: a/x, title: Ex}",
      merge({ adds: true }),
      ["a/x Ex 1", "a/y  ", "b B "],
      [],
    ],
    [
      "has an ID once only",
      "- {id: a/x}\n- {id: a/x}",
      merge({}),
      [],
      [
        'error catalog-duplicate-id o.yaml: The ID "a/x" occurs more than once. Remove all but one of its records.',
      ],
    ],
    [
      "has an ID at all",
      "- {title: Ex}",
      merge({}),
      [],
      [
        "error catalog-malformed-record o.yaml: [0]: The record has no ID. Correct the record, or `id` in `catalog.merge`.",
      ],
    ],
  ])("%s", async (_, overlay, catalog, rows, said) => {
    const got = await load({ "c.json": base, "o.yaml": overlay }, catalog);
    expect(got.said).toEqual(said);
    expect(got.made.map(({ id, title, rpm }) => `${id ?? ""} ${title ?? ""} ${rpm ?? ""}`)).toEqual(rows);
  });

  test("must answer, unlike a source that another can stand in for", async () => {
    const got = await load({ "c.json": base }, merge({}));
    expect(got.said).toEqual([
      "error catalog-file-missing o.yaml: The catalog file doesn't exist. Check the path.",
    ]);
  });

  test("comes after those before it, and keys that nest are joined", async () => {
    const catalog = {
      sources,
      merge: ["one", "two"].map((name) => ({ source: { file: `${name}.toml` }, keyField: "id" })),
      fields: {
        id: { path: "id" },
        rpm: { path: "limits.rpm" },
        tpm: { path: "limits.tpm" },
        title: { path: "title" },
      },
    };
    const files = {
      "one.toml": '["a/x"]\nlimits.rpm = 5\ntitle = "One"',
      "two.toml": '["a/x"]\ntitle = "Two"',
    };
    const got = await load({ "c.json": base, ...files }, catalog);
    expect(got.made[0]).toEqual({ id: "a/x", name: "a/x", rpm: 5, tpm: 2, title: "Two" });
  });
});
