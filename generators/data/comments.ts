import { type Edit, type Page, lineAt, lineNumber, splice } from "../../src/page/page.ts";
import type { Row } from "../../src/page/table.ts";
import { type Problem, warning } from "../../src/model/problem.ts";

const times = (text: string, part: string): number => text.split(part).length - 1;

/** The comments behind what an element of data says, from its first line on. */
const commentsBehind = (page: Page, first: number): readonly string[] => {
  const indentOf = (line: number): number => /^\s*/.exec(lineAt(page, line))?.[0].length ?? 0;
  const found: string[] = [];
  for (let line = first; line < page.lines.length; line += 1) {
    if (line > first && lineAt(page, line).trim() !== "" && indentOf(line) <= indentOf(first)) break;
    const [, comment] = /\S\s+((?:#|\/\/)\s.*)$/.exec(lineAt(page, line)) ?? [];
    if (comment !== undefined) found.push(comment.trim());
  }
  return found;
};

/** The comments right above rows of data that go, and that stay, as of what follows; those behind them go too. */
export const commentsLeft = (
  page: Page,
  inside: Page,
  rows: readonly Row[],
  edits: readonly Edit[],
): readonly Problem[] => {
  if (rows.length === 0) return [];
  const after = splice(page.text, edits);
  return rows.flatMap(({ line }) => {
    const number = lineNumber(inside, line) - 1;
    const comment = number < 1 ? "" : lineAt(page, number - 1).trim();
    const isLeft = /^(?:#|\/\/|\/\*)/.test(comment) && times(after, comment) >= times(page.text, comment);
    const left = warning(
      "comment-left",
      `${page.path}:${number}`,
      `What stands below the comment ${JSON.stringify(comment)} goes, and the comment stays: it reads as of what follows.`,
      "Take it out by hand if it is of that alone.",
    );
    const gone = commentsBehind(page, number)
      .filter((each) => times(after, each) < times(page.text, each))
      .map((each) =>
        warning(
          "comment-gone",
          `${page.path}:${number + 1}`,
          `The comment ${JSON.stringify(each)} goes with what it stands behind.`,
          "Write it again where it belongs, if it is of more than that.",
        ),
      );
    return [...(isLeft ? [left] : []), ...gone];
  });
};
