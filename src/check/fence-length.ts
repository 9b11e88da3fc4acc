import type { Block } from "../page/block.ts";
import type { RelativePath } from "../model/file.ts";
import { citedIn, type Fence, fencesOf } from "./fences.ts";
import { textAt } from "./include-rules.ts";
import type { Found, Rule, Scene, SectionScene } from "./types.ts";

/** The longest run of a fence's character that begins a line of a text. */
const longestRun = (text: string, char: string): number =>
  Math.max(
    0,
    ...[...text.matchAll(/^[ \t]*(`{3,}|~{3,})/gm)].flatMap(([, run = ""]) =>
      run.startsWith(char) ? [run.length] : [],
    ),
  );

/** A file that a fence shows and that holds a fence as long. */
const closing = (scene: Scene, section: SectionScene, block: Block, fence: Fence) => {
  const mark = fence.lead.trim();
  const [char = ""] = mark;
  const shown = [...citedIn(scene, section, block)].filter(
    ([line]) => line > fence.open && line < (fence.close ?? block.last),
  );
  const runs = shown.flatMap(([, targets]): readonly (readonly [RelativePath, number])[] =>
    targets
      .flatMap((path) => {
        const text = textAt(scene, path);
        return text === undefined ? [] : [[path, longestRun(text, char)] as const];
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
          const found = closing(scene, section, block, fence);
          if (found === undefined) return [];
          const [path, run] = found;
          return [
            {
              path: section.page.path,
              line: fence.open + 1,
              message: `The code fence of "${block.title}" is closed by one in ${path}, which it shows.`,
              fix: `Make its marks ${run + 1} characters long.`,
              mend: lengthen(section, fence, run + 1),
            },
          ];
        }),
      ),
    ),
};

/** Rules about fences and the files that they show. */
export const fenceLengthRules: readonly Rule[] = [short];
