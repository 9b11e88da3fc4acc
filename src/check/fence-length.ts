import type { RelativePath } from "../model/file.ts";
import { lineNumber } from "../page/page.ts";
import { isPage, scanPage } from "../page/scan.ts";
import { groupBy } from "../text/group-by.ts";
import { citedIn, type Fence, fencesIn, fencesOf } from "./fences.ts";
import { textAt } from "./include-rules.ts";
import { targetsOf } from "./includes.ts";
import type { Found, Rule, Scene, SectionScene } from "./types.ts";

/** The longest run of a fence's character that begins a line of a text; of AsciiDoc's, one alone in its line. */
const longestRun = (text: string, mark: string): number => {
  const all = [...text.matchAll(/^[ \t]*(`{3,}|~{3,})|^(-{4,}|\.{4,})[ \t]*$/gm)].map(
    ([, run, line]) => run ?? line ?? "",
  );
  const own = all.filter((run) => run.startsWith(mark.charAt(0)));
  // Those close a block of the same length alone.
  return /^[-.]/.test(mark) && !own.includes(mark) ? 0 : Math.max(0, ...own.map(({ length }) => length));
};

/** By the line that shows it, which file may be meant. */
type Cited = Iterable<readonly [line: number, targets: readonly RelativePath[]]>;

/** A file that a fence shows and that holds a fence as long. */
const closing = (scene: Scene, cited: Cited, { open, close = Infinity, lead }: Fence) => {
  const mark = lead.trim();
  const shown = [...cited].filter(([line]) => line > open && line < close);
  const runs = shown.flatMap(([, targets]): readonly (readonly [RelativePath, number])[] =>
    targets
      .flatMap((path) => {
        const text = textAt(scene, path);
        return text === undefined ? [] : [[path, longestRun(text, mark)] as const];
      })
      .slice(0, 1),
  );
  return runs.filter(([, run]) => run >= mark.length).sort(([, a], [, b]) => b - a)[0];
};

/** The edits that make both marks of a fence longer. */
const lengthen = ({ page }: SectionScene, { open, close, lead }: Fence, length: number) => {
  const mark = lead.trim();
  const marks = [open, close].map((line) => {
    const start = (page.lines[line ?? open]?.start ?? 0) + (lead.length - mark.length);
    return { start, end: start, text: (mark[0] ?? "").repeat(length - mark.length) };
  });
  return close === undefined ? [] : marks;
};

const short: Rule = {
  name: "fence-short",
  judge: (scene) =>
    scene.sections.flatMap((section) =>
      section.blocks.flatMap((block) =>
        fencesOf(section, block).flatMap((fence): readonly Found[] => {
          const found = closing(scene, citedIn(scene, section, block), fence);
          if (found === undefined) return [];
          const [path, run] = found;
          return [
            {
              path: section.page.path,
              line: lineNumber(section.page, fence.open),
              message: `The code fence of "${block.title}" is closed by one in ${path}, which it shows.`,
              fix: `Make its marks ${run + 1} characters long.`,
              mend: lengthen(section, fence, run + 1),
            },
          ];
        }),
      ),
    ),
};

/** The same of fences in no entry, which are people's to make longer. A part of a file may hold no fence. */
const shortElsewhere: Rule = {
  name: "fence-short",
  judge: (scene) => {
    const whole = scene.includes.filter(
      ({ ranges, section }) => ranges.length === 0 && section === undefined,
    );
    return [...groupBy(whole, ({ page }) => page)].flatMap(([path, includes]): readonly Found[] => {
      if (!isPage(path)) return [];
      const page = scene.pages.get(path) ?? scanPage(path, textAt(scene, path) ?? "");
      const cited = includes.map(
        (each) => [each.line - 1, targetsOf(scene.settings.includeBase, each.path ?? "")] as const,
      );
      const entries = scene.sections.filter((each) => each.page === page).flatMap(({ blocks }) => blocks);
      return fencesIn(page, 0, page.lines.length).flatMap((fence): readonly Found[] => {
        const [shown, run = 0] = closing(scene, cited, fence) ?? [];
        if (
          shown === undefined ||
          entries.some(({ first, last }) => first <= fence.open && fence.open < last)
        )
          return [];
        const message = `The code fence is closed by one in ${shown}, which it shows.`;
        return [
          {
            path,
            line: lineNumber(page, fence.open),
            message,
            fix: `Make its marks ${run + 1} characters long.`,
          },
        ];
      });
    });
  },
};

/** Rules about fences and the files that they show. */
export const fenceLengthRules: readonly Rule[] = [short, shortElsewhere];
