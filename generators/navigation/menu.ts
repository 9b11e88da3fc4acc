import type { NavigationSettings, Place } from "../../src/config/settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import { type Outcome, type Problem, fail, ok, refuse } from "../../src/model/problem.ts";
import { frontMatterEnd } from "../../src/page/markdown/scan.ts";
import type { Menu, MenuItem } from "../../src/page/markup.ts";
import { hasFrontMatter, markupOf, menuStep } from "../../src/page/scan.ts";
import { type Page, lineAt, lineNumber, splice } from "../../src/page/page.ts";
import { menusCalled } from "../../src/page/rows/menu.ts";
import { readJsonc } from "../../src/text/data/json.ts";
import { type DataNode, shapeOf } from "../../src/text/data/node.ts";
import { didYouMean } from "../../src/text/suggest.ts";
import { languageOf } from "../data/language.ts";
import { frontMatterLanguage } from "../data/pieces.ts";
import type { PageContext, Target, TargetPlan } from "../output.ts";
import type { Past } from "../placing/past.ts";
import { claimElements } from "./claim.ts";
import { type NavList, findNavList, navPlace } from "./find.ts";
import { listedIn, listingOf, unsettled } from "./index.ts";
import { planNavList } from "./list.ts";

/** The one menu of a page that a target's path names: by its caption, name or heading. */
const findMenu = (page: Page, nav: NavigationSettings, file: string): Outcome<Menu> => {
  const all = markupOf(page.path).menus?.(page) ?? [];
  const steps = nav.path.map(String).filter((step) => step !== menuStep);
  const found = menusCalled(all, steps);
  const [menu, second] = found;
  if (menu !== undefined && second === undefined) return ok(menu);
  const where = `${file}: ${nav.where}`;
  const known = [...new Set(all.flatMap(({ names }) => names))];
  return menu === undefined
    ? refuse(
        "nav-not-found",
        where,
        `${page.path}: There is no menu ${steps.length === 0 ? "in it" : `called \`${navPlace(nav)}\``}.`,
        steps.length === 0 ? "Add it to the page." : didYouMean(steps.at(-1) ?? "", known),
      )
    : refuse(
        "nav-ambiguous",
        where,
        `${page.path}: There are ${found.length} menus that \`path\` may mean.`,
        "Name one in `path`, by its caption, its name or the heading above it.",
      );
};

const parse: (text: string) => readonly unknown[] = JSON.parse;

/** The items as the JSON that the lists of navigation files are planned by. */
const asList = (items: readonly MenuItem[]): string => {
  const lines = items.map(({ title, page }) =>
    JSON.stringify(title === undefined ? page : { [title]: page }),
  );
  return lines.length === 0 ? "[]" : `[\n${lines.map((line) => `  ${line}`).join(",\n")}\n]`;
};

const itemsIn = (text: string): readonly MenuItem[] =>
  parse(text).flatMap((item): readonly MenuItem[] => {
    if (typeof item === "string") return [{ page: item }];
    if (typeof item !== "object" || item === null) return [];
    return Object.entries(item).map(([title, page]) => ({ title, page: String(page) }));
  });

const listOf = (text: string): Extract<NavList, { readonly type: "list" }> | undefined => {
  const root = readJsonc(text);
  return !("message" in root) && root.type === "list" ? root : undefined;
};

/** Plans the menu of a page as the list of a navigation file. */
const planMenu = (page: Page, nav: NavigationSettings, context: PageContext): Outcome<TargetPlan> => {
  const menu = findMenu(page, nav, context.file);
  const nothing = { edits: [], notes: [], records: [], orphans: [] };
  // The last that left may have been all of it.
  if (!menu.ok) return listedIn(nav, context.entries, context.linker).length > 0 ? menu : ok(nothing);
  const text = asList(menu.value.items);
  const list = listOf(text);
  if (list === undefined) return ok(nothing);
  const { listed, past } = listingOf(nav, context.settings.navigation, context);
  const planned = planNavList({ text, list, language: "json" }, nav, listed, past);
  const { edits, notes, records, problems } = planned;
  const written = edits.length === 0 ? [] : menu.value.write(itemsIn(splice(text, edits)), nav.gap);
  // Each item has a line of the list, the first of which opens it.
  const orphans = planned.orphans.map((orphan) => ({
    ...orphan,
    line: lineNumber(page, menu.value.lines[orphan.line - 2] ?? 0),
  }));
  return ok({ edits: written, notes, records, orphans }, problems);
};

/** All of a page, as the place of a list in it. */
export const wholePage = ({ file: page, optional, where }: NavigationSettings): Place => {
  const inPage = { heading: [], tab: undefined, marker: undefined };
  return { page, ...inPage, optional, where };
};

/** A list in a page, which may hold places of other kinds too. */
export const listTarget = (nav: NavigationSettings, plan: (page: Page) => Outcome<TargetPlan>): Target => ({
  place: wholePage(nav),
  called: navPlace(nav),
  kind: "navigation",
  records: "entry",
  plan,
});

/** A menu of a page. */
export const menuTarget = (nav: NavigationSettings, context: PageContext): Target =>
  listTarget(nav, (page) => planMenu(page, nav, context));

/** The line of the first of some entries in the menu of a page, counted from 0. */
export const menuLine = (
  page: Page,
  nav: NavigationSettings,
  entries: readonly Entry[],
  past: Pick<Past, "lock" | "gone">,
): number | undefined => {
  const menu = findMenu(page, nav, "");
  const list = menu.ok ? listOf(asList(menu.value.items)) : undefined;
  if (!menu.ok || list === undefined) return undefined;
  const index = claimElements(list, nav, { entries, unwanted: [] }, past).owned.get(entries[0]?.id ?? "");
  return index === undefined ? undefined : menu.value.lines[index];
};

/** A page's front matter, and where its text begins; empty where the page has none. */
export const frontMatterOf = (
  page: Page,
): { readonly start: number; readonly text: string; readonly language: "yaml" | "toml" } => {
  const end = frontMatterEnd((index) => lineAt(page, index), page.lines.length);
  const start = page.lines[1]?.start ?? 0;
  const text = end === 0 ? "" : page.text.slice(start, page.lines[end - 1]?.start);
  return { start, text, language: frontMatterLanguage(page) };
};

/** The data of a page: its front matter, or a file of data as a whole. */
export const dataIn = (page: Page) =>
  hasFrontMatter(page.path)
    ? frontMatterOf(page)
    : { start: 0, text: page.text, language: languageOf(page.path) };

const planData = (page: Page, nav: NavigationSettings, context: PageContext): Outcome<TargetPlan> => {
  const { readers, file, settings } = context;
  const { start, text, language } = dataIn(page);
  const read = (of: string): DataNode | undefined => {
    const root = readers[language]?.(of);
    return root === undefined || "message" in root ? undefined : root;
  };
  const root = read(text);
  if (root === undefined) {
    const name = language.toUpperCase();
    if (start === 0)
      return refuse("nav-unreadable", page.path, `The file isn't ${name}.`, "Correct the file.");
    const fix = `Correct what stands between the lines \`${language === "toml" ? "+++" : "---"}\`.`;
    return refuse("nav-unreadable", page.path, `The front matter isn't ${name}.`, fix);
  }
  const list = findNavList(root, nav, file);
  if (!list.ok) {
    if (nav.made === undefined) return list;
    // A group is made in a file of navigation alone.
    const isWanted = listedIn(nav, context.entries, context.linker).length > 0;
    const told = list.problems.map((problem): Problem => ({ ...problem, severity: "warning" }));
    return ok({ edits: [], notes: [], records: [], orphans: [] }, isWanted ? told : []);
  }
  const { listed, past } = listingOf(nav, settings.navigation, context);
  const planned = planNavList({ text, list: list.value, language }, nav, listed, past);
  const { edits, notes, records, orphans, problems, shape } = planned;
  const after = edits.length === 0 ? root : read(splice(text, edits));
  if (after === undefined || shapeOf(after) !== shapeOf(root, new Map([[list.value, shape]])))
    return fail(...problems, unsettled(page.path, [nav], file));
  const shifted = edits.map((edit) => ({ ...edit, start: edit.start + start, end: edit.end + start }));
  return ok({ edits: shifted, notes, records, orphans }, problems);
};

/** A list in the front matter of a page, or in a file of data that has places of other kinds too. */
export const dataTarget = (nav: NavigationSettings, context: PageContext): Target =>
  listTarget(nav, (page) => planData(page, nav, context));
