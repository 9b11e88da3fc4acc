/** A name without what people write in several ways: case, spaces, marks between words. */
export const bareName = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+]+/gu, "");

/** Whether two names are one as people write them: `LLama 4` and `Llama-4`. */
export const sameName = (a: string, b: string): boolean =>
  a === b || (bareName(a) !== "" && bareName(a) === bareName(b));
