import type { Digest, RelativePath } from "../types.ts";

/** A file of the working tree as it was read. Its text may be read again when it is asked for. */
export type SnapshotFile = { readonly text: string; readonly digest: Digest };

/** The files that the settings can touch, by path. What isn't in it doesn't exist. */
export type Snapshot = ReadonlyMap<RelativePath, SnapshotFile>;
