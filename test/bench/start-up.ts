import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One thing that is started, beside bare Node. */
export type StartUp = {
  readonly what: string;
  /** Median time over that of bare Node. */
  readonly ratio: number;
  /** The same of processor time, by the lower quartiles: what else the machine does hardly touches it. */
  readonly processor: number;
  /** The ratio that it may have at most. */
  readonly goal: number;
  readonly ms: number;
};

/** What is started: name, arguments for Node, goal, and variables beside those of all. */
type Case = readonly [
  what: string,
  args: readonly string[],
  goal: number,
  own?: Readonly<Record<string, string>>,
];

/** Seconds that a run took: by the clock, and of processors. */
type Times = { readonly clock: number[]; readonly processor: number[] };

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor((sorted.length - 1) * share)] ?? 0;

/** Runs Node as bash times it, which knows what the process and its threads used. */
const timed = (what: string, args: readonly string[], env: NodeJS.ProcessEnv): readonly number[] => {
  const script = "TIMEFORMAT='%R %U %S'; time \"$@\" > /dev/null";
  const { status, stderr } = spawnSync("bash", ["-c", script, "bash", process.execPath, ...args], {
    env: { ...env, LC_ALL: "C" },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${what} ended with ${String(status)}: ${stderr}`);
  return (stderr.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
};

const timesOf = (cases: readonly Case[], rounds: number, env: NodeJS.ProcessEnv): readonly Times[] => {
  const times = cases.map((): Times => ({ clock: [], processor: [] }));
  // The first two rounds fill the caches.
  for (let round = -2; round < rounds; round += 1)
    for (const [index, [what, args, , own]] of cases.entries()) {
      const [clock = 0, user = 0, system = 0] = timed(what, args, { ...env, ...own });
      if (round < 0) continue;
      times[index]?.clock.push(clock);
      times[index]?.processor.push(user + system);
    }
  for (const { clock, processor } of times) for (const each of [clock, processor]) each.sort((a, b) => a - b);
  return times;
};

/**
 * Starts the built command and bare Node in turn, with a cache folder of its own. `tree` and `catalog` name
 * documentation to plan; without them it is the embedded example, applied first.
 */
export const measureStartUp = (
  bin: string,
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
      ["--version", [bin, "--version"], 1.3],
      ...(real === undefined
        ? []
        : [["plan without changes, no lock", [bin, "plan", ...where(real.tree)], 3] satisfies Case]),
      ["plan without changes", [bin, "plan", ...where(locked)], 3],
      ["plan without changes, no cache", [bin, "plan", ...where(locked)], 12, { KLUSTER_GEN_NO_CACHE: "1" }],
    ];
    const times = timesOf(cases, rounds, env);
    const [bare] = times;
    const over = (own: readonly number[] = [], base: readonly number[] = [], share = 0.5): number =>
      at(own, share) / at(base, share);
    return cases.map(([what, , goal], index) => ({
      what,
      ratio: over(times[index]?.clock, bare?.clock),
      processor: over(times[index]?.processor, bare?.processor, 0.25),
      goal,
      ms: at(times[index]?.clock ?? [], 0.5) * 1000,
    }));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};
