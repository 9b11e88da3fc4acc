import type { PagesRequest } from "../../generators/target.ts";
import type { PlaceRecords } from "../lock/next.ts";
import { scanPage } from "../page/markdown.ts";
import { findRegion, placeName } from "../page/region.ts";
import type { NavigationSettings } from "../config/settings.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { overlap, splice } from "../page/splice.ts";
import { type Outcome, ok, type Problem } from "../model/problem.ts";
import type { Change } from "../model/plan.ts";
import type { RelativePath } from "../model/file.ts";
import { type Changes, mergeChanges } from "../../generators/placing/changes.ts";
import type { Note } from "../model/note.ts";
import { counterTarget } from "../../generators/counter/target.ts";
import { type Linker, linkerOf } from "../../generators/placing/links.ts";
import { planNavFile } from "../../generators/navigation/index.ts";
import type { Stranger } from "../../generators/placing/past.ts";
import { changeOf, type PlannedPage, referenceNotes } from "../../generators/placing/page-change.ts";
import { missingPage, overlapping, protectedPage, unsettled, writesTwice } from "./page-problems.ts";
import type { Target } from "../../generators/target.ts";
import { referenceRewriter, type Rewriter } from "../../generators/reference/index.ts";
import { sectionTarget } from "../../generators/section/target.ts";
import { tableTargets } from "../../generators/table/target.ts";

/** What the pages need; `notes` tells for each changed page what changes in it. */
export type PagesPlan = {
  readonly changes: readonly Change[];
  readonly notes: ReadonlyMap<RelativePath, readonly Note[]>;
  readonly records: readonly PlaceRecords[];
  /** Entries and rows of no known model. */
  readonly strangers: readonly Stranger[];
  /** The pages that are no target and change, as they are. */
  readonly others: Snapshot;
  readonly problems: readonly Problem[];
};

const planPage = (
  path: RelativePath,
  targets: readonly Target[],
  request: PagesRequest,
  rewrite: Rewriter,
): Outcome<PlannedPage | undefined> => {
  const found = request.snapshot.get(path);
  if (found === undefined) {
    const required = targets.filter(({ place }) => !place.optional);
    return ok(
      undefined,
      required.map(({ place }) => missingPage(path, place, request.file)),
    );
  }
  const { text, count } = rewrite(found.text, path);
  const page = scanPage(path, text);
  const problems: Problem[] = [];
  const parts: Changes[] = [];
  const records: PlaceRecords[] = [];
  const strangers: Stranger[] = [];
  const planned: (readonly [Target, PlaceRecords["records"]])[] = [];
  for (const target of targets) {
    const region = findRegion(page, target.place, request.file);
    const outcome = region.ok ? target.plan(page, region.value) : region;
    if (outcome.ok) {
      parts.push(outcome.value);
      const { records: made, bodies } = outcome.value;
      planned.push([target, made]);
      // A counter has nothing to remember, and must not speak for what else is at its place.
      if (target.kind !== "counter") {
        const place = placeName(target.place);
        const own = target.kind === "table" ? "row" : "entry";
        records.push({
          page: path,
          place,
          kind: own,
          records: made,
          ...(bodies === undefined ? {} : { bodies }),
        });
      }
      for (const stranger of outcome.value.strangers) strangers.push(stranger);
      for (const problem of outcome.problems) problems.push(problem);
    } else if (!target.place.optional) problems.push(...outcome.problems);
  }
  const { edits, notes: inside } = mergeChanges(parts);
  const notes = [...referenceNotes(count), ...inside];
  const kind = targets.some((target) => target.kind !== "table") ? "section" : "table";
  if (overlap(edits) || writesTwice(parts)) {
    const meeting = planned.map(([target]) => target);
    return ok(undefined, [...problems, overlapping(path, meeting, request.file)]);
  }
  const content = splice(text, edits);
  if (edits.length > 0) problems.push(...unsettled(path, content, planned, request.file));
  return ok({ change: changeOf(path, kind, found, content, notes), notes, records, strangers }, problems);
};

/** Pages that only refer to renamed files. One that is protected is told of and left as it is. */
const planOthers = (
  { others, settings }: PagesRequest,
  rewrite: Rewriter,
): readonly Outcome<PlannedPage | undefined>[] =>
  [...others].flatMap(([path, file]): readonly Outcome<PlannedPage | undefined>[] => {
    const { text, count } = rewrite(file.text, path);
    if (count === 0) return [];
    if (settings.isUntouched(path)) return [ok(undefined, [protectedPage(path)])];
    const notes = referenceNotes(count);
    const change = changeOf(path, "section", file, text, notes);
    return [ok({ change, notes, records: [], strangers: [] })];
  });

/** The navigation files, each with all of its lists. */
const planNavigation = (
  request: PagesRequest,
  linker: Linker,
): readonly Outcome<PlannedPage | undefined>[] => {
  const files = new Map<RelativePath, NavigationSettings[]>();
  for (const nav of request.settings.navigation) files.set(nav.file, [...(files.get(nav.file) ?? []), nav]);
  return [...files].map(([file, navs]) =>
    planNavFile(navs, request.snapshot.get(file), { ...request, linker }),
  );
};

/** Plans the pages: every section and table of a page in one pass, and at most one change for each page. */
export const planPages = (request: PagesRequest): PagesPlan => {
  const { settings, sections, tables } = request;
  const linker = linkerOf(settings, request.jobs, request.renamings, request.past.lock);
  const byPage = new Map<RelativePath, (() => Target)[]>();
  /** A target is made when its page is planned, and what it holds of every model is needed no longer after that. */
  const add = ({ page }: { readonly page: RelativePath }, make: () => Target): void => {
    const onPage = byPage.get(page);
    if (onPage === undefined) byPage.set(page, [make]);
    else onPage.push(make);
  };
  for (const section of sections ? settings.sections : [])
    add(section, () => sectionTarget(request, section, linker));
  for (const target of tables ? tableTargets(request, linker) : []) add(target.place, () => target);
  for (const counter of sections ? settings.counters : [])
    add(counter, () => counterTarget(request, counter));
  const rewrite = referenceRewriter(request.renamings, settings.includeBase);
  const planned: PlannedPage[] = [];
  const problems: Problem[] = [];
  let done = 0;
  for (const [path, onPage] of byPage) {
    request.step?.(done++, byPage.size);
    const targets = onPage.map((make) => make());
    const page = planPage(path, targets, request, rewrite);
    for (const problem of page.problems) problems.push(problem);
    if (page.ok && page.value !== undefined) planned.push(page.value);
  }
  for (const file of sections ? planNavigation(request, linker) : []) {
    problems.push(...file.problems);
    if (file.ok && file.value !== undefined) planned.push(file.value);
  }
  const changed = new Set<RelativePath>();
  for (const other of planOthers(request, rewrite)) {
    for (const problem of other.problems) problems.push(problem);
    if (!other.ok || other.value === undefined) continue;
    planned.push(other.value);
    changed.add(other.value.change.path);
  }
  return {
    changes: planned.map(({ change }) => change),
    notes: new Map(planned.map(({ change, notes }) => [change.path, notes])),
    records: planned.flatMap(({ records }) => records),
    strangers: planned.flatMap(({ strangers }) => strangers),
    others: new Map([...request.others].filter(([path]) => changed.has(path))),
    problems,
  };
};
