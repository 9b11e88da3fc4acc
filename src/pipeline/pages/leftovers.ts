import {
  type Leftover,
  type Orphan,
  type Past,
  leftoverKey,
  goesUnknown,
} from "../../../generators/placing/past.ts";
import { citedFiles, filesAfter } from "../../../generators/snippet/cited.ts";
import { readOtherPages } from "../../io/tree.ts";
import type { Claim } from "../../model/lock.ts";
import { type RelativePath, type Snapshot, isText } from "../../model/file.ts";
import type { Change } from "../../model/plan.ts";
import { type LocatedJob, idsOf } from "../../catalog/entries.ts";
import type { Outcome, Problem } from "../../model/problem.ts";
import { digest } from "../../text/digest.ts";
import { orphanProblems, withDeclared } from "./orphan-problems.ts";
import { findOrphans, type Orphans } from "./orphans.ts";
import { isNothing, orphansOf } from "./strays.ts";
import type { PagesPlan } from "./pages.ts";
import type { Scope } from "../../../generators/output.ts";
import type { Loaded } from "../load/load.ts";
import { toMap } from "../../text/group-by.ts";

/** What is left of models in pages; rows and entries that only name none are among it where all is claimed. */
const leftoverKeys = (
  { entries, rows, elements, unknown, nameless, recorded }: Orphans,
  { reclaims, strays: [model = ""] }: Scope,
  claims: (page: RelativePath) => boolean,
): Past["leftovers"] =>
  new Map<string, Leftover>([
    ...[...unknown, ...nameless]
      .filter((orphan) => orphan.isUnlike !== true && claims(orphan.page))
      .filter((orphan) => reclaims || !recorded.has(orphan))
      .map((orphan) => [leftoverKey(orphan), { isSure: false, model }] as const),
    ...[...entries, ...rows, ...elements].map(
      (orphan) => [leftoverKey(orphan), { isSure: true, model }] as const,
    ),
  ]);

/** Makes the text of a snippet. */
type Render = (job: LocatedJob) => Outcome<string>;

/** The pages as they will be. */
export const pagesAfter = (
  { root, jobs }: Pick<Loaded, "root" | "jobs">,
  changes: readonly Change[],
): Snapshot => filesAfter(readOtherPages(root, new Set(jobs.map(({ location }) => location.path))), changes);

/** The first page, as it will be, that cites each of these files. */
const citing = (loaded: Loaded, files: readonly RelativePath[], changes: readonly Change[]) =>
  citedFiles(
    pagesAfter(loaded, changes),
    loaded.settings.includeBase,
    toMap(files, (path) => {
      const digest = loaded.snapshot.get(path)?.digest ?? "";
      return [path, { path, owner: "tool", model: "", snippet: "", digest, older: null }];
    }),
  );

/** What becomes of snippet files left of models, where the policy asks them to go: deleted if claimed, or in the way. */
const leftoverFiles = (
  loaded: Loaded,
  { claim, prunes, strays: [model = ""] }: Scope,
  { files }: Orphans,
  changes: readonly Change[],
): readonly Change[] => {
  const claimed = claim(loaded.settings.claim, model);
  if (files.length === 0 || !prunes || claimed === "none") return [];
  const own = claimed === "all";
  const cited = own ? citing(loaded, files, changes) : new Map<string, RelativePath>();
  return files.map((path): Change => {
    const before = loaded.snapshot.get(path)?.digest ?? null;
    const models = model === "" ? [] : [model];
    const common = { path, kind: "snippet", models, cause: "catalog", before } as const;
    const what = "It is no model's of the catalog";
    const page = cited.get(path);
    if (own && page === undefined) return { ...common, action: "delete", reason: `${what}.`, after: null };
    const why = own ? `${page ?? ""} still cites it` : "no lock tells whose: --claim all lets it go";
    return { ...common, action: "blocked", reason: `${what}, and ${why}.`, after: before };
  });
};

/** Deletes unrecorded files of models that don't get such a snippet, where they are as made or claimed, and not cited. */
const unaskedFiles = (
  loaded: Loaded,
  scope: Scope,
  { unasked }: Orphans,
  { changes, render }: { readonly changes: readonly Change[]; readonly render: Render },
): readonly Change[] => {
  const { claim } = loaded.settings;
  const going = [...unasked].filter(([path, { entry, snippet }]) =>
    goesUnknown(scope, claim, entry.id, () => {
      const made = render({ entry, snippet, location: { state: "present", path } });
      const file = loaded.snapshot.get(path);
      return made.ok && file !== undefined && isText(file, digest(made.value));
    }),
  );
  // All pages are read for it.
  if (going.length === 0) return [];
  const cited = citing(
    loaded,
    going.map(([path]) => path),
    changes,
  );
  return going.flatMap(([path, { entry }]): readonly Change[] => {
    const before = loaded.snapshot.get(path)?.digest;
    if (before === undefined || cited.has(path)) return [];
    const common = { path, kind: "snippet", models: [entry.id], cause: "catalog" } as const;
    return [
      { ...common, action: "delete", reason: "The model doesn't get this snippet.", before, after: null },
    ];
  });
};

/** What is left when these files are deleted. */
const withoutFiles = (orphans: Orphans, deleted: ReadonlySet<RelativePath>): Orphans => ({
  ...orphans,
  files: orphans.files.filter((path) => !deleted.has(path)),
  unasked: new Map([...orphans.unasked].filter(([path]) => !deleted.has(path))),
});

/** What of models is left, told and dealt with. */
type Left = {
  readonly pages: PagesPlan;
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
  /** Whether the policy asks for something of it to go, and only the lack of a lock keeps it. */
  readonly unsettled: boolean;
};

/** What leftovers are found and dealt with by. */
export type LeftoverContext = {
  readonly loaded: Loaded;
  readonly scope: Scope;
  readonly loadRenderer: () => Promise<Render>;
  /** Plans the pages again, with what is to go of them. */
  readonly again: (leftovers: Past["leftovers"]) => Promise<PagesPlan>;
};

const allOrphans = (
  { settings, snapshot, catalog, jobs, lock }: Loaded,
  { orphans, records }: Pick<PagesPlan, "orphans" | "records">,
): Orphans => {
  const placeOf = ({ page, place }: Pick<Orphan, "page" | "place">): string => JSON.stringify([page, place]);
  const recorded = new Set([...lock.rows.values(), ...lock.entries.values()].map(placeOf));
  // Of a place that all models leave the next lock knows nothing.
  const staying = new Set(records.flatMap((place) => place.records.map(placeOf)));
  return findOrphans({
    settings,
    snapshot,
    entries: catalog.entries,
    ids: idsOf(catalog),
    claimed: new Set(
      [...jobs.map(({ location }) => location), ...lock.files.values()].map(({ path }) => path),
    ),
    orphans,
    isRecorded: (orphan) => recorded.has(placeOf(orphan)) && staying.has(placeOf(orphan)),
  });
};

/** What is left, as far as the run is about it: only one for everything sees all, others what is of their models. */
const orphansFor = (found: Orphans, { settings, snapshot }: Loaded, scope: Scope): Orphans => {
  const unasked = new Map([...found.unasked].filter(([, { entry }]) => scope.selected(entry)));
  // Lists have elements of people's, too: what asks for nothing to go says nothing of them.
  const nameless = found.nameless.filter(({ what }) => scope.prunes || what !== "element");
  return {
    ...(scope.limited ? orphansOf(found, scope.strays, { settings, snapshot }) : { ...found, nameless }),
    unasked,
  };
};

/** Deals with what is left of models that no lock knows: it is reported, or goes as the policy asks, or is blocked. */
export const dealWithLeftovers = async (pages: PagesPlan, context: LeftoverContext): Promise<Left> => {
  const { loaded, scope, loadRenderer, again } = context;
  const all = allOrphans(loaded, pages);
  const orphans = orphansFor(all, loaded, scope);
  const unseen = scope.strays.filter((id) => isNothing(orphansOf(all, [id], loaded)));
  const unknown = unseen.flatMap((id) => loaded.unknown.get(id) ?? []);
  if (scope.doubt !== undefined || unknown.length > 0)
    return {
      pages: { ...pages, changes: withDeclared(pages.changes, orphans) },
      changes: [],
      problems: [...unknown, ...orphanProblems(orphans)],
      unsettled: false,
    };
  const claimsOf = (page: RelativePath): readonly Claim[] =>
    [
      ...[...loaded.settings.tables, ...loaded.settings.sections],
      ...loaded.settings.navigation.map(({ file, claim }) => ({ page: file, claim })),
    ].flatMap((place) => (place.page === page ? [scope.claim(place.claim, "")] : []));
  const claims = (page: RelativePath): boolean => claimsOf(page).includes("all");
  const keys = scope.prunes ? leftoverKeys(orphans, scope, claims) : new Map<string, Leftover>();
  const after = keys.size === 0 ? pages : await again(keys);
  const changes = [
    ...leftoverFiles(loaded, scope, orphans, after.changes),
    ...(orphans.unasked.size === 0
      ? []
      : unaskedFiles(loaded, scope, orphans, { changes: after.changes, render: await loadRenderer() })),
  ];
  const deleted = new Set(changes.flatMap(({ action, path }) => (action === "delete" ? [path] : [])));
  const left = after === pages ? orphans : orphansFor(allOrphans(loaded, after), loaded, scope);
  const isAsked = (orphan: Orphan): boolean =>
    orphan.isUnlike !== true &&
    !left.recorded.has(orphan) &&
    claimsOf(orphan.page).some((claim) => claim !== "none");
  return {
    pages: { ...after, changes: withDeclared(after.changes, left) },
    changes,
    problems: orphanProblems(withoutFiles(left, deleted)),
    unsettled: scope.prunes && [...left.unknown, ...left.nameless].some(isAsked),
  };
};
