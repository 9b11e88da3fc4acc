import { indentAt, indentOf, isBlankLine, lineAt, type Lines, textFrom } from "../page.ts";
import type { LineRange } from "../row-lines.ts";

/** A directive: its lines, its options by name with the line of each, and the lines of its content. */
export type Directive = LineRange & {
  readonly name: string;
  readonly argument: string;
  readonly indent: number;
  readonly options: ReadonlyMap<string, { readonly value: string; readonly line: number }>;
  /** Its content without blank lines around it, and the column that it begins in. */
  readonly content: LineRange & { readonly indent: number };
};

/** The line after the last that is indented deeper than a line; blank lines at the end are in none. */
export const endOfDeeper = (page: Lines, first: number, limit: number): number => {
  const indent = indentAt(page, first);
  let end = first + 1;
  for (let index = first + 1; index < limit; index += 1) {
    if (isBlankLine(page, index)) continue;
    if (indentAt(page, index) <= indent) break;
    end = index + 1;
  }
  return end;
};

const opening = /^([ \t]*)\.\. (?:\|[^|]+\| )?([A-Za-z][\w+.:-]*?) ?::(?:[ \t]+(.*))?$/;

/** The directive that begins in a line. */
export const directiveAt = (page: Lines, first: number, limit: number): Directive | undefined => {
  const match = opening.exec(lineAt(page, first));
  if (match === null) return undefined;
  const [, space = "", name = "", argument = ""] = match;
  const last = endOfDeeper(page, first, limit);
  const options = new Map<string, { readonly value: string; readonly line: number }>();
  let begin = first + 1;
  // Before the options the argument may go on.
  while (begin < last && !isBlankLine(page, begin) && !/^\s*:[^:]+:/.test(lineAt(page, begin))) begin += 1;
  if (begin >= last || isBlankLine(page, begin)) begin = first + 1;
  for (; begin < last; begin += 1) {
    const [, key, value = ""] = /^\s*:([^:\s][^:]*):(?:\s+(.*))?$/.exec(lineAt(page, begin)) ?? [];
    if (key === undefined) break;
    options.set(key.toLowerCase(), { value: value.trim(), line: begin });
  }
  begin = textFrom(page, begin, last);
  const indent = begin < last ? indentAt(page, begin) : indentOf(space) + 3;
  return {
    first,
    last,
    name,
    argument: argument.trim(),
    indent: indentOf(space),
    options,
    content: { first: begin, last, indent },
  };
};

/** The directives that begin in a stretch of lines, those inside of others too, in the order of the page. */
export const directivesIn = (
  page: Lines & { readonly opaque: readonly boolean[] },
  { first, last }: LineRange,
): readonly Directive[] => {
  const found: Directive[] = [];
  for (let index = first; index < last; index += 1) {
    const directive = page.opaque[index] === true ? undefined : directiveAt(page, index, last);
    if (directive !== undefined) found.push(directive);
  }
  return found;
};
