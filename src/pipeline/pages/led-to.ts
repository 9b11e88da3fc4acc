import { basename, dirname, join, relative } from "node:path";
import { anchorKey, anchorsOf, namesIn } from "../../../generators/reference/anchors.ts";
import { destinations, linkFollower } from "../../../generators/reference/destinations.ts";
import { sameName } from "../../../generators/reference/renaming.ts";
import { list, readFiles, readMatching } from "../../io/tree.ts";
import type { RelativePath, Snapshot } from "../../model/file.ts";
import type { Change } from "../../model/plan.ts";
import { type Problem, warning } from "../../model/problem.ts";
import { isPage, leadsToPages, markupOf, pageName, scanPage } from "../../page/scan.ts";
import type { Lock } from "../../model/lock.ts";
import type { Lost } from "../../lock/lacks.ts";
import { groupBy } from "../../text/group-by.ts";
import type { Loaded } from "../load/load.ts";
import { pagesAfter } from "./leftovers.ts";

/** Where redirects lead from: the first of a line, what is called so, and the address or page that is a key of another. */
const sources = (path: RelativePath): RegExp =>
  path.endsWith("_redirects")
    ? /^\s*(\S+)/gm
    : /\b(?:source|from)["']?\s*[:=]\s*["']([^"']*)["']|^[ \t]*["']?(\/[^"'\s:]*|[^"'\s:]+\.(?:mdx?|html))["']?:(?=\s*["']?[\w./])/gm;

/** What names paths alone, with what they lead to there: menus, redirects, without where these lead from, and lists of addresses. */
const pathsIn = (path: RelativePath, text: string): readonly string[] => {
  const targets = text.replace(sources(path), "");
  return targets.match(/[\w@%+~.-]+(?:\/[\w@%+~.-]+)*(?:\/?#[\w%.~-]+)?/g) ?? [];
};

/** Folders in which the pages of a site lie, and sites below an address: what a path may begin with beside another. */
const above = /^(?:[\w.-]+\/)*?(?:docs|content|pages|source)\//;

/** An address from the site's root, or a page, without what these may begin with. */
const inSite = (path: string): string => pageName(path.replace(/\.html$/, "")).replace(above, "");

const plain = (link: string): string => inSite((link.split(/[?#]/)[0] ?? "").replace(/^\.?\/|\/$/g, ""));

/** The addresses of a site that lead elsewhere, by the files that hold redirects. */
const redirectedIn = (
  files: Iterable<readonly [RelativePath, { readonly text: string }]>,
): ReadonlySet<string> =>
  new Set(
    [...files].flatMap(([path, { text }]) =>
      leadsToPages(path)
        ? [...text.matchAll(sources(path))].map(([, own, key]) => plain(own ?? key ?? ""))
        : [],
    ),
  );

/** Whether an address may mean a page: either may start in a folder that the other doesn't name. */
const means = (link: string, name: string): boolean =>
  link === name ||
  (link.includes("/") && name.endsWith(`/${link}`)) ||
  (name.includes("/") && link.endsWith(`/${name}`));

/** The folders above the root that what leads to pages is looked for in: those of the project. */
const foldersAbove = ({ root, folder }: Pick<Loaded, "root" | "folder">): readonly string[] => {
  const found: string[] = [];
  for (let at = root; at !== folder && (at === root || at.startsWith(folder)); )
    found.push((at = dirname(at)));
  return found;
};

/** Where templates and components of a site lie, beside its pages. */
const beside = ["overrides", "theme", "layouts", "_layouts", "_includes", "_templates", "partials", "src"];

const besidePages = (folder: string): Snapshot =>
  readFiles(
    folder,
    [...list(folder, "", "flat"), ...beside.flatMap((each) => list(folder, each, "deep"))].filter(
      leadsToPages,
    ),
  );

/** Pages by the last part of their names, which all that leads to them ends with. */
const byEnd = (pages: readonly RelativePath[]): ((link: string) => readonly RelativePath[]) => {
  const all = groupBy(pages, (page) => basename(inSite(page)));
  return (link) => (all.get(basename(link)) ?? []).filter((page) => means(link, inSite(page)));
};

/** What can be led to in pages that change, and can't be after it, as keys. */
const lostAnchors = (
  changes: readonly Change[],
  snapshot: Snapshot,
): readonly (readonly [RelativePath, readonly string[]])[] =>
  changes.flatMap(({ action, path, from = path, content }) => {
    const before = snapshot.get(from)?.text;
    if ((action !== "update" && action !== "rename") || content === undefined || before === undefined)
      return [];
    if (!isPage(path)) return [];
    const after = anchorsOf(scanPage(path, content));
    const lost = [...anchorsOf(scanPage(from, before))].filter((anchor) => !after.has(anchor));
    return lost.length === 0 ? [] : [[path, lost]];
  });

/** The same of the runs before, as the lock has it. */
const lackingAnchors = (
  { lacks }: Lock,
  after: Snapshot,
): readonly (readonly [RelativePath, readonly string[]])[] =>
  [...lacks.values()].flatMap(({ page, anchors = [] }) => {
    const text = after.get(page)?.text;
    if (text === undefined || anchors.length === 0) return [];
    const there = anchorsOf(scanPage(page, text));
    return [[page, anchors.filter((anchor) => !there.has(anchor))]];
  });

/** What isn't there any more, and how it is written where something leads to it. */
type LedTo = Lost & { readonly text: string };

/** Finds what a page leads to that isn't there any more: pages, and places in pages. */
const lostFinder = (
  going: readonly RelativePath[],
  staying: readonly RelativePath[],
  redirected: ReadonlySet<string>,
  anchors: ReadonlyMap<RelativePath, ReadonlySet<string>>,
): ((path: RelativePath, text: string) => readonly LedTo[]) => {
  const [leaving, there] = [byEnd(going), byEnd(staying)];
  const follow = linkFollower([...anchors.keys()].map((page) => sameName(page)));
  const labels = [...anchors].filter(([page]) => markupOf(page).name === "rst");
  const pagesOf = (link: string): readonly LedTo[] =>
    (there(link).length > 0 || redirected.has(link) ? [] : leaving(link)).map((page) => ({
      page,
      anchor: undefined,
      text: page,
    }));
  const at = (page: RelativePath, name: string, text = `${page}#${name}`): readonly LedTo[] => {
    const anchor = anchorKey(name);
    return anchors.get(page)?.has(anchor) === true ? [{ page, anchor, text }] : [];
  };
  const inPages = (
    links: readonly string[],
    follows: (link: string) => readonly RelativePath[],
  ): readonly LedTo[] =>
    links.flatMap((link) => {
      const fragment = link.split("#")[1];
      return fragment === undefined ? [] : follows(link).flatMap((page) => at(page, fragment));
    });
  const bySite = (link: string): readonly RelativePath[] => there(plain(link));
  return (path, text) => {
    if (leadsToPages(path)) {
      const named = pathsIn(path, text);
      return [...named.map(plain).flatMap(pagesOf), ...inPages(named, bySite)];
    }
    const { name: markup } = markupOf(path);
    const links = [
      ...(text.match(destinations[markup]) ?? []),
      ...(markup === "markdown" ? [] : (text.match(/(?<=\shref=["'])[^"'\s]+/g) ?? [])),
    ];
    // What a site tells language models names its pages by their addresses on the web.
    const onWeb = path.endsWith(".txt") ? pathsIn(path, text.replace(/\bhttps?:\/\/[^/\s]+/g, "")) : [];
    const absolute = [...links.filter((link) => link.startsWith("/")), ...onWeb];
    const { own, any } = namesIn(text, markup);
    return [
      ...absolute.map(plain).flatMap(pagesOf),
      ...inPages([...links, ...onWeb], (written) =>
        written.startsWith("/") || onWeb.includes(written)
          ? bySite(written)
          : (follow({ written, page: path, markup })?.from ?? []),
      ),
      ...own.flatMap((name) => at(path, name, `#${name}`)),
      ...any.flatMap((name) => labels.flatMap(([page]) => at(page, name))),
    ];
  };
};

/**
 * What is said of pages and places in pages that go or are called otherwise, or did, while something leads to them that
 * no output of the config changes: menus, redirects and templates, also beside the root, addresses that start at the
 * site's root, and links to headings.
 */
export const ledTo = (
  loaded: Pick<Loaded, "root" | "folder" | "lock">,
  changes: readonly Change[],
  snapshot: Snapshot,
): { readonly problems: readonly Problem[]; readonly lacks: readonly Lost[] } => {
  const leaves = changes.flatMap(({ action, path, from = path }) =>
    (action === "delete" || action === "rename") && isPage(from) ? [from] : [],
  );
  const fresh = lostAnchors(changes, snapshot);
  const { root, lock } = loaded;
  if (leaves.length === 0 && fresh.length === 0 && lock.lacks.size === 0) return { problems: [], lacks: [] };
  const gone = new Set(leaves);
  const after = [...pagesAfter({ root, jobs: [] }, changes)].filter(([path]) => !gone.has(path));
  const staying = new Map(after);
  const left = [...lock.lacks.values()].flatMap(({ page, anchors, models }) =>
    anchors === undefined && models === undefined && !staying.has(page) ? [page] : [],
  );
  const anchors = new Map<RelativePath, Set<string>>();
  for (const [page, own] of [...fresh, ...lackingAnchors(lock, staying)])
    anchors.set(page, new Set([...(anchors.get(page) ?? []), ...own]));
  const inside = new Map([...readMatching(root, leadsToPages), ...after]);
  const outside = foldersAbove(loaded).flatMap((folder) =>
    [...besidePages(folder)].map(([path, file]) => [join(relative(root, folder), path), file] as const),
  );
  const files = [...inside, ...outside];
  const there = [...staying.keys()].filter(isPage);
  const lostIn = lostFinder([...leaves, ...left], there, redirectedIn(files), anchors);
  const lacks: Lost[] = [];
  const problems = files.flatMap(([path, { text }]): readonly Problem[] => {
    const found = lostIn(path, text);
    lacks.push(...found);
    const lost = [...new Set(found.map((each) => each.text))];
    if (lost.length === 0) return [];
    const named = `${lost.slice(0, 3).join(", ")}${lost.length > 3 ? ` and ${lost.length - 3} more` : ""}`;
    return [
      warning(
        "page-led-to",
        path,
        `It leads to ${named}, which ${lost.length === 1 ? "isn't" : "aren't"} there any more.`,
        "Correct it by hand, or let a list of `navigation` in the config keep it.",
      ),
    ];
  });
  return { problems, lacks };
};
