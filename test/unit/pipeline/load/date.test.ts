import { expect, test } from "vitest";
import { declareDate } from "../../../../src/pipeline/load/configure.ts";
import { settings } from "../../given.ts";

const dated = settings({ date: "2026-01-31", counters: [{ name: "n", page: "p.md", format: "{date}" }] });
const undated = settings({ counters: [{ name: "n", page: "p.md" }] });

test.each<[string, typeof dated, string | undefined, Record<string, string>, string | undefined]>([
  ["the config's", dated, undefined, {}, "2026-01-31"],
  ["the environment's before that", dated, undefined, { SOURCE_DATE_EPOCH: "86400" }, "1970-01-02"],
  ["the command line's before both", dated, "2027-02-28", { SOURCE_DATE_EPOCH: "86400" }, "2027-02-28"],
  ["none of its own", undated, undefined, {}, undefined],
  ["none that nobody shows", undated, undefined, { SOURCE_DATE_EPOCH: "nonsense" }, undefined],
  ["no such day", dated, "2026-02-30", {}, "date-invalid"],
  ["no day in the config", { ...dated, date: "2026-02-30" }, undefined, {}, "date-invalid"],
  ["no date at all", dated, "today", {}, "date-invalid"],
  ["no seconds", dated, undefined, { SOURCE_DATE_EPOCH: "-1" }, "date-invalid"],
  ["no year of four digits", dated, undefined, { SOURCE_DATE_EPOCH: "999999999999" }, "date-invalid"],
])("%s", (_, given, date, env, want) => {
  const declared = declareDate(given, { date, env });
  expect(declared.ok ? declared.value : declared.problems[0]?.code).toBe(want);
});
