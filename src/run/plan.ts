import { resolve } from "node:path";
import type { Note } from "../../generators/changes.ts";
import { planPages } from "../../generators/pages.ts";
import { mustRender, planSnippets } from "../../generators/snippet.ts";
import { assemblePlan, emptyPlan } from "../core/plan.ts";
import { loadRenderer } from "../io/render.ts";
import { writeText } from "../io/text-file.ts";
import { type Problem, fail, hasErrors } from "../problem.ts";
import { planToJson } from "../report/json.ts";
import type { Entry, Plan, RelativePath } from "../types.ts";
import type { Request } from "./configure.ts";
import { finishEarlier, foreseeEarlier } from "./earlier.ts";
import { type Ground, survey } from "./survey.ts";

/** A plan, what changes inside its pages, and what it was made from. */
export type Planned = {
  readonly plan: Plan;
  readonly notes: ReadonlyMap<RelativePath, readonly Note[]>;
  /** Undefined when the run ended before everything was read, and for a saved plan. */
  readonly ground: Ground | undefined;
};

const nothing = { changes: [], problems: [] };

/** Works out every change from what was read. */
const planFrom = async (
  ground: Ground,
  { only, models, replace }: Request,
): Promise<Omit<Planned, "ground">> => {
  const { settings, catalog, snapshot, jobs, templates, inputs, file } = ground;
  const chosen = new Set(models);
  const selected = ({ id }: Entry): boolean => chosen.size === 0 || chosen.has(id);
  const due = only.has("snippets") && jobs.some((job) => selected(job.entry) && mustRender(job, replace));
  // EJS is loaded only when something has to be rendered: a plan without changes must not pay for it.
  const render = due ? await loadRenderer(settings, templates) : () => fail();
  const snippets = only.has("snippets")
    ? planSnippets(jobs, snapshot, render, { selected, replace })
    : nothing;
  const pages = planPages({
    settings,
    entries: catalog.entries,
    jobs,
    snapshot,
    selected,
    sections: only.has("sections"),
    tables: only.has("tables"),
    file,
  });
  const changes = [...snippets.changes, ...pages.changes];
  return {
    plan: assemblePlan(changes, [...snippets.problems, ...pages.problems], inputs),
    notes: pages.notes,
  };
};

/**
 * The straight line: read everything, then work out every change. Writes nothing, unless `toApply`
 * asks that an earlier apply that was stopped is finished first.
 */
export const plan = async (request: Request, toApply = false): Promise<Planned> => {
  const ground = await survey(request, toApply ? finishEarlier : foreseeEarlier);
  if (!ground.ok) return { plan: emptyPlan(ground.problems), notes: new Map(), ground: undefined };
  const { plan: made, notes } = await planFrom(ground.value, request);
  return { plan: { ...made, problems: [...ground.problems, ...made.problems] }, notes, ground: ground.value };
};

/** Saves a plan for `apply`; returns what went wrong. */
export const savePlan = (made: Plan, file: string, cwd: string): Problem | undefined =>
  writeText(resolve(cwd, file), file, planToJson(made, true));

/** Whether a plan may be applied: a problem that is an error stops it as a whole. */
export const isApplicable = ({ problems }: Plan): boolean => !hasErrors(problems);
