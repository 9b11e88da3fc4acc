import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One thing that is started, beside bare Node. */
export type StartUp = {
  readonly what: string;
  /** Median time over that of bare Node. */
  readonly ratio: number;
  /** Lower quartile over that of bare Node, which what else the machine does hardly touches. */
  readonly quiet: number;
  /** The ratio that it may have at most. */
  readonly goal: number;
  readonly ms: number;
};

const bin = "dist/cli.cjs";

/** What is started: name, arguments for Node, goal. */
type Case = readonly [what: string, args: readonly string[], goal: number];

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor((sorted.length - 1) * share)] ?? 0;

const timesOf = (cases: readonly Case[], rounds: number, env: NodeJS.ProcessEnv): readonly number[][] => {
  const times = cases.map((): number[] => []);
  // The first two rounds fill the caches.
  for (let round = -2; round < rounds; round += 1)
    for (const [index, [what, args]] of cases.entries()) {
      const start = performance.now();
      const { status, stderr } = spawnSync(process.execPath, args, { env, stdio: "pipe" });
      if (status !== 0) throw new Error(`${what} ended with ${String(status)}: ${stderr.toString()}`);
      if (round >= 0) times[index]?.push(performance.now() - start);
    }
  return times.map((each) => each.sort((a, b) => a - b));
};

/**
 * Starts the built command and bare Node in turn, with a cache folder of its own. `tree` and `catalog` name
 * documentation to plan; without them it is the embedded example, applied first.
 */
export const measureStartUp = (
  rounds: number,
  real?: { readonly tree: string; readonly catalog: string },
): readonly StartUp[] => {
  const scratch = mkdtempSync(join(tmpdir(), "start-up-"));
  const env: NodeJS.ProcessEnv = { ...process.env, XDG_CACHE_HOME: join(scratch, "cache") };
  delete env.NODE_EXTRA_CA_CERTS;
  delete env.NODE_OPTIONS;
  const locked = join(scratch, "locked");
  cpSync(real?.tree ?? "examples/docs", locked, { recursive: true });
  const where = (root: string) => [
    "--root",
    root,
    ...(real === undefined ? [] : ["--catalog", real.catalog]),
  ];
  try {
    spawnSync(process.execPath, [bin, "apply", "--yes", ...where(locked)], { env, stdio: "ignore" });
    const cases: readonly Case[] = [
      ["node -e 0", ["-e", "0"], 1],
      ["--version", [bin, "--version"], 1.5],
      ...(real === undefined
        ? []
        : [["plan without changes, no lock", [bin, "plan", ...where(real.tree)], 2.5] satisfies Case]),
      ["plan without changes", [bin, "plan", ...where(locked)], 2.5],
    ];
    const times = timesOf(cases, rounds, env);
    const [bare = []] = times;
    return cases.map(([what, , goal], index) => {
      const own = times[index] ?? [];
      const ms = at(own, 0.5);
      return { what, ratio: ms / at(bare, 0.5), quiet: at(own, 0.25) / at(bare, 0.25), goal, ms };
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};
