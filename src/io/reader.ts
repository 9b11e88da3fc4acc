import { isUtf8 } from "node:buffer";
import { sep } from "node:path";
import { digest } from "../core/digest.ts";
import { lazyFile, type SnapshotFile } from "../core/snapshot.ts";
import { error, type Problem } from "../problem.ts";
import type { Digest, RelativePath } from "../types.ts";
import { errnoOf } from "./errno.ts";
import { readPlain } from "./read-file.ts";
import { readBytes, realPath } from "./reads.ts";

/** A file or folder that isn't there is no problem; everything else is. */
export const isAbsent = (cause: unknown): boolean => ["ENOENT", "ENOTDIR"].includes(errnoOf(cause) ?? "");

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const unreadable = (path: RelativePath, cause: unknown): Problem => {
  if (cause instanceof TypeError)
    return error("file-not-utf8", path, "The file is not UTF-8 text.", "Convert it to UTF-8.");
  return error(
    "file-unreadable",
    path,
    `The file can't be read (${errnoOf(cause) ?? ""}).`,
    "Check that it is a file and that you may read it.",
  );
};

/** What an unfinished run will leave at a path: bytes, or null for nothing. */
export type Pending = ReadonlyMap<RelativePath, Uint8Array | null>;

const toFile = (bytes: Uint8Array): SnapshotFile => ({ text: decoder.decode(bytes), digest: digest(bytes) });

/**
 * A file that is as the lock has it: its digest tells all about it that counts, and of very many files the texts
 * would fill the memory. Whoever changes it after it was read makes the plan stale, since `apply` looks again.
 */
const knownFile = (path: string, known: Digest): SnapshotFile =>
  lazyFile(known, () => {
    const found = readPlain(path);
    return typeof found === "string" ? "" : decoder.decode(found.bytes);
  });

/** Tells whether a folder is in the documentation, links followed; each is looked at once. */
const insideOf = (root: string): ((folder: string) => boolean) => {
  const known = new Map<string, boolean>();
  return (folder) => {
    const found = known.get(folder);
    if (found !== undefined) return found;
    const real = realPath(folder);
    const inside = real === root || real.startsWith(root + sep);
    known.set(folder, inside);
    return inside;
  };
};

/** Reads files of the documentation. */
export type Reader = (path: RelativePath) => SnapshotFile | Problem | undefined;

/** Makes a reader; `recorded` are the digests that the lock has of files, by path. */
export const readerOf = (
  root: string,
  pending: Pending,
  recorded: ReadonlyMap<RelativePath, Digest> = new Map(),
): Reader => {
  const isInside = insideOf(root);
  const outside = (path: RelativePath): Problem =>
    error(
      "file-outside",
      path,
      "The path leads out of the documentation through a link.",
      "Use a file inside of it.",
    );
  const readLinked = (path: RelativePath, full: string): SnapshotFile | Problem =>
    // A link that leads out of the documentation is not part of it.
    realPath(full).startsWith(root + sep) ? toFile(readBytes(full)) : outside(path);
  const readFile = (path: RelativePath): SnapshotFile | Problem | undefined => {
    const full = `${root}/${path}`;
    const found = readPlain(full);
    if (found === "absent") return undefined;
    if (found === "other") return readLinked(path, full);
    if (!isInside(full.slice(0, full.lastIndexOf("/")))) return outside(path);
    const { bytes } = found;
    const known = recorded.get(path);
    if (known === undefined || !isUtf8(bytes)) return toFile(bytes);
    const now = digest(bytes);
    return now === known ? knownFile(full, known) : { text: decoder.decode(bytes), digest: now };
  };
  return (path) => {
    const coming = pending.get(path);
    if (coming === null) return undefined;
    try {
      return coming === undefined ? readFile(path) : toFile(coming);
    } catch (cause) {
      return isAbsent(cause) ? undefined : unreadable(path, cause);
    }
  };
};
