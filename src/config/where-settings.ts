import type { RelativePath } from "../model/file.ts";
import type { Test } from "./predicate.ts";

/** A `where` of the config, and the fields that it tests, those of the capabilities that it names included. */
export type WhereSettings = {
  /** Place in the config: `tables[0].where`. */
  readonly place: string;
  readonly fields: ReadonlySet<string>;
  readonly test: Test;
  /** The page whose entries or rows it selects; undefined for snippets. */
  readonly page: RelativePath | undefined;
};
