import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";

/** A program to run, with nothing of this process's environment but what is given. */
export type Program = {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input: string;
  readonly timeoutMs: number;
};

/** How a program ended and the end of what it printed. */
export type Ended = {
  readonly ending:
    | { readonly type: "exit"; readonly code: number }
    | { readonly type: "signal"; readonly signal: string }
    | { readonly type: "timeout"; readonly ms: number }
    | { readonly type: "flood"; readonly bytes: number };
  /** Of its standard output, all of it up to a limit. */
  readonly out: string;
  /** Of both streams, as they came; only the last of it. */
  readonly tail: string;
};

/** The variables that are set: what a program of this machine's own is started with. */
export const setVariables = (
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );

const maxOut = 4 * 1024 * 1024;
const maxTail = 8 * 1024;

/** More than this is no example's output. */
const maxPrinted = 64 * 1024 * 1024;

const running = new Set<number>();

/** Ends a program with all that it started: they share a process group. */
const endGroup = (pid: number): void => {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nothing of the group is left.
  }
};

// Whatever ends this process, Ctrl-C too, no snippet outlives it.
const endAll = (): void => {
  for (const pid of running) endGroup(pid);
};

const collect = (child: ChildProcess, flooded: () => void): (() => Pick<Ended, "out" | "tail">) => {
  let printed = 0;
  let out = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  const keep = (chunk: Buffer): void => {
    tail = Buffer.concat([tail, chunk]).subarray(-maxTail);
    printed += chunk.length;
    if (printed > maxPrinted) flooded();
  };
  child.stdout?.on("data", (chunk: Buffer) => {
    if (out.length < maxOut) out = Buffer.concat([out, chunk]);
    keep(chunk);
  });
  child.stderr?.on("data", keep);
  return () => ({ out: out.toString("utf8"), tail: tail.toString("utf8") });
};

/** Runs a program in a process group of its own, which ends with it or when the time is up. */
export const runProgram = ({ command, args, cwd, env, input, timeoutMs }: Program): Promise<Ended> =>
  new Promise((resolve) => {
    if (running.size === 0 && !process.listeners("exit").includes(endAll)) process.once("exit", endAll);
    const child = spawn(command, args, { cwd, env, detached: true, stdio: "pipe" });
    const { pid } = child;
    if (pid !== undefined) running.add(pid);
    let stopped: Ended["ending"] | undefined;
    const stop = (reason: Ended["ending"]): void => {
      stopped ??= reason;
      if (pid !== undefined) endGroup(pid);
    };
    const output = collect(child, () => stop({ type: "flood", bytes: maxPrinted }));
    let drained: NodeJS.Timeout | undefined;
    const timer = setTimeout(() => stop({ type: "timeout", ms: timeoutMs }), timeoutMs);
    const finish = (ending: Ended["ending"]): void => {
      clearTimeout(timer);
      clearTimeout(drained);
      if (pid !== undefined) running.delete(pid);
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ ending: stopped ?? ending, ...output() });
    };
    const endingOf = (code: number | null, signal: string | null): Ended["ending"] =>
      signal === null ? { type: "exit", code: code ?? 1 } : { type: "signal", signal };
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    child.on("error", () => finish({ type: "exit", code: 127 }));
    child.on("exit", (code, signal) => {
      // What it started in the background may hold its streams open for ever.
      if (pid !== undefined) endGroup(pid);
      drained = setTimeout(() => finish(endingOf(code, signal)), 500);
    });
    child.on("close", (code, signal) => finish(endingOf(code, signal)));
  });
