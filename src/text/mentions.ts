import { isToken, tokenFinder } from "./tokens.ts";

/** A name without what people write in several ways: case, spaces, marks between words. */
export const bareName = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+]+/gu, "");

/** Finds which known IDs a file names. Made once for a catalog, used for every file. */
export type MentionFinder = (text: string) => readonly string[];

/** Makes a finder of exact IDs: `acme/auk-3` isn't named by `acme/auk-3:free`; odd IDs are looked for between quotes. */
export const mentionFinder = (ids: Iterable<string>): MentionFinder => {
  const known = new Set(ids);
  const odd = [...known]
    .filter((id) => !isToken(id))
    .map((id) => ({ id, forms: [JSON.stringify(id), `'${id}'`] }));
  const tokens = tokenFinder((token) => (known.has(token) ? token : undefined));
  // What is left of an odd ID must not be read as one of the plain IDs that it is made of.
  const without = (text: string, forms: readonly string[]): string =>
    forms.reduce((rest, form) => rest.replaceAll(form, " "), text);
  return (text) => {
    const named = odd.filter(({ forms }) => forms.some((form) => text.includes(form)));
    const rest = without(
      text,
      named.flatMap(({ forms }) => forms),
    );
    return [...new Set([...named.map(({ id }) => id), ...tokens(rest).map(({ value }) => value)])].sort();
  };
};
