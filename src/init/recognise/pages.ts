import type { TextRule } from "../../config/config.gen.ts";
import type { RelativePath } from "../../model/file.ts";
import type { FoundNav } from "../find/navigation.ts";
import { namedPages } from "../navigation.ts";
import { draftPool, poolFolders } from "../pages/draft.ts";
import { foldersOfModels } from "../pages/find.ts";
import { filesOf, slugRulesOf } from "../slugs.ts";
import type { Entries } from "./entries.ts";
import type { Site } from "./site.ts";

/** The pages that models have of their own, and the slugs that those and all other files of models are called by. */
export type ModelPages = {
  readonly pages: ReturnType<typeof draftPool>;
  readonly slug: readonly TextRule[];
  /** Those that a template makes: what stands in them is its. */
  readonly made: ReadonlySet<RelativePath>;
};

/** Finds the pages of single models, beside the files that entries show. */
export const modelPagesOf = (
  { texts, textOf, pages, data, catalog }: Site,
  { groups }: Entries,
  navs: readonly FoundNav[],
): ModelPages => {
  const cited = new Set(groups.flatMap(({ entries }) => entries.map(({ path }) => path)));
  const files = [
    ...texts.map(([path]) => path),
    ...data.flatMap(({ file, line }) => (line === 0 ? [file] : [])),
  ];
  const folders = foldersOfModels(
    files.filter((path) => !cited.has(path)),
    catalog.shape.models,
  );
  const pools = poolFolders(folders, catalog);
  const slug = slugRulesOf([
    ...groups.map(({ entries }) => filesOf(entries)),
    ...navs.map((nav) => namedPages(nav, catalog)),
    ...pools.flatMap(({ parts, whole }) =>
      (parts.length > 0 || whole === undefined ? parts : [whole]).map(({ pages: own }) =>
        [...own].map(([model, path]) => ({ model, path })),
      ),
    ),
  ]);
  const around = {
    slug,
    catalog,
    navs,
    textOf: (path: RelativePath) => pages.get(path)?.text ?? textOf(path) ?? "",
  };
  const found = pools.flatMap((pool) => draftPool(pool, around));
  const made = found.flatMap(({ each, draft }) => (draft === undefined ? [] : [...each.pages.values()]));
  return { pages: found, slug, made: new Set(made) };
};
