/** `npm run bench:startup [TREE CATALOG]`: how long starting takes, as ratios to bare Node. */
import { measureStartUp } from "./start-up.ts";

const [tree, catalog] = process.argv.slice(2);
const real = tree === undefined || catalog === undefined ? undefined : { tree, catalog };
for (const { what, ratio, goal, ms } of measureStartUp(Number(process.env.ROUNDS ?? 20), real))
  process.stdout.write(
    `${ratio <= goal ? "met   " : "MISSED"} ${what}: ${ratio.toFixed(2)} (at most ${goal}), ${ms.toFixed(1)} ms\n`,
  );
