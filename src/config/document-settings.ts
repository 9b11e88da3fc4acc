import type { RelativePath } from "../model/file.ts";

/** A file made from all models, or the entries in one that tell what changed of them. */
export type DocumentSettings = {
  /** As the config writes it, `{date}` and `{digest}` not filled in. */
  readonly path: RelativePath;
  /** Whether a path is one of its files. */
  readonly matches: (path: RelativePath) => boolean;
  readonly template: string;
  readonly language: string;
  readonly of: "models" | "changes";
  /** The line under which entries are put; undefined: each has a file of its own. */
  readonly at: string | undefined;
  /** The fields that it shows; undefined: all. */
  readonly fields: ReadonlySet<string> | undefined;
  /** Place in the config, for problems: `documents[0]`. */
  readonly declared: string;
};
