/** A text as messages show it: of a longer one the first so many characters. */
export const cutShort = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}…` : text;
