import { outputs } from "../../../generators/index.ts";
import type { PageContext, PageTarget, PlannedPage, Target } from "../../../generators/output.ts";
import { mergeChanges, type Orphan } from "../../../generators/placing/past.ts";
import { changeOf, referenceNotes } from "../../../generators/placing/page-change.ts";
import { referenceRewriter, type Rewriter } from "../../../generators/reference/index.ts";
import type { PlaceRecords } from "../../lock/next.ts";
import type { RelativePath, Snapshot } from "../../model/file.ts";
import { reasonOf } from "../../model/note.ts";
import type { MentionRecord } from "../../model/lock.ts";
import type { Change } from "../../model/plan.ts";
import { hasErrors, type Outcome, ok, type Problem } from "../../model/problem.ts";
import { fileEdits, scanPage } from "../../page/scan.ts";
import { type Edit, overlap, splice } from "../../page/page.ts";
import { fitted } from "../../page/table-align.ts";
import {
  type Round,
  claimsTwice,
  crossing,
  leftIn,
  missingPage,
  openTargets,
  overlapping,
  planRound,
  problemsOf,
  roundsOf,
  unsettled,
  withAgain,
  writesTwice,
} from "./rounds.ts";
import { groupBy } from "../../text/group-by.ts";

/** What the pages need. */
export type PagesPlan = {
  readonly changes: readonly Change[];
  readonly records: readonly PlaceRecords[];
  /** Entries and rows of no known model. */
  readonly orphans: readonly Orphan[];
  /** The pages that no output has a place in and that change, as they are. */
  readonly others: Snapshot;
  /** Names of models that are the tool's, by page, of those that were planned. */
  readonly mentions: ReadonlyMap<RelativePath, readonly MentionRecord[]>;
  readonly problems: readonly Problem[];
};

/** A page with places of several kinds is a change of the first of them. */
const kindOf = (targets: readonly Target[]): string =>
  outputs.find(({ kind }) => targets.some((target) => target.kind === kind))?.kind ?? "section";

/** Whether targets that were planned together would change the same text. */
const meets = ({ parts }: Round): boolean => overlap(mergeChanges(parts).edits) || writesTwice(parts);

/** The edits of a round that are of numbers and lists. */
const countedIn = ({ planned, parts }: Round): ReadonlySet<Edit> =>
  new Set(planned.flatMap(([{ kind }], at) => (kind === "counter" ? (parts[at]?.edits ?? []) : [])));

/** Counters whose page isn't there are held back alone, as one that isn't found in its page is. */
const withoutPage = (path: RelativePath, targets: readonly Target[]): PlannedPage => {
  const common = { models: [], cause: "catalog", action: "blocked" } as const;
  const notes = targets.map(({ place }) => ({ ...common, what: "counter", text: place.where }));
  const change = { ...common, path, kind: "counter", before: null, after: null, notes } as const;
  return { change: { ...change, reason: reasonOf(notes) }, records: [], orphans: [] };
};

/** As often a page is planned again where what was planned changes what is to be: as where IDs change hands. */
const mostTurns = 2;

/** Whether a round adds nothing: what is added a second time wasn't recognised. */
const isSettling = (round: Round): boolean =>
  round.parts.every(({ notes }) => notes.every(({ action }) => action !== "add")) &&
  !hasErrors(problemsOf([round]));

/** Whether a text lacks a word that another has: what a page loses on its way to be settled may be people's. */
const losesWords = (before: string, after: string): boolean => {
  const there = new Set(after.split(/[\s|]+/));
  return before.split(/[\s|]+/).some((word) => !there.has(word));
};

const planPage = (
  path: RelativePath,
  targets: readonly Target[],
  context: PageContext,
  rewrite: Rewriter,
): Outcome<PlannedPage | undefined> => {
  const found = context.snapshot.get(path);
  if (found === undefined) {
    const required = targets.filter(({ place }) => !place.optional);
    const problems = required.map(({ place }) => missingPage(path, place, context));
    // Nothing is lost with a number alone: the rest is done.
    return required.length > 0 && required.every(({ kind }) => kind === "counter")
      ? ok(
          withoutPage(path, required),
          problems.map((problem) => ({ ...problem, severity: "warning" })),
        )
      : ok(undefined, problems);
  }
  const { file } = context;
  const { text, count } = rewrite(found.text, path);
  let rounds: readonly Round[] = [];
  const first = scanPage(path, text, found.definitions);
  let [page, content] = [first, text];
  const order = roundsOf(first, targets, file);
  const together = order.length > 1 ? planRound(first, targets, file) : undefined;
  if (together !== undefined && claimsTwice(together, context.entries) && meets(together))
    return ok(undefined, [...problemsOf([together]), overlapping(path, targets, file)]);
  for (const round of order) {
    const done = planRound(page, round, file);
    const { edits } = mergeChanges(done.parts);
    rounds = [...rounds, done];
    if (meets(done)) {
      const meeting = done.planned.map(([target]) => target);
      return ok(undefined, [...problemsOf(rounds), overlapping(path, meeting, file)]);
    }
    if (edits.length === 0) continue;
    const written = fileEdits(page, fitted(page, edits, countedIn(done)));
    if (written === undefined) return ok(undefined, [...problemsOf(rounds), crossing(path)]);
    content = splice(content, written);
    page = scanPage(path, content, found.definitions);
  }
  // An error says why already.
  const isDone = page === first || hasErrors(problemsOf(rounds));
  const openNow = () =>
    openTargets(
      page,
      rounds.flatMap(({ planned }) => planned),
      file,
    );
  let open = isDone ? [] : openNow();
  for (let turn = 0; turn < mostTurns && open.length > 0; turn += 1) {
    const again = planRound(
      page,
      open.map(([target]) => target),
      file,
      new Map(open),
    );
    const { edits } = mergeChanges(again.parts);
    const written =
      meets(again) || !isSettling(again) ? undefined : fileEdits(page, fitted(page, edits, countedIn(again)));
    if (written === undefined || losesWords(content, splice(content, written))) break;
    rounds = withAgain(rounds, again);
    content = splice(content, written);
    page = scanPage(path, content, found.definitions);
    open = openNow();
  }
  const parts = rounds.flatMap((round) => round.parts);
  const records = rounds.flatMap((round) => round.records);
  const orphans = leftIn(rounds.flatMap((round) => round.unknown));
  const mentions = rounds.flatMap((round) => round.mentions ?? []);
  const notes = [...referenceNotes(count), ...mergeChanges(parts).notes];
  const change = changeOf({ path, kind: kindOf(targets), before: found }, content, notes);
  const named = rounds.some((round) => round.mentions !== undefined) ? { mentions } : {};
  return ok({ change, records, orphans, ...named }, [...problemsOf(rounds), ...unsettled(page, open, file)]);
};

/** The pages that outputs have places in, each with all of its places in one pass. */
const planShared = (
  targets: readonly PageTarget[],
  context: PageContext,
): readonly Outcome<PlannedPage | undefined>[] => {
  const byPage = groupBy(targets, ({ page }) => page);
  const rewrite = referenceRewriter(context.renamings, context.settings.includeBase);
  let done = 0;
  return [...byPage].map(([path, onPage]) => {
    context.step?.(done++, byPage.size);
    // What a place holds of every model is needed no longer than its page.
    return planPage(
      path,
      onPage.map(({ make }) => make()),
      context,
      rewrite,
    );
  });
};

/** Plans the pages of all outputs that the run is about: at most one change for each page. */
export const planPages = (context: PageContext): PagesPlan => {
  const wanted = outputs.filter(({ part }) => context.only.has(part));
  const targets = wanted.flatMap((output) => output.targets?.(context) ?? []);
  const shared = new Set(targets.map(({ page }) => page));
  const others = new Map([...context.others].filter(([path]) => !shared.has(path)));
  const outcomes = [
    ...planShared(targets, context),
    ...outputs
      // A file that is renamed takes the links to it along, whatever the run is limited to.
      .filter(({ kind, part }) => kind === "reference" || context.only.has(part))
      .flatMap((output) => output.planPages?.({ ...context, others }) ?? []),
  ];
  const planned = outcomes.flatMap((page) => (page.ok && page.value !== undefined ? [page.value] : []));
  const changed = new Set(planned.map(({ change }) => change.path));
  return {
    changes: planned.map(({ change }) => change),
    records: planned.flatMap(({ records }) => records),
    orphans: planned.flatMap(({ orphans }) => orphans),
    mentions: new Map(
      planned.flatMap(({ change, mentions }) => (mentions === undefined ? [] : [[change.path, mentions]])),
    ),
    others: new Map([...(context.mentions?.files ?? []), ...others].filter(([path]) => changed.has(path))),
    problems: outcomes.flatMap(({ problems }) => problems),
  };
};
