import type { NavigationSettings } from "../../src/config/settings.ts";
import type { RelativePath } from "../../src/model/file.ts";
import type { Output } from "../output.ts";
import { planNavFile } from "./index.ts";

/** Lists of navigation files with an element for each model; each file is planned with all of its lists. */
export const navigationOutput: Output = {
  kind: "navigation",
  title: "Navigation",
  part: "sections",
  planPages: (context) => {
    const files = new Map<RelativePath, NavigationSettings[]>();
    for (const nav of context.settings.navigation) files.set(nav.file, [...(files.get(nav.file) ?? []), nav]);
    return [...files].map(([file, navs]) => planNavFile(navs, context.snapshot.get(file), context));
  },
};
