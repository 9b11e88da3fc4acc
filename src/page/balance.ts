import { type Page, lineAt } from "./page.ts";
import { escapePattern } from "../text/escape-pattern.ts";

/** What opens and what closes a thing that may hold others of its kind; both expressions are global. */
export type Balance = { readonly open: RegExp; readonly close: RegExp };

/** A line without its code spans and comments: what they hold opens and closes nothing. */
const bare = (line: string): string =>
  line.replace(/(`+)(?!`).*?(?<!`)\1(?!`)|<!--.*?-->|\{\/\*.*?\*\/\}/g, "");

const count = (line: string, pattern: RegExp): number => line.match(pattern)?.length ?? 0;

/** The line after the one in which as many are closed as opened, from `first` on, but in code and comments; or undefined. */
export const balancedEnd = (
  page: Page,
  first: number,
  last: number,
  { open, close }: Balance,
): number | undefined => {
  let depth = 0;
  for (let index = first; index < last; index += 1) {
    if (page.opaque[index] === true) continue;
    const line = bare(lineAt(page, index));
    depth += count(line, open) - count(line, close);
    // A comment above what it names opens nothing yet.
    if (depth <= 0 && (index > first || line.trim() !== "")) return index + 1;
  }
  return undefined;
};

/** What opens and closes an element; one that closes itself opens nothing, even over several lines. */
export const elementBalance = (name: string): Balance => ({
  open: new RegExp(`<${escapePattern(name)}(?=[\\s>]|$)(?![^<>]*/>)`, "g"),
  close: new RegExp(`</${escapePattern(name)}\\s*>`, "g"),
});

/** What opens and closes a Liquid block. */
export const liquidBalance = (name: string): Balance => ({
  open: new RegExp(`\\{%-?\\s*${escapePattern(name)}\\b`, "g"),
  close: new RegExp(`\\{%-?\\s*end${escapePattern(name)}\\s*-?%\\}`, "g"),
});

/** What opens or closes things of a page, and the line of colons that does either. */
const edges = /<(\/?)([A-Za-z][\w.-]*)(?=[\s/>]|$)[^<>]*|\{%-?\s*(end)?(\w+)|^\s*(:{3,})\s*(\S)?/g;
/** Tags that often close nothing. */
const loose = /^(?:br|hr|img|p)$/i;

/** The first line of a stretch that ends what was opened above it, such as the element around; its end where none does. */
export const holdingEnd = (page: Page, first: number, last: number): number => {
  if (page.markup !== "markdown") return last;
  const depth = new Map<string, number>();
  for (let index = first; index < last; index += 1) {
    if (page.opaque[index] === true) continue;
    const line = bare(lineAt(page, index)).trim();
    for (const match of line.matchAll(edges)) {
      const [whole, slash, tag, end, liquid = "", colons, named] = match;
      const name = colons === undefined ? (tag ?? `%${liquid}`) : ":";
      const open = depth.get(name) ?? 0;
      const closes = colons === undefined ? slash === "/" || end !== undefined : named === undefined;
      if (closes && open === 0 && match.index === 0 && !loose.test(name)) return index;
      if (closes) depth.set(name, Math.max(0, open - 1));
      else if (!whole.endsWith("/")) depth.set(name, open + 1);
    }
  }
  return last;
};
