import { cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { commandIn } from "./support/command.ts";
import { emptyFolder } from "./support/hostile/interpreters.ts";

/** Small sites of which each showed one fault; beside this repository. */
const cases = resolve("../shared/cases/site");

/** A copy of a site, and the commands in it. */
const open = (name: string) => {
  const folder = emptyFolder();
  cpSync(join(cases, name), folder, { recursive: true });
  return {
    folder,
    page: (path = "docs/p.md") => readFileSync(join(folder, path), "utf8"),
    run: (...argv: readonly string[]) => commandIn(folder, ...argv),
  };
};

const parseCatalog: (text: string) => { readonly data: readonly { readonly id: string }[] } = JSON.parse;

const isThere = existsSync(cases);

describe.runIf(isThere)(`pages of ../shared/cases${isThere ? "" : " (not beside this repository)"}`, () => {
  test.each(["entry-nested-tab", "entry-nested-details"])("%s: plan and check agree", async (name) => {
    const { run, page } = open(name);
    const before = page();
    expect((await run("apply")).code).toBe(0);
    expect(page()).toBe(before);
    const { code, out } = await run("check");
    expect([code, out.trim()]).toEqual([0, "No findings."]);
  });

  test("marker-in-indented-code: the real marker is the one", async () => {
    const { run, page } = open("marker-in-indented-code");
    const before = page();
    expect((await run("apply")).code).toBe(0);
    const alpha = "- [Alpha 1](models/alpha-1.md)\n";
    expect(page()).toBe(before.replace(alpha, `${alpha}- [Beta 2](models/beta-2.md)\n`));
    expect((await run("check")).code).toBe(0);
  });

  test("table-in-blockquote: the table is found, and grows in its quote", async () => {
    const { run, page } = open("table-in-blockquote");
    const before = page();
    expect((await run("apply")).code).toBe(0);
    const alpha = "> | Alpha 1 | `acme/alpha-1` |\n";
    expect(page()).toBe(before.replace(alpha, `${alpha}> | Beta 2 | \`acme/beta-2\` |\n`));
    expect((await run("check")).code).toBe(0);
  });

  test("gfm-short-row: a row that ends early is warned of", async () => {
    const { run, page } = open("gfm-short-row");
    const before = page();
    expect((await run("apply")).code).toBe(0);
    expect(page()).toContain(`${before}| Beta 2 | \`acme/beta-2\` |`);
    const { code, out } = await run("check");
    expect([code, out]).toEqual([0, expect.stringContaining("p.md:5  warning  table-ragged")]);
  });

  test("escaped-pipe-code-mdx: a pipe that is escaped in code is what is wanted", async () => {
    const { run, page } = open("escaped-pipe-code-mdx");
    const before = page("docs/p.mdx");
    expect((await run("apply")).code).toBe(0);
    expect(page("docs/p.mdx")).toBe(before);
  });

  test("fence-in-included-file: check says so, and mends it", async () => {
    const { run, page } = open("fence-in-included-file");
    await run("apply");
    expect((await run("check")).out).toContain("fence-short");
    expect((await run("check", "--fix")).out).not.toContain("fence-short");
    expect(page()).toContain("    ````python\n    --8<-- 'alpha-1.py'\n    ````\n");
    expect((await run("plan", "--check")).code).toBe(0);
  });

  test("crlf-prune: line ends that git converted are nobody's edit", async () => {
    const { run, page, folder } = open("crlf-prune");
    await run("apply");
    const files = readdirSync(join(folder, "docs"), { recursive: true, encoding: "utf8" }).filter((path) =>
      /\.(?:md|py)$/.test(path),
    );
    for (const path of files) {
      const file = join(folder, "docs", path);
      writeFileSync(file, readFileSync(file, "utf8").replaceAll("\n", "\r\n"));
    }
    const catalog = join(folder, "catalog.json");
    const { data } = parseCatalog(readFileSync(catalog, "utf8"));
    writeFileSync(catalog, JSON.stringify({ data: data.slice(0, -1) }));
    const { code, err } = await run("apply", "--prune", "--accept-catalog");
    expect([code, err]).toEqual([0, expect.not.stringContaining("gone-kept")]);
    expect(page()).not.toContain(data.at(-1)?.id);
    expect((await run("plan", "--check")).code).toBe(0);
  });

  test("symlinked-page: plan refuses what apply refuses", async () => {
    const { run, folder } = open("symlinked-page");
    rmSync(join(folder, "docs/p.md"));
    symlinkSync("real.md", join(folder, "docs/p.md"));
    for (const command of ["plan", "apply"]) {
      const { code, err } = await run(command);
      expect(code).toBe(1);
      expect(err).toContain("It is a symbolic link to real.md");
    }
  });
});
