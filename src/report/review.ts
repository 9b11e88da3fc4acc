import { type Note, isChange, reasonOf } from "../model/note.ts";
import type { Snapshot } from "../model/file.ts";
import { counted } from "../text/counted.ts";
import type { Titles } from "./text.ts";
import type { Action, Change, Plan } from "../model/plan.ts";
import type { Entry } from "../model/entry.ts";
import { addTo } from "../text/group-by.ts";

/** What a report for reviewers is made from. */
export type Review = {
  readonly plan: Plan;
  readonly kinds: Titles;
  /** The files as they are; empty for a saved plan. */
  readonly files: Snapshot;
  /** The catalog's models; empty where it wasn't read. */
  readonly entries: readonly Entry[];
  /** IDs of the models that the lock has; empty before anything was applied. */
  readonly known?: ReadonlySet<string>;
  /** Whether some models, parts or changes only were asked for. */
  readonly limited?: boolean;
};

/** What the plan means to one model. */
export type ModelReview = {
  readonly id: string;
  readonly name: string;
  /** `4 snippets created, 2 entries added, 6 rows added.` */
  readonly gets: string;
  readonly entry: Entry | undefined;
  /** The files that something changes in for it. */
  readonly paths: readonly string[];
};

/** A change whose text is at hand: as it is and as it will be; null where there is no file. */
export type Comparison = {
  readonly change: Change;
  readonly before: string | null;
  readonly after: string | null;
};

/** The actions that change something, with the words for them. */
export const deeds: readonly (readonly [Exclude<Action, "keep">, string])[] = [
  ["create", "created"],
  ["update", "updated"],
  ["delete", "deleted"],
  ["rename", "renamed"],
  ["blocked", "blocked"],
];

/** What is blocked of a plan: whole files, and, where `place` is `in`, something in a page. */
export const blockedOf = (
  changes: readonly Change[],
): readonly { readonly place: "" | "in "; readonly path: string; readonly why: string }[] =>
  changes.flatMap(({ action, path, reason, notes = [] }) => [
    ...(action === "blocked" ? [{ place: "" as const, path, why: reason }] : []),
    ...notes
      .filter((note) => note.action === "blocked")
      .map(({ text }) => ({ place: "in " as const, path, why: text })),
  ]);

const snippetCounts = (changes: readonly Change[]): readonly string[] =>
  deeds.flatMap(([action, deed]) => {
    const count = changes.filter((change) => change.kind === "snippet" && change.action === action).length;
    return count === 0 ? [] : [`${counted(count, "snippet")} ${deed}`];
  });

/** Every model that something changes for, sorted by ID. */
export const reviewModels = ({ plan, entries }: Review): readonly ModelReview[] => {
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const changesOf = new Map<string, Change[]>();
  const notesOf = new Map<string, Note[]>();
  const pathsOf = new Map<string, Set<string>>();
  for (const change of plan.changes) {
    if (change.action === "keep") continue;
    const inside = (change.notes ?? []).filter(isChange);
    for (const id of change.models) addTo(changesOf, id, change);
    for (const note of inside) for (const id of note.models) addTo(notesOf, id, note);
    for (const id of [...change.models, ...inside.flatMap(({ models }) => models)])
      pathsOf.set(id, (pathsOf.get(id) ?? new Set()).add(change.path));
  }
  return [...new Set([...changesOf.keys(), ...notesOf.keys()])].sort().map((id) => {
    const changes = changesOf.get(id) ?? [];
    const inside = notesOf.get(id) ?? [];
    const pages = inside.length === 0 ? [] : [reasonOf(inside).replace(/\.$/, "")];
    const entry = known.get(id);
    const parts = [...snippetCounts(changes), ...pages].filter((part) => part !== "");
    const gets = parts.length === 0 ? counted(changes.length, "file") : parts.join(", ");
    return { id, name: entry?.name ?? id, gets, entry, paths: [...(pathsOf.get(id) ?? [])] };
  });
};

/** The changes whose texts can be compared, in the plan's order. */
export const comparisons = ({ plan, files }: Review): readonly Comparison[] =>
  plan.changes.flatMap((change) => {
    const { action, from, path, content } = change;
    if (action === "keep" || action === "blocked") return [];
    const before = action === "create" ? null : (files.get(from ?? path)?.text ?? null);
    // Without the file as it is there is nothing to compare.
    if (before === null && action !== "create") return [];
    return [{ change, before, after: content ?? null }];
  });
