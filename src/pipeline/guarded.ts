import { locateJobs } from "../../generators/snippet/jobs.ts";
import { toEntries } from "../catalog/entries.ts";
import type { Accepted, Held } from "../model/held.ts";
import { error, ok, type Outcome, type Problem } from "../model/problem.ts";
import { changedModels, heldChanges, heldProblem, withoutHeld } from "../policy/hold.ts";
import { isAccepted, judgeCatalog } from "../policy/judge.ts";
import { assemblePlan, emptyPlan } from "./assemble.ts";
import type { Loaded } from "./load/load.ts";
import { planFrom, type Planned, type Read } from "./plan-from.ts";
import { scopeOf } from "./scope.ts";
import { addTo } from "../text/group-by.ts";

/** What was read, with held models as the lock has them. */
const hold = (loaded: Loaded, held: readonly Held[]): Outcome<Loaded> => {
  const { settings, catalog, lock, snapshot } = loaded;
  const { records, left } = withoutHeld(catalog, lock, held);
  const made = toEntries({ ...settings, exclude: [] }, records);
  if (!made.ok) return made;
  const careful = { ...made.value, excluded: [...catalog.excluded, ...left] };
  return ok({ ...loaded, catalog: careful, jobs: locateJobs(settings, careful, snapshot, lock) });
};

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
export const planGuarded = async (read: Read): Promise<Planned> => {
  const { loaded, request } = read;
  const { settings, lock, catalog } = loaded;
  if (settings.policy.minAge !== undefined && settings.date === undefined)
    return { plan: emptyPlan([...read.warnings, noDate(loaded.file)], loaded.inputs), loaded };
  const doubted = judgeCatalog(settings, lock, catalog.entries);
  if (doubted.length === 0 || scopeOf(loaded, request).doubt !== undefined) return planFrom(read);
  const accept = [...settings.policy.accept, ...(request.accept ?? [])];
  const accepted = byModel(doubted.filter((each) => isAccepted(each, accept)));
  const rest = doubted.filter((each) => !isAccepted(each, accept));
  if (rest.length === 0) return planFrom({ ...read, accepted });
  const wanted = await planFrom({ ...read, accepted, adopt: false });
  const changed = changedModels(wanted.plan);
  // What shows nowhere is nobody's concern.
  const held = rest.filter(({ model }) => changed.has(model));
  if (held.length === 0) return read.adopt ? planFrom({ ...read, accepted }) : wanted;
  const careful = hold(loaded, held);
  const warnings = [...read.warnings, ...held.map(heldProblem), ...(careful.ok ? [] : careful.problems)];
  const planned = await planFrom({
    ...read,
    warnings,
    accepted,
    loaded: careful.ok ? careful.value : loaded,
  });
  const { plan } = planned;
  const changes = heldChanges(wanted.plan, plan, held);
  return { ...planned, plan: { ...plan, ...assemblePlan(changes, plan.problems, plan.inputs) } };
};
