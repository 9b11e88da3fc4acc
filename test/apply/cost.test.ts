import { mkdirSync, mkdtempSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { applyChanges } from "../../src/io/apply/apply.ts";
import type { Change } from "../../src/model/plan.ts";
import { emptyFolder } from "../support/hostile/interpreters.ts";
import { removeFolder } from "./support/disk.ts";
import { create, update } from "./support/scenarios.ts";

const folders = 100;
const pathOf = (nth: number): string => `f${nth % folders}/page-${nth}.md`;
const textOf = (nth: number, version: string): string => `${version} ${nth}\n`.padEnd(1500, "lorem ipsum ");

type Files = readonly (readonly [path: string, text: string])[];

const filesOf = (count: number, version: string): Files =>
  Array.from({ length: count }, (_, nth) => [pathOf(nth), textOf(nth, version)]);

const makeFolders = (root: string): void => {
  for (let nth = 0; nth < folders; nth++) mkdirSync(join(root, `f${nth}`), { recursive: true });
};

/** Plain writes: each folder is made once, each file written by one `writeFileSync`. */
const writePlainly = (root: string, files: Files, flush = false): void => {
  makeFolders(root);
  for (const [path, text] of files) writeFileSync(join(root, path), text, { flush });
};

type Spent = { readonly wall: number; readonly cpu: number };

/** Milliseconds that some work takes: by the clock, and of the processor alone, which other programs hardly change. */
const measure = async (work: () => unknown): Promise<Spent> => {
  const start = performance.now();
  const used = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - start, cpu: (user + system) / 1000 };
};

type Kind = {
  readonly name: string;
  /** What is there before: nothing, the folders, or the files with other texts. */
  readonly before: "nothing" | "folders" | "files";
  readonly fsync: boolean;
  readonly count: number;
  /** At most so many. The first warms up and doesn't count; of the others as many are run as it takes to be sure. */
  readonly rounds: number;
  /**
   * The most times the processor time of plain writes that an apply may take, on a disk and in memory (tmpfs).
   * On a disk, new folders reach 1.6. Where the folder is there, each file needs a name of its own first, then a
   * `link` that overwrites nobody's file, then an `unlink`: the bare system calls take 1.8 times plain writes on
   * ext4. Replacing a file atomically (new file, rename) takes twice the plain writes by itself, and moving the old
   * file aside, so that a save in that moment isn't lost, 2.6 times. Those limits are above what was measured; with
   * fsync (1.4 and 2.2 on a quiet disk) far above, since a busy disk's own work counts as the processor's.
   */
  readonly limit: { readonly disk: number; readonly memory: number };
};

const kinds: readonly Kind[] = [
  {
    name: "new files in new folders",
    before: "nothing",
    fsync: false,
    count: 10_000,
    rounds: 5,
    limit: { disk: 1.6, memory: 3 },
  },
  {
    name: "new files in old folders",
    before: "folders",
    fsync: false,
    count: 10_000,
    rounds: 4,
    limit: { disk: 3, memory: 4.5 },
  },
  {
    name: "updates",
    before: "files",
    fsync: false,
    count: 10_000,
    rounds: 4,
    limit: { disk: 4.5, memory: 10 },
  },
  {
    name: "new files in new folders, fsync in both",
    before: "nothing",
    fsync: true,
    count: 1000,
    rounds: 4,
    limit: { disk: 4, memory: 15 },
  },
  {
    name: "updates, fsync in both",
    before: "files",
    fsync: true,
    count: 1000,
    rounds: 4,
    limit: { disk: 12, memory: 20 },
  },
];

const work = emptyFolder();
afterAll(() => removeFolder(work), 600_000);

const tmpfs = 0x01021994;
const medium = statfsSync(work).type === tmpfs ? "memory" : "disk";

test.each(kinds)(
  "$count $name: what an apply costs over plain writes of the same bytes",
  // A disk that is busy with something else measures anything: such a figure is taken again.
  { timeout: 600_000, retry: 4 },
  async ({ name, before, fsync, count, rounds, limit }) => {
    const [old, after] = [filesOf(count, "old"), filesOf(count, "new")];
    const changes = after.map(
      ([path, text], nth): Change =>
        before === "files" ? update(path, old[nth]![1], text) : create(path, text),
    );
    const ways = {
      plain: (root: string): void => writePlainly(root, after, fsync),
      apply: async (root: string): Promise<void> => {
        const outcome = await applyChanges({ root, changes, fsync });
        expect(outcome).toMatchObject({ status: "complete", problems: [] });
      },
    };
    const spent: Record<keyof typeof ways, Spent[]> = { plain: [], apply: [] };
    // The least of each: what other programs do at the time can only add to it.
    const least = (way: keyof typeof ways, unit: keyof Spent): number =>
      Math.min(...spent[way].map((once) => once[unit]));
    const wellBelow = (): boolean => least("apply", "cpu") < 0.8 * limit[medium] * least("plain", "cpu");
    // Nothing is deleted until the end: some file systems are slow to make files just after others were removed.
    for (let round = 0; round < rounds && !(round > 1 && wellBelow()); round++)
      for (const way of round % 2 === 0 ? (["plain", "apply"] as const) : (["apply", "plain"] as const)) {
        const root = mkdtempSync(join(work, `${way}-`));
        if (before === "files") writePlainly(root, old);
        if (before === "folders") makeFolders(root);
        const once = await measure(() => ways[way](root));
        if (round > 0) spent[way].push(once);
      }
    const [wall, cpu] = (["wall", "cpu"] as const).map((unit) => {
      const [plain, apply] = [least("plain", unit), least("apply", unit)];
      return { ratio: apply / plain, shown: `${plain.toFixed(0)} → ${apply.toFixed(0)} ms` };
    });
    process.stdout.write(
      `cost, ${count} ${name} (${medium}): processor ${cpu!.shown} (${cpu!.ratio.toFixed(2)} times plain), ` +
        `clock ${wall!.shown} (${wall!.ratio.toFixed(2)} times)\n`,
    );
    expect(cpu!.ratio).toBeLessThan(limit[medium]);
  },
);
