import type { RelativePath } from "../../model/file.ts";
import { lineAt, type Page } from "../../page/page.ts";
import { linesIn } from "../../page/row-lines.ts";
import { scanPage } from "../../page/scan.ts";
import type { Shape } from "../catalog/records.ts";
import { namedBy } from "./unsaid-tables.ts";

/** The values of a code block of data, one a line. */
const valuesIn = (page: Page, first: number, last: number): readonly string[] =>
  /^\s*[`~]{3,}\s*(?:ya?ml|json[c5]?|toml)\b/.test(lineAt(page, first))
    ? linesIn(page, { first: first + 1, last }).map((line) =>
        line.replace(/^[-\s]*(?:[^\s:=]+\s*[:=]\s+)?|[\s,[\]{}]+$/g, "").replace(/^["']|["']$/g, ""),
      )
    : [];

/** Fewer models than this are an example in a code block. */
const leastInCode = 3;

/** What is said of code blocks with models in their data that isn't kept. */
export const unsaidLists = (
  path: RelativePath,
  text: string,
  shape: Shape,
  isKept: (line: number) => boolean,
): readonly string[] => {
  const page = scanPage(path, text);
  return [...page.fences].flatMap(([first, last]) => {
    const named = namedBy(valuesIn(page, first, last), shape).size;
    const kept = linesIn(page, { first, last }).some((_, index) => isKept(first + index));
    return named < leastInCode || kept
      ? []
      : [
          `The code block in line ${first + 1} of ${path}: ${named} models are in its data, which stays as it is.`,
        ];
  });
};
