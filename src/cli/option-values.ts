import { guardNames, unknownGuard } from "../config/policy-settings.ts";
import type { Claim } from "../model/lock.ts";
import { type Part, parts } from "../model/plan.ts";
import { ok, type Outcome, refuse } from "../model/problem.ts";
import { type Filter, filterKeys, filterValues } from "../report/filter.ts";
import { didYouMean } from "../text/suggest.ts";
import { addTo } from "../text/group-by.ts";

/** What is wrong with the command line. */
export const usage = (message: string, fix: string) => refuse("usage", "command line", message, fix);

/** The parts that `--only` names; all of them without it. */
export const onlyParts = (given: string | undefined): Outcome<ReadonlySet<Part>> => {
  if (given === undefined) return ok(new Set(parts));
  const names = given.split(",").map((name) => name.trim());
  const chosen = parts.filter((part) => names.includes(part));
  const wrong = names.find((name) => !parts.some((part) => part === name));
  if (wrong === undefined) return ok(new Set(chosen));
  return usage(`--only doesn't know \`${wrong}\`.`, didYouMean(wrong, parts));
};

const claims: readonly Claim[] = ["as-made", "all", "none"];

/** What `--claim` says. */
export const claimOf = (given: string | undefined): Outcome<Claim | undefined> => {
  const claim = claims.find((each) => each === given);
  if (given === undefined || claim !== undefined) return ok(claim);
  return usage(`--claim doesn't know \`${given}\`.`, didYouMean(given, claims));
};

/** What `--accept` lets through: `GUARD` or `GUARD:MODEL`. */
export const acceptedOf = (given: readonly string[] = []): Outcome<readonly string[]> => {
  const wrong = given.map(unknownGuard).find((name) => name !== undefined);
  if (wrong === undefined) return ok(given);
  return usage(`--accept doesn't know the guard \`${wrong}\`.`, didYouMean(wrong, guardNames));
};

/** What `--filter` lets through: `key=value,key=value`; values of one key stand beside each other. */
export const filtersOf = (given: readonly string[] = []): Outcome<readonly Filter[]> => {
  const filters = new Map<Filter["key"], string[]>();
  for (const part of given.flatMap((text) => text.split(","))) {
    const [name = "", ...value] = part.split("=");
    const key = filterKeys.find((each) => each === name.trim());
    if (key === undefined) return usage(`--filter doesn't know \`${name}\`.`, didYouMean(name, filterKeys));
    if (value.length === 0) return usage(`--filter ${name} has no value.`, `Write ${name}=VALUE.`);
    const wanted = value.join("=").trim();
    const known = filterValues.get(key) ?? [wanted];
    if (!known.includes(wanted))
      return usage(`--filter ${key} doesn't know \`${wanted}\`.`, didYouMean(wanted, known));
    addTo(filters, key, wanted);
  }
  return ok([...filters].map(([key, values]) => ({ key, values })));
};
