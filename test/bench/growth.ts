/**
 * `npm run bench`: what starting takes beside bare Node, and what the stages of a run take as a site grows, each beside a plain loop that reads, hashes
 * and writes the same bytes. Sizes can be given: `npm run bench -- 100 1000`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Measured, measureSite, type Stage, stages } from "./growth-measure.ts";
import { filesPerModel } from "./growth-site.ts";
import { measureStartUp } from "./start-up.ts";

const given = process.argv.slice(2).map(Number);
const sizes = given.length > 0 ? given : [14, 100, 1000, 10_000, 100_000];
const cli = resolve("dist/cli.cjs");
const folder = mkdtempSync(join(tmpdir(), "growth-"));

const write = (cells: readonly string[]): void => void process.stdout.write(`| ${cells.join(" | ")} |\n`);
const milliseconds = (value: number): string => value.toFixed(value < 10 ? 1 : 0);

if (given.length === 0) {
  write(["start-up", "times bare Node", "at most", "ms"]);
  write(["---", "---:", "---:", "---:"]);
  for (const { what, ratio, goal, ms } of measureStartUp("dist/cli.cjs", 5))
    write([what, ratio.toFixed(2), String(goal), milliseconds(ms)]);
  process.stdout.write("\n");
}

write([
  "stage",
  "models",
  "files",
  "ms",
  "processor ms",
  "floor ms",
  "times floor",
  "times the size before",
  "MB",
]);
write(["---", ...Array.from({ length: 8 }, () => "---:")]);
let before: Readonly<Record<Stage, Measured>> | undefined;
for (const models of sizes) {
  const measured = measureSite(cli, join(folder, String(models)), models);
  for (const stage of stages) {
    const { ms, cpu, mb, floor } = measured[stage];
    const last = before?.[stage].ms;
    write([
      stage,
      String(models),
      String(models * filesPerModel(models)),
      milliseconds(ms),
      milliseconds(cpu),
      milliseconds(floor),
      (ms / floor).toFixed(1),
      last === undefined ? "" : (ms / last).toFixed(1),
      mb.toFixed(0),
    ]);
  }
  before = measured;
}
rmSync(folder, { recursive: true });
