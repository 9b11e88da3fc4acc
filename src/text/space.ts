/** The white space that a text begins with. */
export const spaceBefore = (text: string): string => text.slice(0, text.length - text.trimStart().length);

/** The white space that a text ends with. */
export const spaceAfter = (text: string): string => text.slice(text.trimEnd().length);
