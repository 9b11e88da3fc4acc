import { readFileSync, realpathSync } from "node:fs";
import { isUtf8 } from "node:buffer";
import { sep } from "node:path";
import { digest } from "../text/digest.ts";
import type { RelativePath, SnapshotFile } from "../model/file.ts";
import { error, type Problem } from "../model/problem.ts";
import { errnoOf } from "./errno.ts";
import { readPlain } from "./read-file.ts";

/** A file or folder that isn't there is no problem; everything else is. */
export const isAbsent = (cause: unknown): boolean => ["ENOENT", "ENOTDIR"].includes(errnoOf(cause) ?? "");

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

const notText = (path: RelativePath): Problem =>
  error("file-not-utf8", path, "The file is not UTF-8 text.", "Convert it to UTF-8.");

const unreadable = (path: RelativePath, cause: unknown): Problem =>
  error(
    "file-unreadable",
    path,
    `The file can't be read (${errnoOf(cause) ?? ""}).`,
    "Check that it is a file and that you may read it.",
  );

/** What an unfinished run will leave at a path: bytes, or null for nothing. */
export type Pending = ReadonlyMap<RelativePath, Uint8Array | null>;

/** Tells whether a folder is in the documentation, links followed; each is looked at once. */
const insideOf = (root: string): ((folder: string) => boolean) => {
  const known = new Map<string, boolean>();
  return (folder) => {
    const found = known.get(folder);
    if (found !== undefined) return found;
    const real = realpathSync.native(folder);
    const inside = real === root || real.startsWith(root + sep);
    known.set(folder, inside);
    return inside;
  };
};

/** Finds files of the documentation: their bytes, and where they really are. */
type Finder = (path: RelativePath) =>
  | {
      readonly bytes: Uint8Array;
      /** Where the file is, when the path is a link. */
      readonly linked?: RelativePath;
    }
  | Problem
  | undefined;

const finderOf = (root: string, pending: Pending): Finder => {
  const isInside = insideOf(root);
  const outside = (path: RelativePath): Problem =>
    error(
      "file-outside",
      path,
      "The path leads out of the documentation through a link.",
      "Use a file inside of it.",
    );
  const findPlain: Finder = (path) => {
    const full = `${root}/${path}`;
    const found = readPlain(full);
    if (found === "absent") return undefined;
    // A link that leads out of the documentation is not part of it.
    if (found === "other") {
      const real = realpathSync.native(full);
      if (!real.startsWith(root + sep)) return outside(path);
      const linked = real
        .slice(root.length + 1)
        .split(sep)
        .join("/");
      return { bytes: readFileSync(full), linked };
    }
    return isInside(full.slice(0, full.lastIndexOf("/"))) ? { bytes: found.bytes } : outside(path);
  };
  return (path) => {
    const coming = pending.get(path);
    if (coming === null) return undefined;
    try {
      return coming === undefined ? findPlain(path) : { bytes: coming };
    } catch (cause) {
      return isAbsent(cause) ? undefined : unreadable(path, cause);
    }
  };
};

/** Reads files of the documentation. */
export type Reader = (path: RelativePath) => SnapshotFile | Problem | undefined;

/** Makes a reader; what an unfinished run will leave is read as if it were there. */
export const readerOf = (root: string, pending: Pending): Reader => {
  const find = finderOf(root, pending);
  return (path) => {
    const found = find(path);
    if (found === undefined || "code" in found) return found;
    const { bytes, linked } = found;
    if (!isUtf8(bytes)) return notText(path);
    const now = digest(bytes);
    const text = decoder.decode(bytes);
    return {
      text,
      digest: now,
      ...(text.includes("\r\n") ? { unix: digest(text.replaceAll("\r\n", "\n")) } : {}),
      ...(linked === undefined ? {} : { linked }),
    };
  };
};

/** Reads one file of UTF-8 text as bytes; undefined when it isn't there. Errors: those of a reader. */
export const readBytes = (
  root: string,
  pending: Pending,
  path: RelativePath,
): Uint8Array | Problem | undefined => {
  const found = finderOf(root, pending)(path);
  if (found === undefined || "code" in found) return found;
  return isUtf8(found.bytes) ? found.bytes : notText(path);
};
