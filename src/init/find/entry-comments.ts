import { findBlocks } from "../../page/block.ts";
import { lineAt, type Page, type Region } from "../../page/page.ts";
import { escapePattern } from "../../text/escape-pattern.ts";
import { sharedStart } from "../../text/shared-start.ts";
import { type Candidate, compile } from "./markup-formats.ts";

/** A comment in a line of its own. */
const comment = /^[ \t]*(<!--.*-->|\{\/\*.*\*\/\})[ \t]*$/;

const plain = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();

/** The share of entries with a comment of their own above them, so that it is a part of all. */
const leastCommented = 0.9;

/**
 * The format with the comments above entries as a part of them, where nearly all have one of their own; else, how
 * many have one that names them.
 */
export const withComments = (
  page: Page,
  region: Region,
  candidate: Candidate,
): Candidate & { readonly comments?: number } => {
  if (page.markup !== "markdown" || candidate.format.wrapper?.open !== undefined) return candidate;
  if (!/<!--|\{\/\*/.test(page.text)) return candidate;
  const blocks = findBlocks(page, region, candidate.format);
  const above = blocks.flatMap(({ first, title }) => {
    const text = comment.exec(lineAt(page, first - 1))?.[1];
    return text === undefined ? [] : [{ text, isNamed: plain(text).includes(plain(title)) }];
  });
  const texts = above.map(({ text }) => text);
  const isAll = new Set(texts).size === above.length && above.length >= leastCommented * blocks.length;
  const named = above.filter(({ isNamed }) => isNamed).length;
  if (above.length < 2 || !isAll) return named === 0 ? candidate : { ...candidate, comments: named };
  // What all of them begin with, without a part of a name.
  const start = texts
    .reduce((all, each) => all.slice(0, sharedStart(all, each)))
    .replace(/[\p{L}\p{N}._-]+$/u, "");
  const { name, format, own: given } = candidate;
  const [commented = candidate] = compile(
    [name, "commented", ...(start.match(/\w+/g) ?? [])].join("-").toLowerCase(),
    {
      ...(given ?? { base: name }),
      recognise: format.recognise.source.replace("^", `^(?:${escapePattern(start)}[^\\n]*\\n[ \\t]*)?`),
      lines: format.lines + 1,
    },
  );
  return commented;
};
