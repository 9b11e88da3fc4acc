import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formats } from "../../../generators/section/formats.ts";
import onboarding from "../../../kluster-onboard.config.ts";
import { adaptCatalog } from "../../../src/catalog/adapt.ts";
import { toEntries } from "../../../src/catalog/entries.ts";
import type { Config } from "../../../src/config/config.gen.ts";
import { toSettings } from "../../../src/config/to-settings.ts";
import { overPreset } from "../../../src/config/preset.ts";
import { completeConfig } from "../../../src/pipeline/load/configure.ts";
import { valueOf } from "../given.ts";
import { emptyFolder } from "../../support/hostile/interpreters.ts";

const complete = (config: Config, folder = "/nowhere") => completeConfig(config, folder, "config.json");

test("each preset that comes with the package is valid and complete but for its sources", async () => {
  for (const name of readdirSync("generators/presets")) {
    const preset = name.replace(/\.json$/, "");
    const config = valueOf(await complete({ root: "docs", catalog: { preset } }));
    expect(config.catalog.fields).toHaveProperty("id");
    expect(config.capabilities?.at(-1)).toHaveProperty("templates");
  }
});

test("the preset of this repository's platform is what its config says", async () => {
  const { sources = [], recordSchema = "" } = onboarding.catalog;
  const written = ["exclude", "slug", "capabilities", "catalog"];
  const rest = Object.entries(onboarding).filter(([key]) => !written.includes(key));
  const catalog = { preset: "kluster", sources, recordSchema };
  const short: Config = { root: onboarding.root, ...Object.fromEntries(rest), catalog };
  const whole = valueOf(await complete(short));
  expect({ ...whole, catalog: { ...whole.catalog, preset: undefined } }).toEqual({
    ...onboarding,
    catalog: { ...onboarding.catalog, preset: undefined },
  });
});

describe("what a config says goes before its preset", () => {
  const preset: Config = {
    root: ".",
    catalog: {
      list: "data",
      sources: [{ file: "p.json" }],
      lookups: { a: { values: { x: "preset" } }, b: { values: {} } },
      fields: { id: { path: "id" }, name: { path: "name" } },
    },
    exclude: [{ name: "preset", when: { field: "id", exists: true } }],
    slug: { rules: [{ op: "lowercase" }], clash: "owner" },
    capabilities: [{ name: "preset" }],
  };
  const over = (more: Partial<Config>): Config => overPreset(preset, { root: "docs", catalog: {}, ...more });
  test.each<readonly [what: string, given: Partial<Config>, want: object]>([
    ["nothing: all of the preset", {}, { ...preset, root: "docs" }],
    [
      "fields, one by one, in the preset's order",
      { catalog: { fields: { name: { path: "title" }, more: { value: 1 } } } },
      { catalog: { fields: { id: { path: "id" }, name: { path: "title" }, more: { value: 1 } } } },
    ],
    [
      "lookups, one by one",
      { catalog: { lookups: { a: { file: "a.json" } } } },
      { catalog: { lookups: { a: { file: "a.json" }, b: { values: {} } } } },
    ],
    ["sources as a whole", { catalog: { sources: [] } }, { catalog: { sources: [], list: "data" } }],
    ["exclude as a whole", { exclude: [] }, { exclude: [] }],
    ["capabilities as a whole", { capabilities: [] }, { capabilities: [] }],
    [
      "the slug key by key",
      { slug: { aliases: { a: "b" } } },
      { slug: { rules: [{ op: "lowercase" }], clash: "owner", aliases: { a: "b" } } },
    ],
  ])("%s", (_, given, want) => {
    const whole = over(given);
    expect(whole).toMatchObject(want);
    expect(Object.keys(whole.catalog.fields ?? {})).toEqual(
      ["id", "name", "more"].slice(0, Object.keys(whole.catalog.fields ?? {}).length),
    );
    if (given.exclude !== undefined) expect(whole.exclude).toEqual(given.exclude);
    if (given.capabilities !== undefined) expect(whole.capabilities).toEqual(given.capabilities);
    if (given.catalog?.sources !== undefined) expect(whole.catalog.sources).toEqual(given.catalog.sources);
  });
});

describe("files that the catalog part names", () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, "own.json"), '\uFEFF{"catalog":{"fields":{"id":{"path":"slug"},}}} // mine');
  writeFileSync(join(folder, "bad.json"), '{"catalog":{"feilds":{}}}');
  writeFileSync(join(folder, "names.yaml"), "qwen: Qwen\nopenai: OpenAI\n");
  writeFileSync(join(folder, "numbers.toml"), "a = 1\n");
  const fields = { id: { path: "id" } };

  test("are read: a preset of one's own, and a lookup table, over which the config's values go", async () => {
    const own = valueOf(await complete({ root: "d", catalog: { preset: "own.json" } }, folder));
    expect(own.catalog.fields).toEqual({ id: { path: "slug" } });
    const lookups = { owner: { file: "names.yaml", values: { qwen: "QWEN" } } };
    const whole = valueOf(await complete({ root: "d", catalog: { fields, lookups } }, folder));
    expect(whole.catalog.lookups).toEqual({ owner: { values: { qwen: "QWEN", openai: "OpenAI" } } });
  });

  test.each<readonly [catalog: Config["catalog"], problem: string]>([
    [
      { preset: "openruter" },
      'config-unknown-preset config.json: catalog.preset: There is no preset "openruter".',
    ],
    [
      { preset: "../openai" },
      'config-unknown-preset config.json: catalog.preset: There is no preset "../openai".',
    ],
    [
      { preset: "none.json" },
      'config-unknown-preset config.json: catalog.preset: There is no preset "none.json".',
    ],
    [
      { preset: "bad.json" },
      "config-unknown-key preset bad.json: catalog: `feilds` is not a key that is known here.",
    ],
    [
      { fields, lookups: { t: { file: "numbers.toml" } } },
      "lookup-malformed numbers.toml: lookup t: The file isn't one object from text to text.",
    ],
    [
      { fields, lookups: { t: { file: "none.json" } } },
      "catalog-file-missing none.json: The catalog file doesn't exist.",
    ],
  ])("or are a problem: %j", async (catalog, want) => {
    const { problems } = await complete({ root: "d", catalog }, folder);
    expect(problems.map(({ code, where, message }) => `${code} ${where}: ${message}`)).toEqual([want]);
  });
});

describe("catalogs that a preset is named after are read by it", () => {
  const documents: Readonly<Record<string, unknown>> = {
    litellm: {
      sample_spec: { max_tokens: "set to the limit", mode: "one of: chat" },
      "azure/gpt-x": {
        max_input_tokens: 8192,
        input_cost_per_token: 2e-6,
        litellm_provider: "azure",
        mode: "chat",
      },
      "gpt-x": { max_tokens: 4096, input_cost_per_token: 1.5e-7, litellm_provider: "openai", mode: "chat" },
    },
    "models.dev": {
      acme: {
        models: {
          alpha: { id: "alpha", limit: { context: 8192 }, cost: { input: 2 }, knowledge: "2024-04" },
        },
      },
      zed: { models: { alpha: { id: "alpha", limit: { context: 4096 }, cost: { input: 0.15 } } } },
    },
  };
  test.each<readonly [preset: string, want: readonly unknown[]]>([
    [
      "litellm",
      [
        ["azure/gpt-x", "azure", 8192, "$2.00"],
        ["gpt-x", "openai", 4096, "$0.15"],
      ],
    ],
    [
      "models.dev",
      [
        ["acme/alpha", "acme", 8192, "$2.00"],
        ["zed/alpha", "zed", 4096, "$0.15"],
      ],
    ],
  ])("%s", async (preset, want) => {
    const given = toSettings(valueOf(await complete({ root: "docs", catalog: { preset } })), formats);
    const parts = [{ value: documents[preset], label: "c" }];
    const records = valueOf(adaptCatalog(given, { label: "c", parts, overlays: [] }, () => []));
    const { entries } = valueOf(toEntries(given, records));
    expect(
      entries.map(({ id, fields }) => [
        id,
        ...["provider", "context", "inputPrice"].map((name) => fields.get(name)),
      ]),
    ).toEqual(want);
  });
});
