import type { RelativePath } from "../../model/file.ts";
import { groupBy, toMap } from "../../text/group-by.ts";
import { escapePattern } from "../../text/escape-pattern.ts";
import { substituted } from "../../page/definitions/substitute.ts";
import { lineAt, type Page } from "../../page/page.ts";
import { scanPage } from "../../page/scan.ts";
import { type MakerCount, makerCounts } from "./maker-counts.ts";
import { isOfName, patternFor, valueCounts, wordName } from "./value-counts.ts";
import { tellsPast } from "../texts.ts";
import { pageOf } from "../part-name.ts";
import type { Reading } from "../columns/readings.ts";
import type { CatalogView, PartDraft } from "../types.ts";

/** A number of models in running text, in a heading or in front matter. */
export type CounterDraft = {
  readonly page: RelativePath;
  readonly name: string;
  readonly pattern: string;
  /** Rounded down to a multiple of it, as in `370+ models`. */
  readonly floor?: number;
  readonly thousands?: string;
  /** The place whose models are counted; left out: all that are shown, or that the catalog has. */
  readonly part?: PartDraft | "catalog";
  /** What is counted is its values: `from 12 providers`. */
  readonly values?: Reading;
  /** The value whose models are counted: `| Acme | 12 |`. */
  readonly whose?: MakerCount["whose"];
};

/** A number of models: before the word, perhaps with others between, or after it in front matter and badges. */
const counted = [
  /(?<![\d.,$-])(\d[\d,]*)(\+?)(?=\*{0,2}(?:\s+|%20|_|-)(?:[\p{L}-]+\s+){0,2}models\b)/giu,
  // Names: `9 Z.AI models`, `86 Alibaba (China) models`.
  /(?<![\d.,$-])(\d[\d,]*)(\+?)(?=\*{0,2}\s+(?:(?=\S*\p{L})[\p{Lu}\p{N}(]\S*\s+|[\p{L}\p{N}]+[.&]\S*\s+|&\s+){1,6}[Mm]odels\b)/gu,
  // Languages that write no spaces between words.
  /(?<![\d.,$-])(\d[\d,]*)(\+?)(?=\*{0,2}\s*[^\s\d\p{P}\p{S}]{0,8}(?:模型|モデル|모델))/gu,
  /(?<=^#{1,6}\s.*\bmodels?\s*\()(\d[\d,]*)(\+?)(?=\))/giu,
  // `Models: 14.`, `**How many models?** 14`, `| Models | 14 |`
  /(?<=\bmodels?(?:[-_ ]?count)?(?:-|%3A|[:?*]{1,4} {0,3}| *\| *))(\d[\d,]*)((?:\+|%2B)?)(?!\d|\.\d|%)/giu,
  /(?<=\()(\d[\d,]*)(\+?)(?= (?:in )?total\))/giu,
  // `3 of our 14 models`
  /(?<![\d.,$-])(\d[\d,]*)(\+?)(?= (?:out )?of (?:our |the |all )?\d[\d,]* models\b)/giu,
  // Behind what is summed up: `Total providers: **36**`.
  /(?<=\btotal(?:\s+[\p{L}-]+){0,3}:(?:<\w+>|[^\p{L}\d\s$€£¥<]|\s){0,8})(?<![\d.,$€£¥-])(\d[\d,]*)(\+?)(?![\d.%])/giu,
] as const;

/** What models are called there, where that is something else: the header of the keys of tables, the name of a page. */
const nounsOf = (parts: readonly PartDraft[]): readonly string[] => {
  const said = parts.flatMap((part) => [
    ...(part.type === "table" ? part.join.keys.map((key) => `${part.table.headers[key] ?? ""}s`) : []),
    /([^/]*)\.\w+$/.exec(pageOf(part))?.[1] ?? "",
  ]);
  return [...new Set(said.map((noun) => noun.toLowerCase()))].filter((noun) => /^\p{L}{2,}s$/u.test(noun));
};

const countedAsNoun = (noun: string): RegExp =>
  new RegExp(
    `(?<![\\d.,$-])(\\d[\\d,]*)(\\+?)(?=\\*{0,2}\\s+(?:[\\p{L}-]+\\s+){0,2}${noun}(?!\\p{L}))`,
    "giu",
  );

const bracketed = /^(.*\()(\d[\d,]*)(?=(?:\s\p{L}+)?\))/u;

/** How a number counts models; undefined where it counts something else. */
const countedAs = (
  shown: string,
  plus: boolean,
  total: number,
): Pick<CounterDraft, "floor" | "thousands"> | undefined => {
  const value = Number(shown.replaceAll(",", ""));
  const thousands = shown.includes(",") ? { thousands: "," } : {};
  const floor = [100, 50, 10].find((each) => value % each === 0 && Math.floor(total / each) * each === value);
  if (plus && floor !== undefined) return { floor, ...thousands };
  return value === total ? thousands : undefined;
};

/** A number of a line that may count models, and what stands around it there. */
type FoundNumber = {
  readonly before: string;
  readonly shown: string;
  readonly plus: boolean;
  readonly after: string;
};

/** A page, and the numbers that may count models, by their lines. */
type Counting = { readonly page: Page; readonly numbers: ReadonlyMap<number, readonly FoundNumber[]> };

/** A number that no page has. */
const standIn = "9876543210";

/** Whether a page counts models by a name of a number: `We have |n| models`. */
const countsBy = ({ markup, text }: Page, name: string): boolean => {
  const said = substituted({ markup, definitions: new Map([[name, { value: standIn }]]) }, text);
  return counted.some((pattern) => [...said.matchAll(pattern)].some(([, shown]) => shown === standIn));
};

/** The numbers that a page gives names to by which one of all pages counts models: a pattern for each. */
const namedIn = ({ definitions = new Map() }: Page, pages: readonly Page[]): readonly RegExp[] =>
  [...definitions].flatMap(([name, { value, start }]) => {
    const isCount = start !== undefined && /^\d[\d,]*\+?$/.test(value);
    return isCount && pages.some((page) => countsBy(page, name))
      ? [
          new RegExp(
            `(?<=^(?::|\\.\\.[ \\t]+\\|)${escapePattern(name)}(?::|\\|[ \\t]+replace::)[ \\t]+)(\\d[\\d,]*)(\\+?)`,
            "giu",
          ),
        ]
      : [];
  });

/** Finds the numbers of a page that may count models, outside of code. */
const countingOf = (page: Page, patterns: readonly RegExp[]): Counting => {
  const numbers = new Map<number, readonly FoundNumber[]>();
  for (const index of page.lines.keys()) {
    const line = lineAt(page, index);
    if (!/\d/.test(line)) continue;
    if ([...page.fences].some(([first, last]) => index >= first && index < last)) continue;
    const matches = patterns.flatMap((pattern) => [...line.matchAll(pattern)]);
    const found = new Map(matches.map((match) => [match.index, match] as const));
    const own = [...found.values()].map(({ index: at, 1: shown = "", 2: plus = "" }) => ({
      ...{ before: line.slice(0, at), shown, plus: plus !== "", after: line.slice(at + shown.length) },
    }));
    if (own.length > 0) numbers.set(index, own);
  }
  return { page, numbers };
};

/** Numbers of all models that are shown: `More than 370+ models`; of those of one part alone, where it is given. */
const totalsIn = (
  { page, numbers }: Counting,
  total: number,
  part?: CounterDraft["part"],
): readonly CounterDraft[] =>
  [...numbers.values()].flat().flatMap(({ before, shown, plus, after }) => {
    const how = isOfName(before) ? undefined : countedAs(shown, plus, total);
    const pattern = how === undefined ? undefined : patternFor(page.text, before, after);
    return how === undefined || pattern === undefined
      ? []
      : [{ page: page.path, name: "models", pattern, ...how, ...(part === undefined ? {} : { part }) }];
  });

/** How far above a table what says the number of its rows may be. */
const mostAbove = 6;

/** The line above a table, that of names, or the heading of a list, that may say how many models there are. */
const headOf = (part: PartDraft, lines: readonly string[]): string | undefined => {
  if (part.type === "section") {
    const heading = part.config.group === undefined ? part.context.at(-1) : undefined;
    return lines.find((line) => /^#{1,6}\s/.test(line) && line.replace(/^#+\s+|\s+$/g, "") === heading);
  }
  if (part.type === "list") return lines[part.lines.first];
  if (part.type !== "table" || part.distinct !== undefined || part.models.length !== part.table.rows.length)
    return undefined;
  const head = (part.table.rows[0]?.line ?? 0) - 2;
  const above = lines.slice(Math.max(0, head - mostAbove), Math.max(0, head));
  const end = above.findLastIndex((line) => line.trimStart().startsWith("|"));
  return above.slice(end + 1).findLast((line) => bracketed.test(line));
};

/** The number of models in brackets above a table or list: `### Anthropic (24)`, `<summary>Anthropic (24 models)</summary>`. */
const headingCount = (part: PartDraft, text: string): readonly CounterDraft[] => {
  const page = pageOf(part);
  const own = headOf(part, text.split(/\r?\n/));
  const [lead = "", shown = ""] = own === undefined ? [] : (bracketed.exec(own)?.slice(1) ?? []);
  if (own === undefined || Number(shown.replaceAll(",", "")) !== part.models.length) return [];
  const rest = own.slice(lead.length + shown.length);
  // Behind the number may stand the names.
  const after = part.type === "list" ? rest.slice(0, rest.indexOf(")") + 1) : rest;
  const pattern = patternFor(text, lead, after);
  if (pattern === undefined) return [];
  const name = wordName(lead.replace(/<[^<>]*>/g, "")) || "table";
  const thousands = shown.includes(",") ? { thousands: "," } : {};
  return [{ page, name: `models-${name}`, pattern, part, ...thousands }];
};

const isGrouped = (part: PartDraft): boolean =>
  part.type === "table"
    ? part.group !== undefined
    : part.type === "section" && part.config.group !== undefined;

/** Numbers in pages that count the models shown there, or shown anywhere, or all that the catalog has. */
export const countersOf = (
  pages: ReadonlyMap<RelativePath, { readonly text: string }>,
  parts: readonly PartDraft[],
  catalog: CatalogView,
): readonly CounterDraft[] => {
  const shown = new Set(parts.flatMap(({ models }) => models));
  const total = shown.size;
  const inCatalog = catalog.shape.models.length;
  const own = groupBy(parts, pageOf);
  // What a page of the past counts was so then.
  const scanned = [...pages].flatMap(([path, { text }]) => (tellsPast(path) ? [] : [scanPage(path, text)]));
  const named = scanned.filter(({ definitions }) => definitions !== undefined);
  const all = [...counted, ...nounsOf(parts).map(countedAsNoun)];
  const counting = toMap(scanned, (page) => [page.path, countingOf(page, [...all, ...namedIn(page, named)])]);
  const totals = [...counting.values()];
  const found = [
    // One or two may be any number.
    ...(total < 3 ? [] : totals.flatMap((each) => totalsIn(each, total))),
    ...(inCatalog === total ? [] : totals.flatMap((each) => totalsIn(each, inCatalog, "catalog"))),
    // A page about some of them counts those.
    ...[...own].flatMap(([page, [part, another]]) => {
      const count = part?.models.length ?? 0;
      const here = counting.get(page);
      if (part === undefined || another !== undefined || here === undefined) return [];
      return count < 2 || count === total ? [] : totalsIn(here, count, part);
    }),
    ...parts.flatMap((part) => headingCount(part, counting.get(pageOf(part))?.page.text ?? "")),
    ...scanned.flatMap((page) =>
      makerCounts(page, shown, catalog, (own.get(page.path) ?? []).some(isGrouped)),
    ),
    ...totals.flatMap(({ page, numbers }) => valueCounts(page, [...numbers.keys()], { shown, catalog })),
  ];
  const seen = new Map<string, number>();
  const placeOf = ({ page, pattern }: CounterDraft): string =>
    `${new RegExp(pattern, "dgmu").exec(pages.get(page)?.text ?? "")?.indices?.[1]?.[0] ?? pattern} ${page}`;
  // Two ways to find one number are one counter, as both would write it: by the fewest words around it, which may change.
  const once = [...groupBy(found, placeOf).values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const patterns = [first, ...others].map(({ pattern }) => pattern);
    return [
      { ...first, pattern: patterns.reduce((one, other) => (other.length < one.length ? other : one)) },
    ];
  });
  return once.map((counter) => {
    const count = (seen.get(counter.name) ?? 0) + 1;
    seen.set(counter.name, count);
    return count === 1 ? counter : { ...counter, name: `${counter.name}-${count}` };
  });
};
