/** Paints text for a terminal, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** The few styles that the reports use. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

const codes: Readonly<Record<Style, readonly [open: number, close: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

/** Colours for a terminal. */
export const colour: Paint = (style, text) => {
  const [open, close] = codes[style];
  return `\u001b[${open}m${text}\u001b[${close}m`;
};

/** No colours: for files, pipes and NO_COLOR. */
export const plain: Paint = (_, text) => text;
