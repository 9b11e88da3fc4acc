import type { RelativePath } from "../../model/file.ts";
import { codeLanguage, literalsIn } from "../../page/code-spans.ts";
import { linesIn } from "../../page/row-lines.ts";
import { withoutPageEnding } from "../../page/scan.ts";
import type { Page } from "../../page/page.ts";
import { groupBy } from "../../text/group-by.ts";
import type { Shape } from "../catalog/records.ts";
import { type DataNode, keysOf, scalarsIn } from "../../text/data/node.ts";
import type { Text } from "../recognise/site.ts";
import type { FoundTable } from "../types.ts";
import type { FoundData } from "./data-tables.ts";
import { partsBelow } from "./navigation.ts";
import { beginsWith, least } from "./unsaid-lines.ts";
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

/** What stands before the first name of a model in a line, and that name. */
const firstNamed = (line: string, shape: Shape): readonly { before: string; name: string }[] =>
  [...line.matchAll(words)]
    .filter(([word]) => namedBy(formsOf(word), shape).size > 0)
    .slice(0, 1)
    .map(({ 0: name, index }) => ({ before: line.slice(0, index), name }));

/** A text that stands alone, is the value of an enumeration, or a key of a map. */
const textAlone = /^\s*(?:\|\s*)?(?:\w+\()?(["'])([^"']+)\1(?:\)?[,;]?\s*|\s*(?::|=>)\s*\S.*)$/;

/** What may name a model in a line, by what the block is in: of a program a text that stands alone, as in a list of them. */
const partsOf = (language: string): ((line: string) => readonly string[]) => {
  if (/^(?:ya?ml|json[c5]?|toml)$/.test(language)) return valueOf;
  if (/^(?:|te?xt|plain|plaintext|none)$/.test(language)) return wordsOf;
  return (line) => textAlone.exec(line)?.slice(2) ?? [];
};

/** How many models the lines of a program list: most name one behind the same text. */
const listedAlike = (lines: readonly string[], shape: Shape): number => {
  const alike = groupBy(
    lines.flatMap((line) => firstNamed(line, shape)),
    ({ before }) => before,
  );
  const [largest = []] = [...alike.values()].sort((a, b) => b.length - a.length);
  if (largest.length * 2 <= lines.length) return 0;
  return namedBy(
    largest.flatMap(({ name }) => formsOf(name)),
    shape,
  ).size;
};

/** What is said of the lines of a code block that are about models; by the words in them only where most name one. */
const saidOf = (lines: readonly string[], language: string, shape: Shape): string | undefined => {
  const read = partsOf(language);
  const named = lines.map((line) => namedBy(read(line), shape));
  const own = new Set(named.flatMap((models) => [...models])).size;
  const isList = read !== wordsOf || named.filter(({ size }) => size > 0).length * 2 > lines.length;
  const count = isList && own >= least ? own : listedAlike(lines, shape);
  if (count < least) return undefined;
  return read === valueOf
    ? `${count} models are in its data, which stays as it is.`
    : `it lists ${count} models, and stays as it is.`;
};

/** What is said of code blocks that list models and aren't kept. */
export const unsaidLists = (
  page: Page,
  shape: Shape,
  isKept: (line: number) => boolean,
): readonly string[] => {
  const blocks = [...page.fences, ...literalsIn(page).map(({ first, last }) => [first, last] as const)];
  return blocks.flatMap(([first, last]) => {
    const rest = linesIn(page, { first: first + 1, last }).filter(
      (line, index) => line.trim() !== "" && !isKept(first + 1 + index),
    );
    const said = isKept(first) ? undefined : saidOf(rest, codeLanguage(page, first), shape);
    return said === undefined ? [] : [`The code block in line ${first + 1} of ${page.path}: ${said}`];
  });
};

/** What is said of files of code that list models; `countOf`: how many of them the config keeps there. */
export const unsaidCode = (
  files: readonly Text[],
  shape: Shape,
  countOf: (path: string) => number,
): readonly string[] =>
  files.flatMap(([path, text]) => {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    const language = path.slice(path.lastIndexOf(".") + 1);
    const kept = countOf(path);
    if (kept > 0) {
      const read = partsOf(language);
      const more = lines.filter((line) => namedBy(read(line), shape).size > 0).length - kept;
      return more < least ? [] : [`${path}: ${more} more lines of it name models, and stay as they are.`];
    }
    const said = saidOf(lines, language, shape);
    return said === undefined ? [] : [`${path}: ${said}`];
  });

/** What is said of lists whose texts begin with models, in data of which other places are kept. */
const unsaidBeside = (root: DataNode, file: RelativePath, shape: Shape, kept: readonly string[]) =>
  partsBelow(root).flatMap(({ part, path, context }) => {
    const way = JSON.stringify(path).slice(0, -1);
    if (part.type !== "list" || kept.some((own) => way.startsWith(own))) return [];
    const texts = part.items.flatMap(({ node }) => (node.type === "scalar" ? node.text : []));
    const { size } = new Set(texts.flatMap((text) => beginsWith(text, shape) ?? []));
    const name = [file, ...context].join(" › ");
    return size < least ? [] : [`The list in ${name} names ${size} models, and stays as it is.`];
  });

/** How many models data names. */
export const countNamed = (root: DataNode, shape: Shape): number =>
  namedBy(
    scalarsIn(root).map(({ text }) => text),
    shape,
  ).size;

/** What is said of data that names models and isn't kept. */
export const unsaidData = (
  data: readonly FoundData[],
  shape: Shape,
  kept: readonly Pick<FoundTable, "page" | "place">[],
): readonly string[] =>
  data.flatMap(({ file, fence, root, line }) => {
    const [name] = keysOf(root);
    const own = kept.flatMap(({ page, place: { data: way = [] } }) =>
      page === file && (fence === undefined || way[0] === name) ? [JSON.stringify(way).slice(0, -1)] : [],
    );
    if (own.length > 0) return unsaidBeside(root, file, shape, own);
    const size = countNamed(root, shape);
    return size < least
      ? []
      : [`The data in line ${line + 1} of ${file}: it names ${size} models, and stays as it is.`];
  });

/** What is said of files of data that name models and can't be read. */
export const unsaidUnread = (
  files: readonly { readonly file: RelativePath; readonly text: string; readonly message: string }[],
  shape: Shape,
): readonly string[] =>
  files.flatMap(({ file, text, message }) => {
    const { size } = namedBy(wordsOf(text).map(withoutPageEnding), shape);
    return size < least ? [] : [`${file} names ${size} models, and stays as it is: ${message}`];
  });
