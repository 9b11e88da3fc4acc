/** How often a character stands in a text one after the other, at most. */
export const longestRun = (text: string, char: string): number =>
  Math.max(0, ...(text.match(new RegExp(`${char}+`, "g")) ?? []).map(({ length }) => length));
