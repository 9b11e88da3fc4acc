/** Finds the other files of an API description, without parsing it, so that their digests can be compared cheaply. */

const reference = /\$ref["']?\s*:\s*["']?([^"'#\s,}]+)/g;

/** The file parts of all `$ref`s in a text, as they are written; too many do no harm. */
export const referredFiles = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(reference)].flatMap(([, path]) => path ?? []))].sort();
