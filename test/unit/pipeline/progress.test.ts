import { expect, test } from "vitest";
import { progressMeter } from "../../../src/report/progress.ts";

/** What is shown of steps that come at these times, in milliseconds. */
const shown = (steps: readonly (readonly [at: number, what: string, done: number])[]): readonly string[] => {
  const lines: string[] = [];
  let now = 0;
  const progress = progressMeter(
    (line) => lines.push(line),
    () => now,
  );
  for (const [at, what, done] of steps) {
    now = at;
    progress.step(what, done, 400_000);
  }
  progress.end();
  return lines;
};

test.each<[string, Parameters<typeof shown>[0], readonly string[]]>([
  [
    "work of less than a second says nothing",
    [
      [0, "Reading", 0],
      [999, "Reading", 399_999],
    ],
    [],
  ],
  [
    "longer work tells rate and time left, and takes its line away",
    [
      [0, "Reading", 0],
      [2000, "Reading", 100_000],
    ],
    ["Reading 100000 of 400000 (25 %), 50000/s, 6 s left", ""],
  ],
  [
    "lines come no faster than they can be read",
    [
      [0, "Reading", 0],
      [2000, "Reading", 100_000],
      [2100, "Reading", 110_000],
      [2300, "Reading", 115_000],
    ],
    [
      "Reading 100000 of 400000 (25 %), 50000/s, 6 s left",
      "Reading 115000 of 400000 (28 %), 50000/s, 6 s left",
      "",
    ],
  ],
  [
    "each stage has a rate of its own; long ones are told in minutes",
    [
      [0, "Reading", 0],
      [2000, "Rendering", 0],
      [3000, "Rendering", 1000],
    ],
    ["Rendering 1000 of 400000 (0 %), 1000/s, 7 min left", ""],
  ],
  [
    "what comes seldom is told to a tenth",
    [
      [0, "Planning pages", 0],
      [4000, "Planning pages", 1],
    ],
    ["Planning pages 1 of 400000 (0 %), 0.3/s, 26667 min left", ""],
  ],
])("%s", (_, steps, want) => {
  expect(shown(steps)).toEqual(want);
});
