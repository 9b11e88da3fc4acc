import type { RelativePath } from "./file.ts";

/** A place in the pages where an entry appears, or should: `line` counts from 1, null where it doesn't. */
export type Appearance = {
  readonly page: RelativePath;
  readonly kind: "section" | "table";
  readonly place: string;
  readonly line: number | null;
};

/** A name of a model in a file: what the place is (`code`, `span`, `prose` …), and the text as it stands there. */
export type NamedAt = {
  readonly page: RelativePath;
  /** Counts from 1. */
  readonly line: number;
  readonly kind: string;
  readonly text: string;
};
