import { runProgram, setVariables, type Program } from "./process.ts";
import type { RunFolder } from "./run-folder.ts";
import { findProgram } from "./tools.ts";

/** Puts a program into a box: namespaces of its own, limits, and only its own folder to write to. */
export type Box = (program: Program, own: string) => Program;

/** For each process; compilers and interpreters of all languages do with less. */
const limits = ["--core=0", "--data=4294967296", "--fsize=268435456", "--nofile=4096", "--nproc=1024"];

const tools = ["unshare", "prlimit", "sh", "mount", "setpriv"] as const;

const namespaces = ["--user", "--map-root-user", "--mount", "--ipc", "--pid", "--fork", "--kill-child"];

/** The box of this machine, tried out; otherwise why there is none. */
export const findBox = async (
  runFolder: RunFolder,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Box | { readonly lack: string }> => {
  const path = `${env.PATH ?? ""}:/usr/sbin:/usr/bin:/sbin:/bin`;
  const absent = tools.find((name) => findProgram(name, path) === undefined);
  if (absent !== undefined) return { lack: `${absent} isn't installed` };
  const [unshare = "", prlimit = "", shell = ""] = tools.map((name) => findProgram(name, path) ?? "");
  const box: Box = (program, own) => ({
    ...program,
    command: unshare,
    args: [
      ...[...namespaces, "--mount-proc", prlimit, ...limits, shell, runFolder.runner("box")],
      ...[own, runFolder.shared, program.command, ...program.args],
    ],
  });
  const bench = runFolder.bench("true", "");
  const trial = {
    command: shell,
    args: ["-c", "echo x >here && exit 7"],
    cwd: bench.work,
    input: "",
    timeoutMs: 10_000,
  };
  const { ending, tail } = await runProgram(box({ ...trial, env: setVariables(env) }, bench.folder));
  return ending.type === "exit" && ending.code === 7
    ? box
    : { lack: tail.trim().split("\n")[0] ?? "the kernel refuses" };
};
