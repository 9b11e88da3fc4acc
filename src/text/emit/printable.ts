import { codePoint, hex, replaceUnseen, wellFormed } from "./unicode.ts";

/**
 * Text that may go to a terminal or a CI log: controls (line ends and ESC too), bidi and invisible
 * characters are shown as `\u{1B}`, so nothing moves the cursor, changes colours or starts a line.
 */
export const printable = (text: string): string =>
  replaceUnseen(wellFormed(text), (char) => `\\u{${hex(codePoint(char), 1)}}`);
