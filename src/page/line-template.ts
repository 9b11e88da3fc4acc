import {
  addressPlace,
  inLinkText,
  mayLead,
  missing,
  missingBare,
  withoutOpenLinks,
} from "../text/emit/open-links.ts";
import { type EscapeName, escapeNames, isEscape, placeAfter } from "../text/escapes.ts";

/** A piece of a line: text as it is, or a placeholder and the escape of where it lands. */
export type Piece =
  | { readonly type: "text"; readonly text: string }
  | {
      readonly type: "value";
      readonly name: string;
      readonly escape: EscapeName;
      /** Whether it stands right behind other text: a space that its value begins with parts the two. */
      readonly joined: boolean;
      /** Whether it is an address where one right before brackets is a link. */
      readonly bare: boolean;
      /** Whether it is a part of an address, which has its scheme before it. */
      readonly part?: boolean;
      /** Whether it may be the first of its line. */
      readonly first: boolean;
    };

/** A line of a block format, taken apart. */
export type LineTemplate = readonly Piece[];

/** Placeholders that aren't fields of the model. */
export const ownNames: readonly string[] = ["title", "fence", "include", "code", "bullet"];

const placeholder = /\{([A-Za-z_][\w.:/-]*)(?:\|([a-z]+))?\}/g;

/** A link to a file is encoded as an address already. */
const isLink = (name: string): boolean => /^(?:link|route):/.test(name);

/** How a value is written that is a link's address, or stands in its query. */
const inAddress: Readonly<Record<string, EscapeName | undefined>> = { whole: "address", query: "url" };

/** What closes code and opens the next, where a value is all that some code holds: each item of a list is code of its own. */
const betweenCodes = (before: string, after: string): string | undefined => {
  const open = /(?::[\w.+-]+:)?`+$/.exec(before)?.[0];
  const close = /^`+(?::[\w.+-]+:)?/.exec(after)?.[0];
  const runs = before.match(/`+/g)?.length ?? 0;
  return open === undefined || close === undefined || runs % 2 === 0 ? undefined : `${close}, ${open}`;
};

/** Parses a line; braces around anything but a name stay as they are. */
export const parseLine = (source: string): LineTemplate => {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of source.matchAll(placeholder)) {
    const [whole, name = "", escape = ""] = match;
    if (match.index > at) pieces.push({ type: "text", text: source.slice(at, match.index) });
    const before = source.slice(0, match.index).replace(placeholder, "x");
    const after = source.slice(match.index + whole.length);
    const role = addressPlace(before, after, true);
    const lands = isLink(name) ? "attribute" : ((role && inAddress[role]) ?? placeAfter(before));
    // A title is what an entry is found by: it stays in one line.
    const place = lands === "cell" && name === "title" ? "html" : lands;
    const joined = /\S$/.test(before);
    const bare = role === "bare" && escape === "";
    const more = role === "part" && escape === "" ? { part: true } : {};
    const first = before.trim() === "";
    // In a block of HTML no Markdown is read.
    const isNone = !isEscape(escape) || (escape === "rich" && /^\s*<(?!br\b)[a-z]/i.test(before));
    const own = isNone ? place : escape;
    pieces.push({ type: "value", name, escape: own, joined, bare, first, ...more });
    at = match.index + whole.length;
  }
  if (at < source.length) pieces.push({ type: "text", text: source.slice(at) });
  return pieces;
};

/** The names that a line's placeholders have. */
export const namesIn = (line: LineTemplate): readonly string[] =>
  line.flatMap((piece) => (piece.type === "value" ? [piece.name] : []));

/** Escapes that a line names and that there aren't. */
export const unknownEscapes = (source: string): readonly string[] =>
  [...source.matchAll(placeholder)].flatMap(([, , escape]) =>
    escape === undefined || escapeNames.includes(escape) ? [] : [escape],
  );

/** The names whose values a line writes as they are. */
export const unescapedNames = (line: LineTemplate): readonly string[] =>
  line.flatMap((piece) => (piece.type === "value" && piece.escape === "markup" ? [piece.name] : []));

/** A piece of a line that is a value. */
export type ValuePiece = Extract<Piece, { readonly type: "value" }>;

/** Fills a line in; a link that leads to nothing but a value that isn't there is its text. */
export const fillLine = (
  line: LineTemplate,
  value: (piece: ValuePiece, between?: string) => string,
): string => {
  let filled = "";
  let isOpen = false;
  const textAt = (at: number): string => {
    const piece = line[at];
    if (piece?.type !== "value") return piece?.text ?? "";
    return value(piece, filled.endsWith("`") ? betweenCodes(filled, textAt(at + 1)) : undefined);
  };
  for (const [at, piece] of line.entries()) {
    const text = piece.type === "text" ? piece.text : inLinkText(textAt(at), filled);
    const isMissing = piece.type === "value" && text === "" && mayLead(filled);
    filled += isMissing ? missing : text;
    isOpen ||= isMissing || text === missingBare;
  }
  return isOpen ? withoutOpenLinks(filled) : filled;
};
