import { type Content, piecesOf } from "../../lock/file-records.ts";
import type { Digest } from "../../model/file.ts";
import { digest } from "../../text/digest.ts";
import { errnoOf } from "../errno.ts";
import type { FileSystem } from "../fs.ts";

export { errnoOf };

const meanings: ReadonlyMap<string, readonly [message: string, fix: string]> = new Map([
  ["ENOSPC", ["there is no space left on the disk", "Free some space"]],
  ["EDQUOT", ["the disk quota is used up", "Free some space"]],
  ["EIO", ["the disk reported an error", "Check the disk"]],
  ["EACCES", ["permission was denied", "Get the right to write there"]],
  ["EPERM", ["permission was denied", "Get the right to write there"]],
  ["EROFS", ["the file system is read-only", "Make it writable"]],
  ["EMFILE", ["this process has too many open files", "Raise the limit (`ulimit -n`)"]],
  ["ENFILE", ["the system has too many open files", "Close some programs"]],
  ["EXDEV", ["the folder is spread over two file systems", "Keep each folder on one file system"]],
  ["EBUSY", ["another program holds the file", "Close that program"]],
  ["EEXIST", ["something else took the name", "Move it out of the way"]],
  ["ENOENT", ["the file or its folder went away", "Look whether another program works here"]],
]);

/** What an errno means and what to do about it, as parts of sentences. */
export const explainErrno = (errno: string): { readonly message: string; readonly fix: string } => {
  const [message, fix] = meanings.get(errno) ?? ["the system refused", "Look up the error"];
  return { message: `${message} (${errno})`, fix };
};

/** Runs a system call that may fail in an expected way: gives the errno, undefined when it went through, or throws. */
export const failsWith = (expected: readonly string[], call: () => void): string | undefined => {
  try {
    call();
    return undefined;
  } catch (thrown) {
    const errno = errnoOf(thrown);
    if (errno === undefined || !expected.includes(errno)) throw thrown;
    return errno;
  }
};

/** Runs a call that tidies up, whose failure must not hide what went before; whatever isn't an errno is thrown on. */
export const tryTo = (call: () => void): void => {
  try {
    call();
  } catch (thrown) {
    if (errnoOf(thrown) === undefined) throw thrown;
  }
};

/** Errors of `link` where the file system has no hard links. */
export const noHardLinks: readonly string[] = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"];

/** What was found at a path, without following a link. */
export type Sight =
  | { readonly kind: "absent" }
  | { readonly kind: "file"; readonly bytes: Uint8Array; readonly digest: Digest; readonly mode: number }
  | { readonly kind: "other" };

/** Looks at a path; what is neither absent nor a plain file is `other`. */
export const look = (fs: FileSystem, path: string): Sight => {
  const found = fs.readPlain(path);
  if (typeof found === "string") return { kind: found };
  return { kind: "file", bytes: found.bytes, digest: digest(found.bytes), mode: found.mode };
};

/** Text goes in as it is, since most writes take all of it: making bytes of it first would cost another copy. */
const writeAll = (fs: FileSystem, file: number, content: string | Uint8Array): void => {
  let rest = content;
  let length = Buffer.byteLength(rest);
  while (length > 0) {
    const count = fs.write(file, rest);
    if (count === 0) throw Object.assign(new Error("A write took nothing."), { code: "EIO" });
    length -= count;
    if (length > 0) rest = (typeof rest === "string" ? Buffer.from(rest) : rest).subarray(count);
  }
};

/** How a new file is kept. */
type Kept = {
  /** Its permissions, exactly; null leaves them to the system. */
  readonly mode: number | null;
  /** Whether the bytes must survive a loss of power from here on. */
  readonly durable: boolean;
};

/** Writes pieces to a file that must not exist yet, and closes it whatever happens. */
export const writePieces = (
  fs: FileSystem,
  path: string,
  pieces: Iterable<string | Uint8Array>,
  { mode, durable }: Kept,
): void => {
  const file = fs.create(path, mode ?? 0o666);
  try {
    // The system took the user's mask off the mode. Set before the bytes: a file whose bytes are whole is ready.
    if (mode !== null) fs.changeMode(file, mode);
    for (const piece of pieces) writeAll(fs, file, piece);
    if (durable) fs.sync(file);
  } finally {
    fs.close(file);
  }
};

/** Writes a file that must not exist yet. */
export const writeNew = (fs: FileSystem, path: string, content: Content, kept: Kept): void =>
  writePieces(fs, path, piecesOf(content), kept);

/** How many files are made durable at a time: enough for the disk to join their flushes. */
const flushesAtOnce = 16;

/** Makes files or folders survive a loss of power. One that somebody removed in the meantime needs nothing. */
export const flushAll = async (fs: FileSystem, paths: Iterable<string>): Promise<void> => {
  const queue = [...paths].reverse();
  const work = async (): Promise<void> => {
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      try {
        await fs.flush(path);
      } catch (thrown) {
        if (fs.lstat(path) !== undefined) throw thrown;
      }
    }
  };
  // Every flush has ended when this returns, also after a failure.
  const ends = await Promise.allSettled(Array.from({ length: flushesAtOnce }, work));
  for (const end of ends) if (end.status === "rejected") throw end.reason;
};
