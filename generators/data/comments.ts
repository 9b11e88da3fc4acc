import { lineAt, lineNumber, type Page } from "../../src/page/page.ts";
import { type Edit, splice } from "../../src/page/splice.ts";
import type { Row } from "../../src/page/table.ts";
import { type Problem, warning } from "../../src/model/problem.ts";

const times = (text: string, part: string): number => text.split(part).length - 1;

/** The comments right above rows of data that go, and that stay themselves: they read as of what follows then. */
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
    return isLeft
      ? [
          warning(
            "comment-left",
            `${page.path}:${number}`,
            `What stands below the comment ${JSON.stringify(comment)} goes, and the comment stays: it reads as of what follows.`,
            "Take it out by hand if it is of that alone.",
          ),
        ]
      : [];
  });
};
