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

/** Milliseconds that some work takes. */
const time = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

const applied = async (root: string, changes: readonly Change[], fsync: boolean): Promise<void> => {
  const outcome = await applyChanges({ root, changes, fsync });
  expect(outcome).toMatchObject({ status: "complete", problems: [] });
};

type Kind = {
  readonly name: string;
  readonly changes: readonly Change[];
  readonly prepare: (root: string) => void;
};

const kinds: readonly Kind[] = [
  {
    name: "new files",
    changes: changesOf((nth) => create(pathOf(nth), textOf(nth, "new"))),
    prepare: () => undefined,
  },
  {
    name: "updates",
    changes: changesOf((nth) => update(pathOf(nth), textOf(nth, "old"), textOf(nth, "new"))),
    prepare: (root) => writePlainly(root, "old"),
  },
];

test.each(kinds)(
  `${count} $name: the cost of an apply over plain writes of the same bytes`,
  { timeout: 300_000 },
  async ({ name, changes, prepare }) => {
    const best = { plain: Infinity, safe: Infinity, durable: Infinity };
    for (let round = 0; round < 3; round++)
      for (const way of ["plain", "safe", "durable"] as const) {
        const root = inFolders();
        prepare(root);
        const work = () =>
          way === "plain" ? writePlainly(root, "new") : applied(root, changes, way === "durable");
        best[way] = Math.min(best[way], await time(work));
        removeFolder(root);
      }
    const { plain, safe, durable } = best;
    const times = (ms: number): string => `${ms.toFixed(0)} ms, ${(ms / plain).toFixed(2)} times`;
    process.stdout.write(
      `cost, ${count} ${name}: plain ${plain.toFixed(0)} ms; apply without fsync ${times(safe)}; with fsync ${times(durable)}\n`,
    );
    expect(safe).toBeGreaterThan(0);
  },
);
