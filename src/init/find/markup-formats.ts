import { linkEnd, linkStart, roleStart } from "../../../generators/section/formats.ts";
import type { FormatConfig } from "../../config/config.gen.ts";
import type { MarkupName } from "../../page/page.ts";
import { escapePattern } from "../../text/escape-pattern.ts";

/** What may stand before a title: the opening of a link, of bold, emphasised text or code. */
export const marks = `(?:\\[|${linkStart}|${roleStart}|\\*\\*|__|~~|\`|\\*(?=\\S)|_(?=\\w)){0,3}`;

/** A term, and what says below it, after colons or deeper, what it is. */
export const term = (said: string, lines = 8): FormatConfig => ({
  base: "list-item",
  open: "{title}",
  indent: "",
  recognise: `^(?![-+|>#<.]|\\*(?!\\*)|\\d+[.)][ \\t])${marks}(?<title>(?:(?!\\]\\(|\\*\\*|__|\`).)+?)(?:(?:\\]\\(|\\*\\*|__|\`).*)?${said}`,
  lines,
});

/** What begins or ends a block of AsciiDoc, and such a block, which may hold anything. */
const delimiter = "(?:--|[|!]===|={4,}|-{4,}|\\*{4,}|_{4,}|\\.{4,})[ \\t]*(?=\\n|$)";
const block = `(?<delimiter>${delimiter})\\n(?:[^\\n]*\\n)*?\\k<delimiter>`;

/** A line of AsciiDoc that goes on with what explains a term: of text, or the plus before a block. */
const explaining = `(?!${delimiter}|.*::(?:\\s|$))\\S.*`;

/** What explains a term: of Markdown, reStructuredText and AsciiDoc. */
export const terms: readonly (readonly [markup: MarkupName, said: string, lines?: number])[] = [
  ["markdown", "(?:\\n+:[ \\t].*(?:\\n[ \\t]+\\S.*)*)+"],
  ["rst", "\\n[ \\t]+\\S"],
  [
    "asciidoc",
    `::(?:\\s+${explaining})(?:\\n[ \\t]*(?:${block}|${explaining}))*(?=\\n[ \\t]*(?:\\n|$|${delimiter}|.*::(?:\\s|$))|$)`,
    20,
  ],
];

/** A directive of reStructuredText whose title is its argument: what is deeper belongs to it. */
export const directive = (name: string): FormatConfig => ({
  base: "list-item",
  open: `.. ${name}:: {title}`,
  indent: "",
  blank: "always",
  recognise: `^\\.\\. ${name}::[ \\t]+${marks}(?<title>(?:(?!\\*\\*|__|\`).)+?)(?:\\*\\*|__|\`)*$`,
});

/** A field of reStructuredText, whose name is the title. */
export const field: FormatConfig = {
  base: "list-item",
  open: ":{title}:",
  indent: "",
  recognise: `^:${marks}(?<title>(?:(?!\\*\\*|__|\`|:).)+)(?:\\*\\*|__|\`)*:[ \\t]+\\S.*$`,
};

/** The directives that things are listed in: those of sphinx-design and its kin. */
export const directives = "dropdown details collapse card grid-item-card tab-item tab admonition".split(" ");

/** What the format of a directive is called: one by that of its kind, where no other is. */
export const formatName = (name: string): string =>
  name === "tab" ? "tab-of-tabs" : name.replace("-item", "");

/** The signs that lines of headings are of in reStructuredText. */
export const adornments = new Map([
  ["=", "equals"],
  ["-", "hyphens"],
  ["~", "tildes"],
  ["^", "carets"],
  ['"', "quotes"],
  ["'", "apostrophes"],
  ["*", "stars"],
  ["+", "pluses"],
  ["#", "hashes"],
]);

/** A section of reStructuredText: its title over a line of signs as long as it, or between two. */
export const rstHeading = (sign: string, over: boolean): FormatConfig => {
  const line = `${escapePattern(sign)}{3,}\\s*`;
  return {
    base: "heading",
    recognise: `^${over ? `${line}\\n[ \\t]*` : ""}${marks}(?<title>\\S[^\\n]*?)(?:${linkEnd}|(?:\\*\\*|__|\`)*)\\n${line}$`,
    lines: over ? 3 : 2,
  };
};

/** A section of AsciiDoc. */
export const asciidocHeading = (signs: number): FormatConfig => ({
  base: "heading",
  open: `${"=".repeat(signs)} {title}`,
  body: [],
  recognise: `^={${signs}}[ \\t]+(?:${linkStart})?(?<title>.*?)(?:${linkEnd})?$`,
});

/** A block of AsciiDoc with a title: a fold, an example. */
export const titledBlock: FormatConfig = {
  base: "list-item",
  open: ".{title}\n[%collapsible]\n====",
  indent: "",
  close: "====",
  recognise: `^(?:\\[[^\\]\\n]*\\]\\n)*\\.${marks}(?<title>[^\\s.](?:(?!\\*\\*|__|\`)[^\\n])*?)(?:\\*\\*|__|\`)*\\n(?:\\[[^\\]\\n]*\\]\\n)*={4}(?=\\n|$)`,
  blank: "always",
  lines: 4,
};
