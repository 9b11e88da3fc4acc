import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Those that are near and quick first: most mutants never come to those that plan whole sites, or fail each call. */
const order = [
  ...[
    "unit/text",
    "unit/io",
    "unit/page",
    "unit/lock",
    "unit/policy/(?:cl|g|hold)",
    "unit/catalog",
    "unit/generators/[a-c]",
  ],
  ...[
    "unit/generators/[n-t]",
    "unit/pipeline/saved",
    "apply/apply",
    "unit/generators",
    "unit",
    "cases",
    "apply",
  ],
];

class NearestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification) =>
      order.findIndex((start) => new RegExp(`/test/${start}`).test(moduleId));
    return Promise.resolve(files.sort((a, b) => rankOf(a) - rankOf(b) || (a.moduleId < b.moduleId ? -1 : 1)));
  }
}

/** The tests that mutants are tried against: those that are quick, without what starts programs for each input. */
export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    testTimeout: 60_000,
    setupFiles: "test/support/seed.ts",
    globalSetup: "test/support/temporary.ts",
    include: ["test/unit/**/*.test.ts", "test/cases.test.ts", "test/apply/{apply,faults,saves}.test.ts"],
    exclude: [
      "test/unit/**/*property.test.ts",
      "test/unit/architecture.test.ts",
      "test/unit/**/real*.test.ts",
      "test/unit/{client,init,verify,cli,report}/**",
      "test/unit/check/real-tree.test.ts",
      "test/unit/page/commonmark.test.ts",
      "test/unit/pipeline/ownership/{containers,sequences}.test.ts",
      "test/unit/text/emit/{literals,rendered,yaml}.test.ts",
      "test/unit/text/template/{bash,python}.test.ts",
      "test/unit/generators/new-kind.test.ts",
      "test/unit/io/source/{bodies,lazy,pages,proxy,redirects,retry,sources}.test.ts",
    ],
    // How long something takes is another matter with switches in it.
    testNamePattern: /^(?!.*(?:takes? time|short time|take at most|at once))/,
    isolate: false,
    maxWorkers: 1,
    sequence: { sequencer: NearestFirst },
    runner: ".config/mutants-runner.mjs",
  },
});
