import { firstFrom } from "./bisect.ts";

/** A text as patterns read it, whose lines end in `\n` whatever they end in, and where a place of that is in the text itself. */
export const withPlainEnds = (
  text: string,
): { readonly text: string; readonly at: (offset: number) => number } => {
  if (!text.includes("\r\n")) return { text, at: (offset) => offset };
  const ends = [...text.matchAll(/\r\n/g)].map(({ index }, before) => index - before);
  return {
    text: text.replaceAll("\r\n", "\n"),
    at: (offset) => offset + firstFrom(ends.length, (nth) => (ends[nth] ?? offset) >= offset),
  };
};
