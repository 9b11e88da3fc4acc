import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { applyChanges } from "../../src/io/apply/apply.ts";
import type { Change } from "../../src/types.ts";
import { newFolder, removeFolder } from "./support/disk.ts";
import { create, update } from "./support/scenarios.ts";

const count = 10_000;
const folders = 100;
const pathOf = (nth: number): string => `f${nth % folders}/page-${nth}.md`;
const textOf = (nth: number, version: string): string => `${version} ${nth}\n`.padEnd(1500, "lorem ipsum ");

const inFolders = (): string => {
  const root = newFolder();
  for (let nth = 0; nth < folders; nth++) mkdirSync(join(root, `f${nth}`));
  return root;
};

const writePlainly = (root: string, version: string): void => {
  for (let nth = 0; nth < count; nth++) writeFileSync(join(root, pathOf(nth)), textOf(nth, version));
};

const changesOf = (change: (nth: number) => Change): readonly Change[] =>
  Array.from({ length: count }, (_, nth) => change(nth));

type Spent = { readonly wall: number; readonly cpu: number };

/** Milliseconds that some work takes: by the clock, and of the processor alone, which other programs don't change. */
const measure = async (work: () => unknown): Promise<Spent> => {
  const start = performance.now();
  const used = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - start, cpu: (user + system) / 1000 };
};

const applied = async (root: string, changes: readonly Change[], fsync: boolean): Promise<void> => {
  const outcome = await applyChanges({ root, changes, fsync });
  expect(outcome).toMatchObject({ status: "complete", problems: [] });
};

type Kind = { readonly name: string; readonly changes: readonly Change[]; readonly old?: string };

const kinds: readonly Kind[] = [
  { name: "new files", changes: changesOf((nth) => create(pathOf(nth), textOf(nth, "new"))) },
  {
    name: "updates",
    changes: changesOf((nth) => update(pathOf(nth), textOf(nth, "old"), textOf(nth, "new"))),
    old: "old",
  },
];

const ways = ["plain", "apply", "apply with fsync"] as const;

test.each(kinds)(
  `${count} $name: what an apply costs over plain writes of the same bytes`,
  { timeout: 600_000 },
  async ({ name, changes, old }) => {
    // Nothing is deleted meanwhile: some file systems are slow to make files just after others were removed.
    const roots: string[] = [];
    const best = new Map<string, Spent>();
    for (let round = 0; round < 3; round++)
      for (const way of ways) {
        const root = inFolders();
        roots.push(root);
        if (old !== undefined) writePlainly(root, old);
        const spent = await measure(() =>
          way === "plain" ? writePlainly(root, "new") : applied(root, changes, way === "apply with fsync"),
        );
        const { wall, cpu } = best.get(way) ?? { wall: Infinity, cpu: Infinity };
        best.set(way, { wall: Math.min(wall, spent.wall), cpu: Math.min(cpu, spent.cpu) });
      }
    for (const root of roots) removeFolder(root);
    const plain = best.get("plain")!;
    const lines = ways.map((way) => {
      const { wall, cpu } = best.get(way)!;
      const times = `${(wall / plain.wall).toFixed(2)} and ${(cpu / plain.cpu).toFixed(2)} times plain`;
      return `${way} ${wall.toFixed(0)} ms, processor ${cpu.toFixed(0)} ms (${times})`;
    });
    process.stdout.write(`cost, ${count} ${name}: ${lines.join("; ")}\n`);
    expect(best.get("apply")!.cpu / plain.cpu).toBeLessThan(5);
  },
);
