import { defineConfig } from "vitest/config";

/** The tests that mutants are tried against: those that are quick, without what starts programs for each input. */
export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    testTimeout: 60_000,
    setupFiles: "test/support/seed.ts",
    include: process.env.TESTS?.split(",") ?? ["test/unit/**/*.test.ts", "test/cases.test.ts"],
    exclude: [
      "test/unit/**/*property.test.ts",
      "test/unit/architecture.test.ts",
      "test/unit/**/real*.test.ts",
      "test/unit/{check,client,init,verify,cli,report}/**",
      "test/unit/pipeline/ownership/{containers,sequences}.test.ts",
      "test/unit/text/emit/{literals,rendered,yaml}.test.ts",
      "test/unit/text/template/{bash,python}.test.ts",
      "test/unit/generators/new-kind.test.ts",
      "test/unit/io/source/**",
    ],
    isolate: false,
  },
});
