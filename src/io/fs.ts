import * as node from "node:fs";
import { promisify } from "node:util";
import { type PlainFile, readPlain } from "./read-file.ts";

/** What stands at a path, a symbolic link itself and not where it leads. */
export type FileStatus = {
  readonly kind: "file" | "folder" | "link" | "other";
  /** Permission bits, 0 to 0o777. */
  readonly mode: number;
};

/** The file-system calls of an apply, on absolute paths; each throws errors with `code`. Tests make a chosen one fail. */
export type FileSystem = {
  /** The status of what is there, or undefined when nothing is. */
  readonly lstat: (path: string) => FileStatus | undefined;
  /** The path with every symbolic link followed. */
  readonly realpath: (path: string) => string;
  /** Throws when the user may not make or remove entries in the folder. */
  readonly checkWritable: (folder: string) => void;
  readonly readFile: (path: string) => Uint8Array;
  /** Reads a file unless nothing, a link, a folder or a device is there. */
  readonly readPlain: (path: string) => PlainFile | "absent" | "other";
  readonly readFolder: (path: string) => readonly string[];
  /** Opens a file that must not exist yet. Closed with `close`. */
  readonly create: (path: string, mode: number) => number;
  /** Writes at the end and says how many bytes went in, which may be fewer than were given. */
  readonly write: (file: number, content: string | Uint8Array) => number;
  readonly changeMode: (file: number, mode: number) => void;
  readonly sync: (file: number) => void;
  readonly close: (file: number) => void;
  /** Gives the file a second name, which must not exist yet. */
  readonly link: (from: string, to: string) => void;
  readonly rename: (from: string, to: string) => void;
  readonly unlink: (path: string) => void;
  readonly makeFolder: (path: string) => void;
  readonly removeFolder: (path: string) => void;
  /** Makes a file's bytes, or a folder's entries, survive a loss of power. */
  readonly flush: (path: string) => Promise<void>;
};

const kindOf = (status: node.Stats): FileStatus["kind"] => {
  if (status.isFile()) return "file";
  if (status.isDirectory()) return "folder";
  return status.isSymbolicLink() ? "link" : "other";
};

const flushOpen = promisify(node.fsync);

/** Only the flush itself waits for the disk: asking other threads to open and close as well costs three times as much. */
const flushWith = async (path: string, flags: string): Promise<void> => {
  const file = node.openSync(path, flags);
  try {
    await flushOpen(file);
  } finally {
    node.closeSync(file);
  }
};

/** Windows can only flush what is open for writing, and can't flush folders, whose entries it orders itself. */
const flushOnWindows = async (path: string): Promise<void> => {
  if (node.lstatSync(path).isDirectory()) return;
  await flushWith(path, "r+");
};

/** The real file system. */
export const diskFileSystem: FileSystem = {
  lstat: (path) => {
    const status = node.lstatSync(path, { throwIfNoEntry: false });
    return status && { kind: kindOf(status), mode: status.mode & 0o777 };
  },
  realpath: (path) => node.realpathSync.native(path),
  checkWritable: (folder) => node.accessSync(folder, node.constants.W_OK | node.constants.X_OK),
  readFile: (path) => node.readFileSync(path),
  readPlain,
  readFolder: (path) => node.readdirSync(path),
  create: (path, mode) => node.openSync(path, "wx", mode),
  write: (file, content) =>
    typeof content === "string" ? node.writeSync(file, content) : node.writeSync(file, content),
  changeMode: (file, mode) => node.fchmodSync(file, mode),
  sync: (file) => node.fsyncSync(file),
  close: (file) => node.closeSync(file),
  link: (from, to) => node.linkSync(from, to),
  rename: (from, to) => node.renameSync(from, to),
  unlink: (path) => node.unlinkSync(path),
  makeFolder: (path) => {
    node.mkdirSync(path);
  },
  removeFolder: (path) => node.rmdirSync(path),
  flush: (path) => (process.platform === "win32" ? flushOnWindows(path) : flushWith(path, "r")),
};
