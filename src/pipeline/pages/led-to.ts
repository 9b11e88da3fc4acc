import { basename, dirname, join, relative } from "node:path";
import { destinations } from "../../../generators/reference/destinations.ts";
import { readFiles, readMatching } from "../../io/tree.ts";
import type { RelativePath } from "../../model/file.ts";
import type { Change } from "../../model/plan.ts";
import { type Problem, warning } from "../../model/problem.ts";
import { isPage, menus, withoutPageEnding } from "../../page/page-path.ts";
import { markupOf } from "../../page/scan.ts";
import { groupBy } from "../../text/group-by.ts";
import type { Loaded } from "../load/load.ts";
import { pagesAfter } from "./leftovers.ts";

/** A page as addresses name it: without its ending, and a folder's own page as the folder. */
const nameOf = (path: string): string => withoutPageEnding(path).replace(/\/(?:index|README)$/, "");

/** What a text leads to, without the slashes around it: paths of a menu, or addresses that start at the site's root. */
const ledTo = {
  menu: (text: string): readonly string[] => text.match(/[\w@%+~.-]+(?:\/[\w@%+~.-]+)*/g) ?? [],
  page: (text: string, path: RelativePath): readonly string[] =>
    [
      ...[...text.matchAll(destinations[markupOf(path).name])].map(([link]) => link),
      ...[...text.matchAll(/(?<=\b(?:href|to)=["'])[^"'\s]+/g)].map(([link]) => link),
    ].filter((link) => link.startsWith("/")),
};

const plain = (link: string): string =>
  nameOf((link.split(/[?#]/)[0] ?? "").replace(/^\.?\/|\/$/g, "").replace(/\.html$/, ""));

/** Whether an address may mean a page: either may start in a folder that the other doesn't name. */
const means = (link: string, name: string): boolean =>
  link === name ||
  (link.includes("/") && name.endsWith(`/${link}`)) ||
  (name.includes("/") && link.endsWith(`/${name}`));

/** The folders above the root that menus are looked for in: those of the project. */
const foldersAbove = ({ root, folder }: Pick<Loaded, "root" | "folder">): readonly string[] => {
  const above: string[] = [];
  for (let at = root; at !== folder && (at === root || at.startsWith(folder)); )
    above.push((at = dirname(at)));
  return above;
};

/** Pages by the last part of their names, which all that leads to them ends with. */
const byEnd = (pages: readonly RelativePath[]): ReadonlyMap<string, readonly RelativePath[]> =>
  groupBy(pages, (page) => basename(nameOf(page)));

/**
 * What is said of pages that go or are called otherwise while something leads to them that no output of the config
 * changes: menus, also beside the root, and addresses that start at the site's root.
 */
export const ledToProblems = (
  loaded: Pick<Loaded, "root" | "folder" | "jobs">,
  changes: readonly Change[],
): readonly Problem[] => {
  const going = changes.flatMap(({ action, path, from = path }) =>
    (action === "delete" || action === "rename") && isPage(from) ? [from] : [],
  );
  if (going.length === 0) return [];
  const { root } = loaded;
  const isMenu = (path: RelativePath): boolean => menus.includes(basename(path));
  const gone = new Set(going);
  const after = [...pagesAfter(loaded, changes)].filter(([path]) => !gone.has(path));
  const leaving = byEnd(going);
  const staying = byEnd(after.map(([path]) => path).filter(isPage));
  const inside = new Map([...readMatching(root, isMenu), ...after]);
  const outside = foldersAbove(loaded).flatMap((folder) =>
    [...readFiles(folder, menus)].map(([path, file]) => [join(relative(root, folder), path), file] as const),
  );
  const found = new Map<string, readonly string[]>();
  for (const [path, { text }] of [...inside, ...outside]) {
    const links = new Set((isMenu(path) ? ledTo.menu(text) : ledTo.page(text, path)).map(plain));
    const lost = [...links].flatMap((link) => {
      const to = (pages: typeof leaving) =>
        (pages.get(basename(link)) ?? []).filter((page) => means(link, nameOf(page)));
      return to(staying).length > 0 ? [] : to(leaving);
    });
    if (lost.length > 0) found.set(path, [...new Set(lost)]);
  }
  return [...found].map(([path, pages]) =>
    warning(
      "page-led-to",
      path,
      `It leads to ${pages.slice(0, 3).join(", ")}${pages.length > 3 ? ` and ${pages.length - 3} more` : ""}, which ${pages.length === 1 ? "isn't" : "aren't"} there any more then.`,
      "Correct it by hand, or let a list of `navigation` in the config keep it.",
    ),
  );
};
