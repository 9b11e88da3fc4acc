/** Finds which known IDs a file names. Made once for a catalog, used for every file. */
export type MentionFinder = (text: string) => readonly string[];

/** A run of characters that IDs are made of; an ID inside a longer run is another ID. */
const word = /[\p{L}\p{N}@~][\p{L}\p{N}._\-/:@~+]*/gu;
const simple = /^[\p{L}\p{N}@~][\p{L}\p{N}._\-/:@~+]*$/u;

/** The same for texts without other letters: to make a class of all letters takes a millisecond. */
const plainWord = /[A-Za-z0-9@~][A-Za-z0-9._\-/:@~+]*/g;
const plainSimple = /^[A-Za-z0-9@~][A-Za-z0-9._\-/:@~+]*$/;
const isForeign = (text: string): boolean => /[\u0080-\uffff]/.test(text);

/**
 * Makes a finder of exact IDs: `google/gemma-3-27b-it` isn't named by a file that only has
 * `google/gemma-3-27b-it:free`. IDs with other characters are looked for between quotes.
 */
export const mentionFinder = (ids: Iterable<string>): MentionFinder => {
  const known = new Set(ids);
  const odd = [...known]
    .filter((id) => !(isForeign(id) ? simple : plainSimple).test(id))
    .map((id) => ({ id, forms: [JSON.stringify(id), `'${id}'`] }));
  // What is left of an odd ID must not be read as one of the plain IDs that it is made of.
  const without = (text: string, forms: readonly string[]): string =>
    forms.reduce((rest, form) => rest.replaceAll(form, " "), text);
  return (text) => {
    const named = odd.filter(({ forms }) => forms.some((form) => text.includes(form)));
    const found = new Set(named.map(({ id }) => id));
    for (const [run] of without(
      text,
      named.flatMap(({ forms }) => forms),
    ).matchAll(isForeign(text) ? word : plainWord)) {
      if (known.has(run)) found.add(run);
      else {
        // Prose ends an ID with a full stop or colon that isn't part of it.
        const bare = run.replace(/[.:]$/, "");
        if (known.has(bare)) found.add(bare);
      }
    }
    return [...found].sort();
  };
};
