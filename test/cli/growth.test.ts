import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { measureSite, type Stage, stages } from "../bench/growth-measure.ts";
import { packageFolder } from "../support/packed.ts";

/**
 * In memory where that can be: on a disk the system takes 2 to 8 seconds to make 20,000 files, whatever makes them, and
 * most where many were removed before; the command's own part hardly varies.
 */
const memory = "/dev/shm";
const folder = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), "growth-"));
afterAll(() => rmSync(folder, { recursive: true }));

const [small, large] = [400, 4000];
/** Ten times the models: in proportion it would be 10 at most, with what is quadratic 100. */
const limit = 12;

/** The least of some rounds: what other programs do at the time can only add to it. */
const least = (rounds: readonly ReturnType<typeof measureSite>[], stage: Stage): number =>
  Math.min(...rounds.map((round) => round[stage].cpu));

test(`${large} models take at most ${limit} times the processor time of ${small}`, {
  timeout: 900_000,
}, () => {
  const cli = join(packageFolder, "dist/cli.cjs");
  const [few, many]: [ReturnType<typeof measureSite>[], ReturnType<typeof measureSite>[]] = [[], []];
  const ratioOf = (stage: Stage): number => least(many, stage) / least(few, stage);
  const removal = (): number => least(many, "apply, all but four pruned") / least(many, "apply, first");
  const isSure = (): boolean => removal() < 1.5 && stages.every((stage) => ratioOf(stage) < limit);
  for (let round = 0; round < 3 && !(round > 0 && isSure()); round++)
    for (const [rounds, models] of [
      [few, small],
      [many, large],
    ] as const) {
      const site = join(folder, `${models}-${round}`);
      rounds.push(measureSite(cli, site, models));
      rmSync(site, { recursive: true });
    }
  for (const stage of stages) {
    const [from, to] = [few, many].map((rounds) => least(rounds, stage).toFixed(0));
    process.stdout.write(`growth, ${stage}: ${from} → ${to} ms (${ratioOf(stage).toFixed(1)} times)\n`);
    expect(ratioOf(stage), stage).toBeLessThan(limit);
  }
  // To take models out is no more work than to bring them in.
  expect(removal()).toBeLessThan(1.5);
});
