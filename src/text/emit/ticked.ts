/** How text is written, and how code is. */
type Writers = { readonly text: (value: string) => string; readonly code: (value: string) => string };

/** Text with code between backticks; where anything else in it would be escaped, the backticks are no markup either. */
export const tickedText = (value: string, { text, code }: Writers): string => {
  const pieces = value.trim().split(/`([^`]+)`/);
  const around = pieces.map((piece, at) => (at % 2 === 0 ? piece : "x")).join("");
  // An underscore beside code is no part of a word.
  const isMarkup = pieces.some((piece, at) => at % 2 === 0 && /[\n`]|^_|_$/.test(piece));
  if (pieces.length === 1 || isMarkup || text(around) !== around) return text(value);
  return pieces.map((piece, at) => (at % 2 === 0 ? piece : code(piece))).join("");
};
