import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import project from "../../../../kluster-onboard.config.ts";
import type { Config } from "../../../../src/config/config.gen.ts";
import { listIn, type Plan, planIn } from "./running.ts";

const repository = new URL("../../../..", import.meta.url).pathname;
const shared = join(repository, "../shared");
const catalogs = join(shared, "data/catalogs");
const code = ".snippets/code/get-started/start-building";
const gemma = "google/gemma-3-27b-it";

/** The slugs of the short style, by model. */
const shortSlugs = {
  "klusterai/Meta-Llama-3.1-8B-Instruct-Turbo": "llama3.1-8",
  "klusterai/Meta-Llama-3.1-405B-Instruct-Turbo": "llama3.1-405",
  "klusterai/Meta-Llama-3.3-70B-Instruct-Turbo": "llama3.3-70",
  "meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8": "llama4-maverick",
  "meta-llama/Llama-4-Scout-17B-16E-Instruct": "llama4-scout",
  "google/gemma-3-27b-it": "gemma3-27",
  "Qwen/Qwen2.5-VL-7B-Instruct": "qwen2.5-7",
  "Qwen/Qwen3-235B-A22B-FP8": "qwen3-235",
  "deepseek-ai/DeepSeek-V3-0324": "deepseekV3-0324",
  "deepseek-ai/DeepSeek-R1": "deepseekR1",
  "deepseek-ai/DeepSeek-R1-0528": "deepseekR1-0528",
  "mistralai/Mistral-Nemo-Instruct-2407": "mistral-nemo",
};

type Model = Readonly<Record<string, unknown>>;

type RealTree = {
  readonly docs: string;
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
  readonly config: (change: Partial<Config>) => void;
  readonly catalog: (change: (models: readonly Model[]) => readonly Model[]) => void;
  readonly plan: (...argv: readonly string[]) => Promise<Plan>;
  readonly apply: (...argv: readonly string[]) => Promise<Plan>;
};

/** The real documentation with the project's own config, and templates of its own to change. */
const layOut = (): RealTree => {
  const folder = mkdtempSync(join(tmpdir(), "ownership-real-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const docs = join(folder, "docs");
  execFileSync(join(shared, "tools/make-docs-tree"), [docs]);
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const tree: RealTree = {
    docs,
    read: (path) => readFileSync(join(folder, path), "utf8"),
    write: (path, text) => put(join(folder, path), text),
    config: (change) =>
      put(
        join(folder, "kluster-onboard.config.json"),
        JSON.stringify({
          ...project,
          root: "docs",
          templates: "templates",
          catalog: { ...project.catalog, sources: [{ file: "catalog.json" }] },
          ...change,
        }),
      ),
    catalog: (change) => {
      const document: unknown = JSON.parse(readFileSync(join(catalogs, "kluster-2025-06-10.json"), "utf8"));
      put(join(folder, "catalog.json"), JSON.stringify({ data: change(listIn(document, "data")) }));
    },
    plan: (...argv) => planIn(folder, ["plan", ...argv]),
    apply: (...argv) => planIn(folder, ["apply", "--no-fsync", ...argv]),
  };
  mkdirSync(join(folder, "schemas"));
  copyFileSync(join(repository, "schemas/catalog.schema.json"), join(folder, "schemas/catalog.schema.json"));
  mkdirSync(join(folder, "templates"));
  tree.config({});
  tree.catalog((models) => models);
  return tree;
};

const templateOf = (name: string): string =>
  readFileSync(join(repository, "generators/templates", name), "utf8");

describe.runIf(existsSync(catalogs))("the real documentation", () => {
  test("is adopted without a change, and has no orphans", async () => {
    const tree = layOut();
    for (const run of [tree.plan, tree.apply, tree.plan]) {
      const { code: exit, changes, problems } = await run();
      expect({ exit, changes, problems }).toEqual({ exit: 0, changes: [], problems: [] });
    }
  });

  test("shows what DeepSeek-R1 left behind, once it is in no catalog", async () => {
    const tree = layOut();
    tree.catalog((models) => models.filter(({ id }) => id !== "deepseek-ai/DeepSeek-R1"));
    const { changes, problems } = await tree.plan();
    const count = (code: string): number => problems.filter((each) => each === code).length;
    expect(changes).toEqual([]);
    expect(["orphan-snippet", "orphan-entry", "orphan-row"].map(count)).toEqual([4, 4, 6]);
    expect(problems).toHaveLength(14);
  });

  test("has both in it after a hand edit and a change of the template", async () => {
    const tree = layOut();
    await tree.apply();
    await tree.apply("--replace", "--model", gemma);
    const path = `docs/${code}/real-time/real-time-gemma-3-27b-it.py`;
    const name = "real-time/vision/python.ejs";
    tree.write(path, tree.read(path).replace("print(", "# As Ada likes it.\nprint("));
    tree.write(`templates/${name}`, `${templateOf(name)}\n# The end.\n`);
    const { told, code: exit } = await tree.apply();
    expect(exit).toBe(0);
    expect(told).toEqual([
      {
        what: `update ${path.slice("docs/".length)}`,
        cause: "template",
        reason: "The template changed. The hand edit is kept.",
      },
    ]);
    expect(tree.read(path)).toContain("# As Ada likes it.\nprint(");
    expect(tree.read(path)).toContain("\n# The end.\n");
    expect((await tree.plan("--check")).code).toBe(0);
  });

  test("gets short slugs in one plan: renames and two pages, and back", async () => {
    const tree = layOut();
    await tree.apply();
    const pages = ["real-time", "batch"].map((page) => `docs/get-started/start-building/${page}.md`);
    const before = pages.map(tree.read);
    tree.config({ slug: { rules: project.slug?.rules ?? [], aliases: shortSlugs } });
    const { changes, code: exit } = await tree.apply();
    const count = (action: string): number => changes.filter((change) => change.startsWith(action)).length;
    expect(exit).toBe(0);
    expect(["rename", "update"].map(count)).toEqual([changes.length - 2, 2]);
    expect(count("rename")).toBe(44);
    expect((await tree.plan("--check")).code).toBe(0);
    tree.config({});
    await tree.apply();
    expect(pages.map(tree.read)).toEqual(before);
  });
});
