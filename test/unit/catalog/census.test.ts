import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { formats } from "../../../generators/section/formats.ts";
import { adaptCatalog } from "../../../src/catalog/adapt.ts";
import { toEntries } from "../../../src/catalog/entries.ts";
import { nowhereFields } from "../../../src/catalog/nowhere.ts";
import type { Config } from "../../../src/config/config.gen.ts";
import { toSettings } from "../../../src/config/to-settings.ts";
import { isEmpty } from "../../../src/model/entry.ts";
import { parseDocument } from "../../../src/io/source/document.ts";
import { completeConfig } from "../../../src/pipeline/load/configure.ts";
import { valueOf } from "../given.ts";

type Catalog = Config["catalog"];

/** What is read of a catalog: how many records, in how many of them which fields are missing, and what is said. */
const census = async (file: string, catalog: Catalog): Promise<string> => {
  const config = valueOf(await completeConfig({ root: "docs", catalog }, "/nowhere", "config.json"));
  const settings = toSettings(config, formats);
  const { value } = valueOf(await parseDocument(readFileSync(file), "c.json"));
  const parts = [{ value, label: "c.json" }];
  const outcome = adaptCatalog(settings, { label: "c.json", parts, overlays: [] }, () => []);
  if (!outcome.ok) return `refused: ${outcome.problems.map(({ message }) => message).join(" ")}`;
  const { entries, excluded } = valueOf(toEntries(settings, outcome.value));
  const missing = [...settings.fields.keys()].flatMap((name) => {
    const count = entries.filter(({ fields }) => isEmpty(fields.get(name))).length;
    return count === 0 ? [] : [`${name} ${count}`];
  });
  const left = new Set(excluded.map(({ record }) => record.id));
  const records = outcome.value.filter(({ id }) => !left.has(id)).map(({ origin }) => origin.record);
  const nowhere = nowhereFields(settings.fields, records, "c").filter(({ told }) => told);
  const problems = [...outcome.problems, ...nowhere.map(({ problem }) => problem)];
  return [
    `${entries.length} read${excluded.length === 0 ? "" : `, ${excluded.length} excluded`}`,
    `missing: ${missing.join(", ") || "none"}`,
    `problems: ${problems.map(({ message }) => message).join(" ") || "none"}`,
  ].join("; ");
};

const small = "test/unit/catalog/samples";
const samples = resolve("../shared/data/catalogs");

type Row = readonly [file: string, catalog: Catalog, want: string];

test.each<Row>([
  [
    "litellm.json",
    { preset: "litellm" },
    "7 read, 1 excluded; missing: context 1, output 4, inputPrice 1, outputPrice 1, deprecated 6; problems: none",
  ],
  [
    "models.dev.json",
    { preset: "models.dev" },
    "5 read; missing: context 1, output 1, inputPrice 1, outputPrice 1, knowledge 2; problems: none",
  ],
])("%s: all records are read, and what is missing is known", async (file, catalog, want) => {
  expect(await census(join(small, file), catalog)).toBe(want);
});

describe.skipIf(!existsSync(samples))("catalogs of services", () => {
  test.each<Row>([
    [
      "cohere.json",
      { preset: "openai", list: "models", fields: { id: { path: "name" } } },
      'refused: This is not the whole list: `next_page_token` is "S_-BAwEBCVBhZ2VUb2tlbgH_ggABBAECSUQBDAAB".',
    ],
    [
      "cohere.json",
      { preset: "openai", list: "models", fields: { id: { path: "name" } }, paging: "none" },
      "21 read; missing: owner 21, created 21, context 4; problems: none",
    ],
    [
      "deepinfra.json",
      { preset: "openai", fields: { context: { path: "metadata.context_length" } } },
      "154 read; missing: created 154, context 66; problems: none",
    ],
    [
      "github.json",
      { preset: "openai", fields: { context: { path: "capabilities.limits.max_context_window_tokens" } } },
      "24 read; missing: owner 24, created 24, context 3; problems: none",
    ],
    ["groq.json", { preset: "openai" }, "22 read; missing: none; problems: none"],
    [
      "kluster-2025-06-10.json",
      { preset: "kluster" },
      "11 read, 1 excluded; missing: tags 8; problems: none",
    ],
    [
      "kluster-2025-06-11.json",
      { preset: "kluster" },
      "13 read, 1 excluded; missing: tags 10; problems: none",
    ],
    [
      "mistral.json",
      { preset: "openai", fields: { context: { path: "max_context_length" } } },
      "62 read; missing: none; problems: none",
    ],
    [
      "openrouter.json",
      { preset: "openrouter" },
      "371 read; missing: variant 340, output 72, cachedInputPrice 213, expires 360; problems: none",
    ],
    [
      "together.json",
      { preset: "openai", fields: { owner: { path: "organization", default: "" } } },
      "88 read; missing: owner 2, created 11, context 15; problems: none",
    ],
  ])("%s", async (file, catalog, want) => {
    expect(await census(join(samples, file), catalog)).toBe(want);
  });
});

test.runIf(!existsSync(samples))("NOT RUN, ../shared is missing: catalogs of services", () => undefined);
