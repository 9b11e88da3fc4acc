import type { CounterSettings } from "../../src/config/settings.ts";
import { withWaiting } from "../../src/lock/gone.ts";
import { fail, type Outcome, ok, type Problem } from "../../src/model/problem.ts";
import type { Changes } from "../placing/past.ts";
import type { Output, PageContext, Target } from "../output.ts";
import { planCounter } from "./index.ts";

/** A counter that can't be found or written, for what people or the catalog did, stays alone: the rest is done. */
const heldBack = (name: string, problems: readonly Problem[]): Outcome<Changes> => {
  if (!problems.every(({ code }) => code.startsWith("counter-"))) return fail(...problems);
  const note = { cause: "catalog", models: [], what: "counter", action: "blocked", text: name } as const;
  return ok(
    { edits: [], notes: [note] },
    problems.map((problem) => ({ ...problem, severity: "warning" })),
  );
};

const counterTarget = (
  { settings: { date }, entries: own, past, file }: PageContext,
  counter: CounterSettings,
): Target => {
  const entries = withWaiting(own, past.gone);
  const follows = entries.some((entry) => past.follows(entry));
  const limited = !entries.every((entry) => past.selected(entry));
  return {
    place: counter,
    kind: "counter",
    // Nothing is recorded: what stands there is what a reader would count.
    records: undefined,
    plan: (page) => {
      const counted = planCounter(page, counter, { entries, follows, limited, date, file });
      const planned = counted.ok ? counted : heldBack(counter.name, counted.problems);
      return planned.ok ? ok({ ...planned.value, records: [], orphans: [] }, planned.problems) : planned;
    },
  };
};

/** Values in running text that follow the catalog. */
export const counterOutput: Output = {
  kind: "counter",
  title: "Counters",
  part: "sections",
  targets: (context) =>
    context.settings.counters.map((counter) => ({
      page: counter.page,
      make: () => counterTarget(context, counter),
    })),
};
