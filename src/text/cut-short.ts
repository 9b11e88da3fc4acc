/** A text as messages show it: of a longer one the first so many characters, and no half of one. */
export const cutShort = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "")}…` : text;
