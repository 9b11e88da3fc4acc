import type { Order } from "../../src/config/order-settings.ts";
import type { Gone } from "../../src/lock/gone.ts";
import type { Entry, FieldValue } from "../../src/model/entry.ts";
import type { RelativePath } from "../../src/model/file.ts";
import type { Claim, FileRecord, Lock } from "../../src/model/lock.ts";
import { type Note, noteOf } from "../../src/model/note.ts";
import { type Problem, warning } from "../../src/model/problem.ts";
import { decodeCell } from "../../src/page/lifted.ts";
import type { SortKey } from "../../src/text/order.ts";
import type { Sorted } from "./moving.ts";
import type { Edit } from "../../src/page/page.ts";

/** Edits to one page, and what they mean to people. */
export type Changes = { readonly edits: readonly Edit[]; readonly notes: readonly Note[] };

/** Several changes to one page as one. */
export const mergeChanges = (parts: readonly Changes[]): Changes => ({
  edits: parts.flatMap(({ edits }) => edits),
  notes: parts.flatMap(({ notes }) => notes),
});

/** What is left of a model: whether more tells so than that it names none, and the model where the run is for it; otherwise "". */
export type Leftover = { readonly isSure: boolean; readonly model: string };

/** What a page's sections and tables must know of earlier runs. */
export type Past = {
  readonly lock: Lock;
  readonly gone: readonly Gone[];
  /** How a title is written when its model is deprecated. */
  readonly mark: (title: string) => string;
  /** Whether a gone model's file of a snippet stays in the documentation. */
  readonly stays: (model: string, snippet: string) => boolean;
  /** The include path of a snippet as the lock has it. */
  readonly includeOf: (model: string, snippet: string) => string | undefined;
  /** The entries that the run is for: what they lack is added. */
  readonly selected: (entry: Entry) => boolean;
  /** Whether hand edits that are in the way in a page give way, as --replace asks. */
  readonly replace: (page: RelativePath) => boolean;
  /** The slug that the rules give an ID: the lock has none. */
  readonly slugOf: (id: string) => string;
  /** Whether there is a file by that include path. */
  readonly isThere: (include: string) => boolean;
  /** The entries of which what is there follows the catalog: none while that is doubtful. */
  readonly follows: (entry: Entry) => boolean;
  /** What is left of models that nobody knows and that the policy asks to go: by `leftoverKey`. */
  readonly leftovers: ReadonlyMap<string, Leftover>;
  /** Whether what the tool made goes with its model: by the policy, or because that was asked for. */
  readonly prunes: boolean;
  /** Whose is what was there of a model before: as its place says (`own`), unless the run asks otherwise for this model. */
  readonly claim: (own: Claim, model: string) => Claim;
  /** Whether the run itself says so: then it is said of what people edited since, too. */
  readonly reclaims: boolean;
  /** The models of the catalog that the config leaves out: what stands there of them is nobody's, and has its place. */
  readonly excluded?: readonly Entry[];
  /** Whether cells that differ and that no lock knows are pinned instead of written. */
  readonly pins: boolean;
};

/** An entry, a row or an element of a navigation list that stands in a page and is no known model's. */
export type Orphan = {
  readonly what: "entry" | "row" | "element";
  readonly page: RelativePath;
  /** In which section or table: its place in words. */
  readonly place: string;
  /** Line in the page, counted from 1. */
  readonly line: number;
  readonly title: string;
  /** An entry: the include paths that it cites. A row: what a person sees in its cells. An element: where it leads. */
  readonly names: readonly string[];
  /** A row: those of its cells that may be the ID of its model. */
  readonly calls?: readonly string[];
  /** An entry too unlike those of models beside it, or an element that leads elsewhere: it isn't taken out. */
  readonly isUnlike?: boolean;
  /** A heading that looks like people's: nothing is said of it where the lock knows the entries beside it. */
  readonly isProse?: boolean;
};

/** A snippet file that is to go unless people keep it. */
export type LeavingFile = Pick<
  FileRecord,
  "path" | "owner" | "model" | "snippet" | "digest" | "older" | "found"
>;

/** Such files by key. */
export type LeavingFiles = ReadonlyMap<string, LeavingFile>;

/** What an entry is sorted by. */
export const sortKey = ({ criteria }: Order, { fields, position, firsts }: Entry): SortKey =>
  criteria.map(({ by, source, appearance }) => {
    if (source) return position;
    return (appearance ? firsts?.get(by) : fields.get(by)) ?? null;
  });

/** A field as it was when the entry was last applied; as it is, where nothing is known. */
export const oldField = (name: string, { id, fields }: Entry, { lock }: Past): FieldValue => {
  const before = lock.models.get(id)?.fields;
  return (before !== undefined && Object.hasOwn(before, name) ? before[name] : fields.get(name)) ?? null;
};

/** What it was sorted by when it was last applied; its place in the catalog isn't recorded. */
export const oldSortKey = ({ criteria }: Order, entry: Entry, past: Past): SortKey =>
  criteria.map(({ by, source, appearance }) => {
    if (source) return entry.position;
    return appearance ? (entry.firsts?.get(by) ?? null) : oldField(by, entry, past);
  });

/** What a model that left was sorted by, where that is known: it is tied to its place otherwise. */
export const goneSorted = (
  { criteria }: Order,
  fields: Readonly<Record<string, FieldValue>> | undefined,
): Partial<Sorted> => {
  if (
    fields === undefined ||
    !criteria.every(({ by, source, appearance }) => !source && !appearance && Object.hasOwn(fields, by))
  )
    return {};
  const key = criteria.map(({ by }) => fields[by] ?? null);
  return { sortedBy: key, wasSortedBy: key, tied: false };
};

/** The past of a run after this one: what is asked for then has the fields that it has now. */
export const afterwards = (past: Past, entries: readonly Entry[]): Past => {
  const models = new Map(past.lock.models);
  for (const { id, fields } of entries.filter(past.follows)) {
    const known = models.get(id);
    if (known !== undefined) models.set(id, { ...known, fields: Object.fromEntries(fields) });
  }
  return { ...past, lock: { ...past.lock, models } };
};

/** Whether the order of a place is the tool's, whatever it was before: all of it is claimed, and its order is declared. */
export const isResorted = (
  { claim, order }: { readonly claim: Claim; readonly order: Order },
  entries: readonly Entry[],
  past: Pick<Past, "claim" | "follows">,
): boolean => order.assumed !== true && past.claim(claim, "") === "all" && entries.every(past.follows);

/**
 * Whether all of what is there of a model is the tool's: what was there before it, and what people edited since
 * where the run asks for that.
 */
export const isClaimed = (
  { claim, reclaims }: Pick<Past, "claim" | "reclaims">,
  own: Claim,
  { model, isTheirs }: { readonly model: string; readonly isTheirs: boolean },
): boolean => claim(own, model) === "all" && (isTheirs || reclaims);

/**
 * Whether what no lock knows goes: adopting takes nothing out unless asked to, and to claim all nothing that differs
 * unless that is asked for too.
 */
export const goesUnknown = (
  { claim, prunes }: Pick<Past, "claim" | "prunes">,
  own: Claim,
  model: string,
  isAsMade: () => boolean,
): boolean => {
  const asked = claim(own, model);
  return asked === "all" ? prunes || isAsMade() : asked === "as-made" && prunes && isAsMade();
};

/** What stays of a model of the catalog in a place that doesn't ask for it. */
type Left = {
  readonly code: "entry-left" | "row-left";
  readonly where: string;
  readonly model: string;
  /** The kind of place and what it has of the model, in words. */
  readonly place: string;
  readonly what: string;
  /** Why it is people's; undefined where no lock tells whose it is. */
  readonly theirs: string | undefined;
};

/** What is said of what stays although its place doesn't ask for it, or not any more. */
export const leftProblem = ({ code, where, model, place, what, theirs }: Left): Problem => {
  // Where no lock knows it, it may never have belonged there.
  const gone = `${JSON.stringify(model)} doesn't belong in this ${place}${theirs === undefined ? "" : " any more"}`;
  return warning(
    code,
    where,
    `${gone}, but its ${what} stays: ${theirs ?? "no lock tells whose it is"}.`,
    theirs === undefined
      ? "Run with --prune, which takes it out where it is as it would be made, or with --claim all too; otherwise delete it by hand, or leave it."
      : "Delete it by hand, or leave it.",
  );
};

/** What people wrote in what goes, behind its name; "" where there is none. */
export const withTexts = (texts: readonly string[]): string =>
  texts.length === 0 ? "" : ` (with ${texts.map((text) => JSON.stringify(decodeCell(text))).join(", ")})`;

/** Key of an entry or row of no known model: what of it people see, in its place. */
export const leftoverKey = ({ what, page, place, title, names }: Omit<Orphan, "line">): string =>
  JSON.stringify([what, page, place, title, names]);

/** What becomes of what is left of an unknown model: it goes where claimed, else is in the way; undefined if people's. */
export const leftoverStatus = (
  orphan: Omit<Orphan, "line"> & { readonly said?: () => string },
  own: Claim,
  { leftovers, claim }: Pick<Past, "leftovers" | "claim">,
): { readonly remove: boolean; readonly notes: readonly Note[] } | undefined => {
  const left = leftovers.get(leftoverKey(orphan));
  if (left === undefined) return undefined;
  const claimed = claim(own, left.model);
  const remove = claimed === "all";
  if (claimed === "none" || (!left.isSure && !remove)) return undefined;
  const at = `${orphan.title} in ${orphan.place}`;
  const note = noteOf(
    { what: orphan.what === "row" ? "row" : "entry", action: remove ? "remove" : "blocked" },
    left.model,
    remove
      ? `${orphan.title}${orphan.said?.() ?? ""} in ${orphan.place}`
      : `${at}, which is no model's of the catalog, and no lock tells whose: --claim all lets it go`,
  );
  return { remove, notes: [note] };
};
