import { formats as presets, itemStart, linkEnd, titleNote } from "../../../generators/section/formats.ts";
import type { FormatConfig } from "../../config/config.gen.ts";
import type { Page } from "../../page/page.ts";
import { escapePattern } from "../../text/escape-pattern.ts";
import { tagsOf } from "./entry-tags.ts";
import { type Candidate, compile, markupFormats, marks } from "./markup-formats.ts";

/** What may part the name of an item from what is said of it. */
const separators = new Map([
  [": ", "colon"],
  [" - ", "hyphen"],
  [" -- ", "hyphens"],
  [" – ", "dash"],
  [" — ", "long-dash"],
  [" (", "bracket"],
  [", ", "comma"],
]);

/** What ends a title that may be a link, code or bold. */
const ends = `\\]\\(|\\*\\*|__|~~|\`|${linkEnd}|${titleNote}`;

/** A title up to what ends it: the markup that it stands in. */
const title = `(?<title>(?:(?!${ends}|\\*(?!\\w)|(?<=\\w)_(?!\\w)).)+?)`;

const partedItem = (separator: string): FormatConfig => ({
  recognise: `^${itemStart}${marks}${title}(?:\\*\\*|__|~~|[\`*_])*(?:(?:\\]\\([^()\\s]*\\)|${linkEnd})(?:\\*\\*|__|~~)?)?${titleNote}*${escapePattern(separator)}(?![^[]*\\]\\().*$`,
});

/** Items or options of HTML in a line each. */
const htmlElement = (tag: "li" | "option"): FormatConfig => ({
  recognise: `^<${tag}\\b[^<>]*>(?:<\\w+[^<>]*>)*(?<title>[^<>]+?)(?:</\\w+>.*)?</${tag}>$`,
});

/** Items that begin with other signs than one of a bullet. */
const signedItem = (signs: string): FormatConfig => ({
  recognise: `^(?<bullet>${signs})[ \\t]+${marks}(?<title>(?:(?!${ends}|(?<=\\S)\\*(?!\\w)).)+?)(?:(?:${ends}|\\*(?!\\w)).*)?$`,
});

/** Headings that are links, code or bold: what makes them so isn't of their titles. */
const markedHeading = (base: string, level: number): FormatConfig => ({
  base,
  recognise: `^#{${level}}[ \\t]+(?:\\[|\\*\\*|\`){0,3}(?<title>(?:(?!\\]\\(|\\*\\*|\`).)+?)(?:(?:\\]\\(|\\*\\*|\`).*)?$`,
});

/** Headings whose name has code behind a dash or in brackets: `### Auk 3 &mdash; \`auk-3\``. */
const headingWithCode = (base: string, level: number): FormatConfig => ({
  base,
  recognise: `^#{${level}}[ \\t]+(?<title>[^\`\\s][^\`]*?)[ \\t]+(?:&[mn]dash;[ \\t]|[-–—|·][ \\t]|\\()[ \\t]*\`[^\`]+\`.*$`,
});

const candidates: readonly Candidate[] = [
  ...compile("list-item"),
  // Items that are numbered, or that readers see so: all begin with `1.`, `#.` or `.`.
  ...compile("numbered-item", signedItem("\\d{1,4}[.)]|#?\\.")),
  ...compile("item-of-stars", { markup: "asciidoc", sign: "\n**", ...signedItem("\\*{2,5}") }),
  // Items whose name is code behind other text: `- Acme: \`auk-3\``.
  ...compile("item-of-code", {
    sign: "`",
    recognise: `^${itemStart}[^\`\\s][^\`]*\`(?<title>[^\`]+)\`[^\`]*$`,
  }),
  ...[...separators].flatMap(([separator, name]) => compile(`item-before-${name}`, partedItem(separator))),
  // Items whose name stands behind an icon, as in grids of cards.
  ...compile("item-with-icon", {
    markup: "markdown",
    sign: " :",
    indent: "    ",
    recognise: `^(?<bullet>[-*+])[ \\t]+:[\\w-]+:(?:\\{[^{}\\n]*\\})?[ \\t]+${marks}${title}(?:\\*\\*|__|[\`*_])*(?:\\]\\([^()\\s]*\\)(?:\\*\\*|__)?)?$`,
  }),
  // Lines that begin with a name in bold, one below the other.
  ...compile("bold-line", {
    markup: "markdown",
    sign: "\n**",
    recognise: "^\\*\\*(?<title>[^*]+?):?\\*\\*.*$",
  }),
  ...compile("html-element", { sign: "<li", ...htmlElement("li") }),
  ...compile("html-option", { sign: "<option", ...htmlElement("option") }),
  // Terms of HTML in a line each, with what is said of them below.
  ...compile("html-term", {
    sign: "<dt",
    open: "<dt>{title}</dt>",
    indent: "",
    recognise:
      "^<dt\\b[^<>]*>(?:<\\w+[^<>]*>)*(?<title>[^<>\\n]+?)(?:</\\w+>)*</dt>(?:\\n(?![ \\t]*(?:<dt\\b|</dl>))[^\\n]*\\S[^\\n]*)+",
    lines: 8,
  }),
  ...compile("html-row"),
  // Rows of HTML whose name stands in a header cell before others.
  ...compile("html-row-headed", {
    sign: "<th",
    base: "html-row",
    recognise: (presets.get("html-row")?.recognise ?? "")
      .replace("<td", "<th")
      .replace("\\s*(?:<th", "\\s*(?=<th\\b(?:(?!</th>)[^])*</th>\\s*<td\\b)(?:<th"),
  }),
  // Rows of HTML whose name stands in their second cell.
  ...compile("html-row-behind", {
    sign: "<td",
    base: "html-row",
    recognise: (presets.get("html-row")?.recognise ?? "").replace("<td", "<td\\b[^>]*>[^\\n]*?</td>\\s*<td"),
  }),
  ...compile("heading-2"),
  ...compile("heading"),
  ...compile("heading-4"),
  ...[2, 3, 4].flatMap((level) =>
    [markedHeading, headingWithCode].flatMap((formatOf, at) =>
      compile(
        `${["marked-heading", "heading-with-code"][at]}-${level}`,
        formatOf(level === 3 ? "heading" : `heading-${level}`, level),
      ),
    ),
  ),
  ...markupFormats,
  ...compile("docusaurus-details", { sign: "<details" }),
  ...compile("docusaurus-tab", { sign: "<TabItem" }),
  ...compile("gitbook-tab", { sign: "{% tab" }),
  ...compile("mkdocs-tab", { sign: '=== "' }),
  // An admonition of mkdocs of any kind: which one is in all lines that open one.
  ...["??? ", "!!! "].flatMap((sign) =>
    compile("admonition", {
      sign,
      base: "mkdocs-details",
      recognise: '^(?:\\?\\?\\?\\+?|!!!)[ \\t]+[\\w -]+[ \\t]+"(?<title>.*)"[ \\t]*$',
    }),
  ),
  // A container between lines of colons.
  ...compile("container", {
    sign: "\n:::",
    open: "::: details {title}",
    indent: "",
    close: ":::",
    recognise: "^:::[ \\t]*(?:\\w+|\\{[\\w-]+\\})[ \\t]+(?<title>[^\\s{].*)$",
  }),
  // Lines that include a file for each model.
  ...["include::", "--8<-- "].flatMap((sign) =>
    compile("include-line", {
      sign,
      blank: "as-found",
      recognise:
        "^(?:include::|\\.\\. include:: |--8<-- [\"'])(?:[^\\s\"'\\[]*[/$])?(?<title>[^\\s\"'/$\\[]+)\\.\\w+(?:[\"']|\\[[^\\]]*\\])?$",
    }),
  ),
  // What links of a page that name it lead to: `[auk-3]: https://…`.
  ...compile("link-definition", {
    sign: "]: ",
    recognise: "^\\[(?<title>[^\\[\\]^][^\\[\\]]*)\\]:[ \\t]+\\S.*$",
  }),
  // The same in reStructuredText: `.. _auk-3: https://…`.
  ...compile("link-target", {
    markup: "rst",
    sign: "\n.. _",
    recognise: "^\\.\\. _`?(?<title>(?:[^`:\\\\]|\\\\.)+)`?:[ \\t]+\\S.*$",
  }),
];

/** The formats that entries of a page may have. */
export const candidatesFor = ({ text, markup: own }: Pick<Page, "text" | "markup">): readonly Candidate[] => [
  ...candidates.filter(({ sign = "", markup = own }) => text.includes(sign) && markup === own),
  ...tagsOf(text, own).flatMap(([name, format]) => compile(name, format)),
];
