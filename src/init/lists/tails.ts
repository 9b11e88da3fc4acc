import { tally } from "../columns/samples.ts";
import type { FoundEntry } from "../find/entries.ts";
import type { Fields } from "../types.ts";
import type { Line } from "./pieces.ts";

/** What is read of a line of an entry, and where its title is in it. */
type Of = (text: string, at: FoundEntry["at"]) => string;

/** How what is read of all entries follows from the catalog. */
type Cut = (of: Of, isBehind?: boolean) => Line;

const cellsOf = (text: string): readonly string[] => text.split(/(?<=<\/td>)(?=<)/);

/** What stands before people's words: up to the first colon or dash. */
const before = (text: string): string => /^(.*?)(?::|\s[–—-])(?=\s)/u.exec(text)?.[1] ?? "";

/** Lines as one; undefined where one of them isn't explained. */
const joinedLines = (lines: readonly Line[]): Line => ({
  text: lines.some(({ text }) => text === undefined) ? undefined : lines.map(({ text }) => text).join(""),
  fields: lines.reduce<Fields>((all, { fields }) => ({ ...all, ...fields }), {}),
  others: [...new Set(lines.flatMap(({ others }) => others))],
});

/** As much of what follows a title as the catalog explains: the cells of a row, or what stands before people's words. */
const partOf = (cut: Cut, tail: Of): Line => {
  const counts = new Set<number>();
  cut((text, at) => {
    counts.add(cellsOf(tail(text, at)).length);
    return "";
  });
  const [count = 0, another] = counts;
  if (count < 2 || another !== undefined) return cut((text, at) => before(tail(text, at)), true);
  const lines = Array.from({ length: count }, (_, index) =>
    cut((text, at) => cellsOf(tail(text, at))[index] ?? "", index > 0),
  );
  return joinedLines(lines.map((line) => ({ ...line, text: line.text ?? "<td></td>" })));
};

/** What parts stretches of a line: a dash, a bracket, a point in the middle, a picture. */
const parting = /(?=\s(?:[—–·|-]|&mdash;|&middot;)\s)|(?=\s\()|(?<=\))(?=\s\[)|(?=\s\[?!\[)/u;

/** What a stretch begins with that another model's may begin with too. */
const headOf = (stretch: string): string =>
  /^[^\p{L}\p{N}]*(?:&\w+;\s*)?(?:\[[^[\]]*\]\(|[\p{L} ]+:\s*`?)?/u.exec(stretch)?.[0] ?? "";

/** Fewer kinds of stretches than this are no stretches, and more are prose. */
const mostStretches = 5;

/** The share of entries that have a stretch of a kind; what fewer begin with is prose. */
const leastOfKind = 0.05;

/** What follows titles, each stretch by itself: some entries have some of them; undefined where they aren't so. */
const inStretches = (cut: Cut, tail: Of): Line | undefined => {
  const all: string[] = [];
  cut((text, at) => {
    all.push(tail(text, at));
    return "";
  });
  const counts = new Map(tally(all.flatMap((text) => [...new Set(text.split(parting).map(headOf))])));
  const isKind = (head: string): boolean => (counts.get(head) ?? 0) >= Math.max(2, leastOfKind * all.length);
  /** The stretches of a text by what they begin with. */
  const stretchesOf = (text: string): ReadonlyMap<string, string> => {
    const found = new Map<string, string>();
    let last: string | undefined;
    for (const stretch of text === "" ? [] : text.split(parting)) {
      const head = headOf(stretch);
      if (last === undefined || (isKind(head) && !found.has(head))) last = head;
      found.set(last, (found.get(last) ?? "") + stretch);
    }
    return found;
  };
  const each = all.map((text) => [...stretchesOf(text).keys()]);
  const places = new Map<string, number>();
  for (const own of each)
    for (const [at, head] of own.entries()) places.set(head, Math.max(places.get(head) ?? 0, at));
  const heads = [...places].sort(([, a], [, b]) => a - b).map(([head]) => head);
  const isSo = each.every((own) =>
    own.every((head, at) => at === 0 || heads.indexOf(own[at - 1] ?? "") < heads.indexOf(head)),
  );
  if (!isSo || heads.length < 2 || heads.length > mostStretches) return undefined;
  return joinedLines(
    heads.map((head) => cut((text, at) => stretchesOf(tail(text, at)).get(head) ?? "", true)),
  );
};

/** What follows titles, as far as the catalog explains it. */
export const afterTitle = (whole: Line, cut: Cut, tail: Of): Line => {
  if (whole.text !== undefined && whole.others.length === 0) return whole;
  const stretched = inStretches(cut, tail);
  const isBetter =
    stretched?.text !== undefined &&
    (whole.text === undefined || stretched.others.length < whole.others.length);
  return isBetter ? stretched : whole.text === undefined ? partOf(cut, tail) : whole;
};
