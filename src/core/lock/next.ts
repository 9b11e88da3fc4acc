import type { Digest, Entry, RelativePath } from "../../types.ts";
import type { Gone } from "../gone.ts";
import { digest } from "../digest.ts";
import { groupPacker, unpackText } from "./pack.ts";
import {
  type EntryRecord,
  type FileRecord,
  fileKey,
  type Lock,
  type ModelRecord,
  recordKey,
  type RowRecord,
  type TextRecord,
} from "./types.ts";

/** The record of a file in the next lock, and the text to be packed as its base where that is new. */
export type FileDraft = { readonly record: FileRecord; readonly text?: string };

/** The lock's records of one section or table, as they should be. */
export type PlaceRecords = {
  readonly page: RelativePath;
  readonly place: string;
  readonly records: readonly (EntryRecord | RowRecord)[];
};

/** What a plan leaves for the lock to remember. */
export type Memory = {
  readonly files: readonly FileDraft[];
  /** Keys of files that are deleted. */
  readonly deleted: ReadonlySet<string>;
  readonly places: readonly PlaceRecords[];
  /** The models whose state is taken over from the catalog. */
  readonly entries: readonly Entry[];
  readonly gone: readonly Gone[];
};

const groupOf = ({ snippet, template }: FileRecord): string => `${snippet} ${template ?? ""}`;

/** The texts that files of one group were packed against, so that a new one joins them. */
const knownTexts = (lock: Lock): ReadonlyMap<string, string> => {
  const known = new Map<string, string>();
  for (const record of lock.files.values()) {
    const of = record.base?.split(":", 1)[0];
    if (of === undefined || known.has(groupOf(record))) continue;
    const text = unpackText(lock.texts.get(of)?.packed ?? "");
    if (text !== undefined && digest(text) === of) known.set(groupOf(record), text);
  }
  return known;
};

const packFiles = (old: Lock, { files, deleted }: Memory) => {
  const next = new Map(old.files);
  for (const key of deleted) next.delete(key);
  const packer = groupPacker(knownTexts(old));
  for (const draft of files) {
    const { record } = draft;
    const before = old.files.get(fileKey(record.snippet, record.model));
    // A text that was packed before stays packed as it was: one line of the lock less to change.
    const base = !("text" in draft)
      ? record.base
      : before?.digest === record.digest && before.base !== null
        ? before.base
        : packer.pack(groupOf(record), draft.text ?? "");
    next.set(fileKey(record.snippet, record.model), { ...record, base });
  }
  const used = new Set([...next.values()].flatMap(({ base }) => base?.split(":", 1)[0] ?? []));
  const texts = new Map<Digest, TextRecord>([
    ...old.texts,
    ...packer.texts().map((text) => [text.text, text] as const),
  ]);
  return { files: next, texts: new Map([...texts].filter(([text]) => used.has(text))) };
};

const placed = <T extends EntryRecord | RowRecord>(
  old: ReadonlyMap<string, T>,
  places: readonly PlaceRecords[],
  isKind: (record: EntryRecord | RowRecord) => record is T,
): ReadonlyMap<string, T> => {
  const planned = new Set(places.map(({ page, place }) => JSON.stringify([page, place])));
  const next = new Map([...old].filter(([, { page, place }]) => !planned.has(JSON.stringify([page, place]))));
  for (const { records } of places)
    for (const record of records) if (isKind(record)) next.set(recordKey(record), record);
  return next;
};

const nextModels = (
  old: Lock,
  { entries, gone }: Memory,
  named: ReadonlySet<string>,
): ReadonlyMap<string, ModelRecord> => {
  const models = new Map(old.models);
  for (const { id, fields } of entries)
    models.set(id, {
      type: "model",
      model: id,
      fields: Object.fromEntries([...fields].filter(([name]) => name !== "slug")),
      absent: 0,
    });
  for (const { record, absent } of gone)
    if (named.has(record.model)) models.set(record.model, { ...record, absent });
    else models.delete(record.model);
  return models;
};

/** The lock after a plan was applied. What the plan didn't look at stays as it was recorded. */
export const nextLock = (old: Lock, memory: Memory): Lock => {
  const { files, texts } = packFiles(old, memory);
  const entries = placed(old.entries, memory.places, (record) => record.type === "entry");
  const rows = placed(old.rows, memory.places, (record) => record.type === "row");
  const named = new Set([...files.values(), ...entries.values(), ...rows.values()].map(({ model }) => model));
  return { files, entries, rows, texts, models: nextModels(old, memory, named) };
};
