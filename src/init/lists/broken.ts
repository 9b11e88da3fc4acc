import { columnsAcross, mayGoOn, type Wrap } from "../../page/wrapped.ts";
import { spaceBefore } from "../../page/page.ts";
import { tally } from "../columns/samples.ts";
import type { FoundEntry } from "../find/entries.ts";
import type { Titled } from "./titles.ts";

/** Where people break lines more often than elsewhere. */
const usual = [72, 78, 79, 80, 76, 70, 100, 120];

/** The least share of breaks that one width explains, in entries whose lines are broken at one. */
const leastBroken = 0.6;

/** Nobody breaks text at less: shorter lines are each one by itself. */
const leastWidth = 45;

/** What holds lines that are no text: code, and blocks that may hold some. */
const isBlock = (line: string): boolean =>
  /^\s*(?:`{3}|~{3}|-{4}|\.{4}|={4}|\|===|\.\. |::: ?|<\w)/.test(line);

const firstWord = (line: string): string => line.trim().split(" ", 1)[0] ?? "";

/** Whether a line goes on with the paragraph of the one above. */
const goesOn = ({ lines, at }: FoundEntry, index: number): boolean => {
  const [above, line] = [lines[index - 1] ?? "", lines[index] ?? ""];
  if (index <= at.line || line.trim() === "" || above.trim() === "" || !mayGoOn(firstWord(line)))
    return false;
  // Below the title it is of the text behind that.
  return index - 1 === at.line
    ? /\s\S/.test(above.slice(at.end)) && !/::\s*$/.test(above)
    : spaceBefore(line) === spaceBefore(above) ||
        (spaceBefore(line) !== "" && goesOn({ lines, at, line: 0, title: "" }, index - 1));
};

const joinedLines = (entry: FoundEntry): FoundEntry => ({
  ...entry,
  lines: entry.lines.some(isBlock)
    ? entry.lines
    : entry.lines.reduce<readonly string[]>(
        (all, line, index) =>
          goesOn(entry, index)
            ? [...all.slice(0, -1), `${all.at(-1)?.trimEnd()} ${line.trim()}`]
            : [...all, line],
        [],
      ),
});

/** The entries of a list with each paragraph on one line, and how their lines are broken; as they are where none are. */
export const withoutBreaks = (
  entries: Titled["entries"],
): { readonly entries: Titled["entries"]; readonly wrap?: Wrap } => {
  const breaks = entries.flatMap(([entry]) =>
    (entry.lines.some(isBlock) ? [] : entry.lines).flatMap((line, index) => {
      if (!goesOn(entry, index)) return [];
      const least = columnsAcross((entry.lines[index - 1] ?? "").trimEnd());
      const hang = index - 1 === entry.at.line ? [spaceBefore(line)] : [];
      return [{ least, most: least + 1 + firstWord(line).length, hang }];
    }),
  );
  const fits = (width: number): number =>
    breaks.filter(({ least, most }) => least <= width && most > width).length;
  const width = [...usual, ...new Set(breaks.map(({ least }) => least))].reduce(
    (best, each) => (fits(each) > fits(best) ? each : best),
    0,
  );
  // One break alone may be there for its words.
  const isTold = breaks.length > 1 || usual.includes(width);
  if (breaks.length === 0 || !isTold || width < leastWidth || fits(width) < breaks.length * leastBroken)
    return { entries };
  const [[hang] = [undefined]] = tally(breaks.flatMap((each) => each.hang));
  return {
    entries: entries.map(([entry, model]) => [joinedLines(entry), model] as const),
    wrap: { width, hang },
  };
};
