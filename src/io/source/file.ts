import { error, type Problem } from "../../model/problem.ts";
import { errnoOf } from "../errno.ts";
import { readBounded } from "../read-file.ts";
import type { Bytes, FileSource } from "./types.ts";

/** Largest catalog file accepted, in bytes. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

const reasons = new Map<string, readonly [code: string, message: string, fix: string]>([
  ["ENOENT", ["catalog-file-missing", "The catalog file doesn't exist.", "Check the path."]],
  ["ENOTDIR", ["catalog-file-missing", "The catalog file doesn't exist.", "Check the path."]],
  ["EISDIR", ["catalog-not-a-file", "The catalog is a directory.", "Name the file in it."]],
  ["EACCES", ["catalog-file-unreadable", "The catalog file may not be read.", "Check its permissions."]],
  ["EPERM", ["catalog-file-unreadable", "The catalog file may not be read.", "Check its permissions."]],
]);

const errno = (cause: unknown): string => errnoOf(cause) ?? "unknown error";

const systemProblem = (label: string, code: string): Problem => {
  const known = reasons.get(code);
  return known === undefined
    ? error(
        "catalog-file-unreadable",
        label,
        `The catalog file can't be read (${code}).`,
        "Check the path and the disk.",
      )
    : error(known[0], label, known[1], known[2]);
};

const tooLarge = (label: string): Problem =>
  error(
    "catalog-too-large",
    label,
    `The catalog is larger than ${MAX_FILE_BYTES} bytes.`,
    "Name a smaller file.",
  );

/**
 * Reads a catalog file of at most `MAX_FILE_BYTES` bytes. Only regular files count: a pipe or a device could
 * block or never end. Problems: `catalog-file-missing`, `catalog-file-unreadable`, `catalog-not-a-file`,
 * `catalog-too-large`.
 */
export const readCatalogFile = ({ path, label }: FileSource): Bytes => {
  try {
    const opened = readBounded(path, MAX_FILE_BYTES);
    if (opened === "large") return { ok: false, problem: tooLarge(label) };
    if (opened === "folder") return { ok: false, problem: systemProblem(label, "EISDIR") };
    return opened === "other"
      ? {
          ok: false,
          problem: error(
            "catalog-not-a-file",
            label,
            "The catalog is not a regular file.",
            "Save it to a file first.",
          ),
        }
      : { ok: true, bytes: opened.bytes, label };
  } catch (cause) {
    return { ok: false, problem: systemProblem(label, errno(cause)) };
  }
};
