import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { commandIn } from "./support/command.ts";
import { emptyFolder } from "./support/hostile/interpreters.ts";

const replays = resolve("../shared/data/replays");

/**
 * Commits of our own on a real page of 1,600 models, beside this repository: what a person would have written is made
 * of the page's lines by hand.
 */
const before = join(replays, "tokencost/before");
const isThere = existsSync(before);
const source = "tokencost/model_prices.json";

type Catalog = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const parseCatalog: (text: string) => Catalog = JSON.parse;

type Commit = {
  readonly catalog?: (catalog: Catalog) => Catalog;
  readonly config?: (text: string) => string;
  /** What a person makes of a row: its lines afterwards. */
  readonly row: (line: string, record: Catalog[string], id: string, index: number) => readonly string[];
  /** The header and the line below it. */
  readonly head?: (line: string) => string;
  /** What is said without a lock, where the page stays as it is then: nobody knows whose the rows are. */
  readonly told?: string;
};

/** The page as it was adopted, which each commit begins with. */
let adopted: Promise<string> | undefined;
const run = (folder: string, ...argv: readonly string[]) =>
  commandIn(folder, ...argv, "--prune", "--accept-catalog", "--accept", "factor");
const adopt = async (): Promise<string> => {
  const folder = emptyFolder();
  cpSync(before, folder, { recursive: true });
  cpSync("test/replays/tokencost", folder, { recursive: true });
  expect((await run(folder, "apply")).code).toBe(0);
  return folder;
};

const cellsOf = (line: string): readonly string[] => line.split("|").slice(1, -1);
const rowOf = (cells: readonly string[]): string => `|${cells.join("|")}|`;
/** A cell with another text, as wide as it was. */
const rewritten = (cell: string, text: string): string => ` ${text}`.padEnd(cell.length);

const isRetired = (index: number): boolean => index % 97 === 5;

const commits: Readonly<Record<string, Commit>> = {
  "models retired": {
    catalog: (all) => Object.fromEntries(Object.entries(all).filter((_, index) => !isRetired(index))),
    row: (line, _, __, index) => (isRetired(index) ? [] : [line]),
    told: "[rows-unknown]",
  },
  "a price changed in all rows": {
    catalog: (all) =>
      Object.fromEntries(
        Object.entries(all).map(([id, record]) => [
          id,
          "input_cost_per_token" in record ? { ...record, input_cost_per_token: 7.25e-6 } : record,
        ]),
      ),
    row: (line, record) => {
      const cells = cellsOf(line);
      const cell = cells[1] ?? "";
      return ["input_cost_per_token" in record ? rowOf(cells.with(1, rewritten(cell, "$7.25"))) : line];
    },
  },
  "a column removed": {
    config: (text) =>
      text
        .replace(/^.*header: "Max Prompt Tokens".*\n/m, "")
        .replace("columns: [", 'remove: ["Max Prompt Tokens"],\n      columns: ['),
    row: (line) => [rowOf(cellsOf(line).toSpliced(3, 1))],
    head: (line) => rowOf(cellsOf(line).toSpliced(3, 1)),
  },
  "a continuation row added between others": {
    config: (text) =>
      text
        .replace("maxPrompt: {", 'batch: price("input_cost_per_token_batches"),\n      maxPrompt: {')
        .replace(
          "columns: [",
          `rows: [{ name: "live" }, { name: "batch", continues: true, when: { field: "batch", exists: true }, cells: {
            "Model Name": "", "Prompt Cost (USD) per 1M tokens": "half", "Completion Cost (USD) per 1M tokens": "half, too" } }],
          columns: [`,
        ),
    row: (line, record) => {
      if (!("input_cost_per_token_batches" in record)) return [line];
      const [name = "", prompt = "", completion = "", ...rest] = cellsOf(line);
      return [
        line,
        rowOf([rewritten(name, ""), rewritten(prompt, "half"), rewritten(completion, "half, too"), ...rest]),
      ];
    },
  },
};

describe.runIf(isThere)(
  `commits of our own${isThere ? "" : " (no real pages beside this repository)"}`,
  () => {
    describe.each(Object.entries(commits))("%s", (_, { catalog = (all) => all, config, row, head, told }) => {
      test.each([["after adoption"], ["without a lock"]])(
        "%s: the page is as a person would have made it",
        async (when) => {
          const folder = emptyFolder();
          cpSync(await (adopted ??= adopt()), folder, { recursive: true });
          const at = (path: string): string => join(folder, path);
          const whole = parseCatalog(readFileSync(at(source), "utf8"));
          const ids = Object.keys(whole);
          const lines = readFileSync(at("pricing_table.md"), "utf8").split("\n");
          const wanted = lines.flatMap((line, index) => {
            if (index < 2) return [head?.(line) ?? line];
            const id = (cellsOf(line)[0] ?? "").trim();
            const record = whole[id];
            return record === undefined ? [line] : row(line, record, id, ids.indexOf(id));
          });
          expect(wanted).not.toEqual(lines);
          writeFileSync(at(source), JSON.stringify(catalog(whole)));
          const path = at("kluster-onboard.config.ts");
          if (config !== undefined) writeFileSync(path, config(readFileSync(path, "utf8")));
          const isLocked = when === "after adoption";
          if (!isLocked) rmSync(at(".kluster-gen"), { recursive: true });
          const applied = await run(folder, "apply");
          expect(applied.code, applied.err).toBe(0);
          expect(readFileSync(at("pricing_table.md"), "utf8").split("\n")).toEqual(
            isLocked || told === undefined ? wanted : lines,
          );
          if (!isLocked && told !== undefined) expect(applied.err).toContain(told);
          expect((await run(folder, "plan", "--check")).code).toBe(0);
        },
      );
    });
  },
);

type Listed = { readonly id?: string; readonly model_name?: string };
const parseList: (text: string) => readonly Listed[] = JSON.parse;
const nameOf = ({ id, model_name: name }: Listed): string => id ?? name ?? "";

type Retirement = {
  readonly name: string;
  readonly catalog: string;
  /** Lines that count models: they follow the catalog without a lock, too. */
  readonly counts: RegExp;
  /** How a run without a lock ends: files of models that nobody knows are in the way. */
  readonly unlocked: number;
};

const retirements: readonly Retirement[] = [
  {
    name: "ruby_llm",
    catalog: "lib/ruby_llm/models.json",
    counts: /^description: Browse \d+ |^### .* \(\d+\)$/,
    unlocked: 0,
  },
  {
    name: "xinference",
    catalog: "xinference/model/llm/llm_family.json",
    counts: /^(?!)/,
    unlocked: 3,
  },
];

/** The text files of a tree but the catalog and the tool's own, line by line. */
const linesBelow = (folder: string, but: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((item) => item.isFile())
      .map((item) => relative(folder, join(item.parentPath, item.name)))
      .filter((path) => path !== but && !path.includes(".kluster-gen"))
      .sort()
      .map((path) => [path, readFileSync(join(folder, path), "utf8").split("\n")]),
  );

describe.runIf(existsSync(replays))("models that leave real pages", () => {
  test.each(retirements.flatMap((one) => [true, false].map((locked) => ({ ...one, locked }))))(
    "$name, with a lock: $locked",
    async ({ name, catalog, counts, locked, unlocked }) => {
      const folder = emptyFolder();
      cpSync(join(replays, name, "before"), folder, { recursive: true });
      cpSync(join("test/replays", name), folder, { recursive: true });
      const run = (...argv: readonly string[]) => commandIn(folder, ...argv, "--prune", "--accept-catalog");
      expect((await run("apply")).code).toBe(0);
      const docs = linesBelow(folder, catalog);
      const models = parseList(readFileSync(join(folder, catalog), "utf8"));
      const isGone = (index: number): boolean => index % 37 === 5;
      writeFileSync(join(folder, catalog), JSON.stringify(models.filter((_, index) => !isGone(index))));
      const lock = [folder, join(folder, "docs")].map((each) => join(each, ".kluster-gen"));
      if (!locked) for (const each of lock) rmSync(each, { recursive: true, force: true });
      const code = locked ? 0 : unlocked;
      expect((await run("apply")).code).toBe(code);
      const after = linesBelow(folder, catalog);
      const gone = models.filter((_, index) => isGone(index)).map((model) => nameOf(model).toLowerCase());
      // What is left is as it was, and a row that goes names a model that left.
      for (const [path, lines] of docs) {
        const left = after.get(path);
        if (left === undefined) expect(gone.some((id) => path.endsWith(`/${id}.rst`))).toBe(locked);
        let next = 0;
        for (const line of left === undefined ? [] : lines) {
          const now = left?.[next] ?? "";
          if (line === now || (counts.test(line) && counts.test(now))) next += 1;
          else
            expect([
              path,
              line,
              locked && (!line.startsWith("|") || gone.some((id) => line.toLowerCase().includes(id))),
            ]).toEqual([path, line, true]);
        }
        expect(left?.length ?? next).toBe(next);
      }
      expect((await run("plan", "--check")).code).toBe(code);
    },
  );
});
