/** What a tag is for: `<% run %>`, `<%= value %>`, `<%- raw %>`, `<%# remark %>`. */
type TagKind = "run" | "value" | "raw" | "remark";

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
type Tags = { readonly tags: readonly Tag[]; readonly unclosed?: number };

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

/** What a place in a file is: code, a comment, a quoted string, or a string in which `$(…)` still runs. */
export type Context = "code" | "comment" | "quoted" | "expanding";

type Delimiter = {
  readonly open: string;
  /** Sticky; what it matches is passed over. */
  readonly close: RegExp;
  readonly context: Context;
  /** Whether a backslash takes the next character's meaning. */
  readonly escapes: boolean;
};

const comment = (open: string, close = /(?=\n)/y): Delimiter => ({
  open,
  close,
  context: "comment",
  escapes: false,
});

const string = (open: string, close: RegExp, context: Context = "quoted", escapes = true): Delimiter => ({
  open,
  close,
  context,
  escapes,
});

// A quote that isn't closed on its line is none: an apostrophe, a Rust lifetime.
const DOUBLE = string('"', /"|(?=\n)/y);
const SINGLE = string("'", /'|(?=\n)/y);
const TRIPLE = string('"""', /"""/y);
const HASH = comment("#");
const SLASHES = [comment("//"), comment("/*", /\*\//y)];

/** By language; where two could open, the longer one comes first. */
const DELIMITERS: ReadonlyMap<string, readonly Delimiter[]> = new Map([
  [
    "bash",
    [
      HASH,
      string('"', /"/y, "expanding"),
      string("$'", /'/y, "expanding"),
      string("'", /'/y, "quoted", false),
    ],
  ],
  ["json", [DOUBLE]],
  ["python", [HASH, TRIPLE, string("'''", /'''/y), DOUBLE, SINGLE]],
  ["ruby", [HASH, DOUBLE, SINGLE]],
  ["toml", [HASH, TRIPLE, string("'''", /'''/y), DOUBLE, SINGLE]],
  ["php", [...SLASHES, HASH, DOUBLE, SINGLE]],
  ["rust", [...SLASHES, DOUBLE]],
  ["xml", [comment("<!--", /-->/y)]],
  ["yaml", [HASH, DOUBLE, SINGLE]],
]);
const OTHERS = [...SLASHES, TRIPLE, DOUBLE, SINGLE, string("`", /`/y)];

const HEREDOC = /(?<!<)<<(-?)[ \t]*(["']?)([A-Za-z_]\w*)\2/y;

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/**
 * In which context each tag stands, by the template's fixed text: inside quotes a second pair would end the first, and
 * the value be run as code.
 */
export const tagContexts = (text: string, tags: readonly Tag[], language: string): readonly Context[] => {
  const delimiters = DELIMITERS.get(language) ?? OTHERS;
  const contexts: Context[] = [];
  let inside: Delimiter | undefined;
  let heredoc: Delimiter | undefined;
  let at = 0;

  const step = (): void => {
    const escapes = text[at] === "\\" && (inside?.escapes ?? true);
    if (escapes) {
      at += 2;
    } else if (inside !== undefined) {
      const closed = matchAt(inside.close, text, at);
      if (closed !== null) inside = undefined;
      at += closed?.[0].length ?? 1;
    } else if (text[at] === "\n" && heredoc !== undefined) {
      inside = heredoc;
      heredoc = undefined;
    } else {
      const document = language === "bash" ? matchAt(HEREDOC, text, at) : null;
      const opened = delimiters.find(
        (d) => text.startsWith(d.open, at) && opensHere(d, text[at - 1], language),
      );
      if (document !== null) heredoc = heredocBody(document);
      else inside = opened;
      at += document?.[0].length ?? opened?.open.length ?? 1;
    }
  };

  for (const tag of tags) {
    while (at < tag.start) step();
    contexts.push(inside?.context ?? "code");
    at = tag.end;
  }
  return contexts;
};

const heredocBody = ([open, dash, quote, word]: readonly (string | undefined)[]): Delimiter =>
  string(
    open ?? "",
    new RegExp(`\\n${dash === "-" ? "\\t*" : ""}${word ?? ""}(?=\\n)`, "y"),
    quote === "" ? "expanding" : "quoted",
    false,
  );

// In bash `#` begins a comment only at the start of a word: not in `$#` or `${x#y}`.
const opensHere = (delimiter: Delimiter, before: string | undefined, language: string): boolean =>
  delimiter.open !== "#" || language !== "bash" || before === undefined || /[\s;&|()]/.test(before);
