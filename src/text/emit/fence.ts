/** How often a character stands in a text one after the other, at most. */
export const longestRun = (text: string, char: string): number =>
  Math.max(0, ...(text.match(new RegExp(`${char}+`, "g")) ?? []).map(({ length }) => length));

/** Backticks for a fence or a span that nothing in the text can close. */
export const ticks = (text: string, least: number): string =>
  "`".repeat(Math.max(least, longestRun(text, "`") + 1));
