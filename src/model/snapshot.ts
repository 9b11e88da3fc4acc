import type { Digest, RelativePath } from "./file.ts";

/** A file of the working tree as it was read. Its text may be read again when it is asked for. */
export type SnapshotFile = {
  readonly text: string;
  readonly digest: Digest;
  /** How many bytes the text has, where it isn't kept. */
  readonly length?: number;
  /** Digest of the text with line feeds alone, where it has other line ends: git may have converted them. */
  readonly unix?: Digest;
  /** Where it really is, when the path is a symbolic link: such a file can be read and not written. */
  readonly linked?: RelativePath;
};

/** Whether a file is a text of that digest, with whatever line ends. */
export const isText = ({ digest, unix }: Pick<SnapshotFile, "digest" | "unix">, of: Digest | null): boolean =>
  of !== null && (digest === of || unix === of);

/** The files that the settings can touch, by path. What isn't in it doesn't exist. */
export type Snapshot = ReadonlyMap<RelativePath, SnapshotFile>;

/**
 * One getter for all lazy files: an object literal with a getter of its own takes half a kilobyte more, which counts
 * at a hundred thousand files.
 */
const reading = {
  of: "",
  read: (of: string): string => of,
  get text(): string {
    return this.read(this.of);
  },
};

const isFile = (file: { readonly digest: Digest }): file is SnapshotFile => "text" in file;

/** A file of a known digest and length, whose text is read or made of `of` whenever it is asked for, and never kept. */
export const lazyFile = <T>(digest: Digest, length: number, of: T, read: (of: T) => string): SnapshotFile => {
  const file = { digest, length, of, read };
  Reflect.setPrototypeOf(file, reading);
  return isFile(file) ? file : { digest, length, text: read(of) };
};

/** Whether a file's text isn't kept. */
export const isLazy = (file: SnapshotFile): boolean => Reflect.getPrototypeOf(file) === reading;
