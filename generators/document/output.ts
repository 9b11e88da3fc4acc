import { ok, type Outcome, type Problem } from "../../src/model/problem.ts";
import type { Change } from "../../src/model/plan.ts";
import type { FileRecord } from "../../src/model/lock.ts";
import { canonical } from "../../src/text/canonical.ts";
import { isRefusal, refusedProblem } from "../../src/text/template/refusal.ts";
import { digest } from "../../src/text/digest.ts";
import type { DocumentSettings } from "../../src/config/document-settings.ts";
import type { FileContext, FilesPlan, Output } from "../output.ts";
import { dataOf, modelsTold, toldOf } from "./data.ts";
import { entryChange } from "./entry.ts";
import { planFormer, planWhole } from "./whole.ts";

const planFiles = async (context: FileContext): Promise<Outcome<FilesPlan>> => {
  const { settings, lock, entries, scope, templates, tools } = context;
  // A run for some models tells nothing of all of them.
  if (scope.limited) return ok({ changes: [], records: [], deleted: new Set(), existing: new Map() });
  const former = planFormer(context);
  // What a doubtful catalog says isn't told.
  const asked = scope.doubt === undefined ? settings.documents.filter(({ of }) => of !== "samples") : [];
  if (asked.length === 0) return ok(former);
  const render = await tools.loadDocumentRenderer();
  const { merge3 } = await import("../../src/text/merge.ts");
  const told = toldOf(settings, lock, entries, scope.gone);
  const changes: Change[] = [...former.changes];
  const records: FileRecord[] = [];
  const problems: Problem[] = [];
  const existing = new Map(former.existing);
  const pathOf = (document: DocumentSettings, key: string): string =>
    document.path.replaceAll("{date}", settings.date ?? "").replaceAll("{digest}", key);
  for (const document of asked) {
    const data = dataOf(document, told, settings);
    const { added, changed, gone } = data.changes;
    const isEntry = document.of === "changes";
    if (isEntry && added.length + changed.length + gone.length === 0) continue;
    const rendered = render(document.template, document.language, data);
    if (!rendered.ok) {
      // What isn't told when it changes would never be told.
      for (const problem of rendered.problems)
        problems.push(
          !isEntry && isRefusal(problem)
            ? refusedProblem(`The document ${document.path} is`, problem)
            : problem,
        );
      continue;
    }
    const text = rendered.value;
    if (isEntry && text.trim() === "") continue;
    const path = pathOf(document, digest(canonical(data.changes)).slice(0, 8));
    for (const [each, file] of tools.readFiles([path])) existing.set(each, file);
    const job = { document, file: existing.get(path), models: modelsTold(told) };
    if (isEntry) {
      const planned = entryChange({ ...job, path, entry: text });
      problems.push(...planned.problems);
      if (planned.ok) changes.push(planned.value);
      continue;
    }
    const template = digest(templates.get(document.template) ?? "");
    const { change, record } = planWhole({ ...job, kind: "document", text }, template, context, merge3);
    changes.push(change);
    if (record !== undefined) records.push(record);
  }
  return ok({ changes, records, deleted: former.deleted, existing }, problems);
};

/** Files made from all models, and entries that tell what changed of them. */
export const documentOutput: Output = { kind: "document", title: "Documents", part: "documents", planFiles };
