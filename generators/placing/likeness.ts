import { toText } from "../../src/config/expression.ts";
import type { Entry } from "../../src/model/entry.ts";

/** How many texts tell what all of them have in common. */
export const fewTexts = 5;

/** The share of what texts have in common that another one has, at least, to be one of them. */
const leastCommon = 0.5;

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.match(/[\p{L}\p{N}_]+/gu));

/** Tells whether a text has half of these words; there is no such test where there are none. */
const hasHalfOf = (words: readonly string[]): ((text: string) => boolean) | undefined => {
  if (words.length === 0) return undefined;
  return (text) => {
    const own = wordsOf(text);
    return words.filter((word) => own.has(word)).length >= leastCommon * words.length;
  };
};

/** Tells whether a text has half of the words of another. */
export const likenessToOne = (text: string) => hasHalfOf([...wordsOf(text)]);

/** Tells whether a text has half of the words that several others have in common, where these have some. */
export const likenessTo = (texts: readonly string[]): ((text: string) => boolean) | undefined => {
  const [first, ...others] = texts.slice(0, fewTexts).map(wordsOf);
  if (first === undefined || others.length === 0) return undefined;
  return hasHalfOf([...first].filter((word) => others.every((words) => words.has(word))));
};

const numbers = /(\d+(?:[.,]\d+)*)/;

const bare = (number: string): string => number.replaceAll(",", "");

/**
 * Whether a text is as it would be made but for numbers that the catalog has of its model, as where it was made from an
 * earlier one; another number may be people's.
 */
export const isOlder = (present: string, made: string, { fields }: Pick<Entry, "fields">): boolean => {
  const [there, wanted] = [present.split(numbers), made.split(numbers)];
  if (there.length !== wanted.length || present === made) return false;
  const known = new Set(
    [...fields.values()].flatMap((value) =>
      toText(value)
        .split(numbers)
        .filter((_, index) => index % 2 === 1)
        .map(bare),
    ),
  );
  return wanted.every((part, index) => part === there[index] || (index % 2 === 1 && known.has(bare(part))));
};
