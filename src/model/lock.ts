import type { FieldValue } from "./entry.ts";
import type { Digest, RelativePath } from "./file.ts";

/** Whose is what was there before the tool: what is as it would be made, all of it, or nothing is the tool's. */
export type Claim = "as-made" | "all" | "none";

/** A doubt about one value of a model, which holds that model's changes until it is accepted. */
export type Held = {
  /** The name of the guard. */
  readonly guard: string;
  readonly model: string;
  readonly field: string;
  /** The value as the lock has it; null for a new model. */
  readonly from: FieldValue;
  /** The value as the catalog has it. */
  readonly to: FieldValue;
};

/** What was held once and let through. */
export type Accepted = Pick<Held, "guard" | "field"> & { readonly value: FieldValue };

/** A snippet file, and who it belongs to. */
export type FileRecord = {
  readonly type: "file";
  readonly model: string;
  /** `<kind>/<language>`. */
  readonly snippet: string;
  readonly path: RelativePath;
  /** `tool`: the tool made it, or claimed it. `people`: was there before, and its text is never touched. */
  readonly owner: "tool" | "people";
  /** Whether the file has the name that the slug gives: then it follows the slug. */
  readonly named: boolean;
  /** Digest of the text as it was made; of the file as it was found where people own it. */
  readonly digest: Digest;
  /** Digest of the text that was made before this one, so that an older checkout isn't taken for an edit. */
  readonly older: Digest | null;
  /** Digest of what the text was made from, or would have been: template, fields, constants. */
  readonly made: Digest | null;
  /** Digest of the template alone, to tell causes apart. */
  readonly template: Digest | null;
  /** The text as it was made, packed against a text record: the base of a merge. */
  readonly base: string | null;
  /** Digest of the file as it was found, where it isn't as it would be made and goes with its model all the same. */
  readonly found?: Digest;
  /** Digest of what would have been made when people's file was found as it is: another one shows what it doesn't follow. */
  readonly wanted?: Digest;
};

/** An entry of a page section as it was made. */
export type EntryRecord = {
  readonly type: "entry";
  readonly model: string;
  readonly page: RelativePath;
  /** Which of the page's sections: its place in words. */
  readonly place: string;
  /** The title as it was made; null where people wrote the entry. */
  readonly title: string | null;
  /** Digest of all but the title as it was made, where that follows the catalog; left out where people wrote it. */
  readonly body?: Digest;
  /** The body as text, packed against a text record: the base of a merge. */
  readonly base?: string;
  /** What it is found by, where people wrote it: they keep it when its model goes, and are notified of it then. */
  readonly key?: string;
  /** Digest of the whole entry as it was found, where it isn't as it would be made and is the tool's all the same. */
  readonly found?: Digest;
};

/** A table row as it was made: what a person sees of each cell, by column. */
export type RowRecord = {
  readonly type: "row";
  readonly model: string;
  readonly page: RelativePath;
  readonly place: string;
  /** The cells that the row is recognised by. */
  readonly key: string;
  /** Which of the model's rows it is, where it has several. */
  readonly variant?: string;
  /** The cells that the catalog owns. */
  readonly cells: Readonly<Record<string, string>>;
  /** Cells as they were found, by column: each stays as long as the catalog has what it had then (`cells`). */
  readonly found?: Readonly<Record<string, string>>;
  /** `tool`: the row goes with its model, unless people wrote into it. */
  readonly owner: "tool" | "people";
};

/** A model as the catalog last had it. */
export type ModelRecord = {
  readonly type: "model";
  readonly model: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** In how many applied runs in a row it was missing. */
  readonly absent: number;
  /** Whether it came while the catalog was doubtful: then it says nothing of how many there were before. */
  readonly doubtful?: boolean;
  /** What guards held and people let through. */
  readonly accepted?: readonly Accepted[];
};

/** A text that the bases of similar files are packed against. */
export type TextRecord = {
  readonly type: "text";
  /** Digest of the text. */
  readonly text: Digest;
  /** The text, deflated, in base64. */
  readonly packed: string;
};

/** Names of a model that the tool wrote in a page. */
export type MentionRecord = {
  readonly type: "mention";
  readonly model: string;
  readonly page: RelativePath;
  /** How many, by digest of the line around them and of its heading. */
  readonly made: Readonly<Record<string, number>>;
};

/** The model that a role of `mentions` had. */
export type RoleRecord = { readonly type: "role"; readonly role: string; readonly model: string };

/** A model that left the catalog, for the names of it that are left. */
export type LeftRecord = { readonly type: "left"; readonly model: string };

/** A place whose `claim` was "none" when it was last applied: what the lock has of it was made since. */
export type UnclaimedRecord = {
  readonly type: "unclaimed";
  /** What the lock has there: of files there is one place, without a page. */
  readonly what: (FileRecord | EntryRecord | RowRecord)["type"];
  readonly page: RelativePath;
  readonly place: string;
};

/** What isn't in a page any more, or not yet, and is told as long as that is so: the run that did it may be long ago. */
export type LackRecord = {
  readonly type: "lack";
  /** The page, which is gone itself where neither is named. */
  readonly page: RelativePath;
  /** What something led to in it, as keys. */
  readonly anchors?: readonly string[];
  /** Models that have no place in a file whose places share all others. */
  readonly models?: readonly string[];
};

/** One line of the lock. */
export type LockRecord =
  | FileRecord
  | EntryRecord
  | RowRecord
  | ModelRecord
  | TextRecord
  | MentionRecord
  | RoleRecord
  | LeftRecord
  | UnclaimedRecord
  | LackRecord;

/** What the tool made, and the text that it was made as; by a key for each artifact. */
export type Lock = {
  readonly files: ReadonlyMap<string, FileRecord>;
  readonly entries: ReadonlyMap<string, EntryRecord>;
  readonly rows: ReadonlyMap<string, RowRecord>;
  readonly models: ReadonlyMap<string, ModelRecord>;
  readonly texts: ReadonlyMap<Digest, TextRecord>;
  readonly mentions: ReadonlyMap<string, MentionRecord>;
  readonly roles: ReadonlyMap<string, RoleRecord>;
  readonly left: ReadonlyMap<string, LeftRecord>;
  readonly unclaimed: ReadonlyMap<string, UnclaimedRecord>;
  /** By page. */
  readonly lacks: ReadonlyMap<RelativePath, LackRecord>;
};

/** The length tells where the first part ends, whatever is in it; there are too many keys for JSON. */
const joined = (first: string, rest: string): string => [first.length, first, rest].join(" ");

/** Key of a snippet file. */
export const fileKey = (snippet: string, model: string): string => joined(snippet, model);

/** Key of an entry or a row; `variant` tells the rows of one model apart. */
export const placeKey = (page: RelativePath, place: string, model: string, variant = ""): string =>
  joined(page, joined(place, joined(model, variant)));

/** Key of a record of an entry or a row. */
export const recordKey = (record: EntryRecord | RowRecord): string =>
  placeKey(record.page, record.place, record.model, record.type === "row" ? record.variant : undefined);

/** Key of a record of names in a page. */
export const mentionKey = (page: RelativePath, model: string): string => joined(page, model);

/** Key of a place that claims nothing. */
export const unclaimedKey = ({ what, page, place }: Omit<UnclaimedRecord, "type">): string =>
  joined(what, joined(page, place));

/** The lock of a tree in which nothing was ever applied. */
export const emptyLock: Lock = {
  files: new Map(),
  entries: new Map(),
  rows: new Map(),
  models: new Map(),
  texts: new Map(),
  mentions: new Map(),
  roles: new Map(),
  left: new Map(),
  unclaimed: new Map(),
  lacks: new Map(),
};
