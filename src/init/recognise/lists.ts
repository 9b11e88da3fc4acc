import { type FoundList, listsOf } from "../find/entries.ts";
import { draftLists } from "../lists/draft.ts";
import { menuLines } from "../../../generators/mention/owned.ts";
import { scanPage } from "../../page/scan.ts";
import { besideLists } from "../lists/beside-snippets.ts";
import { isReadAgain, unsaidList } from "../lists/readable.ts";
import { nameOf } from "../pages/find.ts";
import { sectionsOf } from "../sections.ts";
import { tellsPast } from "../texts.ts";
import type { SectionDraft } from "../types.ts";
import type { Entries } from "./entries.ts";
import type { ModelPages } from "./pages.ts";
import type { Site } from "./site.ts";

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
