import type { RelativePath } from "../../model/file.ts";
import { lineAt } from "../../page/page.ts";
import { scanPage } from "../../page/scan.ts";
import { pageOf } from "../part-name.ts";
import type { PartDraft } from "../types.ts";

/** A number of models in running text, in a heading or in front matter. */
export type CounterDraft = {
  readonly page: RelativePath;
  readonly name: string;
  readonly pattern: string;
  /** Rounded down to a multiple of it, as in `370+ models`. */
  readonly floor?: number;
  readonly thousands?: string;
  /** The place whose models are counted; left out: all that are shown. */
  readonly part?: PartDraft;
};

// What a regular expression with the flag `u` lets be escaped.
const escape = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

const numberAt = "(\\d[\\d,]*)";

/** A pattern that finds the number in its line alone in the page, by as few words around it as do. */
const patternFor = (text: string, before: string, after: string): string | undefined => {
  const words = (part: string): readonly string[] => part.match(/\s+|[^\s]+/g) ?? [];
  const left = words(before);
  const right = words(after);
  for (let count = 1; count <= 12; count += 1) {
    const [lead, tail] = [left.slice(-count).join(""), right.slice(0, count).join("")];
    // Other numbers change too.
    if (/\d/.test(lead) || /\d/.test(tail)) break;
    const pattern = `${escape(lead)}${numberAt}${escape(tail)}`;
    if ([...text.matchAll(new RegExp(pattern, "gu"))].length === 1) return pattern;
  }
  return undefined;
};

const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

const counted = /(?<![\d.,$-])(\d[\d,]*)(\+?)(?=\s+(?:[\p{L}-]+\s+){0,2}models\b)/giu;

/** How a number counts models; undefined where it counts something else. */
const countedAs = (
  shown: string,
  plus: boolean,
  total: number,
): Pick<CounterDraft, "floor" | "thousands"> | undefined => {
  const value = Number(shown.replaceAll(",", ""));
  const thousands = shown.includes(",") ? { thousands: "," } : {};
  if (value === total && !plus) return thousands;
  const floor = [100, 50, 10].find((each) => value % each === 0 && Math.floor(total / each) * each === value);
  return plus && floor !== undefined ? { floor, ...thousands } : undefined;
};

/** Numbers of all models that are shown: `More than 370+ models`. */
const totalsIn = (page: RelativePath, text: string, total: number): readonly CounterDraft[] => {
  const scanned = scanPage(page, text);
  return scanned.lines.flatMap((_, index): readonly CounterDraft[] => {
    if ([...scanned.fences].some(([first, last]) => index >= first && index < last)) return [];
    const line = lineAt(scanned, index);
    return [...line.matchAll(counted)].flatMap((match) => {
      const [, shown = "", plus = ""] = match;
      const how = countedAs(shown, plus !== "", total);
      const pattern = patternFor(text, line.slice(0, match.index), line.slice(match.index + shown.length));
      return how === undefined || pattern === undefined ? [] : [{ page, name: "models", pattern, ...how }];
    });
  });
};

/** The number at the end of the heading over a table: `### Anthropic (24)`. */
const headingCount = (part: PartDraft, text: string): readonly CounterDraft[] => {
  if (part.type !== "table") return [];
  const { page, rows, context } = part.table;
  const heading = context.at(-1) ?? "";
  const [, name = "", shown = ""] = /^(.*?)\s*\((\d[\d,]*)\)$/u.exec(heading) ?? [];
  if (shown === "" || part.models.length !== rows.length || Number(shown.replaceAll(",", "")) !== rows.length)
    return [];
  const line = text
    .split(/\r?\n/)
    .find((each) => /^#{1,6}\s/.test(each) && each.includes(`${name} (${shown})`));
  const at = line?.lastIndexOf(shown) ?? -1;
  if (line === undefined || at === -1) return [];
  const pattern = `${escape(line.slice(0, at))}${numberAt}${escape(line.slice(at + shown.length))}`;
  if ([...text.matchAll(new RegExp(pattern, "gu"))].length !== 1) return [];
  const thousands = shown.includes(",") ? { thousands: "," } : {};
  return [{ page, name: `models-${slugOf(name)}`, pattern, part, ...thousands }];
};

/** Numbers in pages that count the models shown there, or shown anywhere. */
export const countersOf = (
  pages: ReadonlyMap<RelativePath, { readonly text: string }>,
  parts: readonly PartDraft[],
): readonly CounterDraft[] => {
  const total = new Set(parts.flatMap(({ models }) => models)).size;
  const found = [
    // One or two may be any number.
    ...(total < 3 ? [] : [...pages].flatMap(([page, { text }]) => totalsIn(page, text, total))),
    ...parts.flatMap((part) => headingCount(part, pages.get(pageOf(part))?.text ?? "")),
  ];
  const seen = new Map<string, number>();
  return found.map((counter) => {
    const count = (seen.get(counter.name) ?? 0) + 1;
    seen.set(counter.name, count);
    return count === 1 ? counter : { ...counter, name: `${counter.name}-${count}` };
  });
};
