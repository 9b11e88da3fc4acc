import type { Note } from "../../generators/changes.ts";
import type { ClientPlan } from "./client.ts";
import { type GoneFiles, planGoneFiles } from "../../generators/gone-files.ts";
import { holdBack } from "../../generators/hold-back.ts";
import { includeOf } from "../../generators/items.ts";
import { planPages } from "../../generators/pages.ts";
import type { Past } from "../../generators/past.ts";
import type { Renaming } from "../../generators/references.ts";
import { type Conflict, planSnippets, type SnippetPlan } from "../../generators/snippet.ts";
import { fingerprinter } from "../core/fingerprint.ts";
import { doubtOf, doubtProblem, findGone, type Gone, goneProblems } from "../core/gone.ts";
import { nextLock } from "../core/lock/next.ts";
import { unpacker } from "../core/lock/pack.ts";
import { emptyLock, fileKey, type Lock } from "../core/lock/types.ts";
import { assemblePlan, emptyPlan } from "../core/plan.ts";
import { needsText, type Situation, situate } from "../core/situation.ts";
import { loadRenderer } from "../io/render.ts";
import { readOtherPages } from "../io/tree.ts";
import { fail, hasErrors, ok, type Outcome } from "../problem.ts";
import type { Entry, Plan, RelativePath } from "../types.ts";
import type { Request } from "./configure.ts";
import { finishEarlier, foreseeEarlier } from "./earlier.ts";
import { memoryOf } from "./memory.ts";
import { type Ground, survey } from "./survey.ts";

/** What a plan is made for: a plan that will be applied also finds out whose files without a record are. */
export type Purpose = "show" | "save" | "apply";

/** A plan, what changes inside its pages, and what it was made from. */
export type Planned = {
  readonly plan: Plan;
  readonly notes: ReadonlyMap<RelativePath, readonly Note[]>;
  /** The files that a hand edit blocks. */
  readonly conflicts: ReadonlyMap<RelativePath, Conflict>;
  /** Undefined when the run ended before everything was read, and for a saved plan. */
  readonly ground: Ground | undefined;
  /** The lock as it is to be when the plan was applied, but for the paths that were kept back. */
  readonly nextLock: (kept: ReadonlySet<RelativePath>) => Lock;
};

const planFiles = async (
  ground: Ground,
  situations: readonly Situation[],
  adopt: boolean,
): Promise<SnippetPlan> => {
  const { settings, templates, snapshot, lock } = ground;
  // EJS and the merge are loaded only where they are needed: a plan without changes must not pay for them.
  const due = situations.some(
    (situation) => needsText(situation) || (adopt && situation.record === undefined),
  );
  const render = due ? await loadRenderer(settings, templates) : () => fail();
  const edited = situations.some(({ state }) => state === "edited");
  const merge = edited ? (await import("../core/merge.ts")).merge3 : () => undefined;
  return planSnippets(situations, { snapshot, lock, render, merge, unpack: unpacker(lock.texts), adopt });
};

const pastOf = (
  { lock, settings }: Ground,
  gone: readonly Gone[],
  { deleted }: GoneFiles,
  selected: Past["selected"],
): Past => ({
  lock,
  gone,
  selected,
  mark: (title) => settings.removal.mark.replaceAll("{title}", () => title),
  stays: (model, snippet) => lock.files.has(fileKey(snippet, model)) && !deleted.has(fileKey(snippet, model)),
  includeOf: (model, snippet) => {
    const path = lock.files.get(fileKey(snippet, model))?.path;
    return path === undefined ? undefined : includeOf(settings.includeBase, path);
  },
});

/** Works out every change from what was read. */
const planFrom = async (
  ground: Ground,
  request: Request,
  adopt: boolean,
): Promise<Omit<Planned, "ground">> => {
  const { settings, catalog, snapshot, jobs, inputs, file, lock, root, templates } = ground;
  const { only, models, replace } = request;
  const chosen = new Set(models);
  const selected = ({ id }: Entry): boolean => chosen.size === 0 || chosen.has(id);
  const gone = chosen.size > 0 ? [] : findGone(lock, catalog, settings.removal, request.prune);
  const doubt = request.acceptCatalog ? undefined : doubtOf(lock, catalog, gone, settings.removal);
  const fingerprint = fingerprinter(templates.texts, settings.vars, request.version);
  const due = only.has("snippets") ? jobs.filter(({ entry }) => selected(entry)) : [];
  const situations = due.map((job) => situate(job, { lock, snapshot, fingerprint, replace }));
  const snippets = await planFiles(ground, situations, adopt);
  const removed = only.has("snippets")
    ? planGoneFiles(lock, snapshot, gone)
    : { changes: [], deleted: new Set<string>() };
  const renamings = snippets.changes.flatMap(({ action, from, path: to }): readonly Renaming[] =>
    action === "rename" && from !== undefined ? [{ from, to }] : [],
  );
  const pages = planPages({
    settings,
    entries: catalog.entries,
    jobs,
    snapshot,
    others: renamings.length > 0 ? readOtherPages(root, snapshot) : new Map(),
    renamings,
    past: pastOf(ground, gone, removed, selected),
    sections: only.has("sections"),
    tables: only.has("tables"),
    file,
  });
  const wanted = [...snippets.changes, ...removed.changes, ...pages.changes];
  const changes =
    doubt === undefined
      ? wanted
      : wanted.map((change) => holdBack(change, pages.notes.get(change.path) ?? [], doubt));
  const told = doubt === undefined ? goneProblems(gone) : [doubtProblem("catalog", doubt)];
  const plan = assemblePlan(changes, [...snippets.problems, ...pages.problems, ...told], inputs);
  const whole = only.has("snippets") && only.has("sections") && only.has("tables");
  const findings = {
    snippets,
    removed,
    pages,
    changes: plan.changes,
    gone,
    doubtful: doubt !== undefined,
    whole,
    selected,
  };
  return {
    plan,
    notes: pages.notes,
    conflicts: snippets.conflicts,
    nextLock: (kept) => nextLock(lock, memoryOf(ground, findings, kept)),
  };
};

/** The client, where the config has one and the run isn't about single models. */
const planClientPart = async (ground: Ground, request: Request): Promise<Outcome<ClientPlan | undefined>> => {
  const { client } = ground.settings;
  if (client === undefined || !request.only.has("client") || request.models.length > 0) return ok(undefined);
  const { planClientFiles } = await import("./client.ts");
  return planClientFiles(ground, client, request);
};

/**
 * The straight line: read everything, then work out every change. Writes nothing, except that an
 * earlier apply that was stopped is finished first when this plan is to be applied.
 */
export const plan = async (request: Request, purpose: Purpose): Promise<Planned> => {
  const ground = await survey(request, purpose === "apply" ? finishEarlier : foreseeEarlier);
  if (!ground.ok)
    return {
      plan: emptyPlan(ground.problems),
      notes: new Map(),
      conflicts: new Map(),
      ground: undefined,
      nextLock: () => emptyLock,
    };
  const made = await planFrom(ground.value, request, purpose !== "show");
  const client = await planClientPart(ground.value, request);
  const found = client.ok ? client.value : undefined;
  const problems = [...ground.problems, ...made.plan.problems, ...client.problems];
  const changes = [...made.plan.changes, ...(found?.changes ?? [])];
  const notes = new Map([...made.notes, ...(found?.notes ?? [])]);
  const existing = found?.existing ?? [];
  return {
    ...made,
    notes,
    plan: assemblePlan(changes, problems, made.plan.inputs),
    ground: { ...ground.value, snapshot: new Map([...ground.value.snapshot, ...existing]) },
  };
};

/** Whether a plan may be applied: a problem that is an error stops it as a whole. */
export const isApplicable = ({ problems }: Plan): boolean => !hasErrors(problems);

/** Whether something should change and can't: a path, or a part of a page whose other parts are changed. */
export const isBlocked = ({ plan, notes }: Pick<Planned, "plan" | "notes">): boolean =>
  plan.summary.blocked > 0 ||
  [...notes.values()].some((inside) => inside.some(({ action }) => action === "blocked"));
