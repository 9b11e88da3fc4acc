import { type GoneFiles, leavingFiles, noGoneFiles, planGoneFiles } from "../../generators/snippet/gone.ts";
import { holdBack } from "./hold-back.ts";
import { citedFiles } from "../../generators/snippet/cited.ts";
import { neededByNav } from "../../generators/navigation/needed.ts";
import { entriesOfGone } from "../../generators/section/edited.ts";
import { citesInGoneRows } from "../../generators/table/cites.ts";
import type { LeavingFiles } from "../../generators/placing/past.ts";
import { planSnippets, type SnippetPlan } from "../../generators/snippet/index.ts";
import { fingerprinter } from "../lock/fingerprint.ts";
import { prunedModels } from "../lock/gone.ts";
import { type GroupPacker, unpacker } from "../lock/pack.ts";
import { needsText, type Situation, situate } from "../../generators/snippet/situation.ts";
import { loadRenderer } from "../io/render.ts";
import { readOtherPages } from "../io/tree.ts";
import type { SurveyedJob } from "../catalog/job.ts";
import { fail, type Outcome } from "../model/problem.ts";
import type { Change } from "../model/plan.ts";
import type { Request } from "./configure.ts";
import { readersFor } from "./nav-readers.ts";
import { replacerOf } from "./replacing.ts";
import type { Scope } from "./scope.ts";
import type { Ground, Step } from "./survey.ts";

/** What becomes of the snippet files: of those that should be there, and of those of models that left. */
export type FilesPlan = { readonly snippets: SnippetPlan; readonly removed: GoneFiles };

const situationsOf = (
  { templates, settings, lock, snapshot, jobs, root }: Ground,
  request: Request,
  { selected }: Scope,
): readonly Situation[] => {
  const { only, version } = request;
  if (!only.has("snippets")) return [];
  const replaces = replacerOf(request, root);
  const { isProtected } = settings;
  const fingerprint = fingerprinter(templates.texts, settings.vars, version);
  return jobs
    .filter(({ entry }) => selected(entry))
    .map((job) => {
      const replace = replaces(job.location.path);
      return situate(job, { lock, snapshot, fingerprint, replace, isProtected });
    });
};

/** Why files that are to go must stay: an entry that people edited, or a page that would still cite them. */
const neededFiles = async (
  ground: Ground,
  { only }: Request,
  scope: Scope,
  leaving: LeavingFiles,
): Promise<ReadonlyMap<string, string>> => {
  const { root, jobs, settings, catalog } = ground;
  if (leaving.size === 0) return new Map();
  const { edited, made } = entriesOfGone(ground, prunedModels(scope.gone), leaving);
  const pages = readOtherPages(root, new Set(jobs.map(({ location }) => location.path)));
  const going = new Map(only.has("sections") ? made : []);
  const rows = only.has("tables")
    ? citesInGoneRows({ ...ground, entries: catalog.entries }, scope.gone)
    : new Map<string, number>();
  for (const [key, count] of rows) going.set(key, (going.get(key) ?? 0) + count);
  const cited = citedFiles({ pages, includeBase: settings.includeBase, going }, leaving);
  const readers = await readersFor(settings);
  const named = neededByNav({ ...ground, readers, planned: only.has("sections") }, scope.gone, leaving);
  return new Map([
    ...[...cited, ...named].map(([key, page]) => [key, `${page} still cites it`] as const),
    ...[...edited].map(
      ([key, place]) => [key, `its entry in ${place} was written or edited by hand`] as const,
    ),
  ]);
};

/** How the files are planned. */
export type FilesManner = {
  /** Files without a record that are as the tool would make them become the tool's. */
  readonly adopt: boolean;
  readonly packer: GroupPacker;
  readonly step: Step;
};

/** Plans the snippet files. */
export const planFiles = async (
  ground: Ground,
  request: Request,
  scope: Scope,
  { adopt, packer, step }: FilesManner,
): Promise<FilesPlan> => {
  const { settings, templates, snapshot, lock } = ground;
  const situations = situationsOf(ground, request, scope);
  // EJS and the merge are loaded only where they are needed: a plan without changes must not pay for them.
  const due = situations.filter(
    (situation) => needsText(situation) || (adopt && situation.record === undefined),
  ).length;
  const renderer = due > 0 ? await loadRenderer(settings, templates) : () => fail();
  let done = 0;
  const render = (job: SurveyedJob): Outcome<string> => {
    if (done < due) step("Rendering", done++, due);
    return renderer(job);
  };
  const edited = situations.some(({ state }) => state === "edited");
  const merge = edited ? (await import("../text/merge.ts")).merge3 : () => undefined;
  const snippets = planSnippets(situations, {
    snapshot,
    lock,
    render,
    merge,
    unpack: unpacker(lock.texts),
    packer,
    adopt,
    claim: (model) => scope.claim(settings.claim, model),
    reclaims: request.claim !== undefined,
    isProtected: settings.isProtected,
  });
  const unasked = ground.catalog.entries.filter(scope.selected);
  const leaving = leavingFiles(lock, scope.gone, settings.snippets, unasked);
  const removed = request.only.has("snippets")
    ? planGoneFiles(leaving, snapshot, scope.gone, await neededFiles(ground, request, scope, leaving))
    : noGoneFiles;
  const { doubt } = scope;
  if (doubt === undefined) return { snippets, removed };
  const hold = (change: Change): Change => holdBack(change, doubt);
  return {
    snippets: { ...snippets, changes: snippets.changes.map(hold) },
    removed: { changes: removed.changes.map(hold), deleted: new Set(), problems: [] },
  };
};
