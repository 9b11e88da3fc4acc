import { type Emitters, fill } from "../../src/config/expression.ts";
import type { SectionSettings } from "../../src/config/settings.ts";
import type { Entry, FieldValue } from "../../src/model/entry.ts";
import { markupOf } from "../../src/page/scan.ts";
import type { EscapeName } from "../../src/text/escapes.ts";

export type Item = { readonly entry: Entry; readonly includes: readonly string[]; readonly code?: string };

type Fields = Pick<Entry, "fields">;

const plain: Emitters = { text: (value) => value, code: (value) => `\`${value}\`` };

const written = (
  section: SectionSettings,
  fields: ReadonlyMap<string, FieldValue>,
  name: EscapeName,
): string => {
  const { write, markup } = markupOf(section.page).escape(name);
  if (!markup) return write(fill(section.title, fields, plain));
  return fill(section.title, fields, { text: write, code: (value) => `\`${write(value)}\`` });
};

/** The title of an entry as it is written where it lands; an entry without a name that can be shown is called by its ID. */
export const writeTitle = (
  section: SectionSettings,
  { fields }: Fields,
  escape: EscapeName = section.format.title,
): string => {
  const title = written(section, fields, escape);
  return title.trim() === ""
    ? markupOf(section.page)
        .escape(escape)
        .write(String(fields.get("id") ?? ""))
    : title;
};

/** The title that an entry should have, as a person reads it. */
export const titleOf = (section: SectionSettings, entry: Fields): string =>
  markupOf(section.page).escape(section.format.title).read(writeTitle(section, entry));

/** The title that an entry gets in place of the one that stands there, with the markup that is around that. */
export const rewriteTitle = (
  section: SectionSettings,
  entry: Fields,
  there: { readonly title: string; readonly written: string },
): string => {
  const { read, write } = markupOf(section.page).escape(section.format.title);
  const wanted = writeTitle(section, entry);
  const before = write(there.title);
  const written = there.written.replace(/\s*\n\s*/g, " ");
  // A title with markup of its own brings that.
  if (written === before || write(read(wanted)) !== wanted) return wanted;
  const ways = [written.lastIndexOf(before), written.indexOf(before)].flatMap((at) =>
    at === -1 ? [] : [written.slice(0, at) + wanted + written.slice(at + before.length)],
  );
  return ways.find((each) => read(each) === read(wanted)) ?? wanted;
};

const brackets: ReadonlyMap<string, string> = new Map([
  [")", "("],
  ["]", "["],
]);

/** A text without brackets that it doesn't close, or open. */
const withPairs = (text: string): string => {
  const open: number[] = [];
  const odd = new Set<number>();
  for (const { 0: sign, index } of text.matchAll(/[()[\]]/g)) {
    const opening = brackets.get(sign);
    if (opening === undefined) open.push(index);
    else if (text[open.at(-1) ?? -1] === opening) open.pop();
    else odd.add(index);
  }
  for (const index of open) odd.add(index);
  return [...odd].sort((a, b) => b - a).reduce((all, at) => all.slice(0, at) + all.slice(at + 1), text);
};

/** A title as reports name it: without what of the markup around it the format takes for a part of it. */
export const shownTitle = (title: string): string =>
  withPairs(title.replace(/^:[\w+-]+:(?:\{[^{}]*\})?\s*|\S*:\/\/[^\s[\]]*(?=\[)/gu, ""))
    .replace(/[\s:,–—-]+$/u, "")
    .trim() || title;
