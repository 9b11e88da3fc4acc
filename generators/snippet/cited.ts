import type { Change } from "../../src/model/plan.ts";
import { type RelativePath, type Snapshot, isText } from "../../src/model/file.ts";
import type { LeavingFiles } from "../placing/past.ts";
import { referenceFinder } from "../reference/find.ts";
import { sameName } from "../reference/renaming.ts";
import { lineAt } from "../../src/page/page.ts";
import { markupOf, scanPage } from "../../src/page/scan.ts";
import { addTo, toMap } from "../../src/text/group-by.ts";

/** Files as they will be when changes of them are made. */
export const filesAfter = (files: Snapshot, changes: readonly Change[]): Snapshot => {
  const after = new Map(files);
  for (const { path, content, after: made } of changes)
    if (content !== undefined && made !== null) after.set(path, { text: content, digest: made });
  return after;
};

/** The pages, without files that are nothing but navigation, and those that have menus without these. */
export const withoutMenus = (pages: Snapshot, files: ReadonlySet<RelativePath>): Snapshot =>
  toMap(pages, ([path, file]) => {
    const { menus } = markupOf(path);
    if (!files.has(path)) return [path, file];
    if (menus === undefined) return undefined;
    const page = scanPage(path, file.text);
    const inMenus = new Set(menus(page).flatMap(({ lines }) => lines));
    const rest = page.lines.map((_, line) => (inMenus.has(line) ? "" : lineAt(page, line)));
    return [path, { ...file, text: rest.join("\n") }];
  });

/** The files that are to go, by key, that a page still cites as it will be, with the first such page. */
export const citedFiles = (
  pages: Snapshot,
  includeBase: RelativePath,
  leaving: LeavingFiles,
): ReadonlyMap<string, RelativePath> => {
  const keysOf = new Map<RelativePath, string[]>();
  for (const [key, { owner, path }] of leaving) if (owner === "tool") addTo(keysOf, path, key);
  const find = referenceFinder(
    [...keysOf.keys()].map((path) => sameName(path, pages.get(path)?.text)),
    includeBase,
  );
  const citations = [...pages].flatMap(([page, { text }]) =>
    [...new Set(find(text, page).flatMap(({ from }) => from))].flatMap((path) =>
      page === path ? [] : [[page, path] as const],
    ),
  );
  const going = new Set(
    [...leaving.values()].flatMap(({ owner, path, digest }) => {
      const file = pages.get(path);
      return owner === "tool" && file !== undefined && isText(file, digest) ? [path] : [];
    }),
  );
  const staysFor = (): readonly RelativePath[] =>
    citations.flatMap(([page, path]) => (!going.has(page) && going.has(path) ? [path] : []));
  for (let kept = staysFor(); kept.length > 0; kept = staysFor()) for (const path of kept) going.delete(path);
  const cited = new Map<string, RelativePath>();
  for (const [page, path] of citations)
    if (!going.has(page)) for (const key of keysOf.get(path) ?? []) if (!cited.has(key)) cited.set(key, page);
  return cited;
};
