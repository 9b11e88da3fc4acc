import type { RelativePath } from "../model/file.ts";

/** The snippets that an operation of the API shows. */
export type CodeSample = {
  /** `post` */
  readonly method: string;
  /** As the document writes it: `/v1/files/{file_id}`. */
  readonly path: string;
  readonly kind: string;
  /** ID of the model; undefined: the first of the catalog that has such snippets. */
  readonly model: string | undefined;
};

/** A file made from all models, or the entries in one that tell what changed of them. */
export type DocumentSettings = {
  /** As the config writes it, `{date}` and `{digest}` not filled in. */
  readonly path: RelativePath;
  /** Whether a path is one of its files. */
  readonly matches: (path: RelativePath) => boolean;
  readonly template: string;
  readonly language: string;
  readonly of: "models" | "changes" | "samples";
  /** Which snippets are shown at which operations; of `samples` alone. */
  readonly samples?: readonly CodeSample[];
  /** The line under which entries are put; undefined: each has a file of its own. */
  readonly at: string | undefined;
  /** The fields that it shows; undefined: all. */
  readonly fields: ReadonlySet<string> | undefined;
  /** Place in the config, for problems: `documents[0]`. */
  readonly declared: string;
};
