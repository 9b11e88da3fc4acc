import { join } from "node:path";
import { expect, test } from "vitest";
import { measureStartUp } from "../bench/start-up.ts";
import { packageFolder } from "../support/packed.ts";

/** Times the processor time of bare Node: what was reached, and a third or more on top, since machines differ. */
const limits: Readonly<Record<string, number>> = {
  "node -e 0": 1,
  "--version": 1.6,
  "plan without changes": 6.5,
  "plan without changes, no cache": 14,
};

test("starting takes no more than a few times what Node itself takes", () => {
  const measured = measureStartUp(join(packageFolder, "dist/cli.cjs"), 9);
  expect(measured.map(({ what }) => what)).toEqual(Object.keys(limits));
  expect(measured.filter(({ what, processor }) => processor > (limits[what] ?? 0))).toEqual([]);
});
