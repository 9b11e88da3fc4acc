import { describe, expect, test } from "vitest";
import openrouter from "../../../generators/presets/openrouter.json" with { type: "json" };
import type { Config, SlugConfig } from "../../../src/config/config.gen.ts";
import { checkPath } from "../../../src/model/paths.ts";
import { assignSlugs } from "../../../src/catalog/slug.ts";
import { checkConfig } from "../../../src/config/validate.ts";
import { config, settings, valueOf } from "../given.ts";

/** Groups of IDs of real catalogs that a slug made of the last part, in small letters, would throw together. */
const groups: readonly (readonly [policy: "owner" | "digest", slugs: Readonly<Record<string, string>>])[] = [
  [
    "owner",
    { "google/gemma-3-27b-it": "gemma-3-27b-it", "google/gemma-3-27b-it:free": "gemma-3-27b-it-free" },
  ],
  ["owner", { "~anthropic/claude-opus-latest": "claude-opus-latest" }],
  [
    "owner",
    { "anthropic/claude-opus-4-5": "claude-opus-4-5", "anthropic/claude-opus-4.5": "claude-opus-4.5" },
  ],
  [
    "owner",
    {
      "Pro/deepseek-ai/DeepSeek-R1": "pro-deepseek-ai-deepseek-r1",
      "deepseek-ai/DeepSeek-R1": "deepseek-ai-deepseek-r1",
    },
  ],
  [
    "digest",
    { "huggingface/zai-org/GLM-4.6": "glm-4.6-646d139d", "huggingface/zai-org/glm-4.6": "glm-4.6-d844333f" },
  ],
  ["owner", { "workers-ai/@cf/mistralai/mistral-small-3.1-24b-instruct": "mistral-small-3.1-24b-instruct" }],
  ["owner", { "accounts/perplexity/models/r1-1776": "r1-1776" }],
  ["owner", { "openai/ft:gpt-3.5-turbo-": "ft-gpt-3.5-turbo" }],
  ["owner", { "anthropic--claude-4.5-sonnet": "anthropic--claude-4.5-sonnet" }],
  ["owner", { "dengcao/Qwen3-Embedding-4B:Q8_0": "qwen3-embedding-4b-q8_0" }],
  ["owner", { TTS: "tts", auto: "auto" }],
  ["owner", { "a/con": "model-con", "a/🐬": "model-50fbfb7e", "a/..": "model-d5c7a6c2" }],
];

const rulesOf = (slug: unknown): SlugConfig =>
  valueOf(checkConfig({ ...config(), slug }, "preset")).slug ?? {};

describe("IDs that break naive slugs", () => {
  test.each(groups)("by the policy %s: %j", (clash, want) => {
    const slug = { ...rulesOf(openrouter.slug), clash };
    const ids = Object.keys(want);
    for (const order of [ids, [...ids].reverse()]) {
      const slugs = valueOf(assignSlugs(settings({ slug }).slug, order));
      expect(Object.fromEntries([...slugs].sort())).toEqual(Object.fromEntries(Object.entries(want).sort()));
    }
    for (const made of Object.values(want)) {
      expect(checkPath(`code/${made}.py`)).toBeUndefined();
      expect(made).toMatch(/^[a-z0-9][a-z0-9._-]*$/);
    }
  });

  test("all of them together have slugs of their own, and those alone keep them", () => {
    const ids = groups.flatMap(([, slugs]) => Object.keys(slugs));
    const slug: SlugConfig = { ...rulesOf(openrouter.slug), clash: "owner-digest" };
    const slugs = valueOf(assignSlugs(settings({ slug }).slug, ids));
    expect(slugs.get("Pro/deepseek-ai/DeepSeek-R1")).toBe("pro-deepseek-ai-deepseek-r1");
    expect(slugs.get("huggingface/zai-org/glm-4.6")).toBe("glm-4.6-d844333f");
    expect(new Set([...slugs.values()].map((made) => made.toLowerCase())).size).toBe(ids.length);
  });

  test("what a policy can't tell apart is a problem, never a shared file", () => {
    const slug: SlugConfig = { ...rulesOf(openrouter.slug), clash: "owner" };
    const { problems } = assignSlugs(settings({ slug }).slug, ["a/GLM-4.6", "a/glm-4.6"]);
    expect(problems.map(({ code }) => code)).toEqual(["slug-clash"]);
  });

  test("dots as dashes meet dashes, which a policy tells apart", () => {
    const rules = [
      ...(rulesOf(openrouter.slug).rules ?? []),
      { op: "replace" as const, find: ".", with: "-" },
    ];
    const ids = ["zhipu/glm-5-3", "zhipu/glm-5.3"];
    const at = (clash: "owner" | "digest" | "owner-digest") =>
      assignSlugs(settings({ slug: { rules, clash } }).slug, ids);
    expect(at("owner").ok).toBe(false);
    expect(valueOf(at("owner-digest"))).toEqual(valueOf(at("digest")));
    expect([...valueOf(at("digest")).values()].every((made) => /^glm-5-3-[0-9a-f]{8}$/.test(made))).toBe(
      true,
    );
  });
});

describe("slugs that meet are a problem only where something is called by one", () => {
  const table = (value: string, more = {}) => ({
    tables: [{ page: "p.md", columns: [{ header: "Model", value }], ...more }],
  });
  test.each<readonly [what: string, more: Partial<Config>, want: boolean]>([
    ["nothing", {}, false],
    ["a table that shows IDs", table("{id}"), false],
    ["a cell", table("[{name}](#{slug})"), true],
    ["a test", table("{id}", { where: { field: "slug", equals: "x" } }), true],
    ["an order", table("{id}", { order: { by: "slug" } }), true],
    ["a form of names", { mentions: { pages: ["**"], forms: ["m-{slug}"] } }, true],
    ["a file", { snippets: [{ kind: "real-time", language: "python", path: "{slug}.py" }] }, true],
  ])("%s: %s", (_, more, want) => {
    expect(settings(more).usesSlugs).toBe(want);
  });
});
