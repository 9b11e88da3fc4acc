import stringWidth from "string-width";

/** Plain ASCII needs none of the tables of Unicode, which take as long to load as Node itself. */
export const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);

/** How wide a terminal shows a text. */
export const widthOf = (text: string): number =>
  isAscii(text) ? text.length : stringWidth(text, { countAnsiEscapeCodes: true });
