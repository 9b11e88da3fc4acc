import type { Definitions } from "./definition.ts";
import type { Digest, RelativePath } from "./file.ts";

/** A file of the working tree as it was read. */
export type SnapshotFile = {
  readonly text: string;
  readonly digest: Digest;
  /** Digest of the text with line feeds alone, where it has other line ends: git may have converted them. */
  readonly unix?: Digest;
  /** Where it really is, when the path is a symbolic link: such a file can be read and not written. */
  readonly linked?: RelativePath;
  /** The values that other files give to names in it. */
  readonly definitions?: Definitions;
};

/** Whether a file is a text of that digest, with whatever line ends. */
export const isText = ({ digest, unix }: Pick<SnapshotFile, "digest" | "unix">, of: Digest | null): boolean =>
  of !== null && (digest === of || unix === of);

/** The files that the settings can touch, by path. What isn't in it doesn't exist. */
export type Snapshot = ReadonlyMap<RelativePath, SnapshotFile>;
