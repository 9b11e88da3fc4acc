import { linkedIn, linkerOf } from "../../generators/placing/links.ts";
import { asksFor } from "../../generators/section/output.ts";
import { snippetOf } from "../../generators/placing/items.ts";
import { rowRefusals } from "../../generators/table/templated.ts";
import { loadRenderer } from "../io/render.ts";
import type { Entry } from "../model/entry.ts";
import type { Held } from "../model/held.ts";
import { fileKey } from "../model/lock.ts";
import type { Outcome, Problem } from "../model/problem.ts";
import { groupBy } from "../text/group-by.ts";
import { templateOf } from "../text/template/needed.ts";
import { isRefusal, refusedProblem } from "../text/template/refusal.ts";
import { holdBackModels } from "./hold-models.ts";
import type { Loaded } from "./load/load.ts";
import { planFrom, type Planned, type Read } from "./plan-from.ts";

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
export const planRefusing = async (read: Read): Promise<Planned> => {
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
