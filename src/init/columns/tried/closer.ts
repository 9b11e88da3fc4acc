import { groupBy, toMap } from "../../../text/group-by.ts";
import type { CatalogView } from "../../types.ts";
import { type Attempt, attempt } from "../agreement.ts";
import { type Candidate, withOthers } from "../expressions.ts";
import type { Reading } from "../readings.ts";
import { type Sample, spread } from "../samples.ts";

/** How many expressions are tried on all texts. */
const mostTried = 8;

/** The share of texts that a candidate must explain for its values to be tried in other forms. */
const leastExplained = 2 / 3;

const ruled = ({ rules }: Reading): string => JSON.stringify(rules);

/** What was tried with its values in another form, where that explains more: few texts tell how halves are rounded. */
const closer = (
  [candidate, tried]: readonly [Candidate, Attempt],
  samples: readonly Sample[],
  { readings }: CatalogView,
): Attempt => {
  const others = new Set(tried.differing.map(({ model }) => model));
  const apart = spread(samples.filter(({ model }) => others.has(model)));
  if (apart.length === 0 || tried.explained < leastExplained * samples.length) return tried;
  const paths = new Set(candidate.readings.map(({ path }) => path));
  const forms = groupBy(
    readings.filter(({ path }) => paths.has(path)),
    ruled,
  );
  const isShown = (each: Reading, own: Reading): boolean =>
    apart.some(({ model, raw }) => {
      const [text, before] = [each.text(model), own.text(model)];
      return text !== before && text !== "" && raw.includes(text);
    });
  return [...groupBy(candidate.readings, ruled).values()]
    .flatMap((alike) =>
      [...forms.values()].map((form) =>
        toMap(alike, (own) => {
          const other = form.find(({ path }) => path === own.path);
          return other !== undefined && isShown(other, own) ? [own, other] : undefined;
        }),
      ),
    )
    .filter(({ size }) => size > 0)
    .map((each) => withOthers(candidate, each))
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
