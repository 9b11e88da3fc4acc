import { formats as presets, linkEnd, linkStart, roleStart } from "../../../generators/section/formats.ts";
import type { FormatConfig } from "../../config/config.gen.ts";
import { compileFormat } from "../../config/to-settings/formats.ts";
import type { Format } from "../../page/format.ts";
import type { MarkupName } from "../../page/page.ts";
import { escapePattern } from "../../text/escape-pattern.ts";

/** What may stand before a title: the opening of a link, of bold, emphasised text or code. */
export const marks = `(?:(?<!\`)\\[|${linkStart}|${roleStart}|\\*\\*|__|~~|\`|\\*(?=\\S)|_(?=\\w)){0,3}`;

/** A format that entries may have. */
export type Candidate = {
  readonly name: string;
  readonly format: Format;
  readonly own?: FormatConfig;
  /** What a page has that may have such entries. */
  readonly sign?: string;
  /** The markup that they are of; any where none is said. */
  readonly markup?: MarkupName;
};

/** A format by its name, with what the config is to say of it; none where it can't be compiled. */
export const compile = (
  name: string,
  { sign, markup, ...given }: FormatConfig & Pick<Candidate, "sign" | "markup"> = {},
): readonly Candidate[] => {
  const own = Object.keys(given).length === 0 ? undefined : { base: "list-item", ...given };
  const only = { ...(sign === undefined ? {} : { sign }), ...(markup === undefined ? {} : { markup }) };
  const preset = presets.get(own?.base ?? name);
  const format = preset === undefined ? undefined : compileFormat({ ...preset, ...own });
  return format === undefined ? [] : [{ name, format, ...(own === undefined ? {} : { own }), ...only }];
};

/** What else may stand before a term of AsciiDoc: its anchor, a macro that it is the target of, a quote. */
const adocMarks = `(?:\\[\\[[^\\]\\n]+\\]\\])?(?:\\w+:(?=[\\w.-]+\\[\\d*\\]::)|\\*(?=[^\\n*]+\\*::)|')?`;
const adocEnd = "|\\*(?!\\w)|'(?!\\w)|\\[\\d*\\]::";

/** A term, and what says below it, after colons or deeper, what it is. */
const term = (said: string, lines = 8, before = "", end = ""): FormatConfig => ({
  open: "{title}",
  indent: "",
  recognise: `^(?![-+|>#<.]|\\*(?!\\*${before === "" ? "" : "|[^\\s*]"})|\\d+[.)][ \\t])${before}${marks}(?<title>(?:(?!\\]\\(|\\*\\*|__|\`${end}).)+?)(?:(?:\\]\\(|\\*\\*|__|\`${end.replace("|\\[\\d*\\]::", "|\\[\\d*\\](?=::)")}).*)?${said}`,
  lines,
});

/** What begins or ends a block of AsciiDoc, and such a block, which may hold anything. */
const delimiter = "(?:--|[|!]===|={4,}|-{4,}|\\*{4,}|_{4,}|\\.{4,})[ \\t]*(?=\\n|$)";
const block = `(?<delimiter>${delimiter})\\n(?:[^\\n]*\\n)*?\\k<delimiter>`;

/** A line of AsciiDoc that goes on with what explains a term: of text, or the plus before a block. */
const explaining = `(?!${delimiter}|.*::(?:\\s|$))\\S.*`;

/** What explains a term: of Markdown, reStructuredText and AsciiDoc. */
const terms: readonly (readonly [markup: MarkupName, said: string, lines?: number])[] = [
  ["markdown", "(?:\\n+:[ \\t].*(?:\\n[ \\t]+\\S.*)*)+"],
  ["rst", "\\n[ \\t]+\\S"],
  [
    "asciidoc",
    `::(?:\\s+${explaining})(?:\\n[ \\t]*(?:${block}|${explaining}))*(?=\\n[ \\t]*(?:\\n|$|${delimiter}|.*::(?:\\s|$))|$)`,
    20,
  ],
];

/** A directive of reStructuredText whose title is its argument: what is deeper belongs to it. */
const directive = (name: string): FormatConfig => ({
  open: `.. ${name}:: {title}`,
  indent: "",
  blank: "always",
  recognise: `^\\.\\. ${name}::[ \\t]+${marks}(?<title>(?:(?!\\*\\*|__|\`).)+?)(?:\\*\\*|__|\`)*$`,
});

/** The directives that things are listed in: those of sphinx-design and its kin. */
const directives = "dropdown details collapse card grid-item-card tab-item tab admonition".split(" ");

/** The signs that lines of headings are of in reStructuredText. */
const adornments = new Map([
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
const rstHeading = (sign: string, over: boolean): FormatConfig => {
  const line = `${escapePattern(sign)}{3,}\\s*`;
  return {
    base: "heading",
    recognise: `^${over ? `${line}\\n[ \\t]*` : ""}${marks}(?<title>\\S[^\\n]*?)(?:${linkEnd}|(?:\\*\\*|__|\`)*)\\n${line}$`,
    lines: over ? 3 : 2,
  };
};

/** A section of AsciiDoc. */
const asciidocHeading = (signs: number): FormatConfig => ({
  base: "heading",
  open: `${"=".repeat(signs)} {title}`,
  body: [],
  recognise: `^={${signs}}[ \\t]+(?:${linkStart})?(?<title>.*?)(?:${linkEnd})?$`,
});

/** The formats of one markup alone. */
export const markupFormats: readonly Candidate[] = [
  ...[2, 3, 4, 5].flatMap((signs) =>
    compile(`asciidoc-heading-${signs}`, { markup: "asciidoc", ...asciidocHeading(signs) }),
  ),
  ...terms.flatMap(([markup, said, lines]) => compile(`${markup}-term`, { markup, ...term(said, lines) })),
  ...terms.flatMap(([markup, said, lines]) =>
    markup === "asciidoc"
      ? compile("marked-term", { markup, sign: "::", ...term(said, lines, adocMarks, adocEnd) })
      : [],
  ),
  // A block of AsciiDoc with a title: a fold, an example.
  ...compile("titled-block", {
    markup: "asciidoc",
    sign: "\n====",
    open: ".{title}\n[%collapsible]\n====",
    indent: "",
    close: "====",
    recognise: `^(?:\\[[^\\]\\n]*\\]\\n)*\\.${marks}(?<title>[^\\s.](?:(?!\\*\\*|__|\`)[^\\n])*?)(?:\\*\\*|__|\`)*\\n(?:\\[[^\\]\\n]*\\]\\n)*={4}(?=\\n|$)`,
    blank: "always",
    lines: 4,
  }),
  // A field of reStructuredText, whose name is the title.
  ...compile("field", {
    markup: "rst",
    sign: "\n:",
    open: ":{title}:",
    indent: "",
    recognise: `^:${marks}(?<title>(?:(?!\\*\\*|__|\`|:).)+)(?:\\*\\*|__|\`)*:[ \\t]+\\S.*$`,
  }),
  ...directives.flatMap((name) => {
    // One by that of its kind, where no other format is called so.
    const called = name === "tab" ? "tab-of-tabs" : name.replace("-item", "");
    return compile(called, { markup: "rst", sign: `.. ${name}:: `, ...directive(name) });
  }),
  ...[...adornments].flatMap(([sign, name]) =>
    [false, true].flatMap((over) =>
      compile(`heading-${over ? "between" : "over"}-${name}`, {
        markup: "rst",
        sign: `\n${sign.repeat(3)}`,
        ...rstHeading(sign, over),
      }),
    ),
  ),
];
