import { ok, type Outcome, type Problem } from "../../src/model/problem.ts";
import type { Change } from "../../src/model/plan.ts";
import type { FileRecord, Lock, ModelRecord } from "../../src/model/lock.ts";
import { canonical, digest } from "../../src/text/digest.ts";
import { isRefusal, refusedProblem } from "../../src/text/template/refusal.ts";
import type { DocumentSettings } from "../../src/config/document-settings.ts";
import type { FileContext, FilesPlan, Output } from "../output.ts";
import { entryChange } from "./entry.ts";
import { planFormer, planWhole } from "./whole.ts";
import type { Settings } from "../../src/config/settings.ts";
import type { Gone } from "../../src/lock/gone.ts";
import type { Entry, FieldValue } from "../../src/model/entry.ts";
import { changesOf, type ModelChange } from "../../src/lock/model-changes.ts";
import type { DocumentData, GoneData, ModelData } from "../../src/text/template/data.ts";

/** What documents tell of: the models, those that left, and what changed of them since the last apply. */
type Told = {
  readonly entries: readonly Entry[];
  readonly changed: readonly ModelChange[];
  /** Models that left, as long as the lock knows them. */
  readonly gone: readonly ModelRecord[];
  /** Those of them that count as gone from this run on. */
  readonly left: readonly ModelRecord[];
};

/** What changed since the last apply; nothing is known before the first one. */
const toldOf = (
  settings: Pick<Settings, "fields" | "removal">,
  lock: Lock,
  entries: readonly Entry[],
  gone: readonly Gone[],
): Told => {
  const due = gone.filter(({ absent }) => absent >= settings.removal.after).map(({ record }) => record);
  return {
    entries,
    changed: lock.models.size === 0 ? [] : changesOf(settings, lock, entries),
    gone: due,
    left: due.filter(({ absent }) => absent < settings.removal.after),
  };
};

/** The models that a document would tell something new of, sorted. */
const modelsTold = ({ changed, left }: Told): readonly string[] =>
  [...changed.map(({ entry }) => entry.id), ...left.map(({ model }) => model)].sort();

type Fields = Iterable<readonly [string, FieldValue]>;

/** What the template of a document sees. */
const dataOf = (
  { fields: shown }: DocumentSettings,
  { entries, changed, gone, left }: Told,
  { vars, date }: Pick<Settings, "vars" | "date">,
): DocumentData => {
  const isShown = (name: string): boolean => shown?.has(name) ?? true;
  const pick = (fields: Fields) => Object.fromEntries([...fields].filter(([name]) => isShown(name)));
  const ofEntry = ({ id, name, slug, capabilities, fields }: Entry): ModelData => ({
    // What the API calls it, where a model is told apart by more than its ID.
    id: String(fields.get("id") ?? id),
    ...{ name, slug, capabilities: [...capabilities], fields: pick(fields) },
  });
  const ofRecord = ({ model, fields }: ModelRecord): GoneData => ({
    id: String(fields.id ?? model),
    name: String(fields.name ?? model),
    fields: pick(Object.entries(fields)),
  });
  const news = changed.flatMap(({ entry, isNew, changes }) => {
    const own = changes.filter(({ name }) => name === "name" || (name !== "id" && isShown(name)));
    if (isNew || own.length === 0) return [];
    const said = own.map(({ name, before, after }) => ({ field: name, from: before ?? null, to: after }));
    return [{ ...ofEntry(entry), changes: said }];
  });
  return {
    models: entries.map(ofEntry),
    gone: gone.map(ofRecord),
    changes: {
      added: changed.filter(({ isNew }) => isNew).map(({ entry }) => ofEntry(entry)),
      changed: news,
      gone: left.map(ofRecord),
    },
    ...(date === undefined ? {} : { date }),
    vars: Object.fromEntries(Object.entries(vars)),
  };
};

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
