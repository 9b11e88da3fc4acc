import type { Reporter } from "vitest/node";

/** Prints `N passed, N failed` as the last line; a test file that can't be loaded and an error outside of tests count as failed. */
const summary: Reporter = {
  onTestRunEnd(modules, errors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: "passed" | "failed"): number =>
      tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter(
      (module) => module.state() === "failed" && module.errors().length > 0,
    ).length;
    // After vitest's own closing lines, which another reporter writes in this very turn.
    setImmediate(() =>
      process.stdout.write(`${count("passed")} passed, ${count("failed") + broken + errors.length} failed\n`),
    );
  },
};

export default summary;
