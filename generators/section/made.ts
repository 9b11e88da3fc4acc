import { type Emitters, fill } from "../../src/config/expression.ts";
import type { SectionSettings } from "../../src/config/settings.ts";
import type { Entry, FieldValue } from "../../src/model/entry.ts";
import type { Digest } from "../../src/model/file.ts";
import { blockLines, retitledLines } from "../../src/page/block-lines.ts";
import { type Block, findBlocks } from "../../src/page/block.ts";
import { withTablesAligned } from "../../src/page/markdown/made-tables.ts";
import type { Page } from "../../src/page/page.ts";
import { linesIn } from "../../src/page/row-lines.ts";
import { markupOf, scanPage } from "../../src/page/scan.ts";
import { digest } from "../../src/text/digest.ts";
import type { EscapeName } from "../../src/text/escapes.ts";
import { asFirst, withNumber } from "./numbers.ts";

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
const writeTitle = (
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

/** What stands for the title in a body. */
export const hole = "\0";

/** The lines of a model's entry; `bullet` is the one that the list has. */
const madeLines = (
  section: SectionSettings,
  { entry, includes, code = "" }: Item,
  bullet: string,
): readonly string[] =>
  withTablesAligned(
    section.page,
    blockLines(section.format, "", {
      title: (escape) => writeTitle(section, entry, escape),
      escape: markupOf(section.page).escape,
      fence: section.fence,
      include: includes[0] ?? "",
      code,
      bullet,
      fields: entry.fields,
      markup: markupOf(section.page).name,
    }).join("\n"),
  ).split("\n");

/** How deep an entry is: by the white space before it, and by the level of its heading. */
export type Depth = Pick<Block, "lead" | "shift">;

/** Lines with their headings so many levels deeper. */
const shifted = (page: string, lines: readonly string[], by: number): readonly string[] => {
  if (by === 0) return lines;
  const { headings } = scanPage(page, lines.join("\n"));
  const heads = new Map(headings.map(({ line, level }) => [line, level]));
  return lines.map((line, index) => {
    const level = heads.get(index);
    return level === undefined || !line.startsWith("#")
      ? line
      : "#".repeat(Math.min(6, Math.max(1, level + by))) + line.slice(level);
  });
};

/** The lines of an entry of the page as if it weren't deep at all. */
export const fromDepth = (
  page: string,
  lines: readonly string[],
  { lead, shift }: Depth,
): readonly string[] =>
  shifted(
    page,
    lines.map((line) => (line.startsWith(lead) ? line.slice(lead.length) : line)),
    -shift,
  );

/** All of an entry of the page but its title, its indentation, and which of a numbered list it is. */
export const bodyOf = (page: Page, block: Block): string =>
  asFirst(fromDepth(page.path, retitledLines(page, block, hole), block).join("\n"));

/** Digest of an entry as a person sees it: its title, and all else. */
export const wholeDigest = (title: string, body: string): Digest => digest(JSON.stringify([title, body]));

/** The lines of a body that say something and aren't among those that it was made of. */
export const linesBesides = (present: string, made: string): readonly string[] => {
  const known = new Set(made.split("\n"));
  return present.split("\n").filter((line) => line.trim() !== "" && !known.has(line));
};

/** An entry that is made: its lines, and all of it but its title, where that follows the catalog. */
export type Made = {
  readonly lines: readonly string[];
  readonly body?: string;
  /** The one entry that the lines are read as, where they are. */
  readonly read?: { readonly page: Page; readonly block: Block };
};

/** Another title that an entry which is made would be read with, where it isn't the one that it has in the page already. */
export const misreadTitle = (
  section: SectionSettings,
  { entry }: Item,
  { read }: Made,
  present?: string,
): string | undefined =>
  read === undefined || [titleOf(section, entry), present].includes(read.block.title)
    ? undefined
    : JSON.stringify(read.block.title);

/** Makes a model's entry, and reads it again. */
export const makeEntry = (section: SectionSettings, item: Item, bullet: string): Made => {
  const { format } = section;
  const lines = madeLines(section, item, bullet);
  const page = scanPage(section.page, lines.join("\n"));
  const [block] = findBlocks(page, { first: 0, last: lines.length, indent: 0 }, format);
  if (block === undefined || block.first > 0 || block.last < lines.length) return { lines };
  return { lines, read: { page, block }, ...(format.follows ? { body: bodyOf(page, block) } : {}) };
};

/** Lines as deep as an entry is; blank ones stay empty. */
export const atDepth = (
  page: string,
  lines: readonly string[],
  { lead, shift }: Depth,
): readonly string[] => {
  const all = shifted(page, lines, shift);
  return lead === "" ? all : all.map((line) => (line === "" ? "" : lead + line));
};

/** The lines of an entry of the page with this body and this title as it is written. */
export const linesWith = (
  page: string,
  body: string,
  title: string,
  like: Pick<Block, "lead" | "shift" | "bullet">,
): readonly string[] => {
  const scanned = scanPage(page, body);
  const at = body.indexOf(hole);
  const block = { first: 0, last: scanned.lines.length, titleAt: { start: at, end: at + hole.length } };
  const number = /^\d+/.exec(like.bullet ?? "")?.[0];
  return atDepth(page, withNumber(retitledLines(scanned, block, title), number), like);
};

const link = /\]\(\s*<?([^)\s>]+)|\b(?:href|to|src)="([^"]+)"/g;

/** What the links of these lines lead to. */
const linksIn = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => [...line.matchAll(link)].map((match) => match[1] ?? match[2] ?? ""));

/** What the links of an entry of the page lead to. */
export const linksOf = (page: Page, block: Block): readonly string[] => linksIn(linesIn(page, block));

/** A model's entry as it would be made. */
export const madeText = (section: SectionSettings, item: Item): string =>
  madeLines(section, item, "-").join("\n");

/** What the links of an entry lead to as it would be made. */
export const madeLinks = (section: SectionSettings, item: Item): readonly string[] =>
  linksIn(madeLines(section, item, "-"));
