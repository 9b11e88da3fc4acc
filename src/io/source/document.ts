import { type DataFormat, usualMaxBytes } from "../../config/catalog-settings.ts";
import { type Outcome, type Problem, error, fail, ok, refuse } from "../../model/problem.ts";
import { attempt } from "../../text/attempt.ts";
import { parseJson, parseLenientJson } from "../../text/json.ts";
import { errnoOf } from "../errno.ts";
import { readBounded } from "../read-file.ts";
import type { CatalogDocument, FileSource } from "./types.ts";
import { createHash } from "node:crypto";

const reasons = new Map<string, readonly [code: string, message: string, fix: string]>([
  ["ENOENT", ["catalog-file-missing", "The catalog file doesn't exist.", "Check the path."]],
  ["ENOTDIR", ["catalog-file-missing", "The catalog file doesn't exist.", "Check the path."]],
  [
    "EISDIR",
    [
      "catalog-not-a-file",
      "The catalog is a directory.",
      "Name the file in it, or all by a pattern (`models/*.json`).",
    ],
  ],
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

const decoder = new TextDecoder("utf-8", { fatal: true });

// A catalog in JSON never pays for the parsers of the other formats.
const parseText = async (text: string, label: string, format: DataFormat): Promise<Outcome<unknown>> => {
  if (format === "yaml") return (await import("./formats/yaml.ts")).parseYaml(text, label);
  if (format === "toml") return (await import("./formats/toml.ts")).parseToml(text, label);
  // JSON Lines: a record on each line.
  return /^(?:\s*\{.*\}[ \t\r]*(?:\n|$)){2,}\s*$/.test(text)
    ? parseJson(`[${text.replace(/\}(?=\s*\n\s*\{)/g, "},")}]`, label)
    : parseLenientJson(text, label);
};

/** Makes a document of a source's bytes. Problems: `catalog-empty`, `catalog-encoding`, `catalog-html`, the parser's. */
export const parseDocument = async (
  bytes: Uint8Array,
  label: string,
  format: DataFormat = "json",
): Promise<Outcome<CatalogDocument>> => {
  const text = attempt(() => decoder.decode(bytes));
  if (text === undefined) {
    return refuse(
      "catalog-encoding",
      label,
      (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
        ? "The catalog is UTF-16, not UTF-8."
        : "The catalog is not valid UTF-8.",
      "Save or serve it as UTF-8.",
    );
  }
  const head = text.slice(0, 1024).trimStart();
  if (head === "" && text.trim() === "") {
    return refuse("catalog-empty", label, "The catalog is empty.", "Name a source that holds the catalog.");
  }
  if (head.startsWith("<")) {
    return refuse(
      "catalog-html",
      label,
      `The source answered with HTML, not ${format.toUpperCase()}.`,
      "Check that it is the address of the API, not of a web page, and that the service is up.",
    );
  }
  const parsed = await parseText(text, label, format);
  if (!parsed.ok) return parsed;
  const digest = createHash("sha256").update(bytes).digest("hex");
  return ok({ value: parsed.value, digest, label, bytes: bytes.length }, parsed.problems);
};
