import { type Page, scanPage } from "../src/core/markdown.ts";
import { type Region, findRegion, placeName } from "../src/core/region.ts";
import type { Place, SectionSettings, Settings, TableSettings } from "../src/core/settings.ts";
import { digest } from "../src/core/digest.ts";
import type { Snapshot } from "../src/core/snapshot.ts";
import { overlap, splice } from "../src/core/splice.ts";
import type { SurveyedJob } from "../src/core/survey.ts";
import { type Outcome, type Problem, error, ok } from "../src/problem.ts";
import type { Change, Entry, RelativePath } from "../src/types.ts";
import { type Changes, type Note, mergeChanges } from "./changes.ts";
import { type Item, planSection } from "./section.ts";
import { planTable } from "./table/index.ts";

/** What the pages need; `notes` tells for each changed page what changes in it. */
export type PagesPlan = {
  readonly changes: readonly Change[];
  readonly notes: ReadonlyMap<RelativePath, readonly Note[]>;
  readonly problems: readonly Problem[];
};

/** What all targets of all pages are planned from. */
export type PagesRequest = {
  readonly settings: Settings;
  readonly entries: readonly Entry[];
  readonly jobs: readonly SurveyedJob[];
  readonly snapshot: Snapshot;
  readonly selected: (entry: Entry) => boolean;
  readonly sections: boolean;
  readonly tables: boolean;
  /** Name of the config, for problems. */
  readonly file: string;
};

type Target = { readonly place: Place; readonly kind: "section" | "table"; readonly plan: (page: Page, region: Region) => Outcome<Changes> };

const includeOf = (base: string, path: RelativePath): string => (base !== "" && path.startsWith(`${base}/`) ? path.slice(base.length + 1) : path);

/** The snippets that a section should show, with the include paths that each may be cited by. */
export const itemsOf = ({ settings, jobs }: Pick<PagesRequest, "settings" | "jobs">, section: SectionSettings): readonly Item[] =>
  jobs
    .filter(({ entry, snippet, location }) => snippet.id === section.snippet && location.state !== "taken" && section.test(entry))
    .map(({ entry, snippet, location }) => {
      const known = [snippet.path, ...snippet.aliases].map((pattern) => includeOf(settings.includeBase, pattern.fill(entry.slug)));
      return { entry, includes: [includeOf(settings.includeBase, location.path), ...known] };
    });

const sectionTarget = (request: PagesRequest, section: SectionSettings): Target => ({
  place: section,
  kind: "section",
  plan: (page, region) => ok(planSection(page, region, section, itemsOf(request, section), request.selected)),
});

const tableTarget = ({ entries, selected, file }: PagesRequest, table: TableSettings): Target => ({
  place: table,
  kind: "table",
  plan: (page, region) => planTable(page, region, table, entries, selected, file),
});

const plural = (count: number, what: string): string => {
  if (count === 1) return `1 ${what}`;
  return `${count} ${what === "entry" ? "entries" : `${what}s`}`;
};

const reasonOf = (notes: readonly Note[]): string => {
  const counted = (["entry", "row", "cell", "column"] as const).flatMap((what) => {
    const added = notes.filter((note) => note.what === what && note.text.startsWith("+")).length;
    const changed = notes.filter((note) => note.what === what && !note.text.startsWith("+")).length;
    return [...(added > 0 ? [`${plural(added, what)} added`] : []), ...(changed > 0 ? [`${plural(changed, what)} changed`] : [])];
  });
  return `${counted.join(", ")}.`;
};

/** The places that would change again although they were just changed: what was added isn't recognised where it landed. */
const unsettled = (path: RelativePath, content: string, targets: readonly Target[], { file }: PagesRequest): readonly Problem[] => {
  const page = scanPage(path, content);
  return targets.flatMap(({ place, plan }) => {
    const region = findRegion(page, place, file);
    const again = region.ok ? plan(page, region.value) : region;
    if (again.ok && again.value.edits.length === 0) return [];
    const what = `What is added to ${placeName(place)} in ${path} would not be recognised there, and be added again by every run.`;
    return [error("page-unsettled", `${file}: ${place.where}`, what, "See whether a code fence or comment in it is never closed, or another target of the config is at the same place.")];
  });
};

const planPage = (path: RelativePath, targets: readonly Target[], request: PagesRequest): Outcome<{ readonly change: Change; readonly notes: readonly Note[] } | undefined> => {
  const file = request.snapshot.get(path);
  const required = targets.filter(({ place }) => !place.optional);
  if (file === undefined) {
    const problems = required.map(({ place }) =>
      error("page-not-found", `${request.file}: ${place.where}`, `There is no page \`${path}\` in the documentation.`, "Correct `page` or `root`, or set `optional` for pages that may be missing."),
    );
    return ok(undefined, problems);
  }
  const page = scanPage(path, file.text);
  const problems: Problem[] = [];
  const parts: Changes[] = [];
  const planned: Target[] = [];
  for (const target of targets) {
    const region = findRegion(page, target.place, request.file);
    const outcome = region.ok ? target.plan(page, region.value) : region;
    if (outcome.ok) {
      parts.push(outcome.value);
      planned.push(target);
    } else if (!target.place.optional) problems.push(...outcome.problems);
  }
  const { edits, notes } = mergeChanges(parts);
  const kind = targets.some((target) => target.kind === "section") ? "section" : "table";
  const before = file.digest;
  if (edits.length === 0)
    return ok({ change: { action: "keep", path, kind, models: [], cause: "catalog", reason: "Nothing is missing.", before, after: before }, notes }, problems);
  if (overlap(edits)) {
    const where = planned.map(({ place }) => place.where).join(", ");
    const fix = "Give each table and section of the config a place of its own.";
    return ok(undefined, [...problems, error("page-overlap", `${request.file}: ${where}`, `Two of these would change the same text of ${path}.`, fix)]);
  }
  const content = splice(file.text, edits);
  problems.push(...unsettled(path, content, planned, request));
  const change: Change = {
    action: "update",
    path,
    kind,
    models: [...new Set(notes.flatMap(({ models }) => models))].sort(),
    cause: notes.some(({ cause }) => cause === "catalog") ? "catalog" : "config",
    reason: reasonOf(notes),
    before,
    after: digest(content),
    content,
  };
  return ok({ change, notes }, problems);
};

/** Plans the pages: every section and table of a page in one pass, and at most one change for each page. */
export const planPages = (request: PagesRequest): PagesPlan => {
  const targets = [
    ...(request.sections ? request.settings.sections.map((section) => sectionTarget(request, section)) : []),
    ...(request.tables ? request.settings.tables.map((table) => tableTarget(request, table)) : []),
  ];
  const byPage = new Map<RelativePath, Target[]>();
  for (const target of targets) {
    const page = byPage.get(target.place.page);
    if (page === undefined) byPage.set(target.place.page, [target]);
    else page.push(target);
  }
  const changes: Change[] = [];
  const notes = new Map<RelativePath, readonly Note[]>();
  const problems: Problem[] = [];
  for (const [path, onPage] of byPage) {
    const planned = planPage(path, onPage, request);
    problems.push(...planned.problems);
    if (!planned.ok || planned.value === undefined) continue;
    changes.push(planned.value.change);
    notes.set(path, planned.value.notes);
  }
  return { changes, notes, problems };
};
