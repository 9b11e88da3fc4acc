import { guardNames, unknownGuard } from "../config/guard-names.ts";
import type { Claim } from "../model/claim.ts";
import { type Part, parts } from "../model/parts.ts";
import { error, fail, ok, type Outcome } from "../model/problem.ts";
import { didYouMean } from "../text/suggest.ts";

/** What is wrong with the command line. */
export const usage = (message: string, fix: string) => fail(error("usage", "command line", message, fix));

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
