import type { Definition, Definitions, RelativePath } from "../../model/file.ts";
import { type Heading, isBlankLine, lineAt, type Lines, type Page, splitLines } from "../page.ts";
import { directiveAt, endOfDeeper } from "./directives.ts";
import { readText } from "../../text/emit/rst.ts";
import { nameOf } from "../definitions/substitute.ts";
import { linesIn } from "../row-lines.ts";

const opening = /^([ \t]*\.\.[ \t]+\|(?!\s)([^|]*[^|\s])\|[ \t]+replace::[ \t]*)(.*?)[ \t]*$/;

/** The texts that a page gives names to; one in several lines has no place to be edited. */
const substitutionsIn = (page: Pick<Page, "text" | "lines" | "opaque">): Definitions => {
  const found = new Map<string, Definition>();
  for (const [index, { start }] of page.lines.entries()) {
    if (page.opaque[index] === true) continue;
    const [, before = "", name = "", value = ""] = opening.exec(lineAt(page, index)) ?? [];
    if (name === "") continue;
    const last = endOfDeeper(page, index, page.lines.length);
    const more = linesIn(page, { first: index + 1, last }).map((line) => line.trim());
    const at = start + before.length;
    found.set(
      nameOf(name),
      more.length === 0
        ? { value, start: at, end: at + value.length }
        : { value: [value, ...more].join(" ").trim() },
    );
  }
  return found;
};

/** Directives whose content is no text of the page. */
const verbatim = new Set(
  [
    "code code-block sourcecode code-tab prompt parsed-literal highlight literalinclude include raw",
    "math graphviz digraph mermaid uml plantuml productionlist",
    "doctest testcode testoutput testsetup testcleanup ipython jupyter-execute code-cell",
  ].flatMap((names) => names.split(" ")),
);

/** Those that show code. */
const code = /^(?:code|code-block|sourcecode|code-tab|prompt|parsed-literal)$/;

/** An explicit block that is no comment: a target, a footnote, a substitution; a directive is asked for first. */
const explicit = /^[ \t]*(?:\.\.[ \t]+(?:_[^\s]|\[[^\]]+\][ \t]|\|[^|]+\|[ \t])|__[ \t])/;

const comment = /^[ \t]*\.\.(?:[ \t]+\S.*)?$/;

const adornment = /^([!-/:-@[-`{-~])\1*[ \t]*$/;

const label = /^[ \t]*\.\. _(`?)(.+?)\1:[ \t]*$/;

/** The width of a title, as its line must be long at least. */
const widthOf = (text: string): number => Array.from(text.trimEnd()).length;

/** A line of a heading's kind: its sign, and whether one is above as well. */
type Kind = { readonly first: number; readonly title: number; readonly style: string };

/** The heading whose last line, the one below its title, this is. */
const headingAt = (page: Lines, index: number): Kind | undefined => {
  const below = lineAt(page, index).trimEnd();
  const title = lineAt(page, index - 1);
  const sign = adornment.exec(below)?.[1];
  if (sign === undefined || title.trim() === "") return undefined;
  const isUnder = widthOf(title) <= below.length || below.length >= 4;
  const above = lineAt(page, index - 2).trimEnd();
  if (above === below && widthOf(title.trim()) <= below.length)
    return isBlankLine(page, index - 3) || label.test(lineAt(page, index - 3))
      ? { first: index - 2, title: index - 1, style: sign + sign }
      : undefined;
  // The line above may be one of a table without pipes.
  const isFirst = above === "" || label.test(above);
  if (!isUnder || !isFirst || /^\s/.test(title) || adornment.test(title) || label.test(title))
    return undefined;
  return { first: index - 1, title: index - 1, style: sign };
};

/** The labels right above a line, and the first of their lines. */
const labelsAbove = (
  page: Lines,
  line: number,
): { readonly first: number; readonly ids: readonly string[] } => {
  const ids: string[] = [];
  let first = line;
  for (let index = line - 1; index >= 0; index -= 1) {
    const id = label.exec(lineAt(page, index))?.[2];
    if (id !== undefined) {
      ids.push(id);
      first = index;
    } else if (!isBlankLine(page, index)) break;
  }
  return { first, ids };
};

/** The lines below a paragraph that ends with two colons, as far as they are indented. */
const literalEnd = (page: Lines, line: number): number | undefined => {
  const text = lineAt(page, line).trimEnd();
  if (!text.endsWith("::") || !isBlankLine(page, line + 1)) return undefined;
  // The text may be the first of a list item's: what is code is deeper than it.
  const end = endOfDeeper(page, line, page.lines.length);
  return end === line + 1 ? undefined : end;
};

/** Scans a page of reStructuredText into lines, headings and all that is no text. */
export const scanRst = (path: RelativePath, text: string): Page => {
  const lines = splitLines(text);
  const page = { text, lines };
  const opaque = lines.map(() => false);
  const fences = new Map<number, number>();
  const kinds: Kind[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    if (opaque[index] === true) continue;
    const line = lineAt(page, index);
    const directive = directiveAt(page, index, lines.length);
    if (directive !== undefined) {
      if (verbatim.has(directive.name)) opaque.fill(true, index + 1, directive.last);
      if (code.test(directive.name)) fences.set(index, directive.last);
      continue;
    }
    // Of a comment the first line stays to be looked at: it may mark a place.
    if (comment.test(line) && !explicit.test(line)) {
      opaque.fill(true, index + 1, endOfDeeper(page, index, lines.length));
      continue;
    }
    const literal = literalEnd(page, index);
    if (literal !== undefined) {
      opaque.fill(true, index + 1, literal);
      continue;
    }
    const kind = headingAt(page, index);
    if (kind !== undefined) kinds.push(kind);
  }
  const styles = [...new Set(kinds.map(({ style }) => style))];
  const headings = kinds.map(({ first, title, style }): Heading => {
    const labels = labelsAbove(page, first);
    const written = lineAt(page, title).trim();
    return {
      level: styles.indexOf(style) + 1,
      text: written,
      shown: readText(written),
      ids: labels.ids,
      first: labels.first,
      line: title + 1,
    };
  });
  const definitions = substitutionsIn({ text, lines, opaque });
  return { path, markup: "rst", text, lines, opaque, headings, fences, unclosed: undefined, definitions };
};
