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

/** A value that has a name, and where it stands; one of another file, or in several lines, has no place to be edited. */
export type Definition = {
  readonly value: string;
  readonly start?: number;
  readonly end?: number;
  /** Whether what the page says of it counts for nothing. */
  readonly fixed?: true;
};

/** Values by name, as it is looked for. */
export type Definitions = ReadonlyMap<string, Definition>;

/** Lower-case hex SHA-256 of a file's bytes or of canonical JSON. */
export type Digest = string;

/** A path relative to the documentation root, with `/` between its parts. */
export type RelativePath = string;
