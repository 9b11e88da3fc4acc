import { describe, expect, it } from "vitest";
import type { Config } from "../../../src/config/config.gen.ts";
import type { MappedRecord } from "../../../src/catalog/adapt.ts";
import { toEntries } from "../../../src/catalog/entries.ts";
import { explainModel } from "../../../src/catalog/explain.ts";
import { checkTemplates } from "../../../src/text/template/needed.ts";
import type { FieldValue } from "../../../src/model/entry.ts";
import { emptyLock } from "../../../src/model/lock.ts";
import { settings, valueOf } from "../given.ts";

const record = (id: string, more: Readonly<Record<string, FieldValue>> = {}): MappedRecord => ({
  id,
  name: id,
  position: 0,
  fields: new Map<string, FieldValue>([["id", id], ["name", id], ...Object.entries(more)]),
});

const snippet = { kind: "real-time", language: "python", path: "{slug}.py" };

const capable: Partial<Config> = {
  exclude: [
    { name: "deleted", when: { field: "deleted", equals: true } },
    { name: "answers no chat", when: { field: "purpose", in: ["embeddings"] } },
  ],
  capabilities: [
    { name: "vision", when: { field: "purpose", equals: "multimodal" }, templates: "vision" },
    { name: "tools", when: { field: "tools", equals: true } },
    { name: "agent", when: { all: [{ capability: "vision" }, { capability: "tools" }] }, templates: "agent" },
    { name: "text", when: { not: { field: "purpose", equals: "audio" } }, templates: "text" },
  ],
  snippets: [snippet],
};

describe("an entry's capabilities, and the template set that the first one chooses", () => {
  it.each<readonly [Record<string, FieldValue>, readonly string[], string]>([
    [{ purpose: "text" }, ["text"], "text"],
    [{ purpose: "multimodal" }, ["vision", "text"], "vision"],
    [{ purpose: "text", tools: true }, ["tools", "text"], "text"],
    [{ purpose: "multimodal", tools: true }, ["vision", "tools", "agent", "text"], "vision"],
  ])("%j: %j → %s", (fields, capabilities, templates) => {
    const [made] = valueOf(toEntries(settings(capable), [record("a/X", fields)])).entries;
    expect(made).toMatchObject({ capabilities, templates });
  });

  it("none that chooses is a problem for each such model, unless there are no snippets", () => {
    const deaf = [record("a", { purpose: "audio" }), record("b", { purpose: "audio", tools: true })];
    expect(toEntries(settings(capable), deaf).problems).toMatchObject([
      { code: "capability-no-templates", where: "capabilities (a)" },
      { code: "capability-no-templates", where: "capabilities (b)" },
    ]);
    expect(valueOf(toEntries(settings({ ...capable, snippets: [] }), deaf)).entries).toHaveLength(2);
  });
});

it("excluded models get no slug and keep the first reason that holds", () => {
  const { entries, excluded } = valueOf(
    toEntries(settings({ ...capable, slug: { rules: [{ op: "regex", pattern: "^.*$", with: "same" }] } }), [
      record("a", { deleted: true, purpose: "embeddings" }),
      record("b", { purpose: "embeddings" }),
      record("c"),
    ]),
  );
  expect(excluded.map(({ record: { id }, reason }) => `${id}: ${reason}`)).toEqual([
    "a: deleted",
    "b: answers no chat",
  ]);
  expect(entries.map(({ id, slug, fields }) => [id, slug, fields.get("slug")])).toEqual([
    ["c", "same", "same"],
  ]);
});

it("a clash of slugs and a model without templates are told together", () => {
  const { problems } = toEntries(settings(capable), [
    record("a", { purpose: "audio" }),
    record("B"),
    record("b"),
  ]);
  expect(problems.map(({ code }) => code)).toEqual(["capability-no-templates", "slug-clash"]);
});

describe("the templates that a config needs", () => {
  it.each<
    readonly [
      what: string,
      snippets: NonNullable<Config["snippets"]>,
      names: readonly string[],
      missing: readonly string[],
    ]
  >([
    [
      "are one for each set",
      [snippet],
      ["real-time/text/python.ejs", "real-time/agent/python.ejs"],
      ["There is no template `real-time/vision/python.ejs`."],
    ],
    ["are those of the declared sets", [{ ...snippet, sets: ["text"] }], ["real-time/text/python.ejs"], []],
    ["may have a path of their own", [{ ...snippet, template: "mine.ejs" }], ["mine.ejs"], []],
    [
      "are told once where sets share one",
      [{ ...snippet, template: "mine.ejs" }],
      [],
      ["There is no template `mine.ejs`."],
    ],
  ])("%s", (_, snippets, names, missing) => {
    const problems = checkTemplates(settings({ ...capable, snippets }), names, "config.json");
    expect(problems.map(({ message }) => message)).toEqual(missing);
    for (const problem of problems)
      expect(problem).toMatchObject({ code: "config-no-template", where: "config.json: snippets[0]" });
  });
});

describe("explain", () => {
  const given = settings(capable);
  const catalog = valueOf(
    toEntries(given, [record("a/X", { purpose: "multimodal" }), record("gone", { deleted: true })]),
  );

  it("gives capabilities and the steps of the slug", () => {
    expect(
      valueOf(explainModel({ settings: given, catalog, records: [], jobs: [], lock: emptyLock }, "a/X")),
    ).toMatchObject({
      id: "a/X",
      excluded: null,
      templates: "vision",
      capabilities: [
        { name: "vision", holds: true },
        { name: "tools", holds: false },
        { name: "agent", holds: false },
        { name: "text", holds: true },
      ],
      slug: [
        { name: "id", text: "a/X" },
        { name: "safe file name", text: "a-X" },
      ],
    });
  });

  it("gives the reason why a model is left out", () => {
    expect(
      valueOf(explainModel({ settings: given, catalog, records: [], jobs: [], lock: emptyLock }, "gone")),
    ).toMatchObject({
      excluded: "deleted",
      templates: null,
      slug: [],
    });
  });

  it("proposes a near ID for one that isn't there", () => {
    expect(
      explainModel({ settings: given, catalog, records: [], jobs: [], lock: emptyLock }, "a/x").problems,
    ).toMatchObject([{ code: "model-unknown", fix: "Did you mean `a/X`?" }]);
  });
});
