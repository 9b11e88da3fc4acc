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

/** What parts stretches of a line: a dash, a bracket, a point in the middle. */
const parting = /(?=\s(?:[—–·|-]|&mdash;|&middot;)\s)|(?=\s\()|(?<=\))(?=\s\[)/u;

/** What a stretch begins with that another model's may begin with too. */
const headOf = (stretch: string): string =>
  /^[^\p{L}\p{N}]*(?:&\w+;\s*)?(?:\[[^[\]]*\]\(|[\p{L} ]+:\s*`?)?/u.exec(stretch)?.[0] ?? "";

/** Fewer kinds of stretches than this are no stretches, and more are prose. */
const mostStretches = 5;

/** What follows titles, each stretch by itself: some entries have some of them; undefined where they aren't so. */
const inStretches = (cut: Cut, tail: Of): Line | undefined => {
  const all: (readonly string[])[] = [];
  cut((text, at) => {
    all.push(tail(text, at).split(parting));
    return "";
  });
  const places = new Map<string, number>();
  for (const stretches of all)
    for (const [at, stretch] of stretches.entries())
      if (stretch !== "") places.set(headOf(stretch), Math.max(places.get(headOf(stretch)) ?? 0, at));
  const heads = [...places].sort(([, a], [, b]) => a - b).map(([head]) => head);
  const isSo = all.every((stretches) => {
    const own = stretches.flatMap((stretch) => (stretch === "" ? [] : heads.indexOf(headOf(stretch))));
    return own.every((place, at) => at === 0 || (own[at - 1] ?? 0) < place);
  });
  if (!isSo || heads.length < 2 || heads.length > mostStretches) return undefined;
  return joinedLines(
    heads.map((head) =>
      cut(
        (text, at) =>
          tail(text, at)
            .split(parting)
            .find((each) => headOf(each) === head && each !== "") ?? "",
        true,
      ),
    ),
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
