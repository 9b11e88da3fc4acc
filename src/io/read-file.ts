import * as node from "node:fs";
import { errnoOf } from "./errno.ts";

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = node.constants;

/** A file's bytes from where it stands to its end, which may not be where it was when the size was asked for. */
const readToEnd = (file: number, size: number, max: number): Uint8Array | undefined => {
  // One byte more than the size: a read that leaves it empty has met the end.
  let bytes = Buffer.allocUnsafe(Math.min(size, max) + 1);
  let length = 0;
  for (;;) {
    const count = node.readSync(file, bytes, length, bytes.length - length, null);
    length += count;
    if (length > max) return undefined;
    if (count === 0 || length === size) return bytes.subarray(0, length);
    if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length + 4096)]);
  }
};

/** A file as it was opened: its bytes and status; `large` is longer than what was asked for. */
export type Opened =
  | { readonly bytes: Uint8Array; readonly status: node.Stats }
  | "folder"
  | "other"
  | "large";

/** Asks for the status once and reads once, which counts at ten thousand files. */
const readOpen = (file: number, max: number): Opened => {
  try {
    const status = node.fstatSync(file);
    if (!status.isFile()) return status.isDirectory() ? "folder" : "other";
    const bytes = readToEnd(file, status.size, max);
    return bytes === undefined ? "large" : { bytes, status };
  } finally {
    node.closeSync(file);
  }
};

/** Reads a regular file of at most `max` bytes: a pipe or a device could block or never end. Throws what opening throws. */
export const readBounded = (path: string, max: number): Opened =>
  // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
  readOpen(node.openSync(path, O_RDONLY | O_NONBLOCK), max);

/** A plain file's bytes and permission bits. */
export type PlainFile = { readonly bytes: Uint8Array; readonly mode: number };

const openPlain = (path: string): number | "absent" | "other" => {
  // Windows can't open without following, and no name there is a device that would block.
  if (
    process.platform === "win32" &&
    node.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
  )
    return "other";
  try {
    return node.openSync(path, process.platform === "win32" ? O_RDONLY : O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (thrown) {
    const code = errnoOf(thrown) ?? "";
    if (code === "ENOENT" || code === "ENOTDIR") return "absent";
    if (["ELOOP", "EMLINK", "ENXIO", "EISDIR"].includes(code)) return "other";
    throw thrown;
  }
};

/** Reads a file unless nothing, a link, a folder or a device is there. */
export const readPlain = (path: string): PlainFile | "absent" | "other" => {
  const file = openPlain(path);
  const opened = typeof file === "string" ? file : readOpen(file, Number.POSITIVE_INFINITY);
  if (typeof opened !== "string") return { bytes: opened.bytes, mode: opened.status.mode & 0o777 };
  return opened === "absent" ? opened : "other";
};
