import { fieldsOf } from "../../config/expression.ts";
import type { Settings } from "../../config/settings.ts";
import { ok, type Outcome, refuse } from "../../model/problem.ts";

/** What a person says of the date: --date, and the environment. */
type Given = {
  readonly date: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/** The last second of the year 9999. */
const MAX_SECONDS = 253_402_300_799;

const isDate = (text: string): boolean => {
  const time = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text)
  );
};

/** The date of counters and guards: --date, SOURCE_DATE_EPOCH, or the config's; never the clock. Errors: `date-invalid`. */
export const declareDate = (
  settings: Pick<Settings, "counters" | "date" | "policy">,
  { date, env }: Given,
): Outcome<string | undefined> => {
  const wrong = (where: string, message: string) =>
    refuse("date-invalid", where, message, "Write a date that there is, as in 2026-01-31.");
  if (date !== undefined) return isDate(date) ? ok(date) : wrong("--date", "This is no date.");
  const isShown = settings.counters.some(({ format }) => fieldsOf(format).includes("date"));
  if (!isShown && settings.policy.minAge === undefined) return ok(settings.date);
  const epoch = env.SOURCE_DATE_EPOCH;
  if (epoch !== undefined && epoch !== "") {
    const seconds = /^\d{1,12}$/.test(epoch) ? Number(epoch) : Number.NaN;
    return seconds <= MAX_SECONDS
      ? ok(new Date(seconds * 1000).toISOString().slice(0, 10))
      : refuse(
          "date-invalid",
          "SOURCE_DATE_EPOCH",
          "This is no number of seconds since 1970.",
          "Set it as in `SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)`, or unset it.",
        );
  }
  if (settings.date !== undefined && !isDate(settings.date))
    return wrong("date in the config", "There is no such day.");
  return ok(settings.date);
};
