import type { Note } from "../../src/model/note.ts";
import type { Edit } from "../../src/page/page.ts";

/** Edits to one page, and what they mean to people. */
export type Changes = { readonly edits: readonly Edit[]; readonly notes: readonly Note[] };

/** Several changes to one page as one. */
export const mergeChanges = (parts: readonly Changes[]): Changes => ({
  edits: parts.flatMap(({ edits }) => edits),
  notes: parts.flatMap(({ notes }) => notes),
});
