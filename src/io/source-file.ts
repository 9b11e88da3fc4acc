import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { error, type Problem } from "../problem.ts";
import { errnoOf } from "./errno.ts";
import type { Bytes, FileSource } from "./source-types.ts";

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

// A file may say that it holds nothing and go on for ever (/proc), so the count decides, not the size.
const readAll = (descriptor: number, size: number): Uint8Array | undefined => {
  let buffer = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    const count = readSync(descriptor, buffer, length, buffer.length - length, null);
    if (count === 0) return buffer.subarray(0, length);
    length += count;
    if (length > MAX_FILE_BYTES) return undefined;
    if (length === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2 + 4096);
  }
};

/**
 * Reads a catalog file of at most `MAX_FILE_BYTES` bytes. Only regular files count: a pipe or a device could
 * block or never end. Problems: `catalog-file-missing`, `catalog-file-unreadable`, `catalog-not-a-file`,
 * `catalog-too-large`.
 */
export const readCatalogFile = (source: FileSource): Bytes => {
  const { label } = source;
  let descriptor: number | undefined;
  try {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    descriptor = openSync(source.path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) return { ok: false, problem: systemProblem(label, "EISDIR") };
    if (!stat.isFile()) {
      return {
        ok: false,
        problem: error(
          "catalog-not-a-file",
          label,
          "The catalog is not a regular file.",
          "Save it to a file first.",
        ),
      };
    }
    const bytes = readAll(descriptor, Math.min(stat.size, MAX_FILE_BYTES));
    return bytes === undefined ? { ok: false, problem: tooLarge(label) } : { ok: true, bytes, label };
  } catch (cause) {
    return { ok: false, problem: systemProblem(label, errno(cause)) };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
};
