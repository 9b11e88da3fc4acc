import { type Page, type Region, lineAt } from "../page.ts";
import { markupOf } from "../scan.ts";

/** The stretches between lines that start and lines that end one; a start that no end follows is none. */
const pairs = (
  page: Page,
  { first, last, indent }: Region,
  isStart: (line: string) => boolean,
  isEnd: (line: string) => boolean,
): readonly Region[] => {
  const found: Region[] = [];
  let start: number | undefined;
  for (let index = first; index < last; index += 1) {
    if (page.opaque[index] === true) continue;
    const line = lineAt(page, index);
    if (start !== undefined && isEnd(line)) {
      found.push({ first: start, last: index, indent });
      start = undefined;
    } else if (isStart(line)) start = index + 1;
  }
  return found;
};

/** What stands between the package's own comments of that name. */
export const markersOf = (page: Page, region: Region, name: string): readonly Region[] => {
  const { commentText } = markupOf(page.path);
  const is = (word: string) => (line: string) => {
    const match = /^kluster-gen\s+(\S+)\s+(.*)/.exec(commentText(line) ?? "");
    return match?.[1] === word && match[2] === name;
  };
  return pairs(page, region, is("start"), is("end"));
};

/** What stands between two lines of the page's own. */
export const betweenOf = (
  page: Page,
  region: Region,
  { isStart, isEnd }: Record<"isStart" | "isEnd", (line: string) => boolean>,
): readonly Region[] => pairs(page, region, isStart, isEnd);
