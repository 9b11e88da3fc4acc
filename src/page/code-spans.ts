import { attachedAbove } from "./asciidoc/blocks.ts";
import { type Page, isBlankLine, lineAt } from "./page.ts";
import { type LineRange, linesIn } from "./row-lines.ts";

/** The literal blocks of reStructuredText, with the line that only two colons say so in. */
export const literalsIn = (page: Page): readonly LineRange[] => {
  if (page.markup !== "rst") return [];
  return page.lines.flatMap((_, first): readonly LineRange[] => {
    const isAbove =
      page.opaque[first] !== true && /(?:^|[^:])::\s*$/.test(lineAt(page, first)) && !page.fences.has(first);
    let last = first + 1;
    while (isAbove && page.opaque[last] === true) last += 1;
    return last === first + 1 ? [] : [{ first, last }];
  });
};

/** The lines of code in a page: those of its fences and literal blocks, and what MDX exports. */
export const codeIn = (page: Page): readonly LineRange[] => {
  const exported = page.lines.flatMap((_, first): readonly LineRange[] => {
    if (
      page.markup !== "markdown" ||
      page.opaque[first] === true ||
      !/^export\s+const\s/.test(lineAt(page, first))
    )
      return [];
    let last = first + 1;
    while (last < page.lines.length && !isBlankLine(page, last)) last += 1;
    return [{ first, last }];
  });
  // Of a directive, and of attributes above a paragraph, no line closes it.
  const isOpen = (line: number): boolean => /^\s*(?:\.\. |\[)/.test(lineAt(page, line));
  return [
    ...[...page.fences].map(([from, to]) => ({ first: from + 1, last: isOpen(from) ? to : to - 1 })),
    ...literalsIn(page).map(({ first, last }) => ({ first: first + 1, last })),
    ...exported,
  ];
};

/** A stretch of inline code, its backticks included: [start, end). */
export type CodeSpan = readonly [start: number, end: number];

/** The stretches of a text that are inline code: what stands in them is shown, not meant. */
export const codeSpans = (text: string): readonly CodeSpan[] => {
  const ticks = [...text.matchAll(/`+/g)].map(({ 0: mark, index }) => ({ mark, index }));
  const code: CodeSpan[] = [];
  let from = 0;
  for (const [at, { mark, index }] of ticks.entries()) {
    if (index < from) continue;
    const close = ticks.slice(at + 1).find((other) => other.mark === mark);
    if (close === undefined) continue;
    from = close.index + mark.length;
    code.push([index, from]);
  }
  return code;
};

/** Languages, as blocks of code name them, whose comments begin with `#`, and those whose begin with `//`. */
export const hashLanguage = /^(?:py|python|bash|sh|shell|zsh|console|ya?ml|toml|ruby|rb|r)$/;
export const slashLanguage =
  /^(?:[jt]sx?|[cm][jt]s|javascript|typescript|go|java|kotlin|kt|rust|rs|c|cpp|csharp|cs|php|swift)$/;

/** The language that a block of code says to be in, by the line that says so in each markup; "" where none does. */
export const codeLanguage = (page: Page, first: number): string => {
  const above = page.markup === "asciidoc" ? attachedAbove(page, first) : first;
  const said = linesIn(page, { first: above, last: first + 1 }).join("\n");
  const [, language = ""] =
    (page.markup === "asciidoc"
      ? /^\[(?:source[^,\]\n]*)?,\s*([\w+#.-]+)/m.exec(said)
      : /(?:(?:`{3,}|~{3,})[ \t]*\{?\.?|^\s*\.\. [\w-]+::[ \t]*)([\w+#.-]+)/.exec(said)) ?? [];
  return language.toLowerCase();
};
