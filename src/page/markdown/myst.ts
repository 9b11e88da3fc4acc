import type { FoundTable, Menu } from "../markup.ts";
import { type Page, type Region, indentAt, indentOf, lineAt, textEnd, textFrom } from "../page.ts";
import type { Directive } from "../rst/directives.ts";
import { listTable } from "../rst/list-table.ts";
import { menuOf } from "../rst/toctree.ts";

const opening = /^([ \t]*)(`{3,}|~{3,}|:{3,})[ \t]*\{([\w:.-]+)\}[ \t]*(.*)$/;

/** The line that closes what a line of signs opens: as many or more of them alone; the end where none does. */
const closing = (page: Page, first: number, signs: string, limit: number): number => {
  let line = first + 1;
  while (line < limit) {
    const text = lineAt(page, line).trim();
    if (text.startsWith(signs) && text === (signs[0] ?? "").repeat(text.length)) break;
    line += 1;
  }
  return line;
};

/** The directives of a name in a region: MyST's fences and blocks of colons, as Sphinx reads them in Markdown. */
const directivesOf = (page: Page, { first, last }: Region, wanted: string): readonly Directive[] => {
  const found: Directive[] = [];
  for (let at = first; at < last; at += 1) {
    const [, space = "", signs = "", name, argument = ""] = opening.exec(lineAt(page, at)) ?? [];
    const isOpen = signs.startsWith(":") ? page.opaque[at] !== true : page.fences.has(at);
    if (name !== wanted || !isOpen) continue;
    const close = closing(page, at, signs, last);
    const options = new Map<string, { readonly value: string; readonly line: number }>();
    let begin = at + 1;
    for (; begin < close; begin += 1) {
      const [, key, value = ""] = /^\s*:([^:\s][^:]*):(?:\s+(.*))?$/.exec(lineAt(page, begin)) ?? [];
      if (key === undefined) break;
      options.set(key.toLowerCase(), { value: value.trim(), line: begin });
    }
    begin = textFrom(page, begin, close);
    const indent = indentOf(space);
    found.push({
      ...{ first: at, last: close + 1, name, argument: argument.trim(), indent, options },
      content: {
        first: begin,
        last: textEnd(page, begin, close),
        indent: begin < close ? indentAt(page, begin) : indent,
      },
    });
  }
  return found;
};

/** The `list-table`s of a region, right in it or at whatever depth. */
export const listTables = (page: Page, region: Region, depth: "own" | "any"): readonly FoundTable[] =>
  page.text.includes("{list-table}")
    ? directivesOf(page, region, "list-table").flatMap((directive) =>
        depth === "any" || directive.indent === region.indent ? (listTable(page, directive) ?? []) : [],
      )
    : [];

/** The toctrees of a page. */
export const toctrees = (page: Page): readonly Menu[] =>
  page.text.includes("{toctree}")
    ? directivesOf(page, { first: 0, last: page.lines.length, indent: 0 }, "toctree").map((directive) =>
        menuOf(page, directive),
      )
    : [];
