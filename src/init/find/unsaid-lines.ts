import { menuLines } from "../../../generators/mention/owned.ts";
import type { RelativePath } from "../../model/file.ts";
import { lineAt, type Page } from "../../page/page.ts";
import { numbersIn } from "../../page/row-lines.ts";
import { once } from "../../text/once.ts";
import { plainText } from "../../text/emit/plain-text.ts";
import { groupBy } from "../../text/group-by.ts";
import { lastPart } from "../join/key-forms.ts";
import type { Model, Shape } from "../catalog/records.ts";
import { unsaidNumbers } from "./unsaid-numbers.ts";
import { namedBy } from "./unsaid-tables.ts";
import { pageOf } from "../part-name.ts";
import type { PartDraft } from "../types.ts";

/** Fewer models than this are named as they happen to be, or are an example in code. */
export const least = 3;

const firstWord = (text: string): string => /^[^\s<]+/.exec(text)?.[0].replace(/[^\p{L}\p{N}]+$/u, "") ?? "";

/** An ID without its owner is told as a name where it is no plain word. */
const shortName = ({ id }: Model): readonly string[] => {
  const last = lastPart(id);
  return last !== id && /\d/.test(last) && last.length > least ? [last] : [];
};

/** What models are called, by the first word; the longest first. */
const namesIn = once(({ models }: Shape): ReadonlyMap<string, readonly (readonly [string, Model])[]> => {
  const names = models.flatMap((model) =>
    [...new Set([model.id, model.name, ...shortName(model)])].map((text) => [text, model] as const),
  );
  const longest = names.toSorted(([a], [b]) => b.length - a.length);
  return groupBy(longest, ([text]) => firstWord(text));
});

/** The model whose name a text begins with. */
export const beginsWith = (text: string, shape: Shape): Model | undefined =>
  (namesIn(shape).get(firstWord(text)) ?? []).find(
    ([name]) => text.startsWith(name) && !/^[\p{L}\p{N}]/u.test(text.slice(name.length)),
  )?.[1];

/** Whether a line of a page is a table's, a menu's, or one of those that parts are made of; of snippets all of the page is. */
export const keptIn = (
  page: Page,
  ofTables: ReadonlySet<string>,
  parts: readonly PartDraft[],
): ((line: number) => boolean) => {
  const own = parts.filter((part) => pageOf(part) === page.path);
  const menus = new Set(own.some(({ type }) => type === "navigation") ? menuLines(page) : []);
  return (line) =>
    menus.has(line) ||
    ofTables.has(`${page.path}:${line}`) ||
    own.some((part) => {
      if (part.type !== "list" && part.type !== "section") return false;
      const spans = part.type === "list" ? [part.lines] : part.spans;
      return spans?.some(({ first, last }) => line >= first && line < last) ?? true;
    });
};

/** The texts of links in a line, in each markup, and the code of an item. */
const linkTexts =
  /(?<=\[)[^[\]]+(?=\]\()|(?<=(?:xref|link|https?):\S+\[)[^[\]]+(?=\])|(?<=`)[^`<>]+(?= <[^<>`]+>`)/g;
const itemCodes = /(?<=^\s*(?:[-*+]|\d+[.)])\s[^]*`)[^`]+(?=`)/g;

/** The texts of a row of a table that can't be read. */
const cellTexts = (line: string): readonly string[] =>
  /^\s*\|/.test(line) ? line.split("|").map((text) => text.trim()) : [];

const named = (line: string, shape: Shape): readonly Model[] =>
  [...line.matchAll(/(?<![\p{L}\p{N}/-])[\p{L}\p{N}@~]/gu)].flatMap(
    ({ index }) => beginsWith(line.slice(index), shape) ?? [],
  );

/** Names in other text, where it has several: one is no list. */
const namesAmong = (line: string, shape: Shape): readonly string[] => {
  const found = named(line, shape);
  return new Set(found).size < 2 ? [] : found.map(({ id }) => id);
};

/** How many pages are told one by one. */
const shown = 3;

/** What is said of pages of which nothing else is, whose lines name several models. */
export const unsaidRest = (pages: readonly Page[], shape: Shape): readonly string[] => {
  const counts = pages.flatMap((page) => {
    const lines = page.lines.flatMap((_, line) =>
      page.opaque[line] === true && !page.fences.has(line) ? [] : lineAt(page, line),
    );
    const { size } = new Set(lines.flatMap((line) => named(line, shape)));
    return size < least ? [] : [`${page.path} (${size})`];
  });
  const more = counts.length > shown ? ` and ${counts.length - shown} more pages` : "";
  const listed = counts.slice(0, shown).join(", ");
  return counts.length === 0 ? [] : [`Models are named in ${listed}${more} in ways that aren't kept.`];
};

/** Signs of emoji stand before names, and the version behind. */
const around = /^:[\w-]+:\s*|[-:@](?:latest|preview|\d{4}-\d\d-\d\d|\d{4,8})$/g;

/** What is said of lines, one after another, whose links, items, cells or words name several models. */
const unsaidRuns = (path: RelativePath, lines: readonly (readonly [number, string])[], shape: Shape) => {
  const runs: { readonly first: number; last: number; readonly texts: string[] }[] = [];
  for (const [at, line] of lines) {
    const named = [...[linkTexts, itemCodes].flatMap((each) => line.match(each) ?? []), ...cellTexts(line)];
    const texts = [...named.map((text) => text.replace(around, "")), ...namesAmong(line, shape)];
    const run = runs.at(-1);
    if (/^\s*[+<]/.test(line) || namedBy(texts, shape).size === 0) continue;
    // Between rows may be a line of signs.
    if (run === undefined || run.last < at - 2) runs.push({ first: at, last: at, texts });
    else {
      run.last = at;
      run.texts.push(...texts);
    }
  }
  return runs.flatMap(({ first, last, texts }) => {
    const { size } = namedBy(texts, shape);
    const where = first === last ? `Line ${first + 1}` : `Lines ${first + 1} to ${last + 1}`;
    return size < least ? [] : [`${where} of ${path}: names of ${size} models there stay as they are.`];
  });
};

/** What is said of lines that begin with models' names, each in the same way, and of numbers in words. */
export const unsaidLines = (
  page: Page,
  shape: Shape,
  isKept: (line: number) => boolean,
): readonly string[] => {
  const { path } = page;
  const heads = new Set(page.headings.map(({ line }) => line));
  const code = new Set([...page.fences].flatMap(([first, last]) => numbersIn({ first, last })));
  // Raw HTML, whatever its tags say of it.
  const isElement = (index: number): boolean => !code.has(index) && /^\s*<[^!]/.test(lineAt(page, index));
  const open = page.lines.flatMap((_, index) =>
    (page.opaque[index] === true && !isElement(index)) || heads.has(index) || isKept(index)
      ? []
      : [[index, lineAt(page, index)] as const],
  );
  const begun = open.flatMap(([index, line]) => {
    const [, before = "", rest = ""] =
      /^((?:\s*<[^<>]*>)*(?:\s*:[\w-]+:\s)?[^\p{L}\p{N}]*)(.*)$/u.exec(line) ?? [];
    const model = beginsWith(rest, shape);
    return model === undefined ? [] : [{ before, index, model }];
  });
  const ways = [...groupBy(begun, ({ before }) => before).values()];
  const begin = ways.flatMap((own) => {
    const { size } = new Set(own.map(({ model }) => model));
    const [first, last] = [own[0]?.index ?? 0, own.at(-1)?.index ?? 0];
    return size < least
      ? []
      : [`Lines ${first + 1} to ${last + 1} of ${path} begin with ${size} models, and stay as they are.`];
  });
  const titles = page.headings.flatMap(({ line, text }) =>
    isKept(line) ? [] : (beginsWith(plainText(text).replace(/^(?:\d+[.)]?\s+)+/, ""), shape) ?? []),
  );
  const { size: titled } = new Set(titles);
  const above = titled < least ? [] : [`The headings of ${titled} models in ${path} stay as they are.`];
  const runs = begin.length > 0 ? [] : unsaidRuns(path, open, shape);
  return [...begin, ...above, ...runs, ...unsaidNumbers(path, open, shape)];
};
