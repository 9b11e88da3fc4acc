import { afterAll, describe, expect, test } from "vitest";
import { recover } from "../../src/io/apply/apply.ts";
import { type Fault, faulty, type Hook } from "./support/faults.ts";
import type { MemoryDisk } from "./support/memory-fs.ts";
import { type Scenario, scenarios } from "./support/scenarios.ts";
import {
  countCalls,
  endsOf,
  findAfterNextStart,
  findMissing,
  findTorn,
  processOf,
  root,
  runUnder,
  unlessCrashed,
} from "./support/sweep.ts";

const errnos = ["ENOSPC", "EIO", "EACCES", "EROFS", "EMFILE", "EXDEV", "EBUSY", "ENOENT"];
const errors: readonly Fault[] = errnos.map((errno) => ({ kind: "errno", errno }));
const deaths: readonly Fault[] = [{ kind: "crash-before" }, { kind: "crash-after" }, { kind: "short-crash" }];
const faults: readonly Fault[] = [...errors, ...deaths, { kind: "short" }];

/** One pair of crashes in so many is tried; `FAULTS=all` tries every one, which takes minutes. */
const pairsLeftOut = process.env.FAULTS === "all" ? 1 : 6;

const counts = new Map<string, number>();
const tally = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);

afterAll(() => {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...counts].map(([what, count]) => `${count} ${what}`).join(", ");
  process.stdout.write(`fault injection: ${total} runs (${parts}), over ${scenarios.length} scenarios\n`);
});

/** The same numbers on every run, so that a failure can be looked at again. */
const randomFrom = (seed: number) => (): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

const withCause = (fault: Fault, at: number, wrong: string | undefined): readonly string[] =>
  wrong === undefined ? [] : [`${fault.kind === "errno" ? fault.errno : fault.kind} at call ${at}: ${wrong}`];

const judgeFault = async (scenario: Scenario, fault: Fault, at: number): Promise<string | undefined> => {
  const ends = endsOf(scenario);
  const { disk, outcome } = await runUnder(scenario, (now) => (now === at ? fault : undefined));
  const torn = findTorn(disk, ends);
  if (torn !== undefined) return torn;
  if (outcome !== "crashed") {
    const missing = findMissing(disk, ends);
    if (missing !== undefined) return `${missing} is missing after ${outcome.status}`;
    if (outcome.status !== "complete" && outcome.problems.length === 0) return "it failed without a problem";
    const tree = JSON.stringify(disk.tree());
    if (outcome.status === "refused" && tree !== JSON.stringify(ends.before))
      return `refused, yet changed: ${tree}`;
  }
  return findAfterNextStart(disk, scenario, ends, processOf(2));
};

describe.each(scenarios)("$name", { timeout: 300_000 }, (scenario) => {
  test("one failed call, short write or crash: the next start brings the tree to its before or its after", async () => {
    const wrong: string[] = [];
    const calls = await countCalls(scenario);
    for (let at = 0; at < calls; at++)
      for (const fault of faults) {
        wrong.push(...withCause(fault, at, await judgeFault(scenario, fault, at)));
        tally("single faults");
      }
    expect(wrong).toEqual([]);
  });

  test("a crash, and a crash or an error while that is being mended", async () => {
    const wrong: string[] = [];
    const ends = endsOf(scenario);
    const calls = await countCalls(scenario);
    const second: readonly Fault[] = [...deaths.slice(0, 2), { kind: "errno", errno: "EIO" }];
    const mend = async (crashed: MemoryDisk, hook: Hook) => {
      const disk = crashed.copy();
      const mending = faulty(disk.fs, hook);
      await unlessCrashed(() => recover({ root, fs: mending.fs, host: processOf(2) }));
      return { disk, calls: mending.count() };
    };
    for (let at = 0; at < calls; at++) {
      const { disk: crashed } = await runUnder(scenario, (now) =>
        now === at ? { kind: "crash-after" } : undefined,
      );
      const undisturbed = await mend(crashed, () => undefined);
      for (let again = 0; again < undisturbed.calls; again++)
        for (const [nth, fault] of second.entries()) {
          if ((at + again + nth) % pairsLeftOut !== 0) continue;
          const { disk } = await mend(crashed, (now) => (now === again ? fault : undefined));
          const found =
            findTorn(disk, ends) ?? (await findAfterNextStart(disk, scenario, ends, processOf(3)));
          wrong.push(...withCause(fault, again, found && `after a crash at ${at}: ${found}`));
          tally("crash pairs");
        }
    }
    expect(wrong).toEqual([]);
  });

  test("a loss of power that leaves any part of what wasn't flushed, and another while that is being mended", async () => {
    const wrong: string[] = [];
    const ends = endsOf(scenario);
    const calls = await countCalls(scenario);
    const lose = (disk: MemoryDisk, at: number, seed: number): void => {
      disk.losePower(randomFrom(seed * 1000 + at));
      tally("losses of power");
    };
    for (let at = 0; at <= calls; at++) {
      const { disk: crashed } = await runUnder(scenario, (now) =>
        now === at ? { kind: "crash-before" } : undefined,
      );
      for (let seed = 0; seed < 6; seed++) {
        const disk = crashed.copy();
        lose(disk, at, seed);
        if (seed > 2) {
          const stop = Math.floor(randomFrom(seed + at)() * 40);
          const second = faulty(disk.fs, (now) => (now === stop ? { kind: "crash-before" } : undefined));
          await unlessCrashed(() => recover({ root, fs: second.fs, host: processOf(2, "boot 2") }));
          lose(disk, at, seed + 7);
        }
        const found = await findAfterNextStart(disk, scenario, ends, processOf(3, "boot 3"));
        if (found !== undefined) wrong.push(`power lost at call ${at}, seed ${seed}: ${found}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
