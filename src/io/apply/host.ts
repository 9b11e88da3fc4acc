import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { errnoOf } from "./files.ts";
import { attempt } from "../../text/attempt.ts";

/** What tells a living process from a dead one with the same number. */
export type Host = {
  readonly name: string;
  /** Changes with every start of the system; empty where the system doesn't say. */
  readonly boot: string;
  readonly pid: number;
  /** When a process started, in the system's own unit; empty where it doesn't say, undefined when there is none. */
  readonly startOf: (pid: number) => string | undefined;
};

const readOrEmpty = (path: string): string => attempt(() => readFileSync(path, "utf8").trim()) ?? "";

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return errnoOf(thrown) !== "ESRCH";
  }
};

const startOf = (pid: number): string | undefined => {
  if (!isRunning(pid)) return undefined;
  const status = readOrEmpty(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets, which may hold spaces and brackets itself.
  const fields = status.slice(status.lastIndexOf(")") + 2).split(" ");
  // A zombie has ended; only its parent hasn't asked yet.
  return fields[0] === "Z" || fields[0] === "X" ? undefined : (fields[19] ?? "");
};

/** This machine and this process. */
export const thisHost = (): Host => ({
  name: hostname(),
  boot: readOrEmpty("/proc/sys/kernel/random/boot_id"),
  pid: process.pid,
  startOf,
});
