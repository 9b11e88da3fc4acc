import { type ChildProcess, fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { applyChanges, recover } from "../../src/io/apply/apply.ts";
import { type Host, thisHost } from "../../src/io/apply/host.ts";
import { diskFileSystem } from "../../src/io/fs.ts";
import { buildChild, newFolder, readingOnDisk, readTree, removeFolder, writeTree } from "./support/disk.ts";
import { Crash, type Fault, faulty } from "./support/faults.ts";
import { scenarios } from "./support/scenarios.ts";
import { countCalls } from "./support/sweep.ts";

const work = newFolder();
let program = "";
beforeAll(() => {
  program = buildChild(work);
});
afterAll(() => removeFolder(work));

/** The scenario with a change of each kind and state files. */
const index = 4;
const scenario = scenarios[index]!;
const before = readingOnDisk(scenario.before);
const after = readingOnDisk(scenario.after);

let roots = 0;
const newRoot = (): string => {
  roots += 1;
  const root = join(work, String(roots));
  mkdirSync(root);
  writeTree(root, scenario.before);
  return root;
};

/** A process that is certainly gone. */
const deadPid = spawnSync(process.execPath, ["-e", ""]).pid;
const deadHost = (): Host => ({ ...thisHost(), pid: deadPid, startOf: () => "1" });

/** Leaves a root as a process that died at a call leaves it. */
const dieAt = async (root: string, at: number, fault: Fault = { kind: "crash-before" }): Promise<void> => {
  const { fs } = faulty(diskFileSystem, (now) => (now === at ? fault : undefined));
  const { changes, state } = scenario;
  try {
    await applyChanges({ root, changes, state, fs, host: deadHost(), fsync: false });
  } catch (thrown) {
    if (!(thrown instanceof Crash)) throw thrown;
  }
};

const expectWholeAfterNextStart = async (root: string): Promise<void> => {
  const finished = await recover({ root });
  expect(finished.problems).toEqual([]);
  const { changes, state } = scenario;
  if (!existsSync(join(root, "new.py"))) {
    expect(readTree(root)).toEqual(before);
    await applyChanges({ root, changes, state });
  }
  expect(readTree(root)).toEqual(after);
};

describe("on the real disk", { timeout: 300_000 }, () => {
  test("SIGKILL before any call: the next start brings the tree to its before or its after", async () => {
    const calls = await countCalls(scenario);
    let killed = 0;
    for (let at = 0; at < calls; at++) {
      const root = newRoot();
      const { signal } = spawnSync(process.execPath, [program, "kill", root, String(index), String(at)]);
      if (signal === "SIGKILL") killed += 1;
      await expectWholeAfterNextStart(root);
      removeFolder(root);
    }
    process.stdout.write(`SIGKILL: ${killed} points\n`);
    expect(killed).toBeGreaterThanOrEqual(66);
  });

  test("failed calls and crashes, as on the disk in memory", async () => {
    const calls = await countCalls(scenario);
    const faults: readonly Fault[] = [
      { kind: "errno", errno: "ENOSPC" },
      { kind: "errno", errno: "EMFILE" },
      { kind: "crash-after" },
      { kind: "short" },
      { kind: "short-crash" },
    ];
    let runs = 0;
    for (let at = 0; at < calls; at++) {
      const root = newRoot();
      await dieAt(root, at, faults[at % faults.length]);
      await expectWholeAfterNextStart(root);
      removeFolder(root);
      runs += 1;
    }
    process.stdout.write(`fault injection on the real disk: ${runs} runs\n`);
    expect(runs).toBeGreaterThan(80);
  });

  test("Ctrl-C ends a run between two files, and the next start finishes it", async () => {
    const many = newFolder();
    writeTree(many, scenario.before);
    const { stdout } = spawnSync(process.execPath, [program, "interrupt", many, String(index)]);
    expect(JSON.parse(String(stdout))).toEqual({ status: "unfinished", interrupted: true });
    const torn = Object.entries(readTree(many)).filter(
      ([path, text]) => !path.includes(".kluster-gen") && text !== before[path] && text !== after[path],
    );
    expect(torn).toEqual([]);
    await expectWholeAfterNextStart(many);
    removeFolder(many);
  });
});

describe("several processes at once", { timeout: 300_000 }, () => {
  const crew: ChildProcess[] = [];
  beforeAll(async () => {
    for (let nth = 0; nth < 4; nth++) {
      const child = fork(program, ["race"]);
      crew.push(child);
      await once(child, "message");
    }
  });
  afterAll(() => {
    for (const child of crew) child.kill();
  });

  const ask = (message: string): Promise<readonly string[]> =>
    Promise.all(
      crew.map(async (child) => {
        const answer = once(child, "message");
        child.send(message);
        return String((await answer)[0]);
      }),
    );

  test("of applies that start together one wins, the others say so, and the tree is whole", async () => {
    const rounds = 100;
    const calls = await countCalls(scenario);
    const seen = new Map<string, number>();
    for (let round = 0; round < rounds; round++) {
      const root = newRoot();
      // Every third round begins with a clean tree, the others with what a process left that died somewhere.
      if (round % 3 > 0) await dieAt(root, (round * 7) % calls);
      const answers = await ask(`apply ${root} ${index}`);
      for (const answer of answers) seen.set(answer, (seen.get(answer) ?? 0) + 1);
      const winners = answers.filter((answer) => answer === "complete" || answer.endsWith("finished"));
      const rest = answers.filter(
        (answer) => !["complete", "apply-locked", "plan-stale", "plan-stale finished"].includes(answer),
      );
      expect(rest).toEqual([]);
      expect(winners.length).toBeLessThanOrEqual(1);
      if (round % 3 === 0) expect(winners).toEqual(["complete"]);
      expect(readTree(root)).toEqual(after);
      removeFolder(root);
    }
    process.stdout.write(
      `concurrent applies: ${rounds} rounds of ${crew.length}, ${JSON.stringify([...seen])}\n`,
    );
  });

  test("a dead run's lock, and a dead run's lock on that lock, are taken over by one at a time", async () => {
    const rounds = 120;
    let held = 0;
    let violations = 0;
    for (let round = 0; round < rounds; round++) {
      const folder = join(work, `lock-${round}`);
      mkdirSync(folder);
      const { name, boot } = thisHost();
      const lockOf = (token: string): string => `${token}\n${deadPid}\n1\n${name}\n${boot}\n`;
      writeFileSync(join(folder, "run.lock"), lockOf("aaaa"));
      if (round % 2 === 1) writeFileSync(join(folder, "run.lock.break-aaaa"), lockOf("bbbb"));
      if (round % 4 === 3) writeFileSync(join(folder, "run.lock.break-bbbb"), lockOf("cccc"));
      for (const answer of await ask(`lock ${folder}`)) {
        const [taken = 0, wrong = 0] = answer.split(" ").map(Number);
        held += taken;
        violations += wrong;
      }
      expect(Object.keys(readTree(folder))).toEqual([]);
    }
    process.stdout.write(`lock races: ${rounds} rounds, held ${held} times, ${violations} violations\n`);
    expect(violations).toBe(0);
    expect(held).toBeGreaterThan(rounds);
  });
});
