import { leftoverKey } from "../../../generators/placing/left.ts";
import { citedFiles } from "../../../generators/snippet/cited.ts";
import { readOtherPages } from "../../io/tree.ts";
import type { RelativePath } from "../../model/file.ts";
import type { Change } from "../../model/plan.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { Orphans } from "./orphans.ts";
import type { Scope } from "../../../generators/output.ts";
import type { Loaded } from "../load/load.ts";

/** What is left of models in pages, as their places know it. */
export const leftoverKeys = ({ entries, rows, elements }: Orphans): ReadonlySet<string> =>
  new Set([...entries, ...rows, ...elements].map(leftoverKey));

/** The pages as they will be. */
const pagesAfter = ({ root, jobs }: Loaded, changes: readonly Change[]): Snapshot => {
  const pages = new Map(readOtherPages(root, new Set(jobs.map(({ location }) => location.path))));
  for (const { path, content, after } of changes)
    if (content !== undefined && after !== null) pages.set(path, { text: content, digest: after });
  return pages;
};

/** The first page, as it will be, that cites each of these files. */
const citing = (loaded: Loaded, files: readonly RelativePath[], changes: readonly Change[]) =>
  citedFiles(
    { pages: pagesAfter(loaded, changes), includeBase: loaded.settings.includeBase, going: new Map() },
    new Map(
      files.map((path) => {
        const digest = loaded.snapshot.get(path)?.digest ?? "";
        return [path, { path, owner: "tool", model: "", snippet: "", digest, older: null }];
      }),
    ),
  );

/**
 * What becomes of snippet files that are left of models and that the policy asks to go: with everything claimed they
 * are deleted, unless a page cites them still; otherwise nobody knows whose they are, and that is in the way.
 */
export const leftoverFiles = (
  loaded: Loaded,
  { claim }: Scope,
  { files }: Orphans,
  changes: readonly Change[],
): readonly Change[] => {
  if (files.length === 0) return [];
  const own = claim(loaded.settings.claim, "") === "all";
  const cited = own ? citing(loaded, files, changes) : new Map<string, RelativePath>();
  return files.map((path): Change => {
    const before = loaded.snapshot.get(path)?.digest ?? null;
    const common = { path, kind: "snippet", models: [], cause: "catalog", before } as const;
    const what = "It is no model's of the catalog";
    const page = cited.get(path);
    if (own && page === undefined) return { ...common, action: "delete", reason: `${what}.`, after: null };
    const why = own ? `${page ?? ""} still cites it` : "no lock tells whose: --claim all lets it go";
    return { ...common, action: "blocked", reason: `${what}, and ${why}.`, after: before };
  });
};
