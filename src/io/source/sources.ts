import { fail, ok, type Outcome, type Problem, refuse } from "../../model/problem.ts";
import { parseDocument } from "./document.ts";
import { readCatalogFile } from "./file.ts";
import type { CatalogDocument, Source, SourceContext } from "./types.ts";

const readSource = async (source: Source, context: SourceContext): Promise<Outcome<CatalogDocument>> => {
  // Network code costs tens of milliseconds to load, which a plan from a file must not pay.
  if (source.type === "files") return (await import("./files.ts")).readCatalogFiles(source);
  if (source.type === "url") return (await import("./pages.ts")).readPages(source, context);
  const read = readCatalogFile(source);
  return read.ok ? parseDocument(read.value, source.label, source.format) : read;
};

/**
 * Reads the catalog from the first source that answers with a document. The problems of sources that
 * failed before it come along as warnings; when every source fails, all their problems are errors.
 * Never rejects for anything that a file, a server or the environment does.
 */
export const readCatalog = async (
  sources: readonly Source[],
  context: SourceContext,
): Promise<Outcome<CatalogDocument>> => {
  const failures: Problem[] = [];
  for (const source of sources) {
    const outcome = await readSource(source, context);
    if (outcome.ok) {
      const warnings = failures.map((problem): Problem => ({ ...problem, severity: "warning" }));
      return ok(outcome.value, [...warnings, ...outcome.problems]);
    }
    failures.push(...outcome.problems);
  }
  return failures.length > 0
    ? fail(...failures)
    : refuse("catalog-no-source", "catalog", "No catalog source is given.", "Name a file or a URL.");
};
