import { cellTexts } from "../../page/table.ts";

const isRow = (line = ""): boolean => /^\s*\|/.test(line);
const isDelimiter = (line = ""): boolean => /^\s*\|[\s:|-]+\|\s*$/.test(line);

/** A row of a table without the blanks and dashes that make its columns as wide as those of one page. */
export const compactRow = (line: string): string =>
  `| ${cellTexts(line)
    .map((text) => text.trim().replace(/-{3,}/, "---"))
    .join(" | ")} |`;

/** What the head of a table, and its row where it has one, are known by: the header, whatever they say first. */
export const keyInTable = (lines: readonly string[], at: number): string | undefined => {
  const below = [-1, 0, 1].find((offset) => isDelimiter(lines[at - offset]));
  const first = at - (below ?? 0) - 1;
  if (below === undefined || !isRow(lines[at]) || !isRow(lines[first])) return undefined;
  if (below === 1 && isRow(lines[at + 1])) return undefined;
  return `${below}${compactRow(lines[first] ?? "")}`;
};
