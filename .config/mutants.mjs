// What `npm run test:mutants` changes in the sources, to see that a test notices. Whole rooms take hours: a run
// takes one of PARTS parts of each file, always the same lines, and PART (from 0) says which. FILES limits it to some.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const rooms = ["src/text", "src/page", "src/lock", "src/io/apply", "src/policy", "src/pipeline/saved"];
const parts = Number(process.env.PARTS ?? 16);
const part = Number(process.env.PART ?? 0) % parts;

/** Lines that stay together, so that conditions of several lines are changed as well. */
const stretch = 10;

const linesOf = (file) => readFileSync(file, "utf8").split("\n").length;

const all = rooms
  .flatMap((room) => readdirSync(room, { recursive: true }).map((file) => join(room, file)))
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
  .sort();

const mutate = all.flatMap((file, index) =>
  Array.from({ length: Math.ceil(linesOf(file) / stretch) }, (_, n) => n)
    .filter((n) => (n + index) % parts === part)
    .map((n) => `${file}:${n * stretch + 1}-${(n + 1) * stretch}`),
);

export default {
  testRunner: "vitest",
  vitest: { configFile: ".config/mutants.vitest.config.ts" },
  mutate: process.env.FILES?.split(",") ?? mutate,
  // The words of messages decide nothing.
  mutator: { excludedMutations: ["StringLiteral"] },
  ignoreStatic: true,
  concurrency: Number(process.env.WORKERS ?? 2),
  reporters: ["json", "clear-text", "progress-append-only"],
  jsonReporter: { fileName: process.env.REPORT ?? "node_modules/.cache/mutants.json" },
  clearTextReporter: { reportTests: false, allowColor: false },
  thresholds: { break: 90 },
  tempDirName: ".stryker-tmp",
  symlinkNodeModules: true,
  disableTypeChecks: false,
};
