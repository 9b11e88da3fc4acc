import { isBlankLine, lineAt, type Page } from "../../page/page.ts";
import { numbersIn } from "../../page/row-lines.ts";
import { escapePattern } from "../../text/escape-pattern.ts";
import { countEach, groupBy } from "../../text/group-by.ts";
import type { Model } from "../catalog/records.ts";
import type { Reading } from "../columns/readings.ts";
import { bare } from "../join/key-forms.ts";
import { groupingReadings } from "../order/criteria.ts";
import type { CatalogView } from "../types.ts";
import { wordName } from "./value-counts.ts";

/** A number of models of one maker or kind, and whose it is. */
export type MakerCount = {
  readonly page: string;
  readonly name: string;
  readonly pattern: string;
  readonly whose: { readonly reading: Reading; readonly value: string };
};

/** What the counters of lines about makers are called, before these. */
export const modelsOf = "models-of-";

/** So many lines must have the number of the one that they name, and such a share of those that name one. */
const [leastLines, leastShare] = [3, 0.8];

/** More counters than this make a config that nobody reads. */
const mostCounters = 100;

/** What a line names first: the text of its first cell or item. */
const nameIn = (line: string): string => {
  const from = /^\s*(?:\||[-*+]\s)[\s*_`[]*/.exec(line)?.[0].length;
  if (from === undefined) return "";
  const [text = ""] = /^[^|[\]()*_`:–—]*/u.exec(line.slice(from)) ?? [];
  return (text.split(" - ")[0] ?? "").trim();
};

const isRow = (line: string): boolean => line.trimStart().startsWith("|");

/** The one number of a line that stands alone behind a name: in a cell of its own, or of models: `- Acme (12)`. */
const numberIn = (line: string, name: string): readonly [at: number, number: string] | undefined => {
  const from = line.indexOf(name) + name.length;
  const alone = isRow(line)
    ? /(?<=\|\s*)(\d{1,3})(?=\s*(?:\||$))/g
    : /(?<=\()(\d{1,3})(?=\))|(\d{1,3})(?= models\b)/g;
  const [only, another] = [...line.slice(from).matchAll(alone)];
  return only === undefined || another !== undefined ? undefined : [from + only.index, only[0]];
};

/** What a header calls numbers of models. */
const isCount = /model|count|number|total|available|#/i;

/** Whether a number is of something that is counted, as the header of its column says where it is in a table. */
const isCounted = (line: string, at: number, header: string): boolean =>
  !isRow(line) || isCount.test(header.split("|")[line.slice(0, at).split("|").length - 1] ?? "");

/** A line that says whose models it counts, and where its number is. */
type Counting = {
  readonly line: string;
  readonly name: string;
  readonly at: number;
  readonly number: string;
};

/** The lines right below headings that are the same but for one number, each with its heading above it. */
const belowHeadings = (page: Page): readonly Counting[] => {
  const found = page.headings.flatMap(({ level, line, text }) => {
    const next = numbersIn({ first: line + 1, last: page.lines.length }).find(
      (index) => !isBlankLine(page, index),
    );
    const below = next === undefined || page.opaque[next] === true ? "" : lineAt(page, next);
    const [, before, number = "", after] = /^([^\d|#]*)(\d{1,3})(\D*)$/u.exec(below) ?? [];
    if (before === undefined || level < 2) return [];
    const head = `${lineAt(page, line)}\n${before}`;
    return [
      { around: `${level} ${before}\n${after}`, line: head + number, name: text, at: head.length, number },
    ];
  });
  const [most = []] = [...groupBy(found, ({ around }) => around).values()].sort(
    (a, b) => b.length - a.length,
  );
  return most;
};

/** Numbers in rows or items about makers or kinds, or below headings of such, of which each is that of its models. */
export const makerCounts = (
  page: Page,
  shown: ReadonlySet<Model>,
  catalog: CatalogView,
  isGrouped: boolean,
): readonly MakerCount[] => [
  ...countsIn(belowHeadings(page), page, shown, catalog),
  // A group's header counts on its own.
  ...(isGrouped ? [] : countsIn(besideNames(page), page, shown, catalog)),
];

/** The rows and items that have one number behind a name. */
const besideNames = (page: Page): readonly Counting[] => {
  let header = "";
  return page.lines.flatMap((_, index) => {
    const line = page.opaque[index] === true ? "" : lineAt(page, index);
    header = isRow(line) ? header || line : "";
    const name = nameIn(line);
    const found = name === "" ? undefined : numberIn(line, name);
    const isOne = found !== undefined && isCounted(line, found[0], header);
    return isOne ? [{ line, name, at: found[0], number: found[1] }] : [];
  });
};

const countsIn = (
  lines: readonly Counting[],
  page: Page,
  shown: ReadonlySet<Model>,
  { shape }: CatalogView,
): readonly MakerCount[] => {
  if (lines.length < leastLines) return [];
  const named = groupBy(lines, ({ name }) => name);
  const called = groupBy(lines, ({ name }) => bare(name));
  for (const reading of groupingReadings(shape)) {
    const counts = countEach([...shown].map((model) => reading.text(model)));
    const groups = [...counts].flatMap(([value, count]) => {
      const own = value === "" ? [] : (named.get(value) ?? called.get(bare(value)) ?? []);
      const [only, another] = own;
      return only === undefined || another !== undefined ? [] : [{ value, count, ...only }];
    });
    const right = groups.filter(({ count, number }) => count === Number(number));
    const kinds = new Set(right.map(({ number }) => number));
    // The same number everywhere says something else.
    if (kinds.size < 2 || right.length < leastLines || right.length < leastShare * groups.length) continue;
    return right.slice(0, mostCounters).map(({ value, line, at }) => ({
      page: page.path,
      name: `${modelsOf}${wordName(value)}`,
      pattern: `^${escapePattern(line.slice(0, at)).replace(/ +/g, " +").replace("\n", "\\s+")}(\\d+)`,
      whose: { reading, value },
    }));
  }
  return [];
};
