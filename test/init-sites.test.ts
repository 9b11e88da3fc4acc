import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { emptyFolder } from "./support/hostile/interpreters.ts";
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

/** A site's name, with its folders and catalog. */
const siteOf = (name: string) => {
  const [before = "", after = ""] = ["before", "after"].map((side) => join(sites, name, side));
  const catalog = readdirSync(before).find((file) => file.startsWith("catalog.")) ?? "";
  return { name, before, after, catalog };
};

describe("small sites in the shapes of real ones: init alone, then the next day's catalog", () => {
  afterAll(() => {
    process.stdout.write(
      `\n| site | people changed | differs | plan | check |\n|---|--:|--:|--:|--:|\n${rows.join("\n")}\n`,
    );
  });

  test.each(readdirSync(sites))("%s", async (name) => {
    const { init, people, differs, writes, check } = await replay(siteOf(name));
    rows.push(`| ${name} | ${people} | ${differs} | ${writes} writes | ${check.code} |`);
    expect(init.code, init.err).toBe(0);
    expect([writes, check.code], check.out).toEqual([0, 0]);
    expect(differs).toBe(known[name]?.[0] ?? 0);
  });
});

/** What becomes of a page of a site in another writing that says the same. */
const writings: Readonly<Record<string, (text: string) => string>> = {
  "Windows' line ends": (text) => text.replace(/\r?\n/g, "\r\n"),
};

/** A folder with the pages of another one in another writing. */
const rewritten = (folder: string, write: (text: string) => string): string => {
  const copy = emptyFolder();
  cpSync(folder, copy, { recursive: true });
  for (const path of readdirSync(copy, { recursive: true, encoding: "utf8" }))
    if (/\.(?:md|mdx|rst|adoc)$/.test(path))
      writeFileSync(join(copy, path), write(readFileSync(join(copy, path), "utf8")));
  return copy;
};

describe("the same sites written otherwise", () => {
  test.each([
    ["Windows' line ends", "groups-of-makers"],
    ["Windows' line ends", "labels-in-code"],
    ["Windows' line ends", "lists-in-code"],
    ["Windows' line ends", "maker-named-once"],
    ["Windows' line ends", "page-per-model-rst"],
    ["Windows' line ends", "pages-of-docusaurus"],
    ["Windows' line ends", "second-pages-of-models"],
  ])("%s: %s", async (writing, name) => {
    const write = writings[writing] ?? String;
    const site = siteOf(name);
    const [before, after] = [rewritten(site.before, write), rewritten(site.after, write)];
    const { init, differs, writes, check } = await replay({ ...site, before, after });
    expect([init.code, writes, check.code, differs], init.err + check.out).toEqual([0, 0, 0, 0]);
  });
});
