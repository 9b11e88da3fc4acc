import { spaceBefore } from "./page.ts";

/** How lines that are too long go on below: at which width, and what the rest of an opening line begins with. */
export type Wrap = { readonly width: number; readonly hang: string | undefined };

/** How many columns a line takes, where a tab goes to the next eighth. */
export const columnsAcross = (line: string): number =>
  line.includes("\t")
    ? Array.from(line).reduce((at, char) => (char === "\t" ? at - (at % 8) + 8 : at + 1), 0)
    : line.length;

/** Whether a text is a paragraph that is broken into lines for its width alone: no list, block or line block. */
export const isBroken = (text: string): boolean =>
  text.includes("\n") && !/^(?:\s|$)|^(?:[-*+|#>]|\d+[.)]|\.\.)(?:\s|$)/m.test(text);

/** A word that begins nothing but a line of text, in any markup. */
const plainStart = /^(?:[\p{L}("'‘“`{]|\d+(?!\d*[.)]$)|\*{1,2}(?=[^\s*])|_(?=[^\s_]))/u;

/** Whether what begins with this word may be the next line of a paragraph. */
export const mayGoOn = (word: string): boolean => plainStart.test(word) && !word.endsWith("::");

/** The words of a text, each with those that may not begin a line, or not end one. */
const heldWords = (text: string): readonly string[] =>
  text.split(" ").reduce<readonly string[]>((all, word) => {
    const last = all.at(-1);
    return last === undefined || (mayGoOn(word) && !/(?:^|\s)\+$|\\$/.test(last))
      ? [...all, word]
      : [...all.slice(0, -1), `${last} ${word}`];
  }, []);

const wrapped = (line: string, deeper: string, width: number): readonly string[] => {
  const space = spaceBefore(line);
  return heldWords(line.slice(space.length)).reduce<readonly string[]>((lines, word, at) => {
    const last = lines.at(-1) ?? "";
    if (at === 0) return [space + word];
    const longer = `${last} ${word}`;
    return columnsAcross(longer) <= width
      ? [...lines.slice(0, -1), longer]
      : [...lines, space + deeper + word];
  }, []);
};

/** The lines of an entry, those of text broken where they are too long; the first only where something says how it goes on. */
export const wrapLines = (lines: readonly string[], { width, hang }: Wrap): readonly string[] =>
  lines.flatMap((line, index) => {
    const isText = index === 0 ? hang !== undefined : mayGoOn(line.trimStart().split(" ", 1)[0] ?? "");
    if (!isText || columnsAcross(line) <= width) return [line];
    return wrapped(line, index === 0 ? (hang ?? "") : "", width);
  });
