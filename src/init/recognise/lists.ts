import { menuLines } from "../../../generators/mention/owned.ts";
import { scanPage } from "../../page/scan.ts";
import { type FoundList, listsOf } from "../find/entries.ts";
import { besideLists } from "../lists/beside-snippets.ts";
import { draftLists } from "../lists/draft.ts";
import { nameOf } from "../pages/find.ts";
import { partName } from "../part-name.ts";
import { sectionsOf } from "../slugs.ts";
import { tellsPast } from "../texts.ts";
import type { SectionDraft } from "../types.ts";
import type { Entries } from "./entries.ts";
import type { ModelPages } from "./pages.ts";
import type { Site } from "./site.ts";

/** Whether items stand below several others, of which nothing in the catalog tells where a new one belongs. */
const isScattered = ({ config: { format, group }, spans = [] }: SectionDraft): boolean =>
  format.startsWith("item-of-stars") &&
  group === undefined &&
  spans.some(({ first }, index) => index > 0 && spans[index - 1]?.last !== first);

/**
 * Whether a new entry is read as one, where it belongs: neither a term without what explains it is, nor an item
 * without what parts its name from it.
 */
const isReadAgain = (list: SectionDraft): boolean => {
  const { config, format } = list;
  if (isScattered(list)) return false;
  const { open = "", body = [], format: name } = config;
  // A name in bold alone is the title of what follows.
  if (name.startsWith("bold-line") && !/\}[*]{2}\S*\s+\S/.test(open)) return false;
  if (format?.recognise === undefined || !/-term(?:-|$)|^item-before-/.test(name)) return true;
  const lines = [open, ...body.map((line) => (format.indent ?? "") + line)];
  return new RegExp(format.recognise, "u").test(
    lines
      .join("\n")
      .replace("{bullet}", "-")
      .replace(/\{[\w|]+\}/g, "x"),
  );
};

/** What is said of such a list. */
const unsaidList = (list: SectionDraft): string =>
  `The entries in ${partName(list)} can't be kept: ${
    isScattered(list)
      ? "nothing in the catalog tells which of the items above them a new one belongs below."
      : "nothing in the catalog explains what they say, and a new one would be none without that."
  }`;

/** The entries of models: those that show code, and those that don't. */
export type Lists = {
  readonly sections: readonly SectionDraft[];
  readonly items: readonly SectionDraft[];
  /** Those that show no code, kept or not. */
  readonly found: readonly SectionDraft[];
  /** The lists that stay as they are, and why. */
  readonly unsaid: readonly string[];
};

/** The snippet kinds that the package has templates for, and the files whose menus are navigation. */
type Known = { readonly kinds: readonly string[]; readonly navigated: ReadonlySet<string> };

/** Finds the lists of entries. */
export const listsIn = (
  { texts, catalog }: Site,
  { groups }: Entries,
  { made, slug }: ModelPages,
  { kinds, navigated }: Known,
): Lists => {
  const { models } = catalog.shape;
  const called = new Set([...made].map((path) => nameOf(path)[1]));
  // A page that nothing makes can't be included.
  const isMade = ({ format, entries }: FoundList): boolean =>
    format !== "include-line" || entries.some(({ title }) => called.has(title));
  const found = texts.flatMap(([path, text]) => {
    const menu = new Set(navigated.has(path) ? menuLines(scanPage(path, text)) : []);
    const isElsewhere = ({ entries }: FoundList): boolean => entries.every(({ line }) => menu.has(line));
    return made.has(path) ? [] : listsOf(path, text).filter((list) => isMade(list) && !isElsewhere(list));
  });
  const all = draftLists(found, catalog);
  const isPast = ({ config: { page = "" }, models: own }: SectionDraft): boolean =>
    tellsPast(page) && own.length < models.length;
  const ofSnippets = sectionsOf(
    groups.filter(({ page }) => !made.has(page)),
    slug,
    catalog,
    kinds,
  );
  const past = new Set(all.filter(isPast));
  const lined = all.filter((list) => !past.has(list) && isReadAgain(list));
  const pages = new Set([...past].map(({ config: { page } }) => page));
  return {
    ...besideLists(ofSnippets, lined, kinds),
    found: all,
    unsaid: [
      ...[...pages].map((page) => `${page} tells of models as they came, and stays as it is.`),
      ...all.flatMap((list) => (past.has(list) || isReadAgain(list) ? [] : [unsaidList(list)])),
    ],
  };
};
