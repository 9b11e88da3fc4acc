import type { RelativePath } from "../../model/file.ts";
import { frontMatterEnd } from "../../page/markdown/scan.ts";
import { hasFrontMatter, scanPage } from "../../page/scan.ts";
import { codeIn } from "../../page/code-spans.ts";
import { countEach } from "../../text/group-by.ts";
import { isBlankLine, lineAt, lineIndexAt, type Page } from "../../page/page.ts";

/** Models one after another: in a cell, behind what an item or sentence begins with, or in the lines of code. */
export type Run = {
  readonly page: RelativePath;
  readonly line: number;
  /** The line after the last. */
  readonly until: number;
  /** What stands around them in their lines. */
  readonly before: string;
  readonly after: string;
  readonly items: readonly string[];
  readonly separator: string;
  /** What stands before the last, where that is something else. */
  readonly last?: string;
  /** What stands around each: of code a backtick; and what closes it, where that is another. */
  readonly sign: string;
  readonly close?: string;
  /** Whether they stand in a code block. */
  readonly isCode?: true;
  /** Whether words stand around them, which may name some as examples. */
  readonly isAmongWords?: true;
  /** What those that are written alike have in common: the column, or the bullet. */
  readonly kind: string;
};

const separators = [", ", "<br>", "<br/>", "<br />", " / ", " · ", " • ", " | ", "; "] as const;

type Segment = Pick<Run, "before" | "after" | "kind"> & { readonly text: string };

/** The cells of a row, or what follows a colon. */
const segmentsOf = (line: string): readonly Segment[] => {
  if (/^\s*\|/.test(line)) {
    const cells = line.split("|");
    return cells.flatMap((cell, at) => {
      const text = cell.trim();
      const start = cells.slice(0, at).join("|").length + 1 + cell.indexOf(text);
      if (at === 0 || text === "") return [];
      return [
        { text, before: line.slice(0, start), after: line.slice(start + text.length), kind: `cell ${at}` },
      ];
    });
  }
  const [, before = "", text = "", after = ""] =
    /^(.*?:(?:\*\*|__)?\s+)(\S.*?)([.\s]*)$/u.exec(line) ??
    /^([^`*]*?\s(?:are|includ(?:es?|ing)|supports?|offers?|serves?|between)\s+)(\S.*?)([.\s]*)$/u.exec(
      line,
    ) ??
    /^([^`*]*?\sfrom\s+)(\S.*?)([.\s]*)$/u.exec(line) ??
    /^(\s*(?:[-*+]\s+)?(?:\*\*[^*]+\*\*|__[^_]+__|`[^`]+`)\s+(?:[-–—→]|-[->]|=>?)\s+)(\S.*?)([.\s]*)$/u.exec(
      line,
    ) ??
    /^(\s*(?:[-*+]\s+)?)(\S.*?)([.\s]*)$/u.exec(line) ??
    [];
  const bullet = /^\s*[-*+]?/.exec(before)?.[0] ?? "";
  return [{ text: text === "" ? line : text, before, after, kind: `line ${bullet}` }];
};

type Items = Pick<Run, "items" | "separator" | "last" | "sign" | "close">;

/** What people write before the last of several. */
const lasts = [", and ", ", or ", " and ", " or ", " & "] as const;

/** The texts of a segment as they stand there. */
const partsOf = (text: string): Pick<Run, "separator" | "last"> & { readonly raw: readonly string[] } => {
  const separator = separators.find((each) => text.includes(each)) ?? separators[0];
  const raw = text.split(separator);
  const end = raw.at(-1) ?? "";
  const last = separator === ", " ? lasts.find((each) => `, ${end}`.split(each).length === 2) : undefined;
  if (last === undefined) return { separator, raw };
  const pair = `, ${end}`.split(last).map((part) => part.replace(/^, /, ""));
  return { separator, last, raw: [...raw.slice(0, -1), ...pair.filter((part) => part !== "")] };
};

/** What opens a name: of code, of a role of reStructuredText, of bold or emphasised text. */
const opening = /^(?:(?::[\w:+.-]+:)?`|\*{1,2}(?=\S))/;

/** The texts of a segment, where all are code, or bold, or none is. */
const itemsOf = (text: string): Items | undefined => {
  const { raw, ...between }: ReturnType<typeof partsOf> = /^`[^`]+`(?: `[^`]+`)+$/.test(text)
    ? { raw: text.split(/(?<=`) (?=`)/), separator: " " }
    : partsOf(text);
  const [sign = ""] = opening.exec(text) ?? [];
  const close = sign.endsWith("`") ? "`" : sign;
  const items = raw.map((item) => item.slice(sign.length, item.length - close.length));
  const isWhole = raw.every((item, at) => item === sign + (items[at] ?? "") + close);
  if (!isWhole || items.some((item) => /[`*]/.test(item))) return undefined;
  if (sign === "" && items.some((item) => /[[\]<>]/.test(item))) return undefined;
  return { items, ...between, sign, ...(close === sign ? {} : { close }) };
};

/** Code with fewer names one after another lists none, unless other code of the page is written alike. */
export const leastInCode = 3;

/** Several names in code or bold, with the same or a last word between them, wherever in a text. */
const between = /(?:, (?:and |or )?| and | or | & | \/ | · | • |; |<br ?\/?>|\s)/.source;
const marked = /(?:(?::[\w:+.-]+:)?`[^`]+`|\*{1,2}[^*\s][^*]*\*{1,2})/.source;
const codes = new RegExp(`${marked}(?:${between}${marked})+`);

/** The same in words that are written large. */
const large = /[\p{Lu}\d][\p{L}\d.:+-]*(?: [\p{Lu}\d(][\p{L}\d.:+()-]*)*/u.source;
const titles = new RegExp(`${large}(?:(?:, (?:and |or )?| and | or | & )${large})+`, "u");

/** A segment as it is, and no more of it than the names that it holds among words. */
const narrowed = (segment: Segment): readonly (Segment & Items & Pick<Run, "isAmongWords">)[] => {
  const { text, before, after } = segment;
  const all = itemsOf(text);
  const whole = all === undefined ? [] : [{ ...segment, ...all }];
  if (all !== undefined && all.sign !== "") return whole;
  const inners = [codes, titles].flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
  const inner = inners.find((each) => (itemsOf(each)?.items.length ?? 0) >= leastInCode);
  const items = inner === undefined ? undefined : itemsOf(inner);
  if (inner === undefined || items === undefined || inner === text) return whole;
  const index = text.indexOf(inner);
  const around = { before: before + text.slice(0, index), after: text.slice(index + inner.length) + after };
  const named = { ...segment, ...around, ...items, text: inner, kind: `words ${before}` };
  return [...whole, { ...named, isAmongWords: true }];
};

/** What names a model in code: a text in quotes, or a word that is no word of a language and no label before a colon. */
const name = /(["'`])([^"'`\\\n]*)\1|(?<![\w@~.:/+-])(?=\S*(?:[\d/-]|:\S))[\w@~](?:[\w.:@/+-]*\w)?/g;

/** Names one after another between two quotes. */
const listed = /^[^\s,]+(?:, ?[^\s,]+){2,}$/;

/** A run in quotes with what stands before each name, `gateway:`, as a sign of its own. */
const behindPrefix = (run: Run): readonly Run[] => {
  const [first = ""] = run.items;
  const prefix = /^[\w.-]+:/.exec(first)?.[0] ?? "";
  if (run.sign === "" || prefix === "" || !run.items.every((item) => item.startsWith(prefix))) return [];
  const items = run.items.map((item) => item.slice(prefix.length));
  return [{ ...run, items, sign: run.sign + prefix, close: run.sign, isAmongWords: true }];
};

/** What may be models one after another in lines of code, with the same between all of them. */
const runsInCode = (page: Page, first: number, last: number): readonly Run[] => {
  const { text, lines } = page;
  const begin = lines[first]?.start ?? 0;
  const code = text.slice(begin, lines[last - 1]?.end);
  const words = [...code.matchAll(name)];
  // What recurs in its lines is a command or an option.
  const counts = countEach(words.map(([all]) => all));
  const isOwn = ([all]: RegExpExecArray): boolean => (counts.get(all) ?? 0) < leastInCode;
  const names = words.filter(isOwn).flatMap(({ 0: all, 1: sign = "", index }) => {
    const [start, text] = [begin + index, sign === "" ? all : all.slice(1, -1)];
    if (sign === "" || !listed.test(text)) return [{ sign, start, end: start + all.length, item: text }];
    return [...text.matchAll(/[^\s,]+/g)].map(({ 0: item, index: at }) => ({
      ...{ sign: "", item, start: start + 1 + at, end: start + 1 + at + item.length },
    }));
  });
  const between = names.slice(1).map(({ start }, at) => text.slice(names[at]?.end, start));
  const found: Run[] = [];
  for (let at = 0; at < names.length; ) {
    const [sign, separator = ""] = [names[at]?.sign ?? "", between[at]];
    let end = at + 1;
    while (names[end]?.sign === sign && between[end - 1] === separator) end += 1;
    const [head, tail] = [names[at], names[end - 1]];
    if (end - at < 2 || head === undefined || tail === undefined) {
      at = Math.max(at + 1, end - 1);
      continue;
    }
    const [line, lastLine] = [lineIndexAt(page, head.start), lineIndexAt(page, tail.start)];
    // A list is told by the words above it, where its own lines have none: what opens code may have none either.
    let above = line;
    const isBare = (): boolean => !/\w/.test(text.slice(lines[above]?.start, head.start));
    while (above > Math.max(0, line - 3) && isBare()) above -= 1;
    const rest = text.slice(tail.end, lines[lastLine]?.end);
    // What stands in one line behind a word ends with it: below may stand another list.
    const below = /\w/.test(rest) || (above === lastLine && !isBare()) ? lastLine : lastLine + 1;
    const run: Run = {
      ...{ page: page.path, line, until: lastLine + 1, separator, sign, isCode: true },
      before: text.slice(lines[above]?.start, head.start),
      after: text.slice(tail.end, lines[below]?.end),
      items: names.slice(at, end).map(({ item }) => item),
      kind: `code ${line}`,
    };
    found.push(run, ...behindPrefix(run));
    at = end - at < leastInCode ? end - 1 : end;
  }
  return found;
};

/** A list without a word before it is told by the line above it. */
const underItsLine = (page: Page, line: number, run: Segment & Items): Partial<Run> => {
  if (run.before.trim() !== "" || run.items.length < 2) return {};
  let above = line - 1;
  while (above >= 0 && isBlankLine(page, above)) above -= 1;
  if (above < 0) return {};
  const start = page.lines[line]?.start ?? 0;
  return { before: page.text.slice(page.lines[above]?.start, start) + run.before, kind: "below" };
};

/** Whether a line of reStructuredText has a backtick alone: of a role. */
const hasRoles = (line: string): boolean => /(?<!`)`(?!`)/.test(line);

/**
 * A line of reStructuredText, whose code stands in two backticks each, as others have it; undefined where it has
 * roles beside code, or grids.
 */
const withSingleSigns = (line: string): string | undefined =>
  (hasRoles(line) && line.includes("``")) || /^\s*[|+]/.test(line) ? undefined : line.replaceAll("``", "`");

const withDoubleSigns = ({ before, after, sign, ...run }: Run): Run => {
  const [open, close, own] = [before, after, sign].map((text) => text.replaceAll("`", "``"));
  return { ...run, before: open ?? "", after: close ?? "", sign: own ?? "" };
};

/** What may be models one after another, in the lines of a page and in its code. */
export const runsOf = (path: RelativePath, text: string): readonly Run[] => {
  const page = scanPage(path, text);
  const isRst = page.markup === "rst";
  const isText = isRst || page.markup === "markdown" || page.markup === "asciidoc";
  const front = hasFrontMatter(path) ? frontMatterEnd((at) => lineAt(page, at), page.lines.length) : 0;
  // Lists of front matter are data.
  const isFront = (at: number): boolean => at < front && !/:\s*[[{]/.test(lineAt(page, at));
  const isHeading = (at: number): boolean =>
    page.headings.some(({ first, line }) => first <= at && at <= line);
  const inText = page.lines.flatMap((_, line) => {
    if (!isText || (page.opaque[line] === true && !isFront(line)) || (isRst && isHeading(line))) return [];
    const own = isRst ? withSingleSigns(lineAt(page, line)) : lineAt(page, line);
    return segmentsOf(own ?? "")
      .flatMap(narrowed)
      .map((run): Run => ({ page: path, line, until: line + 1, ...run, ...underItsLine(page, line, run) }))
      .map((run) => (isRst && !hasRoles(lineAt(page, line)) ? withDoubleSigns(run) : run));
  });
  return [...inText, ...codeIn(page).flatMap(({ first, last }) => runsInCode(page, first, last))];
};
