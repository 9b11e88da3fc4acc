import type { DocumentPart, EnvelopeSettings } from "../../catalog/envelope.ts";
import type { DataFormat, HeaderValue } from "../../config/catalog-settings.ts";
import type { Problem } from "../../model/problem.ts";
import type { Digest } from "../../model/file.ts";

/** A catalog in a file. */
export type FileSource = {
  readonly type: "file";
  /** Absolute path. */
  readonly path: string;
  /** The path as its user wrote it; problems show this one. */
  readonly label: string;
  /** What its bytes are; JSON where it isn't said. */
  readonly format?: DataFormat;
};

/** A catalog in several files. */
export type FilesSource = {
  readonly type: "files";
  /** Absolute folder that `glob` starts from. */
  readonly folder: string;
  readonly glob: string;
  /** Undefined: as each file's ending says. */
  readonly format: DataFormat | undefined;
};

/** A catalog behind a URL: `https:`, or `http:` on a loopback host. */
export type UrlSource = {
  readonly type: "url";
  readonly url: string;
  /** How long one attempt may take in all, from the connection to the last byte, redirects included. */
  readonly timeoutMs: number;
  /** How many attempts may follow the first. */
  readonly retries: number;
  /** Largest answer accepted, in bytes after decompression. */
  readonly maxBytes: number;
  /** Name of the environment variable that holds a bearer key. */
  readonly authEnv?: string;
  /** Further headers, for the URL's own origin. */
  readonly headers?: ReadonlyMap<string, HeaderValue>;
  /** Where its records are, and how its pages follow each other; left out: as the answers say. */
  readonly envelope?: EnvelopeSettings;
  /** What its answer is; JSON where it isn't said. */
  readonly format?: DataFormat;
};

/** Where a catalog can be read from. */
export type Source = FileSource | FilesSource | UrlSource;

/** What reading needs from the outside; tests replace the last three. */
export type SourceContext = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly userAgent: string;
  /** Ends the waiting for servers. */
  readonly signal?: AbortSignal | undefined;
  readonly fetch?: typeof fetch;
  /** Waits for that many milliseconds. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Milliseconds since 1970; read for deadlines and for a `Retry-After` that names a date. */
  readonly now?: () => number;
};

/** A catalog as it was read: parsed, not yet validated. */
export type CatalogDocument = {
  /** A JSON value from `parseJson`, or what a parser of another format made of the same kind. */
  readonly value: unknown;
  /** SHA-256 of the bytes, after decompression. */
  readonly digest: Digest;
  /** The file as its user wrote it, or the URL without credentials, query and fragment. */
  readonly label: string;
  readonly bytes: number;
  /** The documents of the files that the source consists of, where it is no single one. */
  readonly parts?: readonly DocumentPart[];
};

/** The bytes that a source gave, or why it gave none. */
export type Bytes =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly label: string }
  | { readonly ok: false; readonly problem: Problem };

/** The same for an answer of a server: with the address that gave it, after redirects, and its headers. */
export type Fetched =
  | (Bytes & { readonly ok: true; readonly url: URL; readonly headers: Headers })
  | (Bytes & { readonly ok: false });
