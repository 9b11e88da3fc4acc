import { dirname, join, relative } from "node:path/posix";
import type { Entry, FieldValue } from "../model/entry.ts";
import type { RelativePath } from "../model/file.ts";
import type { SnippetSettings } from "../config/settings.ts";
import { decodeEntities } from "../text/entities.ts";
import { fromUrl } from "../text/escapes.ts";
import { withoutPageEnding } from "./scan.ts";

type Kind = Pick<SnippetSettings, "kind" | "language">;

/** The names that a snippet's file has in expressions: `page/markdown`, and `page` where it is the only one of its kind. */
const namesOf = (snippet: Kind, all: readonly Kind[]): readonly string[] => {
  const alone = all.filter(({ kind }) => kind === snippet.kind).length === 1;
  return [`${snippet.kind}/${snippet.language}`, ...(alone ? [snippet.kind] : [])];
};

/** The names of the fields that link to files, with the snippet that each is about. */
export const linkNames = (snippets: readonly Kind[]): ReadonlyMap<string, string> =>
  new Map(
    snippets.flatMap((snippet) =>
      namesOf(snippet, snippets).flatMap((name) =>
        ["link", "route"].map((word) => [`${word}:${name}`, `${snippet.kind}/${snippet.language}`] as const),
      ),
    ),
  );

/** Where the links are written: relative to which folder, and whether as an address or as a plain path. */
export type LinkPlace = { readonly folder: RelativePath; readonly encoded: boolean };

/** The place of links in a page. */
export const linksIn = (page: RelativePath): LinkPlace => ({
  folder: dirname(page) === "." ? "" : dirname(page),
  encoded: true,
});

/** The address of a link as Markdown, reStructuredText, AsciiDoc and HTML write it. */
const address =
  /(?<=\]\(<?)[^()\s<>]+(?=>?(?:\s+"[^"]*")?\))|(?<=<)[^<>\s`]+(?=>`_)|(?<=\b(?:xref|link):)[^\s[\]]+(?=\[)|\bhttps?:\/\/[^\s[\]()<>"']+(?=\[)|(?<=\bhref=["'])[^"'\s]+/g;

/** Where the links of a text lead. */
const addressesIn = (written: string): readonly string[] => written.match(address) ?? [];

/** Where the first link of a text leads. */
export const addressIn = (written: string): string | undefined => addressesIn(written)[0];

/** An address as it is followed. */
const readAddress = (written: string): string => fromUrl(decodeEntities(written));

const isSame = (one = "", other = ""): boolean => readAddress(one) === readAddress(other);

/** Whether the links of two texts, as many in both, lead elsewhere. */
export const leadElsewhere = (written: string, wanted: string): boolean => {
  const [now, to] = [addressesIn(written), addressesIn(wanted)];
  return now.length === to.length && now.some((each, at) => !isSame(each, to[at]));
};

/** A text whose links lead where those of `wanted` do, where they led as those of `made`; or undefined. */
export const withAddresses = (
  written: string,
  wanted: string,
  made: readonly string[],
): string | undefined => {
  const [now, to, all] = [addressesIn(written), addressesIn(wanted), made.map(addressesIn)];
  // Where a link came or went nobody's words are lost in a text that is as it was made.
  if (now.length !== to.length) return made.includes(written) ? wanted : undefined;
  const follows = now.map(
    (each, at) =>
      !isSame(each, to[at]) && all.some((one) => one.length === to.length && isSame(one[at], each)),
  );
  let at = -1;
  const turn = (each: string): string => {
    at += 1;
    return follows[at] === true ? (to[at] ?? each) : each;
  };
  return follows.includes(true) ? written.replace(address, turn) : undefined;
};

/** A path as an address in Markdown has it. */
export const encodePath = (path: string): string =>
  encodeURI(path).replace(/[()?#]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** Fields with the links to the model's files, relative to a folder: `link:KIND`, and `route:KIND` without the ending. */
export const withLinks = <T extends FieldValue | undefined>(
  fields: ReadonlyMap<string, T>,
  snippets: readonly Kind[],
  files: ReadonlyMap<string, RelativePath>,
  { folder, encoded }: LinkPlace,
): ReadonlyMap<string, T | string> => {
  const all = new Map<string, T | string>(fields);
  for (const [name, snippet] of linkNames(snippets)) {
    const path = files.get(snippet);
    if (path === undefined) continue;
    const way = relative(join("/", folder), join("/", path));
    const link = encoded ? encodePath(way) : way;
    all.set(name, name.startsWith("route:") ? withoutPageEnding(link) : link);
  }
  return all;
};

/** An entry whose expressions can link to its files. */
export const linked = (
  entry: Entry,
  snippets: readonly Kind[],
  files: ReadonlyMap<string, RelativePath>,
  place: LinkPlace,
): Entry => ({ ...entry, fields: withLinks(entry.fields, snippets, files, place) });
