import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { emptyFolder } from "./support/hostile/interpreters.ts";
import { commandIn } from "./support/command.ts";
import { parsePlan, writesOf } from "./support/plan.ts";

/** A folder that keeps what came out, where one is given: to look at. */
const show = process.env.SHOW_REPLAYS;

const replays = resolve("../shared/data/replays");

/** A real commit: the pages before and after it, and the catalog of both. */
type Replay = {
  readonly name: string;
  /** The catalog's path in the tree; undefined where a person would list the models by hand. */
  readonly catalog: string | undefined;
  readonly byHand?: { readonly before: unknown; readonly after: unknown };
  /** What is reached: lines that come out otherwise, in percent of those that people changed; none where init finds nothing yet. */
  readonly most: number | undefined;
};

/** The models of a page's table as a person would list them: what stands in two of its columns. */
const listed = (page: string): unknown => {
  const rows = [...readFileSync(join(replays, page), "utf8").matchAll(/^\| \[(.+?)\]\(.*?\) *\| `(.+?)` /gm)];
  return rows.map(([, provider, id]) => ({ id, provider }));
};

const overview = "content/providers/01-ai-sdk-providers/index.mdx";

const commits = (): readonly Replay[] => [
  { name: "tokencost", catalog: "tokencost/model_prices.json", most: 10 },
  { name: "ruby_llm", catalog: "lib/ruby_llm/models.json", most: 25 },
  { name: "aider", catalog: "aider/resources/model-settings.yml", most: undefined },
  {
    name: "vercel-ai",
    catalog: undefined,
    byHand: {
      before: listed(`vercel-ai/before/${overview}`),
      after: listed(`vercel-ai/after/${overview}`),
    },
    most: 40,
  },
  { name: "xinference", catalog: "xinference/model/llm/llm_family.json", most: undefined },
];

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith(".kluster-gen/"))
    .sort();

/** How many lines two trees differ in, over these files. */
const linesBetween = (one: string, other: string, paths: readonly string[]): number =>
  paths
    .map((path) => {
      const sides = [one, other]
        .map((tree) => join(tree, path))
        .map((file) => (existsSync(file) ? file : "/dev/null"));
      const { stdout } = spawnSync("git", ["diff", "--no-index", "--numstat", ...sides], {
        encoding: "utf8",
      });
      const [added = "0", deleted = "0"] = stdout.split("\t");
      return Number(added) + Number(deleted);
    })
    .reduce((sum, count) => sum + count, 0);

const rows: string[] = [];

describe.runIf(existsSync(replays))("real commits, with the config of init alone", () => {
  afterAll(() => {
    process.stdout.write(
      `\n| commit | people changed | differs | plan after init | check |\n|---|--:|--:|---|---|\n${rows.join("\n")}\n`,
    );
  });

  test.each(existsSync(replays) ? commits() : [])("$name", async ({ name, catalog, byHand, most }) => {
    const [before, after] = ["before", "after"].map((side) => join(replays, name, side));
    const folder = emptyFolder();
    cpSync(before ?? "", folder, { recursive: true });
    const newer = emptyFolder();
    const path = catalog ?? "catalog.json";
    if (byHand !== undefined) writeFileSync(join(folder, path), JSON.stringify(byHand.before));
    mkdirSync(dirname(join(newer, path)), { recursive: true });
    if (byHand === undefined) cpSync(join(after ?? "", path), join(newer, path));
    else writeFileSync(join(newer, path), JSON.stringify(byHand.after));
    const pages = [...new Set([before, after].flatMap((side) => filesBelow(side ?? "")))].filter(
      (each) => each !== path,
    );
    const people = linesBetween(before ?? "", after ?? "", pages);

    const started = process.cpuUsage();
    const init = await commandIn(folder, "init", "--catalog", path);
    const { user, system } = process.cpuUsage(started);
    const seconds = ((user + system) / 1e6).toFixed(1);
    if (show) {
      process.stdout.write(`== ${name} (${seconds} s)\n${init.out}${init.err}\n`);
      if (init.code === 0) cpSync(join(folder, "kluster-onboard.config.ts"), `${show}/${name}.config.ts`);
    }
    if (most === undefined) {
      rows.push(
        `| ${name} | ${people} | ${people} | init: ${init.code} ${init.err.slice(0, 100).replaceAll("\n", " ")} | |`,
      );
      expect(init.code, init.out).toBe(1);
      return;
    }
    expect(init.code, init.err).toBe(0);
    const planned = await commandIn(folder, "plan", "--format", "json");
    const writes = writesOf(parsePlan(planned.out)).length;
    const checked = await commandIn(folder, "check");
    const applied = await commandIn(folder, "apply", "--catalog", join(newer, path), "--accept-catalog");
    const differs = linesBetween(folder, after ?? "", pages);
    if (show) {
      process.stdout.write(
        `-- check ${checked.code}\n${checked.out.slice(0, 2000)}\n-- apply ${applied.code}\n${applied.err.slice(0, 3000)}`,
      );
      cpSync(folder, `${show}/${name}`, { recursive: true });
    }
    rows.push(`| ${name} | ${people} | ${differs} | ${writes} writes, ${seconds} s | ${checked.code} |`);
    expect([writes, checked.code], checked.out).toEqual([0, 0]);
    expect((differs * 100) / people).toBeLessThanOrEqual(most);
  });
});

test.runIf(!existsSync(replays))("real commits: not run, for there are none beside this repository", () => {
  expect(existsSync(replays)).toBe(false);
});
