import { usualMaxBytes } from "../../config/catalog-settings.ts";
import { error, fail, ok, type Outcome, type Problem, refuse } from "../../model/problem.ts";
import { errnoOf } from "../errno.ts";
import { readBounded } from "../read-file.ts";
import type { FileSource } from "./types.ts";

const reasons = new Map<string, readonly [code: string, message: string, fix: string]>([
  ["ENOENT", ["catalog-file-missing", "The catalog file doesn't exist.", "Check the path."]],
  ["ENOTDIR", ["catalog-file-missing", "The catalog file doesn't exist.", "Check the path."]],
  ["EISDIR", ["catalog-not-a-file", "The catalog is a directory.", "Name the file in it."]],
  ["EACCES", ["catalog-file-unreadable", "The catalog file may not be read.", "Check its permissions."]],
  ["EPERM", ["catalog-file-unreadable", "The catalog file may not be read.", "Check its permissions."]],
]);

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

/**
 * Reads a catalog file of at most `maxBytes` bytes. Only regular files count: a pipe or a device could
 * block or never end. Problems: `catalog-file-missing`, `catalog-file-unreadable`, `catalog-not-a-file`,
 * `catalog-too-large`.
 */
export const readCatalogFile = ({
  path,
  label,
  maxBytes = usualMaxBytes,
}: Pick<FileSource, "path" | "label"> & { readonly maxBytes?: number }): Outcome<Uint8Array> => {
  try {
    const opened = readBounded(path, maxBytes);
    if (opened === "large") {
      const message = `The catalog is larger than ${maxBytes} bytes.`;
      return refuse(
        "catalog-too-large",
        label,
        message,
        "Name a smaller file, or raise the source's size limit.",
      );
    }
    if (opened === "folder") return fail(systemProblem(label, "EISDIR"));
    if (opened !== "other") return ok(opened.bytes);
    const message = "The catalog is not a regular file.";
    return refuse("catalog-not-a-file", label, message, "Save it to a file first.");
  } catch (cause) {
    return fail(systemProblem(label, errnoOf(cause) ?? "unknown error"));
  }
};
