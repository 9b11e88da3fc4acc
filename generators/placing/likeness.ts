/** How many texts tell what all of them have in common. */
const fewTexts = 5;

/** The share of what texts have in common that another one has, at least, to be one of them. */
const leastCommon = 0.5;

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.match(/[\p{L}\p{N}_]+/gu));

/**
 * Tells whether a text has half of the words that several others have in common. There is no such test where these have
 * none in common, or are too few to tell.
 */
export const likenessTo = (texts: readonly string[]): ((text: string) => boolean) | undefined => {
  const [first, ...others] = texts.slice(0, fewTexts).map(wordsOf);
  if (first === undefined || others.length === 0) return undefined;
  const common = [...first].filter((word) => others.every((words) => words.has(word)));
  if (common.length === 0) return undefined;
  return (text) => {
    const own = wordsOf(text);
    return common.filter((word) => own.has(word)).length >= leastCommon * common.length;
  };
};
