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

const isPage = /\.(?:md|mdx|rst|adoc)$/;

/** A table of GFM as formatters write it. */
const padded = (table: string): string => {
  const rows = table.split("\n").map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(3, ...rows.map((row, line) => (line === 1 ? 3 : (row[at] ?? "").length))),
  );
  const written = rows.map((row, line) =>
    widths.map((width, at) => (line === 1 ? "-".repeat(width) : (row[at] ?? "").padEnd(width))),
  );
  return written.map((row) => `| ${row.join(" | ")} |`).join("\n");
};

const below = `
## Plans

| Plan | Seats | Support |
|---|---|---|
| Free | 1 | No |
| Team | 10 | Yes |

## Steps

- Make an account.
- Call the API.
`;

/** A file of a site in another writing that says the same of its models. */
const writings = {
  "Windows' line ends": (text, path) => (isPage.test(path) ? text.replace(/\r?\n/g, "\r\n") : text),
  "padded tables": (text, path) =>
    path.endsWith(".md") ? text.replace(/^\|.*\|\n\|[ |-]+\|(?:\n\|.*\|)+$/gm, padded) : text,
  "other text below": (text, path) => (/\.mdx?$/.test(path) ? `${text.trimEnd()}\n${below}` : text),
  "numbers as texts": (text, path) =>
    path === "catalog.json" ? text.replace(/(?<=[:[,]\s*)-?\d+(?:\.\d+)?(?=\s*[,\]}])/g, '"$&"') : text,
} satisfies Readonly<Record<string, (text: string, path: string) => string>>;

/** A folder with the files of another one in another writing. */
const rewritten = (folder: string, write: (text: string, path: string) => string): string => {
  const copy = emptyFolder();
  cpSync(folder, copy, { recursive: true });
  for (const path of readdirSync(copy, { recursive: true, encoding: "utf8" }))
    if (isPage.test(path) || path === "catalog.json")
      writeFileSync(join(copy, path), write(readFileSync(join(copy, path), "utf8"), path));
  return copy;
};

describe("the same sites written otherwise", () => {
  test.each<[keyof typeof writings, string]>([
    ["Windows' line ends", "groups-of-makers"],
    ["Windows' line ends", "labels-in-code"],
    ["Windows' line ends", "lists-in-code"],
    ["Windows' line ends", "maker-named-once"],
    ["Windows' line ends", "page-per-model-rst"],
    ["Windows' line ends", "pages-of-docusaurus"],
    ["Windows' line ends", "second-pages-of-models"],
    ["padded tables", "bullets-by-vendor"],
    ["padded tables", "lists-in-cells"],
    ["padded tables", "options-in-words"],
    ["other text below", "heading-that-counts"],
    ["other text below", "in-accordions"],
    ["other text below", "links-and-html-rows"],
    ["other text below", "lists-in-quotes"],
    ["other text below", "makers-in-bold"],
    ["other text below", "makers-in-folds"],
    ["other text below", "site-of-mkdocs"],
    ["other text below", "tables-in-tabs"],
    ["numbers as texts", "cheapest-first"],
    ["numbers as texts", "front-matter-of-types"],
    ["numbers as texts", "likes-first"],
    ["numbers as texts", "page-per-model-cards"],
    ["numbers as texts", "pages-of-docusaurus"],
    ["numbers as texts", "rows-by-token-type"],
  ])("%s: %s", async (writing, name) => {
    const write = writings[writing];
    const site = siteOf(name);
    const [before, after] = [rewritten(site.before, write), rewritten(site.after, write)];
    const { init, differs, writes, check } = await replay({ ...site, before, after });
    expect([init.code, writes, check.code, differs], init.err + check.out).toEqual([0, 0, 0, 0]);
  });
});
