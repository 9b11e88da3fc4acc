/** A place in a text; both count from 1. */
export type Position = { readonly line: number; readonly column: number };

/** The place of an offset. */
export const positionAt = (text: string, offset: number): Position => {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
};

/** A place behind all that is written is told as the end of the last line that says something. */
export const withinText = (text: string, position: Position): Position => {
  const rest = text
    .split("\n")
    .slice(position.line - 1)
    .join("\n")
    .slice(position.column - 1);
  return rest.trim() === "" ? positionAt(text, text.trimEnd().length) : position;
};

/** The line of a place, with a mark under it. */
export const excerptOf = (text: string, { line, column }: Position): readonly string[] => {
  const source = text.split(/\r?\n/)[line - 1] ?? "";
  const from = Math.max(0, column - 61);
  const shown = source.slice(from, from + 100).replaceAll("\t", " ");
  const number = String(line);
  return [`${number} | ${shown}`, `${" ".repeat(number.length)} | ${" ".repeat(column - 1 - from)}^`];
};
