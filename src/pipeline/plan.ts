import { type Change, isBlockedChange, type Plan } from "../model/plan.ts";
import { pointAt } from "../io/config/point-at.ts";
import { type Problem, error } from "../model/problem.ts";
import { classed } from "../policy/classes.ts";
import { emptyPlan, assemblePlan } from "./assemble.ts";
import type { Request } from "./load/configure.ts";
import { load, type Step } from "./load/load.ts";
import { inspectUnfinished, recoverUnfinished } from "./load/recover.ts";
import type { Planned, Read } from "./plan-from.ts";
import type { Accepted, Held } from "../model/held.ts";
import { changedModels, heldChanges, heldProblem } from "../policy/hold.ts";
import { isAccepted, judgeCatalog } from "../policy/judge.ts";
import { holdBackModels } from "./hold-models.ts";
import { planRefusing } from "./refused.ts";
import { scopeOf } from "./scope.ts";
import { addTo } from "../text/group-by.ts";

const byModel = (held: readonly Held[]): ReadonlyMap<string, readonly Accepted[]> => {
  const all = new Map<string, Accepted[]>();
  for (const { guard, model, field, to } of held) addTo(all, model, { guard, field, value: to });
  return all;
};

const noDate = (file: string): Problem =>
  error(
    "guard-no-date",
    `${file}: policy.guards.minAge`,
    "Nothing says what day it is, so no model's age is known.",
    "Declare `date`, or give --date or SOURCE_DATE_EPOCH.",
  );

/**
 * Plans with the guards of the policy: what they doubt is planned as the lock has it, and what would change without
 * them is blocked. A catalog that is doubtful as a whole changes nothing that is there anyway.
 */
const planGuarded = async (read: Read): Promise<Planned> => {
  const { loaded, request } = read;
  const { settings, lock, catalog } = loaded;
  if (settings.policy.minAge !== undefined && settings.date === undefined)
    return { plan: emptyPlan([...read.warnings, noDate(loaded.file)], loaded.inputs), loaded };
  const doubted = judgeCatalog(settings, lock, catalog.entries);
  if (doubted.length === 0 || scopeOf(loaded, request).doubt !== undefined) return planRefusing(read);
  const accept = [...settings.policy.accept, ...(request.accept ?? [])];
  const accepted = byModel(doubted.filter((each) => isAccepted(each, accept)));
  const rest = doubted.filter((each) => !isAccepted(each, accept));
  if (rest.length === 0) return planRefusing({ ...read, accepted });
  const wanted = await planRefusing({ ...read, accepted, adopt: false });
  const changed = changedModels(wanted.plan);
  // What shows nowhere is nobody's concern.
  const held = rest.filter(({ model }) => changed.has(model));
  if (held.length === 0) return read.adopt ? planRefusing({ ...read, accepted }) : wanted;
  const careful = holdBackModels(loaded, held);
  const warnings = [...read.warnings, ...held.map(heldProblem), ...(careful.ok ? [] : careful.problems)];
  const planned = await planRefusing({
    ...read,
    warnings,
    accepted,
    loaded: careful.ok ? careful.value : loaded,
  });
  const { plan } = planned;
  const changes = heldChanges(wanted.plan, plan, held);
  return { ...planned, plan: { ...plan, ...assemblePlan(changes, plan.problems, plan.inputs) } };
};

export type { Planned } from "./plan-from.ts";

/** What a plan is made for: a plan that will be applied also finds out whose files without a record are. */
export type Purpose = "show" | "save" | "apply";

/** What stands in the way of files that are to come. */
const unreachable = async (root: string, changes: readonly Change[]): Promise<readonly Problem[]> => {
  const fresh = changes.flatMap(({ path, action }) =>
    action === "create" || action === "rename" ? [path] : [],
  );
  if (fresh.length === 0) return [];
  const { diskFileSystem } = await import("../io/fs.ts");
  const { inTheWay } = await import("../io/apply/verify.ts");
  return [...new Set(inTheWay(diskFileSystem, root, fresh))];
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
  const settle = purpose === "apply" ? recoverUnfinished : inspectUnfinished;
  const loaded = await load(request, { settle, step, seeks: true });
  if (!loaded.ok) return { plan: emptyPlan(loaded.problems), loaded: undefined };
  const adopt = purpose !== "show";
  const planned = await planGuarded({
    loaded: loaded.value,
    warnings: loaded.problems,
    request,
    adopt,
    step,
  });
  const { settings, lock, catalog, root } = loaded.value;
  const own =
    request.draft === undefined ? await pointAt(planned.plan.problems, loaded.value) : planned.plan.problems;
  const problems = [...own, ...(await unreachable(root, planned.plan.changes))];
  const changes =
    settings.policy.classes === undefined
      ? planned.plan.changes
      : classed(planned.plan.changes, { settings, lock, entries: catalog.entries });
  return { ...planned, plan: { ...planned.plan, changes, problems } };
};

/**
 * Whether something should change and can't: a path, or a part of a page whose other parts are changed; or a model of
 * which nobody can tell what it should change to, as of any in a doubtful catalog, or no text can be made.
 */
export const isBlocked = ({ changes, problems }: Pick<Plan, "changes" | "problems">): boolean =>
  changes.some(isBlockedChange) ||
  problems.some(({ code }) =>
    /^(?:catalog-(?:doubtful|duplicate-id|(?:malformed|unnamed)-record)|template-refused)$/.test(code),
  );
