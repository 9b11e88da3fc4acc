/**
 * A process of its own for the tests.
 * `child.mjs kill ROOT SCENARIO CALL`: applies a scenario and kills itself before that call.
 * `child.mjs interrupt ROOT SCENARIO`: applies a scenario until it hears SIGINT; answers with the outcome.
 * `child.mjs race`: told `apply ROOT SCENARIO` or `lock FOLDER`, does so and answers.
 */
import { closeSync, openSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { applyChanges } from "../../../src/io/apply/apply.ts";
import { thisHost } from "../../../src/io/apply/host.ts";
import { takeRunLock } from "../../../src/io/apply/run-lock.ts";
import { diskFileSystem } from "../../../src/io/fs.ts";
import { faulty } from "./faults.ts";
import { type Scenario, scenarios } from "./scenarios.ts";

const scenarioAt = (index: string): Scenario => {
  const scenario = scenarios[Number(index)];
  if (scenario === undefined) throw new Error(`There is no scenario ${index}.`);
  return scenario;
};

const kill = async (root: string, index: string, call: string): Promise<void> => {
  const { changes, state } = scenarioAt(index);
  const { fs } = faulty(diskFileSystem, (at) => {
    if (at === Number(call)) process.kill(process.pid, "SIGKILL");
    return undefined;
  });
  await applyChanges({ root, changes, state, fs });
};

const interrupt = async (root: string, index: string): Promise<void> => {
  const { changes, state } = scenarioAt(index);
  let heard = false;
  process.on("SIGINT", () => {
    heard = true;
  });
  // Ctrl-C while the file system is busy: the signal is heard only where the apply lets the process listen.
  const { fs } = faulty(diskFileSystem, (_, name) => {
    if (name === "link") process.kill(process.pid, "SIGINT");
    return undefined;
  });
  const outcome = await applyChanges({ root, changes, state, fs, interrupted: () => heard });
  process.stdout.write(JSON.stringify({ status: outcome.status, interrupted: outcome.interrupted }));
};

const apply = async (root: string, index: string): Promise<string> => {
  const { changes, state } = scenarioAt(index);
  const { status, problems, notes } = await applyChanges({ root, changes, state });
  const code = status === "complete" ? status : (problems[0]?.code ?? status);
  return notes.some((note) => note.startsWith("Finished")) ? `${code} finished` : code;
};

let token = 0;

/** Takes the lock again and again; while it is held, nobody else may be inside. */
const lock = (folder: string): string => {
  let held = 0;
  let violations = 0;
  for (let attempt = 0; attempt < 20; attempt++) {
    token += 1;
    const taken = takeRunLock(diskFileSystem, thisHost(), folder, `${process.pid}${token}`);
    if (!taken.ok) continue;
    held += 1;
    const marker = join(folder, "inside");
    try {
      closeSync(openSync(marker, "wx"));
      unlinkSync(marker);
      taken.value.release();
    } catch {
      violations += 1;
    }
  }
  return `${held} ${violations}`;
};

const race = (): void => {
  process.on("message", (message) => {
    const [what = "", folder = "", index = ""] = String(message).split(" ");
    if (what === "lock") process.send?.(lock(folder));
    else void apply(folder, index).then((answer) => process.send?.(answer));
  });
  process.send?.("ready");
};

const [what, root = "", scenario = "", call = ""] = process.argv.slice(2);
if (what === "kill") await kill(root, scenario, call);
else if (what === "interrupt") await interrupt(root, scenario);
else race();
