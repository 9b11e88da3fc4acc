import type { RelativePath } from "./file.ts";

/** A place in the pages where an entry appears, or should: `line` counts from 1, null where it doesn't. */
export type Appearance = {
  readonly page: RelativePath;
  readonly kind: "section" | "table";
  readonly place: string;
  readonly line: number | null;
};
