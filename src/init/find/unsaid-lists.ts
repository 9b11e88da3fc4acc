import type { RelativePath } from "../../model/file.ts";
import { lineAt, type Page } from "../../page/page.ts";
import { literalsIn } from "../../page/markdown/code-lines.ts";
import { linesIn } from "../../page/row-lines.ts";
import { scanPage } from "../../page/scan.ts";
import type { Shape } from "../catalog/records.ts";
import { namedBy } from "./unsaid-tables.ts";

/** The value of a line of data. */
const valueOf = (line: string): readonly string[] => [
  line.replace(/^[-\s]*(?:[^\s:=]+\s*[:=]\s+)?|[\s,[\]{}]+$/g, "").replace(/^["']|["']$/g, ""),
];

const words = /[\w@~][\w.:@/+-]*/g;

/** A word with and without what stands before its slashes. */
const formsOf = (word: string): readonly string[] => {
  const parts = word.split("/");
  return parts.map((_, index) => parts.slice(index).join("/"));
};

/** What may be a name in a line of other text: each word. */
const wordsOf = (line: string): readonly string[] => (line.match(words) ?? []).flatMap(formsOf);

/** What may be a name in a line of a program that is one of a list: its first word. */
const firstWordOf = (line: string): readonly string[] =>
  (line.match(words) ?? []).slice(0, 1).flatMap(formsOf);

/** Fewer models than this are an example in a code block. */
const leastInCode = 3;

/** The language that a code block says to be in, by the line that says so in each markup. */
const languageOf = (page: Page, first: number): string => {
  const [, language = ""] =
    (page.markup === "asciidoc"
      ? /^\[(?:source)?,\s*([\w+#.-]+)/.exec(lineAt(page, first - 1))
      : /(?:^\s*[`~]{3,}|^\s*\.\. [\w-]+::)[ \t]*([\w+#.-]+)/.exec(lineAt(page, first))) ?? [];
  return language.toLowerCase();
};

/** A text that stands alone, or is the value of an enumeration. */
const textAlone = /^\s*(?:\w+\()?(["'])([^"']+)\1\)?[,;]?\s*$/;

/** What may name a model in a line, by what the block is in: of a program a text that stands alone, as in a list of them. */
const partsOf = (language: string): ((line: string) => readonly string[]) => {
  if (/^(?:ya?ml|json[c5]?|toml)$/.test(language)) return valueOf;
  if (/^(?:|te?xt|plain|plaintext|none)$/.test(language)) return wordsOf;
  return (line) => textAlone.exec(line)?.slice(2) ?? [];
};

/** What is said of the lines of a code block that are about models; by the words in them only where most name one. */
const saidOf = (lines: readonly string[], language: string, shape: Shape): string | undefined => {
  const read = partsOf(language);
  const [count = 0] = [read, firstWordOf].flatMap((parts) => {
    const named = lines.map((line) => namedBy(parts(line), shape));
    const all = new Set(named.flatMap((models) => [...models])).size;
    const isList =
      (parts !== wordsOf && parts !== firstWordOf) ||
      named.filter(({ size }) => size > 0).length * 2 > lines.length;
    return all < leastInCode || !isList ? [] : [all];
  });
  if (count === 0) return undefined;
  return read === valueOf
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
  const blocks = [...page.fences, ...literalsIn(page).map(({ first, last }) => [first, last] as const)];
  return blocks.flatMap(([first, last]) => {
    const rest = linesIn(page, { first: first + 1, last }).filter(
      (line, index) => line.trim() !== "" && !isKept(first + 1 + index),
    );
    const said = isKept(first) ? undefined : saidOf(rest, languageOf(page, first), shape);
    return said === undefined ? [] : [`The code block in line ${first + 1} of ${path}: ${said}`];
  });
};
