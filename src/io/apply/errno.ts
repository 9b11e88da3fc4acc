import { errnoOf } from "../errno.ts";

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
