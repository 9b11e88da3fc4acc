import type { NavigationSettings, Place } from "../../src/config/settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import { ok, type Outcome, refuse } from "../../src/model/problem.ts";
import type { Menu, MenuItem } from "../../src/page/markup.ts";
import { type Page, splice } from "../../src/page/page.ts";
import { menusCalled } from "../../src/page/rows/menu.ts";
import { markupOf, menuStep } from "../../src/page/scan.ts";
import { didYouMean } from "../../src/text/suggest.ts";
import type { PageContext, Target, TargetPlan } from "../output.ts";
import type { Past } from "../placing/past.ts";
import { claimElements } from "./claim.ts";
import { type NavList, navPlace } from "./find.ts";
import { listingOf } from "./index.ts";
import { readJsonc } from "../../src/text/data/json.ts";
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
  if (!menu.ok) return menu;
  const text = asList(menu.value.items);
  const list = listOf(text);
  if (list === undefined) return ok({ edits: [], notes: [], records: [], orphans: [] });
  const { listed, past } = listingOf(nav, context.settings.navigation, context);
  const planned = planNavList({ text, list, language: "json" }, nav, listed, past);
  const { edits, notes, records, problems } = planned;
  const written = edits.length === 0 ? [] : menu.value.write(itemsIn(splice(text, edits)), nav.gap);
  return ok({ edits: written, notes, records, orphans: [] }, problems);
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
