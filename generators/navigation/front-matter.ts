import type { NavigationSettings } from "../../src/config/settings.ts";
import { fail, ok, type Outcome, type Problem, refuse } from "../../src/model/problem.ts";
import { frontMatterEnd } from "../../src/page/markdown/scan.ts";
import { type Page, lineAt, splice } from "../../src/page/page.ts";
import { type DataNode, shapeOf } from "../../src/text/data/node.ts";
import { hasFrontMatter } from "../../src/page/page-path.ts";
import { languageOf } from "../data/language.ts";
import { frontMatterLanguage } from "../data/pieces.ts";
import type { PageContext, Target, TargetPlan } from "../output.ts";
import { findNavList } from "./find.ts";
import { listedIn, listingOf, unsettled } from "./index.ts";
import { planNavList } from "./list.ts";
import { listTarget } from "./menu.ts";

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
