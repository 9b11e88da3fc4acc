import type { Line } from "./pieces.ts";

const isBlank = (text: string | undefined): boolean => text?.trim() === "";
const depthOf = (text: string): number => text.search(/\S/);

/** Whether a line of reStructuredText opens a block of which nothing is left. */
const opensNothing = (text: string, below: readonly string[]): boolean => {
  const next = below.find((line) => !isBlank(line));
  return /^\s*::$/.test(text) && (next === undefined || depthOf(next) <= depthOf(text));
};

/** The lines of an entry that can be made: where others are left out, neither blank lines nor what opened them are doubled. */
export const withoutLeftOut = (lines: readonly Line[]): readonly string[] => {
  const texts: string[] = [];
  let isAfterGap = false;
  for (const { text } of lines) {
    if (text === undefined) isAfterGap = true;
    else if (!(isAfterGap && isBlank(text) && isBlank(texts.at(-1)))) {
      texts.push(text);
      isAfterGap = false;
    }
  }
  if (texts.length === lines.length) return texts;
  return texts.filter((text, at) => !opensNothing(text, texts.slice(at + 1)));
};
