/** A name that stands in a text as a whole token: what is known of it, and [start, end) of the text. */
export type Token<T> = { readonly start: number; readonly end: number; readonly value: T };

/** The signs, besides letters, digits and `_`, that names of models may hold: `@cf/meta/llama-4:free`. */
export const idSigns = "@~._-/:+";

/** Letters of scripts that write words with spaces between; what follows a name of other scripts is no part of it. */
const letters = "[[\\p{L}\\p{M}_]&&[\\0-\\u{52f}]]";

// Sources of expressions with the flag `v`.
const inToken = `[${letters}0-9${idSigns.replace(/\W/g, "\\$&")}]`;
const oneToken = `[${letters}0-9\\@\\~]${inToken}*`;
const alone = new RegExp(`^${oneToken}$`, "v");

/** More distinct tokens than this are looked up anew rather than cached. */
const mostRemembered = 100_000;

/** Whether a text is one token from its first character to its last. */
export const isToken = (text: string): boolean => alone.test(text);

/** Makes a finder that asks `resolve` once for every token; words of letters alone only where `words` says so. */
export const tokenFinder = <T>(
  resolve: (token: string) => T | undefined,
  words = true,
): ((text: string) => readonly Token<T>[]) => {
  const word = words ? "" : `${letters}+(?!${inToken})|`;
  const tokens = new RegExp(`${word}(${oneToken})`, "gv");
  const known = new Map<string, { readonly value: T | undefined }>();
  const lookUp = (token: string): T | undefined => {
    const before = known.get(token);
    if (before !== undefined) return before.value;
    const value = resolve(token);
    if (known.size >= mostRemembered) known.clear();
    known.set(token, { value });
    return value;
  };
  return (text) => {
    const found: Token<T>[] = [];
    for (const { 1: run, index: start } of text.matchAll(tokens)) {
      if (run === undefined) continue;
      const whole = lookUp(run);
      // A sentence ends a name with a full stop or colon that is no part of it.
      const name = whole === undefined && /[.:]$/.test(run) ? run.replace(/[.:]+$/, "") : run;
      const value = name === run ? whole : lookUp(name);
      if (value !== undefined) found.push({ start, end: start + name.length, value });
    }
    return found;
  };
};

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
