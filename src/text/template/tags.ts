/** What a tag is for: `<% run %>`, `<%= value %>`, `<%- raw %>`, `<%# remark %>`. */
export type TagKind = "run" | "value" | "raw" | "remark";

/** One EJS tag of a template. */
export type Tag = {
  readonly kind: TagKind;
  readonly code: string;
  /** Line of its opening, from 1. */
  readonly line: number;
  /** Offset of its opening, and the one after its closing. */
  readonly start: number;
  readonly end: number;
};

/** The tags in order, and the line of an opening that is never closed. */
export type Tags = { readonly tags: readonly Tag[]; readonly unclosed?: number };

const OPENINGS: ReadonlyMap<string, TagKind> = new Map([
  ["<%", "run"],
  ["<%_", "run"],
  ["<%=", "value"],
  ["<%-", "raw"],
  ["<%#", "remark"],
]);

/** Finds tags where EJS finds them: text with LF line ends in, `<%%` and `%%>` are no tags. */
export const findTags = (text: string): Tags => {
  const tags: Tag[] = [];
  let open: { kind: TagKind; line: number; start: number; body: number } | undefined;
  let line = 1;
  let counted = 0;
  for (const { 0: mark, index } of text.matchAll(/<%%|%%>|<%[=_#-]?|[-_]?%>/g)) {
    for (; counted < index; counted++) if (text[counted] === "\n") line++;
    const kind = OPENINGS.get(mark);
    if (kind !== undefined) {
      if (open !== undefined) break;
      open = { kind, line, start: index, body: index + mark.length };
    } else if (open !== undefined && !mark.includes("%%")) {
      const { body, ...rest } = open;
      tags.push({ ...rest, code: text.slice(body, index), end: index + mark.length });
      open = undefined;
    }
  }
  return open === undefined ? { tags } : { tags, unclosed: open.line };
};
