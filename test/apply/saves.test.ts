import { afterAll, describe, expect, test } from "vitest";
import { recover } from "../../src/io/apply/apply.ts";
import type { FileSystem } from "../../src/io/fs.ts";
import { faulty, type Hook } from "./support/faults.ts";
import { type MemoryDisk, memoryDisk } from "./support/memory-fs.ts";
import { type Scenario, scenarios } from "./support/scenarios.ts";
import { applyOn, countCalls, processOf, root, unlessCrashed } from "./support/sweep.ts";

const mine = "what somebody has just written\n";

/** How editors save: at once, in the file's place or by a new file, or emptying it first and writing later. */
type Save = {
  readonly name: string;
  readonly save: (disk: MemoryDisk, path: string) => (() => void) | undefined;
};

const saves: readonly Save[] = [
  {
    name: "into the same file",
    save: (disk, path) => {
      disk.truncate(path)(mine);
      return undefined;
    },
  },
  {
    name: "by a new file that takes the name",
    save: (disk, path) => {
      disk.replace(path, mine);
      return undefined;
    },
  },
  {
    name: "into the same file, emptied some calls earlier",
    save: (disk, path) => {
      const write = disk.truncate(path);
      return () => write(mine);
    },
  },
];

let count = 0;
afterAll(() => void process.stdout.write(`editor saves: ${count} injected\n`));

const pathsOf = ({ changes, state }: Scenario): readonly string[] => [
  ...changes.flatMap(({ path, from }) => (from === undefined ? [path] : [path, from])),
  ...state.map(({ path }) => path),
];

const textAt = (disk: MemoryDisk, path: string): string | undefined =>
  disk.fs.lstat(path)?.kind === "file" ? Buffer.from(disk.fs.readFile(path)).toString() : undefined;

/** Saves before call `at`, and writes what was left to be written `later` calls after that or at the end. */
const saving = (disk: MemoryDisk, path: string, { save }: Save, at: number, later: number) => {
  let write: (() => void) | undefined;
  let saved = false;
  const finish = (): void => {
    write?.();
    write = undefined;
  };
  const hook: Hook = (now) => {
    if (now === at) {
      write = save(disk, path);
      saved = true;
    }
    if (now === at + later) finish();
    return undefined;
  };
  return { hook, finish, saved: () => saved };
};

/** A file system without hard links, such as FAT has. */
const withoutLinks = (fs: FileSystem): FileSystem => ({
  ...fs,
  link: (from) => {
    throw Object.assign(new Error(`EPERM: ${from}`), { code: "EPERM" });
  },
});

/** What was emptied already can't be told from an empty file that is to go, so nobody could know of that save. */
const isKnowable = ({ before }: Scenario, path: string, later: number): boolean =>
  later === 0 || before[path] !== "";

describe.each(scenarios)("$name", { timeout: 120_000 }, (scenario) => {
  test("a save before any call of an apply stays", async () => {
    const lost: string[] = [];
    const calls = await countCalls(scenario);
    for (const path of pathsOf(scenario))
      for (let at = 0; at < calls; at++)
        for (const save of saves)
          for (const later of save === saves[2] ? [1, 3, 8] : [0]) {
            if (!isKnowable(scenario, path, later)) continue;
            const disk = memoryDisk(scenario.before);
            const editor = saving(disk, `${root}/${path}`, save, at, later);
            await applyOn(faulty(disk.fs, editor.hook).fs, processOf(1), scenario);
            editor.finish();
            if (!editor.saved()) continue;
            count++;
            const text = textAt(disk, `${root}/${path}`);
            if (text !== mine)
              lost.push(`${path} saved ${save.name} at call ${at}, ${later} later: ${text ?? "gone"}`);
          }
    expect(lost).toEqual([]);
  });

  test("a save before a crash, between it and the next start, or during that start stays", async () => {
    const lost: string[] = [];
    const calls = await countCalls(scenario);
    const [inPlace, byName] = saves;
    for (const [nth, path] of pathsOf(scenario).entries())
      for (let crash = nth % 3; crash < calls; crash += 3)
        for (let at = 0; at < crash + 40; at += 5) {
          const disk = memoryDisk(scenario.before);
          const place = `${root}/${path}`;
          const save = at % 2 === 0 ? inPlace! : byName!;
          const before = saving(disk, place, save, at, 0);
          const dying = faulty(disk.fs, (now, call) => {
            before.hook(now, call);
            return now === crash ? { kind: "crash-after" } : undefined;
          });
          await unlessCrashed(() => applyOn(dying.fs, processOf(1), scenario));
          const after = saving(disk, place, save, at - crash - 1, 0);
          await recover({ root, fs: faulty(disk.fs, after.hook).fs, host: processOf(2) });
          if (!before.saved() && !after.saved()) continue;
          count++;
          const text = textAt(disk, place);
          if (text !== mine)
            lost.push(`${path} saved ${save.name} at call ${at}, crash at ${crash}: ${text ?? "gone"}`);
        }
    expect(lost).toEqual([]);
  });

  test("without hard links, a crash at any call is mended all the same", async () => {
    const calls = await countCalls(scenario);
    for (let at = 0; at < calls; at++) {
      const disk = memoryDisk(scenario.before);
      const { fs } = faulty(withoutLinks(disk.fs), (now) =>
        now === at ? { kind: "short-crash" } : undefined,
      );
      await unlessCrashed(() => applyOn(fs, processOf(1), scenario));
      const next = withoutLinks(disk.fs);
      const mended = await recover({ root, fs: next, host: processOf(2) });
      const locked = mended.problems.some(({ code }) => code === "apply-locked");
      if (locked) {
        // The lock file itself was cut short: nobody can know whose it is, and the problem says what to do.
        disk.remove(`${root}/.kluster-gen/run.lock`);
        await recover({ root, fs: next, host: processOf(2) });
      }
      const tree = disk.tree();
      const ends = [memoryDisk(scenario.before).tree(), memoryDisk(scenario.after).tree()];
      expect(ends).toContainEqual(tree);
    }
  });
});
