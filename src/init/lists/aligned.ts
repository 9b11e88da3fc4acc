import type { Model } from "../catalog/records.ts";
import type { FoundEntry } from "../find/entries.ts";
import { alignPages, type Token, tokensOf } from "../pages/align.ts";

/** An entry as lines that all have in common: what it lacks is undefined. */
export type Aligned = {
  readonly lines: readonly (string | undefined)[];
  readonly at: FoundEntry["at"];
};

type Entries = readonly (readonly [FoundEntry, Model])[];

/**
 * Entries of which some have lines that others lack, line for line, and what the fullest would be; undefined where
 * their titles aren't one line.
 */
export const aligned = (
  entries: Entries,
): { readonly sample: Aligned; readonly all: readonly (readonly [Aligned, Model])[] } | undefined => {
  const pages = entries.map(([{ lines, title, at, line }, model]) => {
    // Two entries may be of one model, and a title is the title whatever it says.
    const isTitleOf = (token: Token): boolean => token.line === lines[at.line] && token.line.includes(title);
    const page = { model, stem: title, lines, line, at };
    return { page, tokens: tokensOf(page).map((token) => keyed(token, isTitleOf(token))) };
  });
  const found = alignPages(new Map(pages.map(({ page, tokens }) => [page, tokens])));
  // What stands right above lines of an entry's own belongs to them: an admonition is nothing without its text.
  const isAlone = (size: number, next: number): boolean => size < pages.length && next * 2 >= size;
  const slots = found.filter(
    ({ lines }, index) => lines.size > 0 && !isAlone(lines.size, found[index + 1]?.loose ?? 0),
  );
  const isTitle = (index: number): boolean =>
    pages.every(({ page }) => slots[index]?.lines.get(page) === page.lines[page.at.line]);
  const title = slots.findIndex((_, index) => isTitle(index));
  const own = slots[title];
  if (own === undefined) return undefined;
  const blanks = slots.map((slot) => Math.max(0, ...slot.blanks.values()));
  const linesOf = (textOf: (slot: (typeof slots)[number]) => string | undefined) =>
    slots.flatMap((slot, index) => {
      const text = textOf(slot);
      const blank = Array.from({ length: blanks[index] ?? 0 }, () => (text === undefined ? undefined : ""));
      return [text, ...blank];
    });
  const line = slots.slice(0, title).reduce((sum, _, index) => sum + 1 + (blanks[index] ?? 0), 0);
  const all = pages.map(({ page }) => {
    const lines = linesOf((slot) => slot.lines.get(page));
    return [{ lines, at: { ...page.at, line } }, page.model] as const;
  });
  const [first] = all;
  return first === undefined
    ? undefined
    : { sample: { at: first[0].at, lines: linesOf(({ lines }) => [...lines.values()][0]) }, all };
};

/** The line of the title is known by nothing that is in it, and others by no amount or date. */
const keyed = (token: Token, isTitle: boolean): Token => ({
  ...token,
  key: isTitle ? "\0title" : token.key.replace(/\d[\d.,-]*/g, "0"),
});
