import { digest } from "../src/core/digest.ts";
import type { PlaceRecords } from "../src/core/lock/next.ts";
import { placeKey } from "../src/core/lock/types.ts";
import { scanPage } from "../src/core/markdown.ts";
import { findRegion, placeName } from "../src/core/region.ts";
import type { InlineSettings, SectionSettings, Settings, TableSettings } from "../src/core/settings.ts";
import type { Snapshot } from "../src/core/snapshot.ts";
import { overlap, splice } from "../src/core/splice.ts";
import type { SurveyedJob } from "../src/core/survey.ts";
import { fail, type Outcome, ok, type Problem } from "../src/problem.ts";
import type { Change, Entry, RelativePath } from "../src/types.ts";
import { type Changes, mergeChanges, type Note, reasonOf } from "./changes.ts";
import { itemsOf, snippetOf } from "./items.ts";
import type { Stranger } from "./orphans.ts";
import { missingPage, overlapping, type Target, unsettled } from "./page-problems.ts";
import type { Past } from "./past.ts";
import { referenceRewriter, type Renaming, type Rewriter } from "./references.ts";
import { type BodyTools, noTools } from "./section/body.ts";
import type { Item } from "./section/claim.ts";
import { planSection } from "./section/index.ts";
import { planTable } from "./table/index.ts";

/** What the pages need; `notes` tells for each changed page what changes in it. */
export type PagesPlan = {
  readonly changes: readonly Change[];
  readonly notes: ReadonlyMap<RelativePath, readonly Note[]>;
  readonly records: readonly PlaceRecords[];
  /** Entries and rows of no known model. */
  readonly strangers: readonly Stranger[];
  readonly problems: readonly Problem[];
};

/** What makes the snippets that stand in pages, and merges them with hand edits. */
export type InlineTools = BodyTools & {
  readonly render: (job: { readonly entry: Entry; readonly snippet: InlineSettings }) => Outcome<string>;
};

/** What all targets of all pages are planned from. */
export type PagesRequest = {
  readonly settings: Settings;
  readonly entries: readonly Entry[];
  readonly jobs: readonly SurveyedJob[];
  readonly snapshot: Snapshot;
  /** Pages that are no target and refer to renamed files. */
  readonly others: Snapshot;
  readonly renamings: readonly Renaming[];
  readonly past: Past;
  readonly sections: boolean;
  readonly tables: boolean;
  /** What entries whose text follows the catalog are made with; undefined where there are none. */
  readonly inline?: InlineTools;
  /** Name of the config, for problems. */
  readonly file: string;
};

/** The items of a section, with the snippets that stand in the page. */
const readyItems = (request: PagesRequest, section: SectionSettings): Outcome<readonly Item[]> => {
  const items = itemsOf(request, section);
  const snippet = snippetOf(request.settings, section);
  const { inline } = request;
  if (!section.format.code || snippet === undefined || inline === undefined) return ok(items);
  const ready: Item[] = [];
  const problems: Problem[] = [];
  for (const item of items) {
    const code = inline.render({ entry: item.entry, snippet });
    if (code.ok) ready.push({ ...item, code: code.value });
    else problems.push(...code.problems);
  }
  return problems.length > 0 ? fail(...problems) : ok(ready);
};

/** The past as it will be when what was planned is applied. */
const withRecords = (past: Past, made: PlaceRecords["records"] | undefined): Past => {
  if (made === undefined) return past;
  const entries = new Map(past.lock.entries);
  for (const record of made)
    if (record.type === "entry") entries.set(placeKey(record.page, record.place, record.model), record);
  return { ...past, lock: { ...past.lock, entries } };
};

const sectionTarget = (request: PagesRequest, section: SectionSettings): Target => {
  const items = readyItems(request, section);
  const tools = request.inline ?? noTools;
  const { past, file } = request;
  return {
    place: section,
    kind: "section",
    plan: (page, region, made) =>
      items.ok
        ? planSection(page, region, section, items.value, withRecords(past, made), { tools, file })
        : items,
  };
};

const tableTarget = ({ entries, past, file }: PagesRequest, table: TableSettings): Target => ({
  place: table,
  kind: "table",
  plan: (page, region) => planTable(page, region, table, entries, past, file),
});

const changeOf = (
  path: RelativePath,
  kind: Target["kind"],
  before: { readonly text: string; readonly digest: string },
  content: string,
  notes: readonly Note[],
): Change => {
  const models = [...new Set(notes.flatMap((note) => note.models))].sort();
  const cause = notes.find((note) => note.cause === "catalog")?.cause ?? notes[0]?.cause ?? "catalog";
  const common = { path, kind, models, cause, before: before.digest } as const;
  if (content !== before.text)
    return { ...common, action: "update", reason: reasonOf(notes), after: digest(content), content };
  const blocked = notes.some(({ action }) => action === "blocked");
  return {
    ...common,
    action: blocked ? "blocked" : "keep",
    reason: blocked ? reasonOf(notes) : "Nothing is missing.",
    after: before.digest,
  };
};

const referenceNotes = (count: number): readonly Note[] =>
  Array.from({ length: count }, () => ({
    cause: "config",
    models: [],
    what: "reference",
    action: "change",
    text: "a reference to a renamed file",
  }));

type PlannedPage = {
  readonly change: Change;
  readonly notes: readonly Note[];
  readonly records: readonly PlaceRecords[];
  readonly strangers: readonly Stranger[];
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
  const { text, count } = rewrite(found.text);
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
      planned.push([target, outcome.value.records]);
      const { records: made, bodies } = outcome.value;
      const place = placeName(target.place);
      records.push({ page: path, place, records: made, ...(bodies === undefined ? {} : { bodies }) });
      strangers.push(...outcome.value.strangers);
      problems.push(...outcome.problems);
    } else if (!target.place.optional) problems.push(...outcome.problems);
  }
  const { edits, notes: inside } = mergeChanges(parts);
  const notes = [...referenceNotes(count), ...inside];
  const kind = targets.some((target) => target.kind === "section") ? "section" : "table";
  if (overlap(edits))
    return ok(undefined, [
      ...problems,
      overlapping(
        path,
        planned.map(([target]) => target),
        request.file,
      ),
    ]);
  const content = splice(text, edits);
  if (edits.length > 0) problems.push(...unsettled(path, content, planned, request.file));
  return ok({ change: changeOf(path, kind, found, content, notes), notes, records, strangers }, problems);
};

/** Pages that only refer to renamed files. */
const planOthers = ({ others }: PagesRequest, rewrite: Rewriter): readonly PlannedPage[] =>
  [...others].flatMap(([path, file]) => {
    const { text, count } = rewrite(file.text);
    const notes = referenceNotes(count);
    return count === 0
      ? []
      : [{ change: changeOf(path, "section", file, text, notes), notes, records: [], strangers: [] }];
  });

/** Plans the pages: every section and table of a page in one pass, and at most one change for each page. */
export const planPages = (request: PagesRequest): PagesPlan => {
  const { settings, sections, tables } = request;
  const targets = [
    ...(sections ? settings.sections.map((section) => sectionTarget(request, section)) : []),
    ...(tables ? settings.tables.map((table) => tableTarget(request, table)) : []),
  ];
  const byPage = new Map<RelativePath, Target[]>();
  for (const target of targets) {
    const page = byPage.get(target.place.page);
    if (page === undefined) byPage.set(target.place.page, [target]);
    else page.push(target);
  }
  const rewrite = referenceRewriter(request.renamings, settings.includeBase);
  const planned: PlannedPage[] = [];
  const problems: Problem[] = [];
  for (const [path, onPage] of byPage) {
    const page = planPage(path, onPage, request, rewrite);
    problems.push(...page.problems);
    if (page.ok && page.value !== undefined) planned.push(page.value);
  }
  planned.push(...planOthers(request, rewrite));
  return {
    changes: planned.map(({ change }) => change),
    notes: new Map(planned.map(({ change, notes }) => [change.path, notes])),
    records: planned.flatMap(({ records }) => records),
    strangers: planned.flatMap(({ strangers }) => strangers),
    problems,
  };
};
