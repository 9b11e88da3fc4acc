import type { CatalogView } from "../../types.ts";
import { type Attempt, attempt } from "../agreement.ts";
import type { Candidate } from "../expressions.ts";
import type { Reading } from "../readings.ts";
import { type Sample, spread } from "../samples.ts";

/** How many expressions are tried on all texts. */
const mostTried = 8;

const ruled = ({ rules }: Reading): string => JSON.stringify(rules);

/** A candidate whose readings with some rules have others. */
const withRules = (
  { value, readings }: Candidate,
  [from, to]: readonly [string, string],
  all: readonly Reading[],
): Candidate => {
  const changed = readings.map((own) => {
    const other = ruled(own) === from && all.find((each) => each.path === own.path && ruled(each) === to);
    return [own, other === undefined || other === false ? own : other] as const;
  });
  const text = changed.reduce(
    (made, [own, other]) => made.replaceAll(`{${own.name}}`, `{${other.name}}`),
    value,
  );
  return { value: text, readings: changed.map(([, other]) => other) };
};

/**
 * What was tried with its values in another form, where that explains more: what few texts tell (a half that is rounded
 * to the even neighbour, a comma behind thousands) may be in none of those that suggested the form.
 */
const closer = (
  [candidate, tried]: readonly [Candidate, Attempt],
  samples: readonly Sample[],
  { readings }: CatalogView,
): Attempt => {
  const others = new Set(tried.differing.map(({ model }) => model));
  const apart = spread(samples.filter(({ model }) => others.has(model)));
  if (apart.length === 0) return tried;
  const paths = new Set(candidate.readings.map(({ path }) => path));
  const forms = new Set(readings.filter(({ path }) => paths.has(path)).map(ruled));
  return [...new Set(candidate.readings.map(ruled))]
    .flatMap((from) => [...forms].map((to) => withRules(candidate, [from, to], readings)))
    .filter((each) => (attempt(each, apart)?.explained ?? 0) > 0)
    .flatMap((each) => attempt(each, samples) ?? [])
    .reduce((best, each) => (each.explained > best.explained ? each : best), tried);
};

/** How the likeliest of the candidates do on all of the texts, up to the first that gives each; with other forms of the best. */
export const attemptEach = (
  candidates: readonly Candidate[],
  samples: readonly Sample[],
  catalog: CatalogView,
  isMore: (tried: Attempt) => boolean,
): readonly Attempt[] => {
  const own: (readonly [Candidate, Attempt])[] = [];
  for (const candidate of candidates.slice(0, mostTried)) {
    const tried = attempt(candidate, samples);
    if (tried === undefined || !isMore(tried)) continue;
    own.push([candidate, tried]);
    if (tried.differing.length === 0) break;
  }
  const most = Math.max(...own.map(([, { explained }]) => explained));
  const nearest = own.filter(([, { explained }]) => explained === most);
  return [...own.map(([, tried]) => tried), ...nearest.map((each) => closer(each, samples, catalog))];
};
