import { readdirSync } from "node:fs";
import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import picomatch from "picomatch";
import type { DocumentPart } from "../../catalog/envelope.ts";
import { formatOf } from "../../config/to-settings/catalog.ts";
import { error, fail, hasErrors, ok, type Outcome, type Problem, refuse } from "../../model/problem.ts";
import { parseDocument, readCatalogFile } from "./document.ts";
import { errnoOf } from "../errno.ts";
import { list } from "../tree.ts";
import type { CatalogDocument, FilesSource } from "./types.ts";

/** Most files that a catalog may consist of. */
const maxFiles = 20_000;

const failure = (glob: string, cause: unknown): Problem => {
  const code = errnoOf(cause) ?? "unknown error";
  return ["ENOENT", "ENOTDIR"].includes(code)
    ? error("catalog-file-missing", glob, "The folder of the files doesn't exist.", "Check the path.")
    : error("catalog-file-unreadable", glob, `The folder can't be read (${code}).`, "Check its permissions.");
};

/**
 * Reads the files that a glob pattern matches, in code-unit order of their paths; links to folders are not followed. Each is read as a catalog
 * file is. Problems: `catalog-no-files`, `catalog-too-large`, and those of a single file.
 */
export const readCatalogFiles = async (source: FilesSource): Promise<Outcome<CatalogDocument>> => {
  const { folder, glob, format, maxBytes } = source;
  const { base, glob: pattern } = picomatch.scan(glob);
  const start = resolve(folder, base);
  let paths: readonly string[];
  try {
    const matches = picomatch(pattern === "" ? "*" : pattern);
    readdirSync(start);
    paths = list(start, "", "deep")
      .filter((path) => matches(path))
      .sort();
  } catch (cause) {
    return fail(failure(glob, cause));
  }
  if (paths.length === 0)
    return refuse("catalog-no-files", glob, "No file matches the pattern.", "Correct the pattern.");
  const parts: DocumentPart[] = [];
  const problems: Problem[] = [];
  const hash = createHash("sha256");
  let bytes = 0;
  for (const path of paths) {
    const label = base === "" ? path : `${base}/${path}`;
    const read = readCatalogFile({ path: join(start, path), label, maxBytes });
    bytes += read.ok ? read.value.length : 0;
    if (parts.length >= maxFiles || bytes > maxBytes)
      return refuse(
        "catalog-too-large",
        glob,
        `The pattern matches more than ${maxFiles} files or ${maxBytes} bytes.`,
        "Narrow it.",
      );
    const parsed = read.ok ? await parseDocument(read.value, label, format ?? formatOf(path)) : read;
    problems.push(...parsed.problems);
    if (!parsed.ok) continue;
    hash.update(parsed.value.digest);
    parts.push({ value: parsed.value.value, label, file: path.replace(/\.[^./]*$/, "") });
  }
  if (hasErrors(problems)) return fail(...problems.slice(0, 20));
  return ok({ value: null, digest: hash.digest("hex"), label: glob, bytes, parts }, problems.slice(0, 20));
};
