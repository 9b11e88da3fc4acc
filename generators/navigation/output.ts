import type { NavigationSettings } from "../../src/config/settings.ts";
import type { RelativePath } from "../../src/model/file.ts";
import type { Output } from "../output.ts";
import { planNavFile } from "./index.ts";
import { isMenuFile, menuTarget } from "./menu.ts";

/** Lists of navigation files with an element for each model; each file is planned with all of its lists, each menu of a page with what else is there. */
export const navigationOutput: Output = {
  kind: "navigation",
  title: "Navigation",
  part: "sections",
  targets: (context) =>
    context.settings.navigation
      .filter(({ file }) => isMenuFile(file))
      .map((nav) => ({ page: nav.file, make: () => menuTarget(nav, context) })),
  planPages: (context) => {
    const files = new Map<RelativePath, NavigationSettings[]>();
    for (const nav of context.settings.navigation)
      if (!isMenuFile(nav.file)) files.set(nav.file, [...(files.get(nav.file) ?? []), nav]);
    return [...files].map(([file, navs]) => planNavFile(navs, context.snapshot.get(file), context));
  },
};
