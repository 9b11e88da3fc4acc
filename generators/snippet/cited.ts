import type { Snapshot } from "../../src/model/snapshot.ts";
import type { RelativePath } from "../../src/model/file.ts";
import type { LeavingFiles } from "../placing/past.ts";
import { type Reference, referenceFinder } from "../reference/find.ts";
import { sameName } from "../reference/renaming.ts";
import { citeKey } from "../section/edited.ts";
import { lineAt } from "../../src/page/page.ts";
import { markupOf, scanPage } from "../../src/page/scan.ts";
import { addTo, countEach } from "../../src/text/group-by.ts";

/** Where the files of models that left are cited. */
export type CitedRequest = {
  /** Every page of the documentation. */
  readonly pages: Snapshot;
  readonly includeBase: RelativePath;
  /** The citations that go with the entries around them, by `citeKey`. */
  readonly going: ReadonlyMap<string, number>;
};

/** The pages, without files that are nothing but navigation, and those that have menus without these. */
export const withoutMenus = (pages: Snapshot, files: ReadonlySet<RelativePath>): Snapshot =>
  new Map(
    [...pages].flatMap(([path, file]) => {
      const { menus } = markupOf(path);
      if (!files.has(path)) return [[path, file] as const];
      if (menus === undefined) return [];
      const page = scanPage(path, file.text);
      const inMenus = new Set(menus(page).flatMap(({ lines }) => lines));
      const rest = page.lines.map((_, line) => (inMenus.has(line) ? "" : lineAt(page, line)));
      return [[path, { ...file, text: rest.join("\n") }] as const];
    }),
  );

/** How often a text cites each of the files. */
const countsIn = (references: readonly Reference[]): ReadonlyMap<RelativePath, number> =>
  countEach(references.flatMap(({ from }) => from));

/**
 * Those of the files that are to go, by key, that a page would still cite, in other words, in another place or in an
 * entry that stays, with the first such page: to delete them would break it.
 */
export const citedFiles = (
  { pages, includeBase, going }: CitedRequest,
  leaving: LeavingFiles,
): ReadonlyMap<string, RelativePath> => {
  const keysOf = new Map<RelativePath, string[]>();
  for (const [key, { owner, path }] of leaving) if (owner === "tool") addTo(keysOf, path, key);
  const find = referenceFinder(
    [...keysOf.keys()].map((path) => sameName(path, pages.get(path)?.text)),
    includeBase,
  );
  const cited = new Map<string, RelativePath>();
  for (const [page, { text }] of pages)
    for (const [path, count] of countsIn(find(text, page)))
      if (page !== path && count > (going.get(citeKey(page, path)) ?? 0))
        for (const key of keysOf.get(path) ?? []) if (!cited.has(key)) cited.set(key, page);
  return cited;
};
