import type { Page } from "../../src/page/markdown.ts";
import type { CounterSettings } from "../../src/config/settings.ts";
import { type Outcome, ok } from "../../src/model/problem.ts";
import type { Changes } from "../placing/changes.ts";
import type { Target } from "../target.ts";
import type { PagesRequest } from "../target.ts";
import { planCounter } from "./index.ts";

/** A counter as a target of its page. */
export const counterTarget = (
  { settings: { date }, entries, past, file }: PagesRequest,
  counter: CounterSettings,
): Target => {
  const follows = entries.some((entry) => past.follows(entry));
  const plan = (page: Page): Outcome<Changes> => planCounter(page, counter, { entries, follows, date, file });
  return {
    place: counter,
    kind: "counter",
    plan: (page) => {
      const planned = plan(page);
      return planned.ok ? ok({ ...planned.value, records: [], strangers: [] }, planned.problems) : planned;
    },
    edits: (page) => {
      const planned = plan(page);
      return planned.ok ? ok(planned.value.edits) : planned;
    },
  };
};
