import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { emptyFolder, needs, run } from "./support/hostile/interpreters.ts";
import { command } from "./support/command.ts";
import { compilePython, parseBash } from "./support/languages.ts";
import { parsePlan, writesOf } from "./support/plan.ts";
import { stateOf } from "./support/tree.ts";
import { runBash } from "./unit/text/template/bash.ts";
import { runPython } from "./unit/text/template/python.ts";

const shared = resolve("../shared");
const makeTree = join(shared, "tools/make-docs-tree");
const catalogOf = (day: "10" | "11"): string => join(shared, `data/catalogs/kluster-2025-06-${day}.json`);

/** The repository's own config on another tree and catalog. */
const on = (root: string, catalog: string): readonly string[] => ["--root", root, "--catalog", catalog];

const newTree = (): string => {
  const root = join(emptyFolder(), "docs");
  execFileSync(makeTree, [root]);
  return root;
};

const planOn = async (root: string, catalog: string) => {
  const { code, out, err } = await command("plan", "--format", "json", ...on(root, catalog));
  return { code, out, err, plan: parsePlan(out), writes: writesOf(parsePlan(out)) };
};

const git = (root: string, ...args: readonly string[]): string =>
  run("git", [
    "-C",
    root,
    "-c",
    "user.name=test",
    "-c",
    "user.email=test@example.org",
    "-c",
    "core.autocrlf=false",
    ...args,
  ]);

const commit = (root: string): void => {
  git(root, "init", "--quiet");
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message", "before");
};

const numstat = (root: string): readonly (readonly [added: number, deleted: number, path: string])[] => {
  git(root, "add", "--all");
  return git(root, "diff", "--cached", "--numstat")
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"))
    .map(([added, deleted, path = ""]) => [Number(added), Number(deleted), path]);
};

const addedLines = (root: string, ...paths: readonly string[]): readonly string[] =>
  git(root, "diff", "--cached", "--unified=0", "--", ...paths)
    .split("\n")
    .filter((line) => /^\+(?!\+\+ )/.test(line))
    .map((line) => line.slice(1));

const guides = "get-started/start-building";
const pages = {
  realTime: `${guides}/real-time.md`,
  batch: `${guides}/batch.md`,
  models: "get-started/models.md",
  limits: ".snippets/text/get-started/rate-limit.md",
};
const code = `.snippets/code/${guides}`;
const newcomers = [
  { id: "mistralai/Magistral-Small-2506", slug: "magistral-small-2506" },
  { id: "mistralai/Mistral-Small-24B-Instruct-2501", slug: "mistral-small-24b-instruct-2501" },
];
const created = newcomers
  .flatMap(({ slug }) =>
    ["md", "py"].flatMap((end) => [
      `${code}/batch/batch-jsonl-${slug}.${end}`,
      `${code}/real-time/real-time-${slug}.${end}`,
    ]),
  )
  .sort();

const option = (call: readonly string[], name: string): string => call[call.indexOf(name) + 1] ?? "";
const parseRequest: (text: string) => {
  readonly model?: string;
  readonly body?: { readonly model: string };
} = JSON.parse;
const parseCatalog: (text: string) => { readonly data: readonly unknown[] } = JSON.parse;
const modelsOfLines = (jsonl: string): unknown[] =>
  jsonl
    .trimEnd()
    .split("\n")
    .map((line) => parseRequest(line).body?.model);

const edit = (root: string, path: string, change: (text: string) => string): void => {
  const full = join(root, path);
  const text = readFileSync(full, "utf8");
  const changed = change(text);
  expect(changed, `the transformation of ${path} does something`).not.toBe(text);
  writeFileSync(full, changed);
};

const dropdown = /\?\?\? example "[^"]*"\n\n {4}```\w*\n {4}--8<-- '[^']*'\n {4}```\n\n?\n?/g;

/** Puts the dropdowns of a section in the opposite order. */
const reverseDropdowns = (text: string): string =>
  text.replace(/(?<=### (?:Python|CLI)\n)[^]*?(?=\n##)/g, (section) => {
    const found = section.match(dropdown) ?? [];
    const last = found.map((block) => `${block.trimEnd()}\n\n`).reverse();
    return section.replace(dropdown, () => last.shift() ?? "");
  });

const isThere = existsSync(makeTree);
if (!isThere)
  test("NOT RUN, the real documentation isn't beside the repository: all that follows", () => {
    expect(isThere).toBe(false);
  });

describe.runIf(isThere)("the real documentation of 2025-06-10", () => {
  test("with that day's catalog nothing changes at all", async () => {
    const root = newTree();
    const before = stateOf(root);
    const { code, err, writes, plan } = await planOn(root, catalogOf("10"));
    expect({ code, err, writes }).toEqual({ code: 0, err: "", writes: [] });
    expect(plan.summary).toMatchObject({ keep: 48, blocked: 0 });
    expect((await command("apply", ...on(root, catalogOf("10")))).code).toBe(0);
    const { ".kluster-gen": folder, ".kluster-gen/lock.jsonl": lock, ...after } = stateOf(root);
    expect(after, "only the lock is new: what is there is recorded as people's").toEqual(before);
    expect([folder, lock]).not.toContain(undefined);
  });

  test("the next day's catalog adds two models, and git sees additions only", async () => {
    const root = newTree();
    commit(root);
    const before = stateOf(root);
    const { writes, out } = await planOn(root, catalogOf("11"));
    expect(stateOf(root)).toEqual(before);
    expect(writes.filter(({ action }) => action === "create").map(({ path }) => path)).toEqual(created);
    expect(writes.filter(({ action }) => action === "update").map(({ path }) => path)).toEqual(
      Object.values(pages).sort(),
    );
    expect(writes).toHaveLength(12);

    const document = parseCatalog(readFileSync(catalogOf("11"), "utf8"));
    const shuffled = join(emptyFolder(), "catalog.json");
    writeFileSync(shuffled, JSON.stringify({ ...document, data: document.data.toReversed() }));
    expect((await planOn(root, shuffled)).out).toBe(out);

    expect((await command("apply", ...on(root, catalogOf("11")))).code).toBe(0);
    const changed = numstat(root);
    expect(changed.filter(([, deleted]) => deleted > 0)).toEqual([]);
    expect(changed.map(([, , path]) => path).toSorted()).toEqual(
      [".kluster-gen/lock.jsonl", ...created, ...Object.values(pages)].sort(),
    );
    const dropdowns = addedLines(root, pages.realTime, pages.batch);
    expect(dropdowns.filter((line) => line.startsWith("???"))).toHaveLength(8);
    // Six lines each, the one blank line after it included.
    expect(dropdowns).toHaveLength(8 * 6);
    expect(addedLines(root, pages.models).filter((line) => line.startsWith("|"))).toHaveLength(4);
    expect(addedLines(root, pages.models)).toHaveLength(4);
    expect(addedLines(root, pages.limits).filter((line) => line.startsWith("    |"))).toHaveLength(8);
    expect(addedLines(root, pages.limits)).toHaveLength(8);

    const after = stateOf(root);
    expect((await planOn(root, catalogOf("11"))).writes).toEqual([]);
    expect((await command("apply", ...on(root, catalogOf("11")))).code).toBe(0);
    expect(stateOf(root), "a second apply keeps even the modification times").toEqual(after);
  });

  test(
    needs("shellcheck", "the new snippets are taken by their languages and send the exact model"),
    async () => {
      const root = newTree();
      await command("apply", "--only", "snippets", ...on(root, catalogOf("11")));
      const paths = (end: string): readonly string[] =>
        created.filter((path) => path.endsWith(end)).map((path) => join(root, path));
      const texts = (end: string): readonly string[] => paths(end).map((path) => readFileSync(path, "utf8"));
      compilePython(paths(".py"));
      parseBash(paths(".md"));
      run("shellcheck", ["--shell=bash", ...paths(".md")]);
      const idOf = (path: string): string =>
        newcomers.find(({ slug }) => basename(path).includes(slug))?.id ?? "";

      for (const [index, { calls, files, status }] of runBash(texts(".md")).entries()) {
        const path = paths(".md")[index] ?? "";
        expect(status).toBe(0);
        const bodies = Object.entries(files).filter(([name]) => name.endsWith(".jsonl"));
        const [first = []] = calls;
        const models = path.includes("/batch/")
          ? bodies.flatMap(([, text]) => modelsOfLines(text))
          : [parseRequest(option(first, "--data-raw")).model];
        expect([...new Set(models)], path).toEqual([idOf(path)]);
      }
      for (const [index, { calls, end }] of runPython(texts(".py")).results.entries()) {
        const path = paths(".py")[index] ?? "";
        expect(end).toBe("done");
        const options = calls[1]?.[2] ?? {};
        const models = path.includes("/batch/") ? modelsOfLines(String(options.file)) : [options.model];
        expect([...new Set(models)], path).toEqual([idOf(path)]);
      }
    },
  );
});

/** Trees as other days may have had them: changed by hand from that day's. */
describe.runIf(isThere)("the documentation of other days", () => {
  test("with fewer models it gets back what is missing, by additions only", async () => {
    const root = newTree();
    const whole = newTree();
    for (const path of [pages.realTime, pages.batch])
      edit(root, path, (text) => text.replace(dropdown, (block) => (/gemma|qwen3/.test(block) ? "" : block)));
    for (const path of [pages.models, pages.limits])
      edit(root, path, (text) =>
        text.replace(/^ *\| ?\**(?:Gemma|Qwen3).*\n/gm, "").replace(/^.*\*\*Gemma.*\n/gm, ""),
      );
    for (const end of ["md", "py"]) rmSync(join(root, `${code}/real-time/real-time-gemma-3-27b-it.${end}`));
    commit(root);
    const { code: exit, err, writes } = await planOn(root, catalogOf("10"));
    expect({ exit, err }).toEqual({ exit: 0, err: "" });
    expect(writes.map(({ path }) => path)).toEqual(
      [
        ...Object.values(pages),
        ...["md", "py"].map((end) => `${code}/real-time/real-time-gemma-3-27b-it.${end}`),
      ].sort(),
    );
    expect((await command("apply", ...on(root, catalogOf("10")))).code).toBe(0);
    expect(numstat(root).filter(([, deleted]) => deleted > 0)).toEqual([]);
    // Put back where they were; how many blank lines people had between them, nobody can know.
    const written = (folder: string, path: string) =>
      readFileSync(join(folder, path), "utf8").replace(/\n{2,}/g, "\n");
    for (const path of [pages.realTime, pages.batch]) expect(written(root, path)).toBe(written(whole, path));
    expect((await planOn(root, catalogOf("10"))).writes).toEqual([]);
  });

  test("with its entries and rows in another order nothing changes, and new ones move none", async () => {
    const root = newTree();
    for (const path of [pages.realTime, pages.batch]) edit(root, path, reverseDropdowns);
    edit(root, pages.limits, (text) =>
      text.replace(/(?: {4}\|\*\*.*\n)+/g, (rows) => `${rows.trimEnd().split("\n").reverse().join("\n")}\n`),
    );
    commit(root);
    expect((await planOn(root, catalogOf("10"))).writes).toEqual([]);
    expect((await command("apply", ...on(root, catalogOf("11")))).code).toBe(0);
    expect(numstat(root).filter(([, deleted]) => deleted > 0)).toEqual([]);
    expect(
      addedLines(root, pages.realTime, pages.batch).filter((line) => line.startsWith("???")),
    ).toHaveLength(8);
  });

  test("headings, tabs and pages that aren't there are named, all of them, and nothing is written", async () => {
    const root = newTree();
    edit(root, pages.realTime, (text) => text.replace("## Quickstart snippets", "## Quickstart"));
    edit(root, pages.batch, (text) => text.replace("### CLI", "### cURL"));
    edit(root, pages.models, (text) => text.replace("## Model names", "## Names"));
    edit(root, pages.limits, (text) => text.replace('=== "Trial"', '=== "Free"'));
    const before = stateOf(root);
    const { code: exit, plan } = await planOn(root, catalogOf("11"));
    expect(exit).toBe(1);
    expect(plan.problems.map(({ message }) => message)).toEqual([
      `${pages.realTime} has no heading \`Quickstart snippets\`.`,
      `${pages.realTime} has no heading \`Quickstart snippets\`.`,
      `${pages.batch} has no heading \`Quickstart snippets › CLI\`.`,
      `${pages.models} has no heading \`Model names\`.`,
      `${pages.limits} has no tab \`Trial\` there.`,
    ]);
    for (const { where } of plan.problems)
      expect(where).toMatch(/^kluster-onboard\.config\.ts: (sections|tables)\[\d+\]$/);
    expect((await command("apply", ...on(root, catalogOf("11")))).code).toBe(1);
    expect(stateOf(root)).toEqual(before);
  });

  const damages: readonly (readonly [string, (root: string) => void, string])[] = [
    ["a page is missing", (root) => rmSync(join(root, pages.batch)), "page-not-found"],
    ["a page is empty", (root) => writeFileSync(join(root, pages.models), ""), "section-not-found"],
    [
      "a page is not text",
      (root) => writeFileSync(join(root, pages.models), Buffer.from([0xff, 0xfe, 0x00])),
      "file-not-utf8",
    ],
    [
      "a fence is never closed",
      (root) =>
        edit(root, pages.realTime, (text) =>
          text.replace("## Supported models", "````\n## Supported models"),
        ),
      "section-not-found",
    ],
    [
      "a heading is there twice",
      (root) => edit(root, pages.models, (text) => `${text}\n## Model names\n`),
      "section-ambiguous",
    ],
    [
      "a table has lost its key column",
      (root) =>
        edit(root, pages.models, (text) =>
          text
            .replaceAll("Model API name", "ID")
            .replace("|             Model             | ", "|             Name              | Maker | "),
        ),
      "table-not-found",
    ],
    [
      "a folder is in a page's place",
      (root) => {
        rmSync(join(root, pages.models));
        run("mkdir", [join(root, pages.models)]);
      },
      "file-unreadable",
    ],
    [
      "the tree is another one altogether",
      (root) => rmSync(join(root, "get-started"), { recursive: true }),
      "page-not-found",
    ],
  ];

  test.each(damages)("a problem tells it when %s", async (_, damage, expected) => {
    const root = newTree();
    damage(root);
    const before = stateOf(root);
    const { code: exit, plan } = await planOn(root, catalogOf("11"));
    expect(exit).toBe(1);
    expect(plan.problems.map((problem) => problem.code)).toContain(expected);
    expect((await command("apply", ...on(root, catalogOf("11")))).code).toBe(1);
    expect(stateOf(root)).toEqual(before);
  });
});
