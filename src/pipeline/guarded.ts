import { linkedIn, linkerOf, snippetOf } from "../../generators/placing/links.ts";
import { asksFor } from "../../generators/section/output.ts";
import { locateJobs } from "../../generators/snippet/locate.ts";
import { rowRefusals } from "../../generators/table/templated.ts";
import { toEntries } from "../catalog/entries.ts";
import { loadRenderer } from "../io/render.ts";
import type { Entry } from "../model/entry.ts";
import { type Accepted, type Held, fileKey } from "../model/lock.ts";
import { type Outcome, type Problem, error, ok } from "../model/problem.ts";
import { changedModels, heldChanges, heldProblem, withoutHeld } from "../policy/hold.ts";
import { isAccepted, judgeCatalog } from "../policy/judge.ts";
import { addTo, groupBy } from "../text/group-by.ts";
import { templateOf } from "../text/template/needed.ts";
import { isRefusal, refusedProblem } from "../text/template/refusal.ts";
import { assemblePlan, emptyPlan } from "./assemble.ts";
import type { Loaded } from "./load/load.ts";
import { planFrom, type Planned, type Read, scopeOf } from "./plan-from.ts";

/** What was read, with held models as the lock has them. */
const holdBackModels = (loaded: Loaded, held: readonly Held[]): Outcome<Loaded> => {
  const { settings, catalog, lock, snapshot } = loaded;
  const { records, left } = withoutHeld(catalog, lock, held);
  const made = toEntries({ ...settings, exclude: [] }, records);
  if (!made.ok) return made;
  const careful = { ...made.value, excluded: [...catalog.excluded, ...left] };
  return ok({ ...loaded, catalog: careful, jobs: locateJobs(settings, careful, snapshot, lock) });
};

/** What one template makes of one model. */
type Made = { readonly template: string; readonly model: string; readonly outcome: Outcome<unknown> };

/** What the templates of files that the tool makes, and of code in pages, make of each model. */
const madeOf = async ({ settings, templates, catalog, jobs, lock }: Loaded): Promise<readonly Made[]> => {
  const render = await loadRenderer(settings, templates);
  const inPages = settings.sections.flatMap((section) => {
    const snippet = section.format.code ? snippetOf(settings, section) : undefined;
    const asked = snippet === undefined ? [] : catalog.entries.filter(asksFor(settings, section));
    return asked.flatMap((entry) => (snippet === undefined ? [] : [{ entry, snippet }]));
  });
  const files = jobs.filter(
    ({ entry, snippet }) => lock.files.get(fileKey(snippet.id, entry.id))?.owner !== "people",
  );
  return [...files, ...inPages].map(({ entry, snippet }) => ({
    template: `${templateOf(snippet, entry.templates)} ${snippet.language}`,
    model: entry.id,
    outcome: render({ entry, snippet }),
  }));
};

/** The models that a template refuses while it takes others, each with why; one that takes none is faulty itself. */
const refusedOf = (made: readonly Made[]): ReadonlyMap<string, Problem> =>
  new Map(
    [...groupBy(made, ({ template }) => template).values()]
      .filter((all) => all.some(({ outcome }) => outcome.ok))
      .flatMap((all) =>
        all.flatMap(({ model, outcome }) => {
          const [problem] = outcome.ok ? [] : outcome.problems;
          return problem === undefined ? [] : [[model, problem] as const];
        }),
      ),
  );

const asHeld = (model: string): Held => ({ guard: "template", model, field: "", from: null, to: null });

/** Plans; models of which a template can't be filled in, while it can of others, are planned as the lock has them. */
const planRefusing = async (read: Read): Promise<Planned> => {
  const { loaded } = read;
  const linker = linkerOf(loaded.settings, loaded.jobs, [], loaded.lock);
  const entriesOf = (page: string): readonly Entry[] => linkedIn(linker, loaded.catalog.entries, page);
  const rows = rowRefusals(loaded.settings, entriesOf);
  const planned = rows.size === 0 ? await planFrom(read) : undefined;
  if (planned?.plan.problems.some(isRefusal) === false) return planned;
  const refused = new Map([...refusedOf(await madeOf(loaded)), ...rows]);
  const careful = holdBackModels(loaded, [...refused.keys()].map(asHeld));
  if (refused.size === 0 || !careful.ok) return planned ?? planFrom(read);
  const told = [...refused].map(([model, problem]) =>
    refusedProblem(`The changes of ${JSON.stringify(model)} are`, problem),
  );
  const held = await planFrom({ ...read, loaded: careful.value, warnings: [...read.warnings, ...told] });
  return { ...held, refused };
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
