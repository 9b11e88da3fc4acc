import { formats as presets, itemStart, linkEnd, titleNote } from "../../../generators/section/formats.ts";
import type { FormatConfig } from "../../config/config.gen.ts";
import { compileFormat } from "../../config/to-settings/formats.ts";
import type { Format } from "../../page/format.ts";
import type { MarkupName, Page } from "../../page/page.ts";
import { escapePattern } from "../../text/escape-pattern.ts";
import { tagsOf } from "./entry-tags.ts";
import {
  adornments,
  asciidocHeading,
  directive,
  directives,
  field,
  formatName,
  marks,
  rstHeading,
  term,
  terms,
  titledBlock,
} from "./markup-formats.ts";

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
  base: "list-item",
  recognise: `^${itemStart}${marks}${title}(?:\\*\\*|__|~~|[\`*_])*(?:(?:\\]\\([^()\\s]*\\)|${linkEnd})(?:\\*\\*|__|~~)?)?${titleNote}*${escapePattern(separator)}(?![^[]*\\]\\().*$`,
});

/** Items or options of HTML in a line each. */
const htmlElement = (tag: "li" | "option"): FormatConfig => ({
  base: "list-item",
  recognise: `^<${tag}\\b[^<>]*>(?:<\\w+[^<>]*>)*(?<title>[^<>]+?)(?:</\\w+>.*)?</${tag}>$`,
});

/** Terms of HTML in a line each, with what is said of them below. */
const htmlTerm: FormatConfig = {
  base: "list-item",
  open: "<dt>{title}</dt>",
  indent: "",
  recognise:
    "^<dt\\b[^<>]*>(?:<\\w+[^<>]*>)*(?<title>[^<>\\n]+?)(?:</\\w+>)*</dt>(?:\\n(?![ \\t]*(?:<dt\\b|</dl>))[^\\n]*\\S[^\\n]*)+",
  lines: 8,
};

/** Rows of HTML whose name stands in their second cell. */
const secondCell: FormatConfig = {
  base: "html-row",
  recognise: (presets.get("html-row")?.recognise ?? "").replace("<td", "<td\\b[^>]*>[^\\n]*?</td>\\s*<td"),
};

/** Items whose name stands behind an icon, as in grids of cards. */
const iconItem: FormatConfig = {
  base: "list-item",
  indent: "    ",
  recognise: `^(?<bullet>[-*+])[ \\t]+:[\\w-]+:(?:\\{[^{}\\n]*\\})?[ \\t]+${marks}${title}(?:\\*\\*|__|[\`*_])*(?:\\]\\([^()\\s]*\\)(?:\\*\\*|__)?)?$`,
};

/** Lines that begin with a name in bold, one below the other. */
const boldLine: FormatConfig = {
  base: "list-item",
  recognise: "^\\*\\*(?<title>[^*]+?):?\\*\\*.*$",
};

/** Items whose name is code behind other text: `- Acme: \`auk-3\``. */
const codeItem: FormatConfig = {
  base: "list-item",
  recognise: `^${itemStart}[^\`\\s][^\`]*\`(?<title>[^\`]+)\`[^\`]*$`,
};

/** Items that begin with other signs than one of a bullet. */
const signedItem = (signs: string): FormatConfig => ({
  base: "list-item",
  recognise: `^(?<bullet>${signs})[ \\t]+${marks}(?<title>(?:(?!${ends}|(?<=\\S)\\*(?!\\w)).)+?)(?:(?:${ends}|\\*(?!\\w)).*)?$`,
});

/** Items that are numbered, or that readers see so: all begin with `1.`, `#.` or `.`. */
const numberedItem = signedItem("\\d{1,4}[.)]|#?\\.");

/** What links of a page that name it lead to: `[auk-3]: https://…`. */
const linkDefinition: FormatConfig = {
  base: "list-item",
  recognise: "^\\[(?<title>[^\\[\\]^][^\\[\\]]*)\\]:[ \\t]+\\S.*$",
};

/** The same in reStructuredText: `.. _auk-3: https://…`. */
const linkTarget: FormatConfig = {
  base: "list-item",
  recognise: "^\\.\\. _`?(?<title>(?:[^`:\\\\]|\\\\.)+)`?:[ \\t]+\\S.*$",
};

/** Lines that include a file for each model. */
const includeLine: FormatConfig = {
  base: "list-item",
  blank: "as-found",
  recognise:
    "^(?:include::|\\.\\. include:: |--8<-- [\"'])(?:[^\\s\"'\\[]*[/$])?(?<title>[^\\s\"'/$\\[]+)\\.\\w+(?:[\"']|\\[[^\\]]*\\])?$",
};

/** What holds an entry in one element of its own, and what a page has that may have such. */
const folds: readonly (readonly [name: string, sign: string])[] = [
  ["docusaurus-details", "<details"],
  ["docusaurus-tab", "<TabItem"],
  ["gitbook-tab", "{% tab"],
  ["mkdocs-tab", '=== "'],
];

/** An admonition of mkdocs of any kind: which one is in all lines that open one. */
const admonition: FormatConfig = {
  base: "mkdocs-details",
  recognise: '^(?:\\?\\?\\?\\+?|!!!)[ \\t]+[\\w -]+[ \\t]+"(?<title>.*)"[ \\t]*$',
};

/** A container between lines of colons. */
const container: FormatConfig = {
  base: "list-item",
  open: "::: details {title}",
  indent: "",
  close: ":::",
  recognise: "^:::[ \\t]*(?:\\w+|\\{[\\w-]+\\})[ \\t]+(?<title>[^\\s{].*)$",
};

/** Headings that are links, code or bold: what makes them so isn't of their titles. */
const markedHeading = (base: string, level: number): FormatConfig => ({
  base,
  recognise: `^#{${level}}[ \\t]+(?:\\[|\\*\\*|\`){0,3}(?<title>(?:(?!\\]\\(|\\*\\*|\`).)+?)(?:(?:\\]\\(|\\*\\*|\`).*)?$`,
});

const compile = (
  name: string,
  own?: FormatConfig,
  only: Pick<Candidate, "sign" | "markup"> = {},
): readonly Candidate[] => {
  const preset = presets.get(own?.base ?? name);
  const format = preset === undefined ? undefined : compileFormat({ ...preset, ...own });
  return format === undefined ? [] : [{ name, format, ...(own === undefined ? {} : { own }), ...only }];
};

const candidates: readonly Candidate[] = [
  ...compile("list-item"),
  ...compile("numbered-item", numberedItem),
  ...compile("item-of-stars", signedItem("\\*{2,5}"), { markup: "asciidoc", sign: "\n**" }),
  ...compile("item-of-code", codeItem, { sign: "`" }),
  ...[...separators].flatMap(([separator, name]) => compile(`item-before-${name}`, partedItem(separator))),
  ...compile("item-with-icon", iconItem, { markup: "markdown", sign: " :" }),
  ...compile("bold-line", boldLine, { markup: "markdown", sign: "\n**" }),
  ...compile("html-element", htmlElement("li"), { sign: "<li" }),
  ...compile("html-option", htmlElement("option"), { sign: "<option" }),
  ...compile("html-term", htmlTerm, { sign: "<dt" }),
  ...compile("html-row"),
  ...compile("html-row-behind", secondCell, { sign: "<td" }),
  ...compile("heading-2"),
  ...compile("heading"),
  ...compile("heading-4"),
  ...[2, 3, 4].flatMap((level) =>
    compile(`marked-heading-${level}`, markedHeading(level === 3 ? "heading" : `heading-${level}`, level)),
  ),
  ...[2, 3, 4, 5].flatMap((signs) =>
    compile(`asciidoc-heading-${signs}`, asciidocHeading(signs), { markup: "asciidoc" }),
  ),
  ...terms.flatMap(([markup, said, lines]) => compile(`${markup}-term`, term(said, lines), { markup })),
  ...compile("titled-block", titledBlock, { markup: "asciidoc", sign: "\n====" }),
  ...compile("field", field, { markup: "rst", sign: "\n:" }),
  ...directives.flatMap((name) =>
    compile(formatName(name), directive(name), { markup: "rst", sign: `.. ${name}:: ` }),
  ),
  ...[...adornments].flatMap(([sign, name]) =>
    [false, true].flatMap((over) =>
      compile(`heading-${over ? "between" : "over"}-${name}`, rstHeading(sign, over), {
        markup: "rst",
        sign: `\n${sign.repeat(3)}`,
      }),
    ),
  ),
  ...folds.flatMap(([name, sign]) => compile(name, undefined, { sign })),
  ...["??? ", "!!! "].flatMap((sign) => compile("admonition", admonition, { sign })),
  ...compile("container", container, { sign: "\n:::" }),
  ...["include::", "--8<-- "].flatMap((sign) => compile("include-line", includeLine, { sign })),
  ...compile("link-definition", linkDefinition, { sign: "]: " }),
  ...compile("link-target", linkTarget, { markup: "rst", sign: "\n.. _" }),
];

/** The formats that entries of a page may have. */
export const candidatesFor = ({ text, markup: own }: Pick<Page, "text" | "markup">): readonly Candidate[] => [
  ...candidates.filter(({ sign = "", markup = own }) => text.includes(sign) && markup === own),
  ...tagsOf(text, own).flatMap(([name, format]) => compile(name, format)),
];
