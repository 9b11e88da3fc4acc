import type { FormatConfig } from "../../config/config.gen.ts";
import type { MarkupName } from "../../page/page.ts";
import { escapePattern } from "../../text/escape-pattern.ts";

/** A card of a component library, whose title is an attribute; `closed`: in one line that closes itself. */
const card = (name: string, closed: boolean): FormatConfig => ({
  base: closed ? "list-item" : "docusaurus-details",
  open: closed ? `<${name} title="{title}" />` : `<${name} title="{title}">`,
  body: [],
  balance: { open: `<${name}\\b(?![^<>]*/>)`, close: `</${name}>` },
  ...(closed ? {} : { close: `</${name}>`, blank: "as-found" }),
  recognise: `^<${name}\\b[^<>]*?\\s(?:title|name|label)=\\{?(?<quote>["'])(?<title>[^\\n]*?)\\k<quote>\\}?${closed ? "[^<>]*/>$" : "(?![^<>]*/>)"}`,
});

/** Names of components that a page has, which an attribute gives a title. */
const cardNamesIn = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(/<([A-Z]\w*)\b[^<>]*?\s(?:title|name|label)=/g)].flatMap(([, name]) => name ?? []),
  );

/** What a tag of Hugo or Liquid begins and ends with, and what it closes with, where it holds something. */
type Tag = { readonly name: string; readonly open: string; readonly end: string; readonly close?: string };

/** A tag that has a model's name or ID in quotes: Hugo's shortcodes, Jekyll's includes, tags of Liquid. */
const tagged = ({ open, end, close }: Tag): FormatConfig => ({
  base: close === undefined ? "list-item" : "docusaurus-details",
  open: `${open} "{title}" ${end}`,
  body: [],
  ...(close === undefined
    ? {}
    : {
        balance: { open: `${escapePattern(open)}(?![\\w-])`, close: escapePattern(close) },
        close,
        blank: "as-found",
      }),
  recognise: `^${escapePattern(open)}(?![\\w-])[^\\n]*?\\s(?:(?:title|name|label|model|id)=)?(?<quote>["'])(?<title>[^\\n]*?)\\k<quote>[^\\n]*${escapePattern(end)}${close === undefined ? "$" : ""}`,
});

/** The tags that lines of a page begin with. */
const tagsIn = (text: string): readonly Tag[] => {
  const lines =
    text.match(/^[ \t]*(?:\{\{[<%] *[\w.-]+|\{%-? *(?:include\w* +[\w./-]+|[\w-]+))(?=[^\n]*["'])/gm) ?? [];
  return [...new Set(lines.map((line) => line.trim()))].map((open): Tag => {
    const name = open.replace(/^.*[ <%]/, "");
    const end = open.startsWith("{{<") ? ">}}" : open.startsWith("{{") ? "%}}" : "%}";
    const [close] = open.startsWith("{{")
      ? (new RegExp(`\\{\\{[<%] */ *${escapePattern(name)} *[>%]\\}\\}`).exec(text) ?? [])
      : (new RegExp(`\\{%-? *end${escapePattern(name)} *-?%\\}`).exec(text) ?? []);
    return { name: name.replace(/\W+/g, "-"), open, end, ...(close === undefined ? {} : { close }) };
  });
};

/** The formats, by name, of entries that are components or tags of which a page has some. */
export const tagsOf = (text: string, markup: MarkupName): readonly (readonly [string, FormatConfig])[] => [
  ...(markup === "markdown" ? tagsIn(text) : []).map((tag) => [`tag-${tag.name}`, tagged(tag)] as const),
  ...[...cardNamesIn(text)].flatMap((name) =>
    [false, true].map(
      (closed) => [`${closed ? "closed-" : ""}${name.toLowerCase()}`, card(name, closed)] as const,
    ),
  ),
];
