import process from "node:process";
import { delimiter, join } from "node:path";
import { ended, firstReason, startHolder } from "./holder.ts";
import { type Program, runProgram, setVariables } from "./process.ts";
import type { Bench, RunFolder } from "./run-folder.ts";
import { findProgram } from "./tools.ts";
import type { Server } from "node:http";
import { spawn } from "node:child_process";

/** A Python in the box that has imported what snippets do; a fork of it runs each. */
export type Warm = {
  /** The same program, run by a fork of the warm interpreter in a box of its own. */
  readonly wrap: (program: Program, bench: Bench) => Program;
  readonly close: () => Promise<void>;
};

/** How it is started: nothing of the machine's environment but what is given. */
type WarmStart = {
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

/** What keeps snippets apart from the machine: namespaces of their own, limits, and only memory to write to. */
export type Box = {
  /** The same program in the box. */
  readonly wrap: (program: Program, bench: Bench) => Program;
  /** A program that prepares runs, in the namespaces that they join and with their limits. */
  readonly join: (
    command: string,
    args: readonly string[],
  ) => readonly [command: string, args: readonly string[]];
  /** What `box` is told of a program: where it may write, and what of /tmp it sees. */
  readonly terms: (program: Program, bench: Bench) => readonly string[];
  /** Opens a server for the snippets; undefined where they have the machine's network. */
  readonly listen: ((server: Server) => Promise<string>) | undefined;
  readonly close: () => Promise<void>;
};

/** The box of this machine, and what is not contained. */
export type FoundBox = { readonly box: Box | undefined; readonly lack: string | undefined };

type Environment = Readonly<Record<string, string | undefined>>;

/** For each process; compilers and interpreters of all languages do with less. */
const limits = ["--core=0", "--data=4294967296", "--fsize=268435456", "--nofile=4096", "--nproc=1024"];

const tools = ["unshare", "nsenter", "prlimit", "sh", "mount", "setpriv"] as const;

/** What of /tmp a program is told of: of each path there, the first level. */
const keptOf = ({ command, args, env }: Program, folder: string): readonly string[] => {
  const told = [command, ...args, folder, ...Object.values(env)].flatMap((text) => text.split(delimiter));
  return [...new Set(told.flatMap((text) => /^\/tmp\/(?!\.{1,2}(?:\/|$))[^/\n]+/.exec(text)?.[0] ?? []))];
};

const startBox = async (
  runFolder: RunFolder,
  env: Environment,
  network: boolean,
): Promise<Box | { readonly lack: string }> => {
  const path = `${env.PATH ?? ""}:/usr/sbin:/usr/bin:/sbin:/bin`;
  const absent = tools.find((name) => findProgram(name, path) === undefined);
  if (absent !== undefined) return { lack: `${absent} isn't installed` };
  const [unshare = "", nsenter = "", prlimit = "", shell = ""] = tools.map(
    (name) => findProgram(name, path) ?? "",
  );
  const own = ["--user", "--map-root-user", "--mount"];
  const { folder, runner } = runFolder;
  const holder = await startHolder({
    command: unshare,
    args: [
      ...[...own, ...(network ? ["--net"] : []), shell, runner("hold"), folder, network ? "own" : "shared"],
      ...[process.execPath, runner("holder.mjs")],
    ],
    env: { PATH: path },
    timeoutMs: 10_000,
  });
  if ("lack" in holder) return holder;
  const joined = ["--preserve-credentials", "--user", "--mount", ...(network ? ["--net"] : [])];
  const join: Box["join"] = (command, args) => [
    nsenter,
    [...joined, `--target=${holder.pid}`, prlimit, ...limits, command, ...args],
  ];
  const terms: Box["terms"] = (program, bench) => [
    ...[folder, bench.folder, program.cwd, ...keptOf(program, folder), "--"],
  ];
  const wrap: Box["wrap"] = (program, bench) => {
    const [command, args] = join(unshare, [
      ...[...own, "--ipc", "--pid", "--fork", "--kill-child", "--mount-proc", shell, runner("box")],
      ...[...terms(program, bench), program.command, ...program.args],
    ]);
    // The folder that it works in is made in the box.
    return { ...program, command, args, cwd: "/" };
  };
  const bench = runFolder.bench("true", "");
  const args = ["-c", "echo x >here && echo x >/tmp/here && exit 7"];
  const trial = {
    command: shell,
    args,
    cwd: bench.work,
    input: "",
    timeoutMs: 10_000,
    env: setVariables(env),
  };
  const { ending, tail } = await runProgram(wrap(trial, bench));
  const listen = network ? holder.listen : undefined;
  if (ending.type === "exit" && ending.code === 7) return { wrap, join, terms, listen, close: holder.close };
  await holder.close();
  return { lack: firstReason(tail) };
};

/** The box of this machine, tried out: where it can have no network of its own, one without. */
export const findBox = async (runFolder: RunFolder, env: Environment): Promise<FoundBox> => {
  const whole = await startBox(runFolder, env, true);
  if (!("lack" in whole)) return { box: whole, lack: undefined };
  const part = await startBox(runFolder, env, false);
  return "lack" in part ? { box: undefined, lack: part.lack } : { box: part, lack: whole.lack };
};
