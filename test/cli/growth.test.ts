import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { measureSite, stages } from "../bench/growth-measure.ts";
import { packageFolder } from "../support/packed.ts";

const folder = mkdtempSync(join(tmpdir(), "growth-"));
afterAll(() => rmSync(folder, { recursive: true }));

const [small, large] = [400, 4000];
/** Ten times the models: in proportion it would be 10 at most, with what is quadratic 100. */
const limit = 12;

test(`${large} models take at most ${limit} times the processor time of ${small}`, {
  timeout: 600_000,
}, () => {
  const cli = join(packageFolder, "dist/cli.cjs");
  const [few, many] = [small, large].map((models) => measureSite(cli, join(folder, String(models)), models));
  for (const stage of stages) {
    const ratio = many![stage].cpu / few![stage].cpu;
    process.stdout.write(
      `growth, ${stage}: ${few![stage].cpu.toFixed(0)} → ${many![stage].cpu.toFixed(0)} ms (${ratio.toFixed(1)} times)\n`,
    );
    expect(ratio, stage).toBeLessThan(limit);
  }
  // To take models out is no more work than to bring them in.
  expect(many!["apply, all but four pruned"].cpu).toBeLessThan(1.5 * many!["apply, first"].cpu);
});
