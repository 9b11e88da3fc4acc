import type { ValuePath } from "../value-path.ts";

/** How one answer leads to the next, as the config declares it. */
export type PagingRule = {
  readonly by: "cursor" | "url" | "link" | "page" | "offset";
  /** Where the answer has the next cursor or address. */
  readonly next: ValuePath | undefined;
  /** Where the answer says whether there is more; undefined: as long as `next` gives something. */
  readonly more: ValuePath | undefined;
  /** The query parameter that carries the cursor, the page's number or the offset. */
  readonly param: string | undefined;
  /** Where the answer has the number of pages. */
  readonly pages: ValuePath | undefined;
  /** Where the answer has the number of records in all. */
  readonly total: ValuePath | undefined;
  /** Records of a page to ask for, and the parameter that says so. */
  readonly size: number | undefined;
  readonly sizeParam: string | undefined;
  /** Number of the first page. */
  readonly start: number;
};

/** How a list that comes in pages is read: `auto` follows what the answers say, `none` takes one answer for the whole. */
export type PagingSettings = {
  readonly rule: "auto" | "none" | PagingRule;
  /** More pages than this are refused. */
  readonly maxPages: number;
};

/** Pages are followed by what the answers say. */
export const autoPaging: PagingSettings = { rule: "auto", maxPages: 200 };

/** One answer of a list that may come in pages. */
export type Answer = {
  readonly value: unknown;
  /** The address that gave it, after redirects; undefined for a file. */
  readonly url: string | undefined;
  /** What headers say of pages, by their names in small letters. */
  readonly headers: ReadonlyMap<string, string>;
  /** Records in this answer, and in all so far. */
  readonly count: number;
  readonly seen: number;
  /** Number of answers so far, this one included. */
  readonly page: number;
};

/** What an answer says of the rest. */
export type Next =
  | { readonly type: "end" }
  /** There is more, at this address. A `probe` asks because nothing says that this was all. */
  | { readonly type: "page"; readonly url: string; readonly says: string; readonly probe: boolean }
  /** There is more, and nothing tells where. */
  | { readonly type: "more"; readonly says: string };
