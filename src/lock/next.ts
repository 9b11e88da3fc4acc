import type { Digest, RelativePath, SnapshotFile } from "../model/file.ts";
import type { Entry } from "../model/entry.ts";
import {
  type Accepted,
  type EntryRecord,
  type FileRecord,
  type LackRecord,
  type Lock,
  type MentionRecord,
  type ModelRecord,
  type RoleRecord,
  type RowRecord,
  type TextRecord,
  fileKey,
  mentionKey,
  recordKey,
} from "../model/lock.ts";
import type { Gone } from "./gone.ts";
import { digest } from "../text/digest.ts";
import { type GroupPacker, groupPacker, unpackText } from "./pack.ts";

/** The lock's records of one section or table, as they should be. */
export type PlaceRecords = {
  readonly page: RelativePath;
  readonly place: string;
  /** Of which kind its records are: a section and a table may stand at one place. */
  readonly kind: (EntryRecord | RowRecord)["type"];
  readonly records: readonly (EntryRecord | RowRecord)[];
  /** Places inside of it that were planned with it: those of groups with a table each. */
  readonly places?: readonly string[];
  /** The texts of bodies that were made, by the key of their entry: bases of later merges. */
  readonly bodies?: ReadonlyMap<string, string>;
};

/** What a plan leaves for the lock to record. */
export type LockChanges = {
  readonly mentions?: MentionRecords | undefined;
  readonly files: readonly FileRecord[];
  /** Keys of files that are deleted. */
  readonly deleted: ReadonlySet<string>;
  readonly places: readonly PlaceRecords[];
  /** The models whose state is taken over from the catalog. */
  readonly entries: readonly Entry[];
  readonly gone: readonly Gone[];
  /** Whether the catalog is doubtful. */
  readonly doubtful?: boolean;
  /** What guards held and people let through, by model. */
  readonly accepted?: ReadonlyMap<string, readonly Accepted[]> | undefined;
  /** What pages lack. */
  readonly lacks?: readonly LackRecord[];
  /** What the files' texts were packed with. */
  readonly packer: GroupPacker;
};

const fileGroup = ({ snippet, template }: Pick<FileRecord, "snippet" | "template">): string =>
  `${snippet} ${template ?? ""}`;
const entryGroup = ({ page, place }: EntryRecord): string => JSON.stringify([page, place]);

const textOf = (base: string | null | undefined): Digest | undefined => base?.split(":", 1)[0];

/** The texts that records of one group were packed against, so that a new one joins them. */
const knownTexts = (lock: Lock): ReadonlyMap<string, string> => {
  const known = new Map<string, string>();
  const add = (group: string, base: string | null | undefined): void => {
    const of = textOf(base);
    if (of === undefined || known.has(group)) return;
    const text = unpackText(lock.texts.get(of)?.packed ?? "");
    if (text !== undefined && digest(text) === of) known.set(group, text);
  };
  for (const record of lock.files.values()) add(fileGroup(record), record.base);
  for (const record of lock.entries.values()) add(entryGroup(record), record.base);
  return known;
};

/** Packs the texts of a lock's next records; those that are packed alike stay together. */
export const packerFor = (old: Lock): GroupPacker => groupPacker(() => knownTexts(old));

/** What the lock records of a file's text as made; what was packed before stays packed as it was. */
export const packedBase = (
  before: FileRecord | undefined,
  group: Pick<FileRecord, "snippet" | "template">,
  made: SnapshotFile,
  { pack }: GroupPacker,
): string =>
  before?.digest === made.digest && before.base !== null ? before.base : pack(fileGroup(group), made.text);

const nextFiles = (old: Lock, { files, deleted }: LockChanges): ReadonlyMap<string, FileRecord> => {
  const next = new Map(old.files);
  for (const key of deleted) next.delete(key);
  for (const record of files) next.set(fileKey(record.snippet, record.model), record);
  return next;
};

/** Fewer lines than this can't be merged: they aren't worth the room. */
const leastLines = 4;

const packEntry = (
  old: Lock,
  record: EntryRecord,
  text: string | undefined,
  { pack }: GroupPacker,
): EntryRecord => {
  if (text === undefined || text.split("\n").length < leastLines) return record;
  const before = old.entries.get(recordKey(record));
  const same = before?.body === record.body ? before?.base : undefined;
  return { ...record, base: same ?? pack(entryGroup(record), text) };
};

const placed = <T extends EntryRecord | RowRecord>(
  old: ReadonlyMap<string, T>,
  all: readonly PlaceRecords[],
  own: PlaceRecords["kind"],
  take: (record: EntryRecord | RowRecord, place: PlaceRecords) => T | undefined,
): ReadonlyMap<string, T> => {
  const places = all.filter(({ kind }) => kind === own);
  const planned = new Set(
    places.flatMap(({ page, place, places: inside = [] }) =>
      [place, ...inside].map((each) => JSON.stringify([page, each])),
    ),
  );
  const next = new Map([...old].filter(([, { page, place }]) => !planned.has(JSON.stringify([page, place]))));
  for (const each of places)
    for (const record of each.records) {
      const taken = take(record, each);
      if (taken !== undefined) next.set(recordKey(record), taken);
    }
  return next;
};

/** The lock as it is once what stands at some places is recorded, which says the same with other owners. */
export const withPlaces = (lock: Lock, places: readonly PlaceRecords[]): Lock =>
  // Without a lock nobody knows more than the page says.
  lock.models.size === 0
    ? lock
    : {
        ...lock,
        entries: placed(lock.entries, places, "entry", (own) => (own.type === "entry" ? own : undefined)),
        rows: placed(lock.rows, places, "row", (own) => (own.type === "row" ? own : undefined)),
      };

const nextModels = (
  old: Lock,
  { entries, gone, doubtful, accepted }: LockChanges,
  named: ReadonlySet<string>,
): ReadonlyMap<string, ModelRecord> => {
  const models = new Map(old.models);
  for (const { id, fields } of entries) {
    const known = old.models.get(id);
    const all = [...(known?.accepted ?? []), ...(accepted?.get(id) ?? [])];
    models.set(id, {
      type: "model",
      model: id,
      fields: Object.fromEntries([...fields].filter(([name]) => name !== "slug")),
      absent: 0,
      ...(doubtful === true && (known?.doubtful ?? known === undefined) ? { doubtful } : {}),
      ...(all.length === 0 ? {} : { accepted: all }),
    });
  }
  for (const { record, absent } of gone)
    if (named.has(record.model)) models.set(record.model, { ...record, absent });
    else models.delete(record.model);
  return models;
};

/** What the lock is to record of names of models: undefined where the plan didn't look at them. */
export type MentionRecords = {
  /** By page, of those that were planned; without the pages that aren't there any more. */
  readonly pages: ReadonlyMap<RelativePath, readonly MentionRecord[]>;
  readonly isPage: (path: RelativePath) => boolean;
  readonly roles: readonly RoleRecord[];
  readonly left: readonly string[];
};

const nextMentions = (
  { mentions, roles, left }: Lock,
  { mentions: records }: LockChanges,
): Pick<Lock, "mentions" | "roles" | "left"> => {
  if (records === undefined) return { mentions, roles, left };
  const { pages, isPage } = records;
  const stay = [...mentions.values()].filter(({ page }) => !pages.has(page) && isPage(page));
  const all = [...stay, ...[...pages.values()].flat()];
  return {
    mentions: new Map(all.map((record) => [mentionKey(record.page, record.model), record])),
    roles: new Map(records.roles.map((record) => [record.role, record])),
    left: new Map(records.left.map((model) => [model, { type: "left", model }])),
  };
};

/** A lock with no other texts than those that its records were packed against. */
export const usedTexts = (lock: Lock): Lock => {
  const used = new Set([...lock.files.values(), ...lock.entries.values()].map(({ base }) => textOf(base)));
  return { ...lock, texts: new Map([...lock.texts].filter(([text]) => used.has(text))) };
};

/** The lock after a plan was applied. What the plan didn't look at stays as it was recorded. */
export const nextLock = (old: Lock, memory: LockChanges): Lock => {
  const { packer } = memory;
  const files = nextFiles(old, memory);
  const entries = placed(old.entries, memory.places, "entry", (record, { bodies }) =>
    record.type === "entry" ? packEntry(old, record, bodies?.get(recordKey(record)), packer) : undefined,
  );
  const rows = placed(old.rows, memory.places, "row", (record) =>
    record.type === "row" ? record : undefined,
  );
  const texts = new Map<Digest, TextRecord>([
    ...old.texts,
    ...packer.texts().map((text) => [text.text, text] as const),
  ]);
  const named = new Set([...files.values(), ...entries.values(), ...rows.values()].map(({ model }) => model));
  const models = nextModels(old, memory, named);
  return usedTexts({
    files,
    entries,
    rows,
    texts,
    models,
    unclaimed: old.unclaimed,
    lacks: new Map(memory.lacks?.map((record) => [record.page, record])),
    ...nextMentions(old, memory),
  });
};
