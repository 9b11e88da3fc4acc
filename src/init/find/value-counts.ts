import { type Page, lineAt } from "../../page/page.ts";
import { escapePattern } from "../../text/escape-pattern.ts";
import type { Model, Shape } from "../catalog/records.ts";
import { likeness } from "../columns/likeness.ts";
import type { Reading } from "../columns/readings.ts";
import type { CatalogView } from "../types.ts";

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

/** A number of different values in running text, and the value. */
export type ValueCount = {
  readonly page: string;
  readonly name: string;
  readonly pattern: string;
  readonly values: Reading;
};

/** Who makes or serves models, as people call them and as catalogs do. */
const maker =
  /^(?:provider|vendor|maker|lab|company|developer|organi[sz]ation|creator|publisher|brand|supplier)$/;
const makerPath =
  /(?:^|[._])(?:\$key|provider|vendor|owner|owned_by|organi[sz]ation|developer|creator|author|publisher|company|maker)$/i;

/** Makers as IDs and names have them: `acme/auk-3`, `Acme: Auk 3`. */
const makerParts: ReadonlySet<string> = new Set(["idOwner", "nameVendor"]);

/** Whether a noun is what the values that a reading gives are called. */
const isOf = (noun: string, { name, path, rules }: Reading, { id, name: called }: Shape): boolean =>
  path === id || path === called
    ? maker.test(noun) && makerParts.has(name)
    : rules.length === 0 && (likeness(noun, path) > 0 || (maker.test(noun) && makerPath.test(path)));

/** A number of something: before the word, or after it in badges. */
const numbers = [
  /(?<![\d.,$-])(?<number>\d{1,3})(?=\*{0,2}\s+(?:[\p{L}-]+\s+)?(?<noun>\p{L}{3,}s)(?!\p{L}))/gu,
  /(?<=\b(?<noun>\p{L}{3,}s)(?:-|%3A))(?<number>\d{1,3})(?![\d.])/gu,
] as const;

/** The models whose values are counted, and what their catalog has. */
type Countable = { readonly shown: ReadonlySet<Model>; readonly catalog: CatalogView };

/** Numbers of values: `from 12 providers`, `in 7 languages`; only in `lines`, beside a number of models. */
export const valueCounts = (
  page: Page,
  lines: readonly number[],
  { shown, catalog: { shape, readings } }: Countable,
): readonly ValueCount[] => {
  return lines.flatMap((index): readonly ValueCount[] => {
    const line = lineAt(page, index);
    if (page.opaque[index] === true || line.trimStart().startsWith("|")) return [];
    return numbers
      .flatMap((each) => [...line.matchAll(each)])
      .flatMap(({ groups, index: at }) => {
        const { number = "", noun = "" } = groups ?? {};
        const count = Number(number);
        if (count < 2 || count === shown.size) return [];
        const called = noun.toLowerCase().replace(/ies$/, "y").replace(/s$/, "");
        const values = readings.find(
          (reading) =>
            isOf(called, reading, shape) &&
            new Set([...shown].flatMap((model) => reading.text(model) || [])).size === count,
        );
        if (values === undefined) return [];
        const pattern = patternFor(page.text, line.slice(0, at), line.slice(at + number.length));
        return pattern === undefined ? [] : [{ page: page.path, name: wordName(noun), pattern, values }];
      });
  });
};
