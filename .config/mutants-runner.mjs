// Vitest's runner for `mutants.mjs`: each test runs as always, and then again with each mutant that it came by, until
// a test fails, which is what a mutant is to bring about.
import { readFileSync, writeFileSync } from "node:fs";
import { TestRunner } from "vitest";

const cache = process.env.MUTANTS_CACHE ?? "";

/** What the switches in the sources look at; the same object for all modules of this worker. */
const switches = (globalThis.__stryker__ ??= {});
switches.mutantCoverage ??= { static: {}, perTest: {} };

/** What is known of each mutant so far; files of tests that share their modules share it too. */
const state = (globalThis.__mutants__ ??= load());

function load() {
  const { budget, mutants } = JSON.parse(readFileSync(`${cache}/tried.json`, "utf8"));
  return { budget, skipped: [], mutants: new Map(mutants.map((id) => [id, { spent: 0, tests: 0 }])) };
}

/** Milliseconds of computing: what others do on the machine doesn't count. */
const computed = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Runs a test with a mutant, or with none: what it failed with, and how long it took. */
const attempt = async (run, mutant, { patience, hits }) => {
  const start = computed();
  // A loop without end comes by its switches again and again, or by that of the mutant alone.
  Object.assign(switches, { hitCount: 0, hitLimit: hits });
  let left = hits;
  const set = (target, id, count) => {
    left -= 1;
    if (left < 0 || (left % 10_000 === 0 && computed() - start > patience)) throw new Error("went on and on");
    target[id] = count;
    return true;
  };
  switches.mutantCoverage.perTest.again = new Proxy({}, { set });
  Object.assign(switches, { activeMutant: mutant, currentTestId: "again" });
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("took too long")), patience);
  });
  try {
    await Promise.race([run(), late]);
    return { took: computed() - start };
  } catch (error) {
    return {
      took: computed() - start,
      failure: error instanceof Error ? error.message : String(error),
    };
  } finally {
    clearTimeout(timer);
    Object.assign(switches, { activeMutant: undefined, currentTestId: undefined });
  }
};

/** The suites that a test is in, outermost first. */
const suitesOf = ({ suite, file }) => (suite === undefined ? [file] : [...suitesOf(suite), suite]);

/** A run of a test again, with what comes before and after each. */
const again = async (test) => {
  const suites = suitesOf(test).filter((suite, n, all) => all.indexOf(suite) === n);
  const hooksOf = (name) => suites.flatMap((suite) => TestRunner.getSuiteHooks(suite)?.[name] ?? []);
  for (const hook of hooksOf("afterEach").reverse()) await hook(test.context, test.suite);
  for (const hook of hooksOf("beforeEach")) await hook(test.context, test.suite);
  return await TestRunner.getTestFn(test)();
};

const nameOf = ({ name, suite, file }) => [file.name, suite?.name, name].filter(Boolean).join(" > ");

export default class MutantRunner extends TestRunner {
  async runTask(test) {
    const run = () => again(test);
    const start = computed();
    switches.currentTestId = test.id;
    await Promise.resolve(TestRunner.getTestFn(test)()).finally(() => (switches.currentTestId = undefined));
    const took = computed() - start;
    const covered = switches.mutantCoverage.perTest[test.id] ?? {};
    delete switches.mutantCoverage.perTest[test.id];
    const tried = Object.keys(covered)
      .map((id) => ({ id, mutant: state.mutants.get(id) }))
      .filter(({ mutant }) => mutant !== undefined && mutant.by === undefined);
    for (const { mutant } of tried) mutant.tests += 1;
    const alive = tried.filter(({ mutant }) => mutant.spent + took <= state.budget);
    const all = Object.values(covered).reduce((sum, count) => sum + count, 0);
    const limits = { patience: 3000 + 10 * took, hits: 20 * all + 100_000 };
    const isSound = async () => (await attempt(run, undefined, limits)).failure === undefined;
    // A test that takes up much of what a mutant is worth isn't made for it.
    if (alive.length === 0 || took > state.budget / 5) return;
    if (!(await isSound())) {
      // A test that can't run twice says nothing.
      state.skipped.push(nameOf(test));
      return;
    }
    for (const { id, mutant } of alive) {
      const { failure, took: spent } = await attempt(run, id, limits);
      mutant.spent += spent;
      if (failure === undefined) continue;
      if (!(await isSound())) {
        // What the mutant left behind makes the test fail without it: nobody can say who is to blame.
        state.skipped.push(`${nameOf(test)} (after mutant ${id})`);
        return;
      }
      mutant.by = nameOf(test);
      mutant.failure = failure.slice(0, 200);
    }
  }

  onAfterRunSuite(suite) {
    const { mutants, skipped } = state;
    const onLoad = Object.keys(switches.mutantCoverage.static);
    if (suite === suite.file)
      writeFileSync(`${cache}/found.json`, JSON.stringify({ mutants: [...mutants], skipped, onLoad }));
    return super.onAfterRunSuite?.(suite);
  }
}
