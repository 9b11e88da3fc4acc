import { fstatSync, statSync, writeSync } from "node:fs";
import { devNull } from "node:os";
import process from "node:process";

/** Where text goes: standard output or standard error. */
export type Output = {
  readonly write: (text: string) => void;
  readonly isTerminal: () => boolean;
  /** Whether it is no terminal for sure, which costs less to find out. */
  readonly isPlain: () => boolean;
};

/** Node's own streams, which take long to make, only for what needs them: terminals, Windows, and pipes that are full. */
const outputTo = (fd: number, stream: () => NodeJS.WriteStream): Output => {
  let plain: boolean | undefined;
  const isPlain = (): boolean => {
    if (process.platform === "win32") return false;
    try {
      const status = fstatSync(fd);
      return !status.isCharacterDevice() || status.rdev === statSync(devNull).rdev;
    } catch {
      return false;
    }
  };
  /** What is left to be written, in bytes. */
  const writeNow = (text: string): Buffer => {
    let rest = Buffer.from(text);
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest));
    } catch {
      // The stream tells the cause, or waits.
      plain = false;
    }
    return rest;
  };
  return {
    write: (text) => {
      plain ??= isPlain();
      const rest = plain ? writeNow(text) : text;
      if (rest.length > 0) stream().write(rest);
    },
    isPlain: () => (plain ??= isPlain()),
    isTerminal: () => {
      plain ??= isPlain();
      return !plain && stream().isTTY;
    },
  };
};

let standard: NodeJS.WriteStream | undefined;

const standardOutput = (): NodeJS.WriteStream =>
  (standard ??= process.stdout.on("error", (cause: NodeJS.ErrnoException) => {
    // A reader such as `head` that has seen enough is no error.
    if (cause.code === "EPIPE") process.exit(0);
    throw cause;
  }));

/** Standard output. */
export const output = outputTo(1, standardOutput);

/** Standard error. */
export const errorOutput = outputTo(2, () => process.stderr);
