import { defineConfig } from "vitest/config";
import summary from "./summary-reporter.ts";

const root = new URL("..", import.meta.url).pathname;
const packed = ["test/cli/**/*.test.ts", "test/client/artifact/packed.test.ts"];
// Random inputs are the same each time, unless SEED says otherwise.
const shared = { root, testTimeout: 120_000, hookTimeout: 180_000, setupFiles: "test/support/seed.ts" };

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ["default", summary],
    projects: [
      { test: { ...shared, name: "sources", include: ["test/**/*.test.ts"], exclude: packed } },
      // As a user gets it: these run what `npm pack` makes, installed in a folder of its own.
      { test: { ...shared, name: "package", include: packed, globalSetup: "test/support/pack.ts" } },
    ],
  },
});
