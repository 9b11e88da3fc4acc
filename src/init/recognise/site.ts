import type { RelativePath, Snapshot } from "../../model/file.ts";
import type { FoundData } from "../find/data-tables.ts";
import type { UnreadData } from "../run-navigation.ts";
import type { CatalogView } from "../types.ts";

/** A file's path and text. */
export type Text = readonly [path: RelativePath, text: string];

/** A documentation as it was read, and the catalog that it is about. */
export type Site = {
  /** The pages of now, with what they define for one another. */
  readonly pages: Snapshot;
  /** Their texts, by path. */
  readonly texts: readonly Text[];
  /** Pages of the past, which stay as they are, and those of them that name models. */
  readonly past: readonly RelativePath[];
  readonly namedInPast: readonly RelativePath[];
  /** The tables of comma-separated values beside them. */
  readonly values: readonly Text[];
  /** Files of code beside them that name models: pages may show these. */
  readonly code: readonly Text[];
  /** What files of data and front matter hold. */
  readonly data: readonly FoundData[];
  readonly unread: readonly UnreadData[];
  /** The text of any file below the root; undefined where there is none. */
  readonly textOf: (path: RelativePath) => string | undefined;
  readonly catalog: CatalogView;
};
