import { escapePattern } from "../../text/escape-pattern.ts";

const numberAt = "(\\d[\\d,]*)";

const wordsOf = (text: string): readonly string[] => text.match(/\s+|[^\s]+/g) ?? [];

/** A pattern that finds the number in its line alone in the page, by as few words around it as do. */
export const patternFor = (text: string, before: string, after: string): string | undefined => {
  // Other numbers change too.
  const lead = wordsOf(/[^\d]*$/.exec(before)?.[0] ?? "");
  const tail = wordsOf(/^[^\d]*/.exec(after)?.[0] ?? "");
  const whole = [!/\d/.test(before), !/\d/.test(after)] as const;
  const between = (left: readonly string[], right: readonly string[]): string =>
    `${escapePattern(left.join(""))}${numberAt}${escapePattern(right.join(""))}`;
  const most = Math.min(12, Math.max(lead.length, tail.length));
  const around = Array.from(
    { length: most },
    (_, at) => [lead.slice(-at - 1), tail.slice(0, at + 1)] as const,
  );
  const patterns = [
    // Between blanks alone the next number of the page would do as well.
    ...around
      .filter((sides) => sides.flat().some((word) => /\p{L}/u.test(word)))
      .map(([left, right]) => between(left, right)),
    `${whole[0] ? "^" : ""}${between(lead, tail)}${whole[1] ? "$" : ""}`,
  ];
  return patterns.find((pattern) => [...text.matchAll(new RegExp(pattern, "gmu"))].length === 1);
};

/** A text as a name in the config. */
export const wordName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** Words before a number that may have a capital anywhere: `Browse All 25 Models`. */
const quantifiers =
  "All|Our|The|These|Those|Over|Of|With|And|Than|Top|Any|From|Across|Now|About|Has|Have|Offers?|Supports?";

const named = new RegExp(
  `(?:[\\p{L}\\d][^\\s.!?:]*\\s+(?!(?:${quantifiers})\\s)\\p{Lu}[\\p{L}\\d.-]*|\\p{Lu}\\p{L}*-?\\p{Lu}[\\p{L}\\d-]*)\\s+$`,
  "u",
);

/** Whether a number after this text is part of a name, and counts nothing: `and DALL-E 3 models`. */
export const isOfName = (before: string): boolean => named.test(before);
