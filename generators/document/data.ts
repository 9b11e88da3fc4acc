import type { DocumentSettings } from "../../src/config/document-settings.ts";
import type { Settings } from "../../src/config/settings.ts";
import type { Gone } from "../../src/lock/gone.ts";
import type { Entry, FieldValue } from "../../src/model/entry.ts";
import type { Lock, ModelRecord } from "../../src/model/lock.ts";
import { changesOf, type ModelChange } from "../../src/lock/model-changes.ts";
import type { DocumentData, GoneData, ModelData } from "../../src/text/template/data.ts";

/** What documents tell of: the models, those that left, and what changed of them since the last apply. */
export type Told = {
  readonly entries: readonly Entry[];
  readonly changed: readonly ModelChange[];
  /** Models that left, as long as the lock knows them. */
  readonly gone: readonly ModelRecord[];
  /** Those of them that count as gone from this run on. */
  readonly left: readonly ModelRecord[];
};

/** What changed since the last apply; nothing is known before the first one. */
export const toldOf = (
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
export const modelsTold = ({ changed, left }: Told): readonly string[] =>
  [...changed.map(({ entry }) => entry.id), ...left.map(({ model }) => model)].sort();

type Fields = Iterable<readonly [string, FieldValue]>;

/** What the template of a document sees. */
export const dataOf = (
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
