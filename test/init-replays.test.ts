import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { replay } from "./support/replay.ts";

const replays = resolve("../shared/data/replays");

/** A real commit: the pages before and after it, and the catalog of both. */
type Commit = {
  readonly name: string;
  /** The catalog's path in the tree; undefined where a person would list the models by hand. */
  readonly catalog: string | undefined;
  readonly byHand?: { readonly before: unknown; readonly after: unknown };
  /** What is reached: lines that come out otherwise. */
  readonly most: number;
};

/** The models of a page's table as a person would list them: what stands in two of its columns. */
const listed = (page: string): unknown => {
  const rows = [...readFileSync(join(replays, page), "utf8").matchAll(/^\| \[(.+?)\]\(.*?\) *\| `(.+?)` /gm)];
  return rows.map(([, provider, id]) => ({ id, provider }));
};

const overview = "content/providers/01-ai-sdk-providers/index.mdx";

const commits = (): readonly Commit[] => [
  { name: "tokencost", catalog: "tokencost/model_prices.json", most: 0 },
  { name: "ruby_llm", catalog: "lib/ruby_llm/models.json", most: 333 },
  // The catalog is the same on both days: people let their script write the three lines that had drifted.
  { name: "aider", catalog: "aider/resources/model-settings.yml", most: 3 },
  {
    name: "vercel-ai",
    catalog: undefined,
    byHand: {
      before: listed(`vercel-ai/before/${overview}`),
      after: listed(`vercel-ai/after/${overview}`),
    },
    most: 0,
  },
  { name: "xinference", catalog: "xinference/model/llm/llm_family.json", most: 26 },
];

const rows: string[] = [];

describe.runIf(existsSync(replays))("real commits, with the config of init alone", () => {
  afterAll(() => {
    process.stdout.write(
      `\n| commit | people changed | differs | plan after init | check |\n|---|--:|--:|---|---|\n${rows.join("\n")}\n`,
    );
  });

  test.each(existsSync(replays) ? commits() : [])("$name", async ({ name, catalog, byHand, most }) => {
    const [before = "", after = ""] = ["before", "after"].map((side) => join(replays, name, side));
    const path = catalog ?? "catalog.json";
    const { init, seconds, people, differs, writes, check } = await replay({
      name,
      before,
      after,
      catalog: path,
      byHand,
    });
    expect(init.code, init.err).toBe(0);
    rows.push(`| ${name} | ${people} | ${differs} | ${writes} writes, ${seconds} s | ${check.code} |`);
    expect([writes, check.code], check.out).toEqual([0, 0]);
    expect(differs).toBeLessThanOrEqual(most);
  });
});

test.runIf(!existsSync(replays))("real commits: not run, for there are none beside this repository", () => {
  expect(existsSync(replays)).toBe(false);
});
