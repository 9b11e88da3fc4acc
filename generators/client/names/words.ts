/** English words in identifiers: splitting, casing, and telling a collection from a thing. */

/** Longest text that is looked at for a name; a longer one would make no readable identifier. */
const longest = 120;

const irregular: readonly (readonly [plural: string, singular: string])[] = [
  ["children", "child"],
  ["people", "person"],
  ["indices", "index"],
  ["matrices", "matrix"],
  ["vertices", "vertex"],
  ["caches", "cache"],
  ["pricing", "price"],
];

/** The words of a text, in any script: `fine_tuning` and `fineTuning` give `fine`, `tuning`. Only what code may hold. */
export const words = (text: string): readonly string[] =>
  text
    .slice(0, longest)
    .normalize("NFC")
    .replace(/([\p{Ll}\p{Nd}])(\p{Lu})/gu, "$1 $2")
    .replace(/(?<![\p{L}\p{N}])[+-](?=\d)/gu, (sign) => (sign === "+" ? " plus " : " minus "))
    .split(/[^\p{ID_Continue}]|[_\p{DI}]/u)
    .filter((word) => word !== "");

/** A word with a capital. */
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `fine_tuning.job` → `FineTuningJob`. Empty when the text has no letter or digit. */
export const pascal = (text: string): string => words(text).map(capital).join("");

/** `async-batches` → `asyncBatches`. Empty when the text has no letter or digit. */
export const camel = (text: string): string => {
  const [first = "", ...rest] = words(text);
  const lower =
    first === first.toUpperCase() ? first.toLowerCase() : first.charAt(0).toLowerCase() + first.slice(1);
  return [lower, ...rest.map(capital)].join("");
};

const lastWord = (text: string): string => words(text).at(-1)?.toLowerCase() ?? "";

/** Whether a name stands for a collection, judged by its last word: `batches` yes, `status` and `cancel` no. */
export const isPlural = (text: string): boolean => {
  const last = lastWord(text);
  if (irregular.some(([plural]) => plural === last)) return last !== "pricing";
  return last.endsWith("s") && !/(?:ss|us|is)$/.test(last) && !/^(?:alias|atlas|bias|canvas|gas)$/.test(last);
};

/** The thing in a collection: `batches` → `batch`, `stop_words` → `stop_word`; other words stay. */
export const singular = (text: string): string => {
  const last = lastWord(text);
  const known = irregular.find(([plural]) => plural === last);
  if (known) return text.slice(0, text.length - known[0].length) + known[1];
  if (!isPlural(text)) return text;
  if (last.endsWith("ies") && last.length > 4) return `${text.slice(0, -3)}y`;
  return /(?:ss|sh|ch|x|z)es$/.test(last) ? text.slice(0, -2) : text.slice(0, -1);
};
