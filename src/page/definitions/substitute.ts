import type { Edit, Page } from "../page.ts";
import { addTo, toMap } from "../../text/group-by.ts";

/** How a markup calls a value by its name. */
const references: Partial<Readonly<Record<Page["markup"], RegExp>>> = {
  asciidoc: /(?<!\\)\{([A-Za-z0-9_][\w-]*)\}/g,
  rst: /(?<![\\|\p{L}\p{N}]|^[ \t]*\.\.[ \t]+)\|(?!\s)([^|\n]*[^|\s\\])\|(?![\p{L}\p{N}|])_{0,2}/gmu,
};

/** Values in values are followed so far, and never into a text of more than so many signs: some lead to themselves. */
const [MAX_DEPTH, MAX_LENGTH] = [5, 10_000];

/** A name as it is looked for: case and runs of white space mean nothing. */
export const nameOf = (written: string): string => written.toLowerCase().replace(/\s+/g, " ");

type Defined = Pick<Page, "markup" | "definitions">;

/** A text with the values of the page's names in it. */
export const substituted = ({ markup, definitions }: Defined, text: string): string => {
  const reference = references[markup];
  if (definitions === undefined || reference === undefined) return text;
  const inside = (part: string, depth: number): string => {
    const made = part.replace(reference, (all, name: string) => {
      const value = definitions.get(nameOf(name))?.value;
      return value === undefined ? all : depth < MAX_DEPTH ? inside(value, depth + 1) : value;
    });
    return made.length > MAX_LENGTH ? part : made;
  };
  return inside(text, 0);
};

/** The names in a text that nobody gives a value to. */
export const undefinedIn = (markup: Page["markup"], text: string): readonly string[] =>
  text.match(references[markup] ?? /(?!)/g) ?? [];

/** A value in which nothing is markup. */
const plain = /^[\w$%(][\w .,$%/()-]*$/;

/** The edit of the value behind a text that is nothing but its name, where the page uses that once and values are plain. */
export const definitionEdit = (
  { markup, definitions, text }: Defined & Pick<Page, "text">,
  written: string,
  value: string,
): Edit | undefined => {
  const reference = references[markup];
  if (definitions === undefined || reference === undefined) return undefined;
  const calls = (part: string): readonly RegExpExecArray[] => [...part.matchAll(reference)];
  const [call] = calls(written);
  const name = nameOf(call?.[1] ?? "");
  const { start, end, value: before = "" } = definitions.get(name) ?? {};
  if (call?.[0] !== written || start === undefined || end === undefined) return undefined;
  if (!plain.test(before) || !plain.test(value)) return undefined;
  const uses = calls(text).filter(([, own = ""]) => nameOf(own) === name);
  return uses.length === 1 ? { start, end, text: value } : undefined;
};

/** The names that several cells of a column are, by the column and what they show: what shows the same is written so, too. */
export const sharedNames = (
  rows: readonly (readonly [shown: readonly string[], written: readonly string[]])[],
): ReadonlyMap<string, string> => {
  const names = new Map<string, string[]>();
  for (const [shown, written] of rows)
    for (const [at, text] of shown.entries()) {
      const own = written[at] ?? text;
      if (own !== text) addTo(names, `${at} ${text}`, own);
    }
  return toMap(names, ([shown, [own = "", ...same]]) =>
    same.length > 0 && same.every((each) => each === own) ? [shown, own] : undefined,
  );
};
