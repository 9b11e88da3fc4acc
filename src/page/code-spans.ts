import { attachedAbove } from "./asciidoc/blocks.ts";
import type { Page } from "./page.ts";
import { linesIn } from "./row-lines.ts";

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
