import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { replay } from "./support/replay.ts";

const sites = resolve("test/init-sites");

/** Lines that come out otherwise than people would write them, where it isn't none, and why. */
const known: Readonly<Record<string, readonly [lines: number, why: string]>> = {
  "free-in-words": [2, "nobody but people knows what their column says of a new model"],
  "lifecycle-tables": [
    1,
    "why one live model isn't listed follows from nothing but its empty list of aliases",
  ],
};

const rows: string[] = [];

describe("small sites in the shapes of real ones: init alone, then the next day's catalog", () => {
  afterAll(() => {
    process.stdout.write(
      `\n| site | people changed | differs | plan | check |\n|---|--:|--:|--:|--:|\n${rows.join("\n")}\n`,
    );
  });

  test.each(readdirSync(sites))("%s", async (name) => {
    const [before = "", after = ""] = ["before", "after"].map((side) => join(sites, name, side));
    const { init, people, differs, writes, check } = await replay({
      name,
      before,
      after,
      catalog: readdirSync(before).find((file) => file.startsWith("catalog.")) ?? "",
    });
    rows.push(`| ${name} | ${people} | ${differs} | ${writes} writes | ${check.code} |`);
    expect(init.code, init.err).toBe(0);
    expect([writes, check.code], check.out).toEqual([0, 0]);
    expect(differs).toBe(known[name]?.[0] ?? 0);
  });
});
