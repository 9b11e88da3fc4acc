import { digest } from "../../src/text/digest.ts";
import type { PlaceRecords } from "../../src/lock/next.ts";
import type { Change } from "../../src/model/plan.ts";
import type { RelativePath } from "../../src/model/file.ts";
import { isChange, type Note, reasonOf } from "../../src/model/note.ts";
import type { Stranger } from "./past.ts";

/** What becomes of one page, and what the lock is to remember of it. */
export type PlannedPage = {
  readonly change: Change;
  readonly notes: readonly Note[];
  readonly records: readonly PlaceRecords[];
  readonly strangers: readonly Stranger[];
};

/** The change of a page to a new text, by what changes inside of it. */
export const changeOf = (
  path: RelativePath,
  kind: "section" | "table",
  before: { readonly text: string; readonly digest: string },
  content: string,
  all: readonly Note[],
): Change => {
  const notes = all.filter(isChange);
  const models = [...new Set(notes.flatMap((note) => note.models))].sort();
  const cause = notes.find((note) => note.cause === "catalog")?.cause ?? notes[0]?.cause ?? "catalog";
  const common = { path, kind, models, cause, before: before.digest } as const;
  if (content !== before.text)
    return { ...common, action: "update", reason: reasonOf(notes), after: digest(content), content };
  const blocked = notes.some(({ action }) => action === "blocked");
  return {
    ...common,
    action: blocked ? "blocked" : "keep",
    reason: blocked ? reasonOf(notes) : "Nothing is missing.",
    after: before.digest,
  };
};

/** What is told of references that follow renamed files. */
export const referenceNotes = (count: number): readonly Note[] =>
  Array.from({ length: count }, () => ({
    cause: "config",
    models: [],
    what: "reference",
    action: "change",
    text: "a reference to a renamed file",
  }));
