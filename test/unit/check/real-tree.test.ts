import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyFolder } from "../../support/hostile/interpreters.ts";
import { command } from "../../support/command.ts";
import { bytesOf } from "../../support/tree.ts";

const shared = resolve("../shared");
const makeTree = join(shared, "tools/make-docs-tree");
const catalog = join(shared, "data/catalogs/kluster-2025-06-10.json");

type Answer = {
  readonly findings: readonly { readonly rule: string; readonly path: string; readonly line: number }[];
};
const parse: (text: string) => Answer = JSON.parse;
const parseCatalog: (text: string) => { readonly data: readonly { readonly id: string }[] } = JSON.parse;

const newTree = (): string => {
  const root = join(emptyFolder(), "docs");
  execFileSync(makeTree, [root]);
  return root;
};

const checkOn = async (root: string, from: string, ...more: readonly string[]) => {
  const { code, out } = await command(
    "check",
    "--format",
    "json",
    "--root",
    root,
    "--catalog",
    from,
    ...more,
  );
  return { code, found: parse(out).findings.map(({ path, line, rule }) => `${path}:${line} ${rule}`) };
};

const guides = "get-started/start-building";
const code = `.snippets/code/${guides}`;

/** What people's formatting slipped in: two blank lines where there is one everywhere else, and none above `### CLI`. */
const slips = [
  `${guides}/batch.md:74 entry-blank-lines`,
  `${guides}/batch.md:128 heading-spacing`,
  `${guides}/batch.md:144 entry-blank-lines`,
  `${guides}/batch.md:199 entry-blank-lines`,
  `${guides}/real-time.md:57 entry-blank-lines`,
  `${guides}/real-time.md:111 heading-spacing`,
  `${guides}/real-time.md:115 entry-blank-lines`,
  `${guides}/real-time.md:128 entry-blank-lines`,
  `${guides}/real-time.md:183 entry-blank-lines`,
];

/** True of the tree as it is laid out only: one file isn't in it, and the examples that are cited by line are shortened. */
const laidOut = (shift: { readonly batch: number; readonly realTime: number }) => [
  `${guides}/batch.md:17 include-missing`,
  `${guides}/real-time.md:19 include-missing`,
  ...[226, 249, 288, 345, 397].map((line) => `${guides}/batch.md:${line - shift.batch} include-lines`),
  ...[197, 250].map((line) => `${guides}/real-time.md:${line - shift.realTime} include-lines`),
];

/** What DeepSeek-R1 left behind when it left the catalog. */
const leftovers = [
  ...["batch/batch-jsonl", "real-time/real-time"].flatMap((name) => [
    `${code}/${name}-deepseek-r1.md:3 snippet-orphan`,
    `${code}/${name}-deepseek-r1.py:2 snippet-orphan`,
  ]),
  ...[7, 25, 43, 61].map((line) => `.snippets/text/get-started/rate-limit.md:${line} row-orphan`),
  "get-started/models.md:18 row-orphan",
  "get-started/models.md:34 row-orphan",
  ...[62, 132].map((line) => `${guides}/batch.md:${line} entry-orphan`),
  ...[45, 116].map((line) => `${guides}/real-time.md:${line} entry-orphan`),
];

const asTree = { batch: 0, realTime: 0 };
const sorted = (...parts: readonly (readonly string[])[]) => parts.flat().sort();

const isThere = existsSync(makeTree);
if (!isThere)
  test("NOT RUN, the real documentation isn't beside the repository: all that follows", () => {
    expect(isThere).toBe(false);
  });

describe.runIf(isThere)("the real documentation of 2025-06-10", () => {
  test("has its formatting slips, and nothing else is found", async () => {
    const { code, found } = await checkOn(newTree(), catalog);
    expect(code).toBe(2);
    expect(found.toSorted()).toEqual(sorted(slips, laidOut(asTree)));
  });

  test("of a model that left the catalog, every leftover is found", async () => {
    const document = parseCatalog(readFileSync(catalog, "utf8"));
    const without = join(emptyFolder(), "catalog.json");
    const data = document.data.filter(({ id }) => id !== "deepseek-ai/DeepSeek-R1");
    writeFileSync(without, JSON.stringify({ ...document, data }));
    const { found } = await checkOn(newTree(), without);
    expect(found.toSorted()).toEqual(sorted(slips, laidOut(asTree), leftovers));
  });

  test("of two models that are new, all that is missing is found, and nothing after `apply`", async () => {
    const root = newTree();
    const next = catalog.replace("06-10", "06-11");
    const { found } = await checkOn(root, next);
    const missing = found.filter((each) => each.includes("-missing") && !each.includes("include"));
    expect(
      missing.map((each) => each.split(" ")[1]).filter((rule) => rule === "snippet-missing"),
    ).toHaveLength(8);
    expect(missing.filter((each) => each.endsWith("entry-missing"))).toHaveLength(8);
    expect(missing.filter((each) => each.endsWith("row-missing"))).toHaveLength(12);
    expect(found).toHaveLength(8 + 8 + 12 + slips.length + laidOut(asTree).length);
    await command("apply", "--root", root, "--catalog", next);
    const after = (await checkOn(root, next)).found.map((each) => each.split(" ")[1]);
    expect(new Set(after)).toEqual(
      new Set(["include-missing", "include-lines", "entry-blank-lines", "heading-spacing"]),
    );
    expect(after).toHaveLength(slips.length + laidOut(asTree).length);
  });

  test("--fix mends the slips, changes blank lines alone, and `plan` still wants nothing", async () => {
    const root = newTree();
    const before = bytesOf(root);
    const { code, found } = await checkOn(root, catalog, "--fix");
    expect(code).toBe(2);
    const left = sorted(laidOut({ batch: 2, realTime: 3 }));
    expect(found.toSorted()).toEqual(left);
    expect((await checkOn(root, catalog, "--fix")).found.toSorted()).toEqual(left);
    const after = bytesOf(root);
    const changed = Object.keys(before).filter(
      (path) => before[path]?.equals(after[path] ?? Buffer.of()) !== true,
    );
    expect(changed).toEqual([`${guides}/batch.md`, `${guides}/real-time.md`]);
    const filled = (bytes: Buffer | undefined) =>
      (bytes?.toString() ?? "").split("\n").filter((line) => line.trim() !== "");
    for (const path of changed) expect(filled(after[path])).toEqual(filled(before[path]));
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect((await command("plan", "--check", "--root", root, "--catalog", catalog)).code).toBe(0);
  });

  test("of entries in another order, the least is reported, and --fix brings the page back", async () => {
    const root = newTree();
    await checkOn(root, catalog, "--fix");
    const page = join(root, guides, "real-time.md");
    const tidy = readFileSync(page, "utf8");
    const entry = /\?\?\? example "Gemma 3 27B"\n[^?]*/.exec(tidy)?.[0] ?? "";
    expect(entry).toContain("gemma");
    const moved = tidy
      .replace(entry, "")
      .replace('??? example "DeepSeek-R1"', `${entry}??? example "DeepSeek-R1"`);
    expect(moved).not.toBe(tidy);
    writeFileSync(page, moved);
    const { found } = await checkOn(root, catalog);
    expect(found.filter((each) => each.includes("entry-"))).toEqual([
      `${guides}/real-time.md:45 entry-order`,
    ]);
    await checkOn(root, catalog, "--fix");
    expect(readFileSync(page, "utf8")).toBe(tidy);
  });
});
