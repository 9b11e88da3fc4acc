import { eolAt, isBlankLine, lineAt, lineNumber, type Page } from "../page/page.ts";
import { requoted } from "../page/quote.ts";
import { addTo } from "../text/group-by.ts";
import type { Found, Rule, Scene, SectionScene } from "./types.ts";

/** The blank lines [first, last) beside an entry; `last` is the line that follows, `between` says that entries stand on both sides. */
type Gap = {
  readonly page: Page;
  readonly first: number;
  readonly last: number;
  readonly between: boolean;
  readonly title: string;
};

const gapsOf = ({ page, region, blocks }: SectionScene): readonly Gap[] => {
  const above = blocks.map((block, index): Gap => {
    let first = block.first;
    while (first > region.first && isBlankLine(page, first - 1)) first -= 1;
    const previous = blocks[index - 1];
    const between = previous?.last === first;
    return { page, first, last: block.first, between, title: block.title };
  });
  // What follows an entry and is no entry itself: the next one's gap is told above.
  const below = blocks.flatMap((block, index): readonly Gap[] => {
    let last = block.last;
    while (last < page.lines.length && isBlankLine(page, last)) last += 1;
    if (last >= page.lines.length || blocks[index + 1]?.first === last) return [];
    return [{ page, first: block.last, last, between: false, title: block.title }];
  });
  return [...above, ...below];
};

type PlacedGap = Gap & { readonly region: number };

const gapsByPage = ({ sections }: Scene): ReadonlyMap<Page, readonly PlacedGap[]> => {
  const byPage = new Map<Page, PlacedGap[]>();
  for (const section of sections) {
    // Such entries stand as those around them do.
    if (section.settings.format.blank !== "always") continue;
    const gaps = gapsOf(section).map((gap) => ({ ...gap, region: section.region.first }));
    addTo(byPage, section.page, ...gaps);
  }
  return byPage;
};

/** Whether a page's entries follow each other like this more often than with one blank line: then people want it so. */
const isHouseStyle = (gaps: readonly Gap[], like: (blank: number) => boolean): boolean => {
  const blanks = gaps.filter(({ between }) => between).map(({ first, last }) => last - first);
  const alike = blanks.filter(like).length;
  return alike > 1 && alike > blanks.filter((blank) => blank === 1).length;
};

const insertBlank = (page: Page, line: number): Pick<Found, "path" | "line" | "mend"> => {
  const at = page.lines[line]?.start ?? page.text.length;
  const mend = requoted(page, [{ start: at, end: at, text: eolAt(page, Math.max(0, line - 1)) }]);
  return { path: page.path, line: lineNumber(page, line), mend };
};

/** A rule about the blank lines between entries, where people don't want as many as it finds wrong. */
const gapRule = (
  name: Rule["name"],
  isWrong: (blank: number) => boolean,
  find: (page: Page, gaps: readonly PlacedGap[], headings: ReadonlySet<number>) => readonly Found[],
): Rule => ({
  name,
  judge: (scene) =>
    [...gapsByPage(scene)].flatMap(([page, gaps]) =>
      isHouseStyle(gaps, isWrong) ? [] : find(page, gaps, new Set(page.headings.map(({ first }) => first))),
    ),
});

const spacing = gapRule(
  "entry-spacing",
  (blank) => blank === 0,
  (page, gaps, headings) =>
    gaps
      .filter(({ first, last, region }) => {
        // A heading below is the heading's matter; comments, tabs and what opens the section need no distance.
        if (first !== last || first <= region || headings.has(last)) return false;
        // A mark right below an entry may be the one that closes its fence.
        if (/^\s*(?:`{3}|~{3})/.test(lineAt(page, last))) return false;
        return ![first - 1, last].some((line) => /^\s*(?:<|===|\{[%/#]|\[!\w+\])/.test(lineAt(page, line)));
      })
      .map(({ last, title }) => ({
        ...insertBlank(page, last),
        message: `There is no blank line beside the entry "${title}".`,
        fix: "Put one above this line.",
      })),
);

const blankLines = gapRule(
  "entry-blank-lines",
  (blank) => blank > 1,
  (page, gaps, headings) =>
    gaps
      .filter(({ first, last }) => last - first > 1 && !/^\s*(?:<|===|\{[%/#])/.test(lineAt(page, last)))
      .map(({ first, last, title }): Found => {
        const start = page.lines[first + 1]?.start ?? page.text.length;
        const end = page.lines[last]?.start ?? page.text.length;
        const where = headings.has(last) ? "after" : "beside";
        return {
          path: page.path,
          line: first + 2,
          message: `There are ${last - first} blank lines ${where} the entry "${title}".`,
          fix: "Leave one.",
          mend: requoted(page, [{ start, end, text: "" }]),
        };
      }),
);

const headings: Rule = {
  name: "heading-spacing",
  judge: ({ pages, sections }) =>
    [...pages.values()].flatMap((page) => {
      const ends = new Set(
        sections
          .filter((section) => section.page === page)
          .flatMap(({ blocks }) => blocks.map(({ last }) => last)),
      );
      const titles = new Set(page.headings.map(({ line }) => line));
      const starts = page.headings.map(({ first }) => first).filter((first) => first > 0);
      const close = starts.filter((first) => !isBlankLine(page, first - 1));
      const usual = starts.length - close.length > close.length;
      return close
        .filter((first) => {
          // Anchors, comments and the end of front matter stand above a heading on purpose.
          const above = lineAt(page, first - 1);
          if (/^\s*<|^(?:---|\.\.\.)\s*$/.test(above)) return false;
          return !titles.has(first - 1) && (usual || ends.has(first));
        })
        .map((first) => ({
          ...insertBlank(page, first),
          message: "There is no blank line above this heading.",
          fix: "Put one there.",
        }));
    }),
};

/** Rules about blank lines. */
export const spacingRules: readonly Rule[] = [spacing, blankLines, headings];
