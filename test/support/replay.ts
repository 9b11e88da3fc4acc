import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { diffLines } from "diff";
import { commandIn } from "./command.ts";
import { emptyFolder } from "./hostile/interpreters.ts";
import { parsePlan, writesOf } from "./plan.ts";

/** A folder that keeps what came out, where one is given: to look at. */
const show = process.env.SHOW_REPLAYS;

/** A commit as people made it: the folders before and after it, with the catalog of both. */
export type Replay = {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** The catalog's path in the tree. */
  readonly catalog: string;
  /** What the catalog is where the folders have none. */
  readonly byHand?: { readonly before: unknown; readonly after: unknown } | undefined;
};

/** What came of it with nothing but the config of `init`. */
export type Replayed = {
  readonly init: Awaited<ReturnType<typeof commandIn>>;
  /** Processor time that `init` took. */
  readonly seconds: string;
  /** How many lines people changed, and how many come out otherwise. */
  readonly people: number;
  readonly differs: number;
  /** How much the first plan would write, and what `check` said. */
  readonly writes: number;
  readonly check: Awaited<ReturnType<typeof commandIn>>;
};

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith(".kluster-gen/"))
    .sort();

const diff = (one: string, other: string, path: string, ...options: readonly string[]): string => {
  const sides = [one, other]
    .map((tree) => join(tree, path))
    .map((file) => (existsSync(file) ? file : "/dev/null"));
  return spawnSync("git", ["diff", "--no-index", ...options, ...sides], { encoding: "utf8" }).stdout;
};

const textOf = (tree: string, path: string): string => {
  const file = join(tree, path);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
};

/** How many lines two trees differ in, over these files. */
const linesBetween = (one: string, other: string, paths: readonly string[]): number =>
  paths
    .map((path) => [textOf(one, path), textOf(other, path)] as const)
    .filter(([before, after]) => before !== after)
    .flatMap(([before, after]) => diffLines(before, after))
    .reduce((sum, { added, removed, count }) => (added || removed ? sum + count : sum), 0);

/** Runs `init` on the tree before a commit, and applies the catalog after it. */
export const replay = async ({ name, before, after, catalog, byHand }: Replay): Promise<Replayed> => {
  const folder = emptyFolder();
  cpSync(before, folder, { recursive: true });
  const newer = join(emptyFolder(), catalog);
  mkdirSync(dirname(newer), { recursive: true });
  if (byHand === undefined) cpSync(join(after, catalog), newer);
  else {
    writeFileSync(join(folder, catalog), JSON.stringify(byHand.before));
    writeFileSync(newer, JSON.stringify(byHand.after));
  }
  const pages = [...new Set([before, after].flatMap(filesBelow))].filter((each) => each !== catalog);
  const people = linesBetween(before, after, pages);
  const started = process.cpuUsage();
  const init = await commandIn(folder, "init", "--catalog", catalog);
  const { user, system } = process.cpuUsage(started);
  const seconds = ((user + system) / 1e6).toFixed(1);
  const planned = await commandIn(folder, "plan", "--format", "json");
  const check = await commandIn(folder, "check");
  const applied = await commandIn(folder, "apply", "--catalog", newer, "--accept-catalog");
  if (show) {
    process.stdout.write(
      [
        `== ${name} (${seconds} s)`,
        init.out,
        init.err,
        planned.err,
        check.out,
        applied.err.slice(0, 3000),
      ].join("\n"),
    );
    process.stdout.write(pages.map((path) => diff(folder, after, path, "-U0")).join(""));
    cpSync(folder, join(show, name), { recursive: true });
  }
  return {
    init,
    seconds,
    people,
    differs: linesBetween(folder, after, pages),
    writes: init.code === 0 ? writesOf(parsePlan(planned.out)).length : 0,
    check,
  };
};
