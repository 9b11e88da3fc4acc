import type { NavigationSettings, Settings } from "../../src/config/settings.ts";
import { groupBy } from "../../src/text/group-by.ts";
import type { Output } from "../output.ts";
import { dataTarget, menuTarget } from "./menu.ts";
import { hasFrontMatter, isMenu } from "../../src/page/scan.ts";
import { planNavFile } from "./index.ts";

/** Tells whether a list is part of a page, or of a file of data that has places of other kinds too. */
const inPages = ({ sections, tables, counters }: Settings): ((nav: NavigationSettings) => boolean) => {
  const pages = new Set([...sections, ...tables, ...counters].map(({ page }) => page));
  return (nav) => isMenu(nav) || hasFrontMatter(nav.file) || pages.has(nav.file);
};

/**
 * Lists of navigation files with an element for each model; each file is planned with all of its lists, each menu
 * of a page and each list of its front matter with what else is there.
 */
export const navigationOutput: Output = {
  kind: "navigation",
  title: "Navigation",
  part: "sections",
  targets: (context) => {
    const isInPage = inPages(context.settings);
    return context.settings.navigation.filter(isInPage).map((nav) => ({
      page: nav.file,
      make: () => (isMenu(nav) ? menuTarget : dataTarget)(nav, context),
    }));
  },
  planPages: (context) => {
    const isInPage = inPages(context.settings);
    const files = groupBy(
      context.settings.navigation.filter((nav) => !isInPage(nav)),
      ({ file }) => file,
    );
    return [...files].map(([file, navs]) => planNavFile(navs, context.snapshot.get(file), context));
  },
};
