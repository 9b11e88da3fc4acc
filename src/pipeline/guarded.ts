import type { Accepted, Held } from "../model/held.ts";
import { error, type Problem } from "../model/problem.ts";
import { changedModels, heldChanges, heldProblem } from "../policy/hold.ts";
import { isAccepted, judgeCatalog } from "../policy/judge.ts";
import { assemblePlan, emptyPlan } from "./assemble.ts";
import { holdBackModels } from "./hold-models.ts";
import type { Planned, Read } from "./plan-from.ts";
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

/** Plans with the guards: what they doubt is planned as the lock has it, and what would change without them is blocked. */
export const planGuarded = async (read: Read): Promise<Planned> => {
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
