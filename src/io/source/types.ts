import type { DocumentPart, EnvelopeSettings } from "../../catalog/envelope.ts";
import type { SourceSettings } from "../../config/catalog-settings.ts";
import type { Digest } from "../../model/file.ts";

/** A catalog in a file: `path` is absolute, and `label` is what its user wrote, as problems show it. */
export type FileSource = Extract<SourceSettings, { type: "file" }> & { readonly label: string };

/** A catalog in several files; `folder` is absolute, and where `glob` starts from. */
export type FilesSource = Extract<SourceSettings, { type: "files" }> & { readonly folder: string };

/** A catalog behind a URL: `https:`, or `http:` on loopback. `envelope`: where its records and further pages are. */
export type UrlSource = Extract<SourceSettings, { type: "url" }> & {
  readonly envelope?: EnvelopeSettings | undefined;
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

/** What a server gave: its bytes, how problems call it, and the address, after redirects, and headers of its answer. */
export type Fetched = {
  readonly bytes: Uint8Array;
  readonly label: string;
  readonly url: URL;
  readonly headers: Headers;
};
