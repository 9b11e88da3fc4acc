import type { FormatConfig } from "../../src/config/config.gen.ts";

/** A code block with the snippet itself, with the blank lines that MDX needs around Markdown. */
const code = ["", "```{fence}", "{code}", "```", ""];

/** An attribute of a tag whose opening may go over several lines: `label="…"`, `label={'…'}`. */
const attribute = (name: string): string =>
  `[^>]*?\\s${name}=\\{?(?<quote>["'])(?<title>[^\\n]*?)\\k<quote>\\}?`;

const tags = "(?:b|strong|i|em|code|span|h[1-6]|a)";

/** A file that MDX shows: a raw import, or the address in a code block that only refers. */
const mdxCites =
  "^\\s*(?:import\\s+\\w+\\s+from\\s+['\"]!!raw-loader!)?(?:@site/)?(?<path>[\\w.@~/-]+\\.\\w+)['\"]?;?\\s*$";

const heading = (level: number): FormatConfig => ({
  open: `${"#".repeat(level)} {title}`,
  body: code.slice(0, -1),
  end: "heading",
  recognise: `^#{${level}}[ \\t]+(?<title>.*?)(?:[ \\t]+<[A-Z][^<>]*/>)?(?:[ \\t]+(?:\\{#[^{}]*\\}|\\[#[^[\\]]*\\]))?(?:[ \\t]+#+)?$`,
});

/** What begins a link of AsciiDoc before its text, and what ends the text of one, or of a link of reStructuredText. */
export const linkStart = "(?:(?:link|xref):|https?:)[^\\s\\[\\]]*\\[";
export const linkEnd = `(?:\\^?\\](?<=${linkStart}[^\\[\\]]*\\])|[ \\t]+<[^<>\\n]*>\`(?:__?|(?<=:\`[^\`\\n]*\`)))`;

/** What begins a role of reStructuredText before its text. */
export const roleStart = ":[A-Za-z][\\w:+.-]*:(?=`)";

/** A note behind a title: a footnote, or a sign. */
export const titleNote =
  "(?:\\[\\^[^\\]\\s]+\\]|<sup>[^<>]+</sup>|[ \\t]+\\p{Extended_Pictographic}\\uFE0F?|[ \\t]+<[A-Z][^<>]*/>)";

/** What an item of a list begins with: its bullet, and a box that is checked or not. */
export const itemStart = "(?<bullet>[-*+])[ \\t]+(?:\\[[ xX*]\\][ \\t]+)?";

/** The same, where the list may have numbers. */
const anyStart = itemStart.replace("[-*+]", "[-*+]|\\d+[.)]");

/** What may stand before the title of a list item, and what ends it: its markup, components, and links of other markup. */
const titleStart = `(?:(?<!\`)\\[|\\*\\*|__|~~|\`|\\*(?=\\S)|_(?=\\w)|<a\\b[^<>]*>|${linkStart}|${roleStart})`;
const titleEnd = `(?:\\]\\(|\\*\\*|__|~~|\`|\\*(?!\\w)|(?<=\\w)_(?!\\w)|${titleNote}|[ \\t]+<[A-Z][^<>]*/?>|</a>|${linkEnd})`;

/** The block formats that come with the package, as data; a config may add its own. */
export const formats: ReadonlyMap<string, FormatConfig> = new Map<string, FormatConfig>([
  [
    // mkdocs-material: a collapsed admonition around an included snippet.
    "mkdocs-details",
    {
      open: '??? example "{title}"',
      indent: "    ",
      body: ["", "```{fence}", "--8<-- '{include}'", "```"],
      recognise: '^(?:\\?\\?\\?\\+?|!!!)[ \\t]+example[ \\t]+"(?<title>.*)"[ \\t]*$',
      cites: "^[ \\t]*-+8<-+[ \\t]+(?<quote>['\"])(?<path>[^'\":]+)(?::[\\d:,-]*)?\\k<quote>[ \\t]*$",
    },
  ],
  [
    "mkdocs-tab",
    {
      open: '=== "{title}"',
      indent: "    ",
      body: ["", "```{fence}", "--8<-- '{include}'", "```"],
      recognise: '^===[!+]?[ \\t]+"(?<title>.*)"[ \\t]*$',
      cites: "^[ \\t]*-+8<-+[ \\t]+(?<quote>['\"])(?<path>[^'\":]+)(?::[\\d:,-]*)?\\k<quote>[ \\t]*$",
    },
  ],
  [
    "docusaurus-details",
    {
      // In one line MDX reads a paragraph, in which `<details>` isn't closed.
      open: "<details>\n<summary>{title}</summary>",
      body: code,
      close: "</details>",
      balance: { open: "<details\\b", close: "</details>" },
      recognise: `^<details\\b[^>]*>\\s*<summary\\b[^>]*>\\s*(?:<${tags}\\b[^>]*>\\s*)*(?<title>(?:(?!</?${tags}>|</summary>)[^])*?)\\s*(?:(?:</${tags}>\\s*)+[^<]*)?</summary>`,
      lines: 4,
      cites: mdxCites,
    },
  ],
  [
    "docusaurus-tab",
    {
      open: '<TabItem value="{slug}" label="{title}">',
      body: code,
      close: "</TabItem>",
      balance: { open: "<TabItem\\b", close: "</TabItem>" },
      blank: "as-found",
      wrapper: { open: "<Tabs>", close: "</Tabs>", recognise: "^<Tabs\\b" },
      recognise: `^<TabItem\\b${attribute("label")}`,
      lines: 4,
      cites: mdxCites,
    },
  ],
  [
    "mintlify-accordion",
    {
      open: '<Accordion title="{title}">',
      body: code,
      close: "</Accordion>",
      balance: { open: "<Accordion\\b", close: "</Accordion>" },
      wrapper: { close: "</AccordionGroup>", recognise: "^<AccordionGroup\\b" },
      recognise: `^<Accordion\\b${attribute("title")}`,
      lines: 4,
    },
  ],
  [
    // The entries of a group are code blocks: what follows the language is the title.
    "mintlify-code-group",
    {
      open: "```{fence} {title}",
      body: ["{code}"],
      close: "```",
      end: "fence",
      wrapper: { open: "<CodeGroup>", close: "</CodeGroup>", recognise: "^<CodeGroup\\b" },
      recognise:
        "^(?:`{3,}|~{3,})[ \\t]*[\\w+#.-]+[ \\t]+(?<title>.*?)(?:[ \\t]+(?:lines|wrap|expandable|\\w+=\\S+|\\{[^{}]*\\}))*$",
    },
  ],
  [
    "gitbook-tab",
    {
      open: '{% tab title="{title}" %}',
      body: code.slice(1, -1),
      close: "{% endtab %}",
      balance: { open: "\\{%-?\\s*tab\\b", close: "\\{%-?\\s*endtab\\b" },
      wrapper: { open: "{% tabs %}", close: "{% endtabs %}", recognise: "^\\{%-?\\s*tabs\\b" },
      recognise: '^\\{%-?\\s*tab\\s+title="(?<title>[^"]*)"\\s*-?%\\}$',
      cites: "^\\s*\\{%-?\\s*include\\s+[\"'](?<path>[^\"']+)[\"']\\s*-?%\\}\\s*$",
    },
  ],
  [
    // sphinx-design and sphinx-tabs, in a `tab-set` or `tabs` that is there.
    "sphinx-tab",
    {
      open: ".. tab-item:: {title}",
      indent: "   ",
      body: ["", ".. literalinclude:: {include}", "   :language: {fence}"],
      recognise: "^\\.\\. (?:tab-item|tab|group-tab)::[ \\t]+(?<title>.*)$",
      cites: "^[ \\t]*\\.\\. literalinclude::[ \\t]+(?<path>\\S+)[ \\t]*$",
    },
  ],
  [
    // What stands below an item and is indented belongs to it.
    "list-item",
    {
      open: "{bullet} **{title}**",
      indent: "  ",
      body: [],
      blank: "as-found",
      recognise: `^${anyStart}${titleStart}{0,3}(?<title>(?:\\\\.|(?!${titleEnd}).)+?)(?:${titleEnd}.*)?$`,
    },
  ],
  [
    "html-row",
    {
      open: "<tr>",
      indent: "  ",
      body: ["<td>{title}</td>"],
      close: "</tr>",
      balance: { open: "<tr\\b", close: "</tr>" },
      blank: "as-found",
      wrapper: { close: "</tbody>", recognise: "^<tbody\\b" },
      // A cell over several columns is the name of a group, or a remark; a row may have its number before its name, and that may stand in any element.
      recognise: `^<tr\\b[^>]*>\\s*(?:<th\\b[^>]*>\\s*\\d*\\s*</th>\\s*)?<td\\b(?![^>]*\\bcolspan)[^>]*>\\s*(?:<${tags}\\b[^>]*>\\s*|<(?![!/]|(?:t[dhr]|${tags})\\b)[^<>]*(?<!/)>\\s*(?=[^<\\s]|<(?!/)))*(?<title>[^<]*?)\\s*</`,
      lines: 5,
    },
  ],
  ["heading", heading(3)],
  ["heading-2", heading(2)],
  ["heading-4", heading(4)],
]);
