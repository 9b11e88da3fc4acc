import { codePoint, hex, replaceUnseen, wellFormed } from "./unicode.ts";

/** Text that may go to a terminal or a CI log: controls, bidi and invisible characters are shown as `\u{1B}`. */
export const printable = (text: string): string =>
  replaceUnseen(wellFormed(text), (char) => `\\u{${hex(codePoint(char), 1)}}`);
