import type { SnippetSettings } from "../config/settings.ts";
import type { Entry } from "../model/entry.ts";
import type { RelativePath } from "../model/file.ts";

/** Where an entry's snippet of one kind is. */
export type Location =
  /** No file of this kind is the entry's: it is made at `path`. */
  | { readonly state: "absent"; readonly path: RelativePath }
  /** The file is there, under whatever name. */
  | { readonly state: "present"; readonly path: RelativePath }
  /** The path that the entry would get holds another model's snippet, or is one that people protect: `why` goes on from "The file". */
  | { readonly state: "taken"; readonly path: RelativePath; readonly why: string };

/** A snippet file that should exist, and where it is now: the job of making it, or of leaving it. */
export type LocatedJob = {
  readonly entry: Entry;
  readonly snippet: SnippetSettings;
  readonly location: Location;
};
