import { defineConfig } from "vitest/config";
import summary from "./summary-reporter.ts";

const root = new URL("..", import.meta.url).pathname;
const temporary = "test/support/temporary.ts";
const shared = {
  root,
  // With RUNS there are as many inputs as somebody wants.
  testTimeout: process.env.RUNS === undefined ? 120_000 : 7_200_000,
  hookTimeout: 180_000,
  setupFiles: "test/support/seed.ts",
  globalSetup: temporary,
};

/** Run what `npm pack` makes, installed in a folder of its own, as a user gets it. */
const packed = ["test/cli/**/*.test.ts", "test/client/artifact/packed.test.ts"];

/** The contributor's run: what mirrors the sources, and the sites before and after. */
const unit = ["test/unit/**/*.test.ts", "test/cases.test.ts"];

/** Among them, those that start other programs for each input, or try thousands of whole documentations. */
const long = [
  "test/unit/**/real*.test.ts",
  "test/unit/generators/*.property.test.ts",
  "test/unit/init/sites.test.ts",
  "test/unit/pipeline/ownership/{containers,sequences}.test.ts",
  "test/unit/text/emit/{literals,rendered,yaml}.test.ts",
  "test/unit/text/template/{bash,python}.test.ts",
  "test/unit/verify/mock/behaviour.test.ts",
];

/** What replaces modules, or asks which were loaded, has modules of its own; all others share them, in half the time. */
const alone = [
  "test/unit/generators/new-kind.test.ts",
  "test/unit/io/source/lazy.test.ts",
  "test/unit/pipeline/windows.test.ts",
];

const rest = [
  "test/*.test.ts",
  "test/{action,apply,client,docs,render,replays,verify}/**/*.test.ts",
  ...long,
];

export default defineConfig({
  test: {
    maxWorkers: 2,
    // What is compiled once serves all projects, and the next run: by the content of each file.
    experimental: { fsModuleCache: true, fsModuleCachePath: `${root}node_modules/.cache/vitest` },
    reporters: ["default", summary],
    projects: [
      { test: { ...shared, name: "unit", include: unit, exclude: [...long, ...alone], isolate: false } },
      { test: { ...shared, name: "alone", include: alone } },
      {
        test: {
          ...shared,
          name: "tools",
          include: rest,
          exclude: [...packed, "test/cases.test.ts"],
          isolate: false,
        },
      },
      {
        test: {
          ...shared,
          name: "package",
          include: packed,
          globalSetup: [temporary, "test/support/pack.ts"],
          isolate: false,
        },
      },
    ],
  },
});
