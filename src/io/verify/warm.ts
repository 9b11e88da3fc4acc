import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Box } from "./box.ts";
import { ended } from "./holder.ts";
import type { Program } from "./process.ts";
import type { Bench, RunFolder } from "./run-folder.ts";

/** A Python in the box that has imported what snippets do; a fork of it runs each. */
export type Warm = {
  /** The same program, run by a fork of the warm interpreter in a box of its own. */
  readonly wrap: (program: Program, bench: Bench) => Program;
  readonly close: () => Promise<void>;
};

/** How it is started: nothing of the machine's environment but what is given. */
export type WarmStart = {
  readonly box: Box;
  readonly runFolder: RunFolder;
  readonly python: string;
  readonly modules: readonly string[];
  readonly env: Readonly<Record<string, string>>;
};

/** Starts it; undefined where that can't be done, or isn't safe: then each snippet has an interpreter of its own. */
export const startWarm = ({ box, runFolder, python, modules, env }: WarmStart): Promise<Warm | undefined> =>
  new Promise((resolve) => {
    const { folder, runner } = runFolder;
    const socket = join(folder, "warm", "python");
    const [command, args] = box.join(python, [runner("warm.py"), socket, ...modules]);
    const child = spawn(command, args, {
      cwd: "/",
      env,
      detached: true,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const timer = setTimeout(() => child.kill("SIGKILL"), 60_000);
    const settle = (warm: Warm | undefined): void => {
      clearTimeout(timer);
      resolve(warm);
    };
    child.once("error", () => settle(undefined));
    child.once("exit", () => settle(undefined));
    child.stdout.once("data", () =>
      settle({
        wrap: (program, bench) => ({
          ...program,
          cwd: "/",
          command: python,
          args: [...["-I", "-S", runner("ask.py"), socket, ...box.terms(program, bench)], ...program.args],
        }),
        close: () => ended(child),
      }),
    );
  });
