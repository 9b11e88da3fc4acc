/** `npm run bench:startup [TREE CATALOG]`: how long starting takes, as ratios to bare Node. */
import { measureStartUp } from "./start-up.ts";

const [tree, catalog] = process.argv.slice(2);
const real = tree === undefined || catalog === undefined ? undefined : { tree, catalog };
const rounds = Number(process.env.ROUNDS ?? 20);
for (const { what, ratio, processor, goal, ms } of measureStartUp("dist/cli.cjs", rounds, real))
  process.stdout.write(
    `${ratio <= goal ? "met   " : "MISSED"} ${what}: ${ratio.toFixed(2)} (at most ${goal}), ` +
      `${processor.toFixed(2)} of processor time, ${ms.toFixed(1)} ms\n`,
  );
