import { isBroken } from "../wrapped.ts";
import { isAscii, widthOf as shownWidth } from "../../text/emit/width.ts";

/** A line by columns: a wide character takes two, of which the second is empty. */
export const byColumn = (line: string): readonly string[] => {
  if (isAscii(line)) return line.split("");
  return Array.from(line).flatMap((char) => (shownWidth(char) === 2 ? [char, ""] : [char]));
};

/** How many columns a text takes. */
export const columnsOf = (text: string): number => byColumn(text).length;

/** A text with spaces after it, up to a width. */
export const fit = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - columnsOf(text)));

/** Words in lines of at most a width, where there are several; a word that would begin something else isn't first in one. */
export const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of text.split(" ")) {
    const longer: string = line === undefined ? word : `${line} ${word}`;
    if (line === undefined || columnsOf(longer) <= width || !/^(?:[\p{L}\p{N}]|``?[^\s`])/u.test(word))
      line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === undefined ? lines : [...lines, line];
};

/** How wide lines of a column are where people break paragraphs in it; undefined where none is broken. */
export const brokenAt = (cells: readonly string[]): number | undefined => {
  const lines = cells.filter(isBroken).flatMap((text) => text.split("\n"));
  return lines.length === 0 ? undefined : lines.reduce((most, line) => Math.max(most, columnsOf(line)), 0);
};

/** The lines of a cell: a paragraph is broken where those beside it are. */
export const cellLines = (text: string, width: number | undefined): readonly string[] =>
  width === undefined || text === "" || text.includes("\n") ? text.split("\n") : wrap(text, width);
