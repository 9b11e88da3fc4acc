import type { Page } from "../../src/page/page.ts";
import type { CounterSettings } from "../../src/config/settings.ts";
import { type Outcome, ok } from "../../src/model/problem.ts";
import type { Changes } from "../placing/changes.ts";
import type { Output, PageContext, Target } from "../output.ts";
import { planCounter } from "./index.ts";

const counterTarget = (
  { settings: { date }, entries, past, file }: PageContext,
  counter: CounterSettings,
): Target => {
  const follows = entries.some((entry) => past.follows(entry));
  const limited = !entries.every((entry) => past.selected(entry));
  const plan = (page: Page): Outcome<Changes> =>
    planCounter(page, counter, { entries, follows, limited, date, file });
  return {
    place: counter,
    kind: "counter",
    // Nothing is recorded: what stands there is what a reader would count.
    records: undefined,
    plan: (page) => {
      const planned = plan(page);
      return planned.ok ? ok({ ...planned.value, records: [], orphans: [] }, planned.problems) : planned;
    },
    edits: (page) => {
      const planned = plan(page);
      return planned.ok ? ok(planned.value.edits) : planned;
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
