import { digest } from "../../src/text/digest.ts";
import type { RelativePath, SnapshotFile } from "../../src/model/file.ts";
import type { Change, Kind } from "../../src/model/plan.ts";
import { isChange, type Note, reasonOf } from "../../src/model/note.ts";

/** A page as it is, and the kind that its change is of. */
export type PageAsItIs = {
  readonly path: RelativePath;
  readonly kind: Kind;
  readonly before: SnapshotFile;
};

/** The change of a page to a new text, by what changes inside of it. */
export const changeOf = (
  { path, kind, before }: PageAsItIs,
  content: string,
  all: readonly Note[],
): Change => {
  const notes = all.filter(isChange);
  const models = [...new Set(notes.flatMap((note) => note.models))].sort();
  const cause = notes.find((note) => note.cause === "catalog")?.cause ?? notes[0]?.cause ?? "catalog";
  const common = {
    path,
    kind,
    models,
    cause,
    before: before.digest,
    ...(all.length === 0 ? {} : { notes: all }),
  };
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

/** What is reported of references that follow renamed files. */
export const referenceNotes = (count: number): readonly Note[] =>
  Array.from({ length: count }, () => ({
    cause: "config",
    models: [],
    what: "reference",
    action: "change",
    text: "a reference to a renamed file",
  }));
