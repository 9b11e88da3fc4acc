import type { RelativePath } from "../../model/file.ts";
import { type Heading, indentOf, type Line, type Page, splitLines } from "../page.ts";
import { headingAt } from "./heading-lines.ts";
import { indentedCode, isMdx } from "./indented-code.ts";

/** What the scan is inside of, and how it gets out. */
type Inside =
  | { readonly type: "fence"; readonly mark: string; readonly indent: number; readonly line: number }
  | { readonly type: "until"; readonly close: RegExp; readonly line: number };

/** What a fence, raw text or a heading begins with: most lines begin with something else, and finding that out is cheap. */
const signs = /^[ \t]*[`~<{#=-]/;

const fenceOpening = /^[ \t]*(`{3,}(?=[^`]*$)|~{3,})/;
const fenceClosing = /^[ \t]*(`{3,}|~{3,})[ \t]*$/;
const rawOpening = /^ {0,3}(?:(<!--)|(\{\/\*)|<(pre|script|style|textarea)(?=[\s>]|$))/i;

const open = (line: string, number: number): Inside | undefined => {
  const fence = fenceOpening.exec(line);
  if (fence !== null) return { type: "fence", mark: fence[1] ?? "", indent: indentOf(line), line: number };
  const raw = rawOpening.exec(line);
  if (raw === null) return undefined;
  const [, comment, expression, element = ""] = raw;
  const close =
    comment !== undefined ? /-->/ : expression !== undefined ? /\*\/\}/ : new RegExp(`</${element}>`, "i");
  return close.test(line.slice(raw[0].length)) ? undefined : { type: "until", close, line: number };
};

/** A fence that is indented by four more is part of the code that it stands in. */
const closes = (inside: Inside, line: string): boolean => {
  if (inside.type === "until") return inside.close.test(line);
  const mark = fenceClosing.exec(line)?.[1];
  return mark?.startsWith(inside.mark) === true && indentOf(line) < inside.indent + 4;
};

/** A fence inside an indented block ends with the block, closed or not. */
const leaves = (inside: Inside, line: string): boolean =>
  inside.type === "fence" && inside.indent >= 4 && line.trim() !== "" && indentOf(line) < inside.indent;

/** The line after the front matter of a text of so many lines; 0 where it has none. */
export const frontMatterEnd = (line: (index: number) => string, count: number): number => {
  const opening = count === 0 ? "" : line(0).trimEnd();
  if (opening !== "---" && opening !== "+++") return 0;
  const closing = opening === "---" ? /^(?:---|\.\.\.)\s*$/ : /^\+\+\+\s*$/;
  for (let index = 1; index < count; index += 1) if (closing.test(line(index))) return index + 1;
  return 0;
};

/** Lines of a text to scan: those outside of [first, last) aren't looked at, and hold nothing. */
type Stretch = { readonly lines: readonly Line[]; readonly first: number; readonly last: number };

/** Scans some of the lines of a text, which may begin and end anywhere. */
export const scanLines = (path: RelativePath, text: string, { lines, first, last }: Stretch): Page => {
  const lineText = (index: number): string => {
    const line = lines[index];
    return line === undefined ? "" : text.slice(line.start, line.end);
  };
  const opaque = lines.map((_, index) => index < first || index >= last);
  const isOpaque = (index: number): boolean => opaque[index] === true;
  const headings: Heading[] = [];
  const fences = new Map<number, number>();
  const body = Math.max(first, frontMatterEnd(lineText, last));
  opaque.fill(true, first, body);
  let inside: Inside | undefined;
  for (let index = body; index < last; index += 1) {
    const line = lineText(index);
    if (inside !== undefined && leaves(inside, line)) inside = undefined;
    if (inside !== undefined) {
      opaque[index] = true;
      if (inside.type === "fence") fences.set(inside.line, index + 1);
      if (closes(inside, line)) inside = undefined;
      continue;
    }
    if (!signs.test(line)) continue;
    inside = open(line, index);
    opaque[index] = inside !== undefined;
    if (inside?.type === "fence") fences.set(index, index + 1);
    if (inside !== undefined) continue;
    const after = headings.at(-1)?.line ?? body - 1;
    const heading = headingAt(index, { lineText, isOpaque, after });
    if (heading !== undefined) headings.push(heading);
  }
  // Most pages have no line that could be.
  const code =
    /^(?: {4}|[ ]{0,3}\t)[ \t]*\S/m.test(text) && !isMdx(path, text)
      ? indentedCode({ first: body, last, lineText, indentOf, isOpaque, fences })
      : undefined;
  for (const index of code ?? []) {
    opaque[index] = true;
    fences.delete(index);
  }
  const unclosed = inside === undefined || code?.has(inside.line) === true ? undefined : inside.line;
  return { path, markup: "markdown", text, lines, opaque, headings, fences, unclosed };
};

/** Scans a page of Markdown into lines, opaque stretches and headings. Linear in the length of the text. */
export const scanMarkdown = (path: RelativePath, text: string): Page => {
  const lines = splitLines(text);
  return scanLines(path, text, { lines, first: 0, last: lines.length });
};
