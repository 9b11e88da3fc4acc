import type { MarkupName, Page } from "../../src/page/page.ts";
import { headingText } from "../../src/page/places/headings.ts";
import { namesOf } from "../../src/page/markup.ts";
import { markupOf } from "../../src/page/scan.ts";
import { attempt } from "../../src/text/attempt.ts";

/** A fragment of an address as it is compared: sites differ in what stands for a blank or a sign. */
export const anchorKey = (text: string): string => {
  const plain = attempt(() => decodeURIComponent(text)) ?? text;
  return (
    plain
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, "") || plain
  );
};

/** IDs that elements, attribute lists, macros and labels give to what stands in a line. */
const inLines =
  /(?<=\s(?:id|name)=\{?["'])[^"'\s]+|(?<=\{[^{}\n]{0,200}#)[\w.:-]+|(?<=\banchor:)[^\s[\]]+|(?<=^[ \t]*\.\. _)[^:\n]+(?=:[ \t]*\r?$)/gm;

/** What a fragment may lead to in a page, as keys: headings, numbered where several are alike, and IDs. */
export const anchorsOf = (page: Page): ReadonlySet<string> => {
  const whole = { first: 0, last: page.lines.length, indent: 0 };
  const anchors = new Set(
    [...namesOf(markupOf(page.path).identified(page, whole)), ...(page.text.match(inLines) ?? [])].map(
      anchorKey,
    ),
  );
  const times = new Map<string, number>();
  for (const heading of page.headings) {
    const key = anchorKey(headingText(heading));
    const before = times.get(key) ?? 0;
    times.set(key, before + 1);
    anchors.add(before === 0 ? key : `${key}${before}`);
  }
  return anchors;
};

const inMarkdown = /(?<=\]\(<?#|\shref=\{?["']#)[^\s()<>"']+/g;

/** Links that lead to a place of their own page. */
const local: Readonly<Record<MarkupName, RegExp>> = {
  markdown: inMarkdown,
  csv: inMarkdown,
  data: inMarkdown,
  rst: /(?<=(?<![:\w`])`)[^`<>\n]+(?=`_)|(?<![\w`])[A-Za-z][\w.-]*(?=_(?!\w))/g,
  asciidoc: /(?<=<<#?)[^\s<>,#][^<>,#\n]*(?=[,>])|(?<=\bxref:#?)[^\s[\]#]+(?=\[)/g,
};

/** Labels of whatever page, which references of reStructuredText lead to. */
export const toLabels = /(?<=:ref:`(?:[^`<>]{0,200}<)?)[^`<>]+(?=>?`)/g;

/** What the links of a text lead to by a name alone: in its own page, and in any. */
export const namesIn = (
  text: string,
  markup: MarkupName,
): { readonly own: readonly string[]; readonly any: readonly string[] } => ({
  own: text.match(local[markup]) ?? [],
  any: markup === "rst" ? (text.match(toLabels) ?? []) : [],
});
