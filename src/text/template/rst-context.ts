import { BASH, blotted, type PageContext } from "./page-context.ts";
import type { Tag } from "./context.ts";

/** A directive that shows code, or a paragraph that ends with two colons; what is indented below is the code. */
const CODE = /^([ \t]*)(?:\.\. (?:code-block|code|sourcecode|prompt)::[ \t]*(\S*).*|(?!\.\. ).*::)$/;
/** Directives whose argument is the name of a file. */
const FILE =
  /^[ \t]*\.\. (?:include|literalinclude|raw|image|figure|csv-table|download)::|^[ \t]*:(?:file|url):/;
const COMMENT = /^[ \t]*\.\.[ \t]+(?!_|\[|\||[\w+.:-]+::)/;
const LABEL = /^[ \t]*\.\. _[^:]*$/;

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** The code that a line is in: what it is written in, "" where nothing says so. */
const codeAround = (lines: readonly string[], index: number): string | undefined => {
  let indent = indentOf(lines[index] ?? "");
  for (let above = index - 1; above >= 0 && indent > 0; above -= 1) {
    const line = lines[above] ?? "";
    if (line.trim() === "" || indentOf(line) >= indent) continue;
    const opening = CODE.exec(line);
    if (opening !== null) return opening[2] ?? "";
    indent = indentOf(line);
  }
  return undefined;
};

/** In which place of a page of reStructuredText each tag of a template stands, by reading its fixed text. */
export const rstContexts = (text: string, tags: readonly Tag[]): readonly PageContext[] => {
  const plain = blotted(text, tags);
  const lines = plain.split("\n");
  return tags.map(({ start }): PageContext => {
    const index = plain.slice(0, start).split("\n").length - 1;
    const line = lines[index] ?? "";
    const before = line.slice(0, start - (plain.lastIndexOf("\n", start - 1) + 1));
    const code = codeAround(lines, index);
    // Shells are said by the directive; after two colons a page mostly shows commands too.
    if (code !== undefined) return code === "" || BASH.test(code) ? "shell" : "fence";
    if (COMMENT.test(before)) return "comment";
    if (FILE.test(before)) return "closed";
    if (LABEL.test(before) || /<[^<>\s]*$/.test(before)) return "address";
    const ticks = before.match(/`+/g) ?? [];
    // The text of a role or a link may be a value; what stands between backticks alone may not.
    return ticks.length % 2 === 0 || /:[\w+:.-]+:`[^`]*$|(?<![`:])`[^`]*$/.test(before) ? "text" : "closed";
  });
};
