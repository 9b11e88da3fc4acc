import { applyChanges, recover } from "../../../src/io/apply/apply.ts";
import type { Host } from "../../../src/io/apply/host.ts";
import { inspect } from "../../../src/io/apply/inspect.ts";
import type { ApplyOutcome } from "../../../src/io/apply/session.ts";
import type { FileSystem } from "../../../src/io/fs.ts";
import { Crash, type Hook, faulty } from "./faults.ts";
import { type MemoryDisk, memoryDisk, type Tree } from "./memory-fs.ts";
import type { Scenario } from "./scenarios.ts";

export const root = "/root";

/** A process with this number on a machine where no other lives. */
export const processOf = (pid: number, boot = "boot 1"): Host => ({
  name: "machine",
  boot,
  pid,
  startOf: (asked) => (asked === pid ? "start" : undefined),
});

/** How a tree reads as a whole: what `MemoryDisk.tree` gives once it is made. */
export const readingOf = (tree: Tree): Record<string, string> => memoryDisk(tree).tree();

/** Runs something that may end in a simulated death of the process. */
export const unlessCrashed = async (run: () => Promise<ApplyOutcome>): Promise<ApplyOutcome | "crashed"> => {
  try {
    return await run();
  } catch (thrown) {
    if (thrown instanceof Crash) return "crashed";
    throw thrown;
  }
};

export const applyOn = (fs: FileSystem, host: Host, { changes, state }: Scenario): Promise<ApplyOutcome> =>
  applyChanges({ root, changes, state, fs, host });

/** The number of file-system calls that a run makes when nothing goes wrong. */
export const countCalls = async (scenario: Scenario): Promise<number> => {
  const counted = faulty(memoryDisk(scenario.before).fs, () => undefined);
  await applyOn(counted.fs, processOf(1), scenario);
  return counted.count();
};

const same = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** Whether a path is one of an apply's own, temporary ones. */
const isOwn = (path: string): boolean => /\.kluster-gen(-|\/(journal|run\.lock|\.gitignore))/.test(path);

/** What `inspect` says the tree will be, put over the tree as it is; modes and links left out. */
const foreseen = (disk: MemoryDisk, host: Host): Record<string, string> => {
  const seen = inspect({ root, fs: disk.fs, host });
  const texts = new Map(Object.entries(textsOf(disk.tree())));
  if (seen?.ok === true)
    for (const [path, bytes] of seen.value.files) {
      const real = disk.fs.lstat(`${root}/docs`)?.kind === "link" ? path.replace("docs/", "real/") : path;
      if (bytes === null) texts.delete(real);
      else texts.set(real, Buffer.from(bytes).toString());
    }
  return Object.fromEntries([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));
};

const textsOf = (tree: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(tree)
      .filter(([path, value]) => !isOwn(path) && !value.startsWith("->"))
      .map(([path, value]) => [path, value.slice(value.indexOf(" ") + 1)]),
  );

export type Ends = { readonly before: Record<string, string>; readonly after: Record<string, string> };

export const endsOf = (scenario: Scenario): Ends => ({
  before: readingOf(scenario.before),
  after: readingOf(scenario.after),
});

/** Whether every file is one of the two that it may be, and nothing foreign has come. */
export const findTorn = (disk: MemoryDisk, { before, after }: Ends): string | undefined => {
  const tree = disk.tree();
  for (const [path, value] of Object.entries(tree))
    if (value !== before[path] && value !== after[path] && !isOwn(path))
      return `${path} is neither old nor new`;
  return undefined;
};

/** Whether a path that is never without a file now is. */
export const findMissing = (disk: MemoryDisk, { before, after }: Ends): string | undefined => {
  const tree = disk.tree();
  return Object.keys(before).find((path) => path in after && !(path in tree));
};

/**
 * What a run that nothing disturbs makes of the disk: it finishes what was begun, and applies what wasn't.
 * @returns what is wrong afterwards, undefined when the tree is whole
 */
export const findAfterNextStart = async (
  disk: MemoryDisk,
  scenario: Scenario,
  ends: Ends,
  host: Host,
): Promise<string | undefined> => {
  const expected = foreseen(disk, host);
  const finished = await recover({ root, fs: disk.fs, host });
  if (finished.status !== "complete")
    return `recovery: ${finished.status} ${JSON.stringify(finished.problems)}`;
  const recovered = disk.tree();
  if (!same(expected, textsOf(recovered))) return "inspect foretold another tree";
  const isAfter = same(recovered, ends.after);
  if (!isAfter) {
    const hasOwn = Object.keys(recovered).some(
      (path) => isOwn(path) && ends.before[path] !== recovered[path],
    );
    if (!hasOwn && !same(recovered, ends.before))
      return `neither before nor after: ${JSON.stringify(recovered)}`;
    const applied = await applyOn(disk.fs, host, scenario);
    if (applied.status !== "complete")
      return `next apply: ${applied.status} ${JSON.stringify(applied.problems)}`;
    if (!same(disk.tree(), ends.after)) return `not the after tree: ${JSON.stringify(disk.tree())}`;
  }
  const keepsFolder = Object.keys(ends.after).some((path) => path.startsWith(".kluster-gen/"));
  if (!keepsFolder && disk.fs.lstat(`${root}/.kluster-gen`) !== undefined)
    return "the state folder is left over";
  return undefined;
};

/** Applies a scenario to a fresh disk under a hook. */
export const runUnder = async (scenario: Scenario, hook: Hook) => {
  const disk = memoryDisk(scenario.before);
  const outcome = await unlessCrashed(() => applyOn(faulty(disk.fs, hook).fs, processOf(1), scenario));
  return { disk, outcome };
};
