import type { Note } from "../model/note.ts";
import { leftoverFiles, leftoverKeys } from "./leftovers.ts";
import { findOrphans, orphanProblems, type Orphans } from "./orphans.ts";
import type { PagesPlan } from "./pages.ts";
import type { Change, Conflict } from "../model/plan.ts";
import { doubtProblem, goneProblems } from "../lock/gone.ts";
import { nextLock, packerFor } from "../lock/next.ts";
import { noPacker } from "../lock/pack.ts";
import { emptyLock, type Lock } from "../model/lock.ts";
import { assemblePlan, emptyPlan, linkedPaths } from "./assemble.ts";
import { hasErrors, ok, type Outcome, type Problem } from "../model/problem.ts";
import type { Plan } from "../model/plan.ts";
import type { RelativePath } from "../model/file.ts";
import type { ClientPlan } from "./client.ts";
import type { Request } from "./configure.ts";
import { finishEarlier, foreseeEarlier } from "./earlier.ts";
import { memoryOf } from "./lock-input.ts";
import { planFiles } from "./plan-files.ts";
import { planAllPages } from "./plan-pages.ts";
import { replaceProblems } from "./replacing.ts";
import { type Scope, scopeOf } from "./scope.ts";
import { type Ground, type Step, survey } from "./survey.ts";

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

/** What is left of models from before the tool; only a run for everything sees all that there is. */
const orphansOf = ({ settings, snapshot, catalog, jobs, lock }: Ground, { strangers }: PagesPlan): Orphans =>
  findOrphans({
    settings,
    snapshot,
    entries: catalog.entries,
    ids: [...catalog.entries.map(({ id }) => id), ...catalog.excluded.map(({ record }) => record.id)],
    claimed: new Set(
      [...jobs.map(({ location }) => location), ...lock.files.values()].map(({ path }) => path),
    ),
    strangers,
  });

type Left = {
  readonly pages: PagesPlan;
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
};

/** Deals with what is left of models: it is told, and where the policy asks for it to go that is planned, or blocked. */
const dealWithOrphans = async (
  ground: Ground,
  scope: Scope,
  pages: PagesPlan,
  again: (leftovers: ReadonlySet<string>) => Promise<PagesPlan>,
): Promise<Left> => {
  const orphans = orphansOf(ground, pages);
  const { claim } = ground.settings;
  const count = orphans.files.length + orphans.entries.length + orphans.rows.length;
  const asked = scope.prunes && scope.doubt === undefined && count > 0;
  if (!asked) return { pages, changes: [], problems: orphanProblems(orphans) };
  const after = await again(leftoverKeys(orphans));
  const changes = leftoverFiles(ground, scope, orphans, after.changes);
  const problems = scope.claim(claim, "") === "all" ? [] : orphanProblems(orphans);
  return { pages: after, changes, problems };
};

/** Works out every change from what was read. */
const planFrom = async (
  ground: Ground,
  request: Request,
  adopt: boolean,
  step: Step,
): Promise<Planned & { readonly ground: Ground }> => {
  const { lock, inputs } = ground;
  const scope = scopeOf(ground, request);
  const packer = adopt ? packerFor(lock) : noPacker;
  const files = await planFiles(ground, request, scope, { adopt, packer, step });
  const first = await planAllPages(ground, request, scope, files, step);
  const { snippets, removed } = files;
  const told = scope.doubt === undefined ? goneProblems(scope.gone) : [doubtProblem("catalog", scope.doubt)];
  // The client has no models: what it is limited to says nothing of them.
  const whole = (["snippets", "sections", "tables"] as const).every((part) => request.only.has(part));
  const left =
    whole && request.models.length === 0
      ? await dealWithOrphans(ground, scope, first, (leftovers) =>
          planAllPages(ground, request, scope, files, step, leftovers),
        )
      : { pages: first, changes: [], problems: [] };
  const { pages } = left;
  const changes = [...snippets.changes, ...removed.changes, ...pages.changes, ...left.changes];
  const linked = linkedPaths(changes, new Map([...ground.snapshot, ...pages.others]));
  const planned = assemblePlan(
    changes,
    [...snippets.problems, ...removed.problems, ...pages.problems, ...linked, ...told, ...left.problems],
    inputs,
  );
  const plan = {
    ...planned,
    problems: [...planned.problems, ...replaceProblems(request, ground.root, planned)],
  };
  // Who looks at a change wants to see the text before it, of pages that only follow a renamed file too.
  const seen =
    pages.others.size === 0
      ? ground
      : { ...ground, snapshot: new Map([...ground.snapshot, ...pages.others]) };
  const findings = {
    ...files,
    pages,
    changes: plan.changes,
    scope,
    whole,
    packer,
  };
  return {
    plan,
    notes: pages.notes,
    conflicts: snippets.conflicts,
    ground: seen,
    nextLock: (kept) => (adopt ? nextLock(lock, memoryOf(ground, findings, kept)) : lock),
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
export const plan = async (
  request: Request,
  purpose: Purpose,
  step: Step = () => undefined,
): Promise<Planned> => {
  const settle = purpose === "apply" ? finishEarlier : foreseeEarlier;
  const ground = await survey(request, { settle, step });
  if (!ground.ok)
    return {
      plan: emptyPlan(ground.problems),
      notes: new Map(),
      conflicts: new Map(),
      ground: undefined,
      nextLock: () => emptyLock,
    };
  const made = await planFrom(ground.value, request, purpose !== "show", step);
  const client = await planClientPart(ground.value, request);
  const found = client.ok ? client.value : undefined;
  if (found === undefined && ground.problems.length === 0 && client.problems.length === 0) return made;
  const problems = [...ground.problems, ...made.plan.problems, ...client.problems];
  const changes = [...made.plan.changes, ...(found?.changes ?? [])];
  const notes = new Map([...made.notes, ...(found?.notes ?? [])]);
  const existing = found?.existing ?? [];
  return {
    ...made,
    notes,
    plan: assemblePlan(changes, problems, made.plan.inputs),
    ground: { ...made.ground, snapshot: new Map([...made.ground.snapshot, ...existing]) },
  };
};

/** Whether a plan may be applied: a problem that is an error stops it as a whole. */
export const isApplicable = ({ problems }: Plan): boolean => !hasErrors(problems);

/** Whether something should change and can't: a path, or a part of a page whose other parts are changed. */
export const isBlocked = ({ plan, notes }: Pick<Planned, "plan" | "notes">): boolean =>
  plan.summary.blocked > 0 ||
  [...notes.values()].some((inside) => inside.some(({ action }) => action === "blocked"));
