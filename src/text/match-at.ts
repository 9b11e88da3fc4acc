/** What a sticky expression finds at an offset: "" where it finds nothing. */
export const matchAt = (pattern: RegExp, text: string, at: number): string => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
};

/** Where what it finds ends. */
export const endAt = (pattern: RegExp, text: string, at: number): number =>
  at + matchAt(pattern, text, at).length;
