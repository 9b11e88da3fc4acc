import type { RelativePath } from "../../model/file.ts";
import { lineAt, type Page } from "../../page/page.ts";
import { linesIn } from "../../page/row-lines.ts";
import { scanPage } from "../../page/scan.ts";
import type { Shape } from "../catalog/records.ts";
import { namedBy } from "./unsaid-tables.ts";

/** The value of a line of data. */
const valueOf = (line: string): readonly string[] => [
  line.replace(/^[-\s]*(?:[^\s:=]+\s*[:=]\s+)?|[\s,[\]{}]+$/g, "").replace(/^["']|["']$/g, ""),
];

/** What may be a name in a line of other text: each word, with and without what stands before its slashes. */
const wordsOf = (line: string): readonly string[] =>
  (line.match(/[\w@~][\w.:@/+-]*/g) ?? []).flatMap((word) => {
    const parts = word.split("/");
    return parts.map((_, index) => parts.slice(index).join("/"));
  });

/** Fewer models than this are an example in a code block. */
const leastInCode = 3;

/** What is said of the lines of a code block that are about models; of one without data only where most name one. */
const saidOf = (page: Page, first: number, last: number, shape: Shape): string | undefined => {
  const lines = linesIn(page, { first: first + 1, last }).filter((line) => line.trim() !== "");
  const info = lineAt(page, first);
  const isData = /^\s*[`~]{3,}\s*(?:ya?ml|json[c5]?|toml)\b/.test(info);
  // A program that uses models lists none.
  if (!isData && !/^\s*[`~]{3,}\s*(?:(?:te?xt|plain|plaintext|none)\s*)?$/.test(info)) return undefined;
  const named = lines.map((line) => namedBy(isData ? valueOf(line) : wordsOf(line), shape));
  const count = new Set(named.flatMap((models) => [...models])).size;
  const isList = isData || named.filter(({ size }) => size > 0).length * 2 > lines.length;
  if (count < leastInCode || !isList) return undefined;
  return isData
    ? `${count} models are in its data, which stays as it is.`
    : `it lists ${count} models, and stays as it is.`;
};

/** What is said of code blocks that list models and aren't kept. */
export const unsaidLists = (
  path: RelativePath,
  text: string,
  shape: Shape,
  isKept: (line: number) => boolean,
): readonly string[] => {
  const page = scanPage(path, text);
  return [...page.fences].flatMap(([first, last]) => {
    const said = saidOf(page, first, last, shape);
    const kept = linesIn(page, { first, last }).some((_, index) => isKept(first + index));
    return said === undefined || kept ? [] : [`The code block in line ${first + 1} of ${path}: ${said}`];
  });
};
