import { ledTo } from "./pages/led-to.ts";
import { outputs } from "../../generators/index.ts";
import type { FileContext, FilesPlan, MentionContext, Scope } from "../../generators/output.ts";
import { aborted, ok, type Outcome, type Problem } from "../model/problem.ts";
import type { RelativePath, SnapshotFile } from "../model/file.ts";
import { fileKey, type FileRecord } from "../model/lock.ts";
import { holdBack } from "./pages/hold-back.ts";
import { fileTools, type Loaded, type Step } from "./load/load.ts";
import { dealWithLeftovers } from "./pages/leftovers.ts";
import { doubtOf, doubtProblem, findGone, goneProblems, movedProblems } from "../lock/gone.ts";
import { type LockChanges, nextLock, packerFor, type PlaceRecords } from "../lock/next.ts";
import { locateJobs } from "../../generators/snippet/locate.ts";
import { alikeSlugs } from "../../generators/placing/alike-slugs.ts";
import { barredAddresses } from "../catalog/barred.ts";
import { placelessModels } from "../catalog/placeless.ts";
import { lackRecords, modelsLacking } from "../lock/lacks.ts";
import { noPacker } from "../lock/pack.ts";
import { assemblePlan, emptyPlan, linkedPaths } from "./assemble.ts";
import type { Change, Plan } from "../model/plan.ts";
import { giveBack, lockChangesOf } from "./give-back.ts";
import type { Request } from "./load/configure.ts";
import { mentionsOf } from "./pages/mentions.ts";
import { planAllPages } from "./pages/plan-pages.ts";
import { replaceProblems, replacerOf } from "./replacing.ts";
import { applyMoves } from "../lock/revise.ts";
import { groupBy } from "../text/group-by.ts";
import { idsOf } from "../catalog/entries.ts";

/** Finds out what a run is about: everything, or the models that were chosen. */
export const scopeOf = (
  { lock, catalog, settings, unknown, unsure, hasUnnamed }: Loaded,
  { models, leave, prune, claim, acceptCatalog }: Request,
): Scope => {
  const chosen = new Set(models);
  const gone = findGone(lock, catalog, settings.removal, prune);
  const left = new Set(leave);
  const isChosen = (id: string): boolean =>
    (chosen.size === 0 || chosen.has(id)) && !left.has(id) && !unsure.has(id);
  // A model that seems to have left may be what has no name.
  const isGone = ({ record }: (typeof gone)[number]): boolean => isChosen(record.model) && !hasUnnamed;
  return {
    limited: chosen.size + left.size > 0,
    strays: [...unknown.keys()],
    selected: ({ id }) => isChosen(id),
    prunes: prune || settings.removal.policy === "prune",
    claim: (own, model) => (claim !== undefined && isChosen(model) ? claim : own),
    reclaims: claim !== undefined,
    gone: gone.filter(isGone),
    others: gone.filter((each) => !isGone(each)).map((each) => ({ ...each, action: "keep" })),
    doubt: acceptCatalog ? undefined : doubtOf(lock, catalog, gone, settings),
  };
};

/** The new ID of each model that has gone while its file is another's: IDs change, and slugs stay. Only one to one. */
const heirsOf = ({ lock, jobs, catalog }: Loaded): ReadonlyMap<string, string> => {
  const present = new Set(idsOf(catalog));
  const former = new Map<RelativePath, string>();
  for (const { model, path } of lock.files.values()) if (!present.has(model)) former.set(path, model);
  const pairs = (former.size === 0 ? [] : jobs).flatMap(({ entry: { id }, snippet, location }) => {
    const gone = former.get(location.path);
    const isNew = !lock.models.has(id) && !lock.files.has(fileKey(snippet.id, id));
    return gone !== undefined && isNew ? [[gone, id] as const] : [];
  });
  const heirs = groupBy(pairs, ([gone]) => gone);
  const whose = groupBy(pairs, ([, heir]) => heir);
  return new Map(
    pairs.filter(
      ([gone, heir]) =>
        heirs.get(gone)?.every(([, other]) => other === heir) &&
        whose.get(heir)?.every(([other]) => other === gone),
    ),
  );
};

/** What was read, with a lock in which models whose ID changed under their files have had the new one all along. */
const withHeirs = (loaded: Loaded): Loaded => {
  const heirs = heirsOf(loaded);
  if (heirs.size === 0) return loaded;
  const lock = applyMoves(loaded.lock, heirs);
  // The model's other files may lie where only the old ID leads.
  return { ...loaded, lock, jobs: locateJobs(loaded.settings, loaded.catalog, loaded.snapshot, lock) };
};

/** A plan, and what it was made from. */
export type Planned = {
  readonly plan: Plan;
  /** Undefined when the run ended before everything was read. */
  readonly loaded: Loaded | undefined;
  /** What names of models were judged by, where they were. */
  readonly mentions?: MentionContext | undefined;
  /** What the lock is to record of places in pages that stay as they are: IDs may have changed hands. */
  readonly standing?: readonly PlaceRecords[];
  /** Whether the policy asks for something to go of which no lock tells whose it is: then nothing is in step. */
  readonly unsettled?: boolean;
  /** The models that are held as a template can't be filled in for them, each with why. */
  readonly refused?: ReadonlyMap<string, Problem>;
};

/** The files of all outputs that the run is about, in the order of the registry; what fails leaves out its own. */
const planAllFiles = async (context: FileContext): Promise<Outcome<FilesPlan>> => {
  const changes: Change[] = [];
  const records: FileRecord[] = [];
  const deleted = new Set<string>();
  const existing = new Map<RelativePath, SnapshotFile>();
  const problems: Problem[] = [];
  const { doubt } = context.scope;
  for (const { part, planFiles } of outputs) {
    if (planFiles === undefined || !context.only.has(part)) continue;
    const planned = await planFiles(context);
    problems.push(...planned.problems);
    if (!planned.ok) continue;
    for (const change of planned.value.changes)
      changes.push(doubt === undefined ? change : holdBack(change, doubt));
    for (const record of planned.value.records) records.push(record);
    for (const key of planned.value.deleted) deleted.add(key);
    for (const [path, file] of planned.value.existing) existing.set(path, file);
  }
  return ok({ changes, records, deleted, existing }, problems);
};

/** What was read, what is wrong with it, and how the run is done. */
export type Read = {
  readonly loaded: Loaded;
  readonly warnings: readonly Problem[];
  readonly request: Request;
  /** Whether the plan is to be applied: then it also finds out whose files without a record are. */
  readonly adopt: boolean;
  readonly step: Step;
  /** What guards held and people let through, by model. */
  readonly accepted?: LockChanges["accepted"];
};

/** Works out every change from what was read. */
export const planFrom = async ({
  loaded: given,
  warnings,
  request,
  adopt,
  step,
  accepted,
}: Read): Promise<Planned> => {
  const read = withHeirs(given);
  const scope = scopeOf(read, request);
  const back = giveBack(read.lock, read.settings, request, scope);
  const loaded = { ...read, lock: back.lock };
  const { lock, inputs, catalog } = loaded;
  const tools = fileTools(loaded, step);
  const packer = adopt ? packerFor(lock) : noPacker;
  const planFiles = (planned?: readonly Change[]): Promise<Outcome<FilesPlan>> =>
    planAllFiles({
      ...loaded,
      ...request,
      entries: catalog.entries,
      templates: loaded.templates.texts,
      scope,
      replaces: replacerOf(request, loaded.root),
      ...{ adopt, packer, tools },
      ...(planned === undefined ? {} : { planned }),
    });
  let files = await planFiles();
  if (request.signal?.aborted === true) return { plan: emptyPlan([aborted], inputs), loaded };
  if (!files.ok) return { plan: emptyPlan(files.problems, inputs), loaded };
  const named = request.only.has("mentions") ? mentionsOf(loaded, request, scope) : ok(undefined);
  if (!named.ok) return { plan: emptyPlan(named.problems, inputs), loaded };
  const mentions = named.value;
  const followed = (value: FilesPlan) => ({ ...value, scope, step, mentions });
  let first = await planAllPages(loaded, request, followed(files.value));
  // What pages cite still when they follow stays, and then they may cite more.
  for (let count = files.value.deleted.size; count > 0; ) {
    const again = await planFiles(first.changes);
    if (!again.ok) return { plan: emptyPlan(again.problems, inputs), loaded };
    if (again.value.deleted.size >= count) break;
    files = again;
    count = again.value.deleted.size;
    first = await planAllPages(loaded, request, followed(again.value));
  }
  const follow = followed(files.value);
  const doubtful =
    scope.doubt === undefined
      ? [...goneProblems(scope.gone), ...movedProblems(scope.gone, lock, catalog, loaded.settings)]
      : [doubtProblem("catalog", scope.doubt)];
  // The client has no models: what it is limited to says nothing of them.
  const whole = (["snippets", "sections", "tables"] as const).every((part) => request.only.has(part));
  const everything = whole && !scope.limited;
  const left = whole
    ? await dealWithLeftovers(first, {
        ...{ loaded, scope, loadRenderer: tools.loadRenderer },
        again: (leftovers) => planAllPages(loaded, request, { ...follow, leftovers }),
      })
    : { pages: first, changes: [], problems: [...loaded.unknown.values()], unsettled: false };
  const { pages } = left;
  const changes = [...files.value.changes, ...pages.changes, ...left.changes];
  // Who looks at a change wants to see the text before it, of whatever file.
  const snapshot = new Map([...pages.others, ...loaded.snapshot, ...files.value.existing]);
  const linked = linkedPaths(changes, snapshot);
  const placeless = everything
    ? placelessModels(loaded.settings, catalog.entries, lock, loaded.file)
    : { problems: [], lacks: modelsLacking(lock) };
  const planned = assemblePlan(
    changes,
    [
      ...warnings,
      ...files.problems,
      ...named.problems,
      ...pages.problems,
      ...linked,
      ...back.problems,
      ...doubtful,
      ...left.problems,
      ...placeless.problems,
      ...barredAddresses(catalog.entries, loaded.file),
      ...alikeSlugs(loaded.settings, catalog.entries, loaded.file),
    ],
    inputs,
  );
  const lost = ledTo(loaded, planned.changes, snapshot);
  const lacks = lackRecords(placeless.lacks, lost.lacks);
  const problems = [...planned.problems, ...replaceProblems(request, loaded.root, planned), ...lost.problems];
  const tells = request.only.has("documents") && !scope.limited;
  const found = { pages, changes: planned.changes, scope, whole, tells, packer, mentions };
  const next = adopt
    ? { lock: nextLock(lock, { ...lockChangesOf(loaded, { ...files.value, ...found }), accepted, lacks }) }
    : {};
  const { unsettled } = left;
  const changed = new Set(planned.changes.flatMap(({ action, path }) => (action === "keep" ? [] : [path])));
  const standing = pages.records.filter(({ page }) => !changed.has(page));
  return {
    plan: { ...planned, problems, ...next },
    loaded: { ...loaded, snapshot },
    ...{ mentions, standing, unsettled },
  };
};
