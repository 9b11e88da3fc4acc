import { plainText } from "../text/emit/plain-text.ts";
import { tally } from "./columns/samples.ts";

/** What a documentation's pages name, for finding out which values of a catalog they show. */
export type Named = {
  readonly isId: (text: string) => boolean;
  readonly isName: (text: string) => boolean;
};

const word = /[\p{L}\p{N}@~][\p{L}\p{N}._\-/:@~+]*/gu;

/** Reads the pages once: the words in them, and the texts of cells, titles and headings. */
export const namedIn = (pages: Iterable<string>): Named => {
  const words = new Set<string>();
  const texts = new Set<string>();
  for (const page of pages) {
    // A stop at the end may be the sentence's, and a slash an address's.
    for (const [run] of page.matchAll(word)) words.add(run).add(run.replace(/[./:]+$/, ""));
    for (const line of page.split(/\r?\n/)) {
      if (line.includes("|")) for (const cell of line.split("|")) texts.add(plainText(cell));
      const title =
        /"(.*)"/.exec(line)?.[1] ?? /^\s*#{1,6}\s+(.*)$/.exec(line)?.[1] ?? />([^<>]+)</.exec(line)?.[1];
      if (title !== undefined) texts.add(plainText(title));
    }
  }
  return {
    isId: (text) => words.has(text) || texts.has(text),
    isName: (text) => texts.has(text),
  };
};

/** Whether a page tells what was: what it lists came to be so on some day. */
export const tellsPast = (page: string): boolean =>
  /change-?log|release|blog|news|history|migrat/i.test(page);

/** A folder of the past, and what leads to it. */
const pastFolder =
  /^(?:.*?\/)??(?:_?posts|blog|archives?|versioned_(?:docs|sidebars)|docusaurus-plugin-content-docs\/version-[^/]+)\//i;

/** Whether a page is of a day, or a copy of what was: what it shows isn't to follow. */
export const isOfPast = (page: string): boolean =>
  pastFolder.test(page) || /(?:^|\/)\d{4}-\d\d-\d\d-[^/]*$/i.test(page);

/** All that is in the folder of the past that a page is in; a page of a day by itself. */
export const wholePast = (page: string): string => {
  const folder = pastFolder.exec(page)?.[0];
  return folder === undefined ? page : `${folder}**`;
};

/** The address of an API that the texts name most often. */
export const apiAddress = (texts: Iterable<string>): string | undefined =>
  tally(
    [...texts].flatMap(
      (text) => text.match(/https:\/\/[a-z0-9.-]+(?:\/[a-z0-9-]+)*?\/v\d+(?=[/"'`\s)]|$)/gi) ?? [],
    ),
  )[0]?.[0];
