import type { CatalogView } from "../../types.ts";
import { type Attempt, attempt, tried } from "../agreement.ts";
import { explorerOf } from "../explorer.ts";
import type { Candidate } from "../expressions.ts";
import type { Sample } from "../samples.ts";
import { markPart, sidesOf } from "../words.ts";

/** So many texts must be made in the other way, so that it isn't by chance which models these are of. */
const leastOthers = 2;

/** What stands for the texts that the nearest explains. */
const mark = "yes";

/** Texts made in two ways, where the catalog says for which models: `chat("auk")` beside `embed(input, "auk")`. */
export const bySides = (
  nearest: Attempt | undefined,
  candidatesOf: (samples: readonly Sample[]) => readonly Candidate[],
  samples: readonly Sample[],
  catalog: CatalogView,
): Attempt | undefined => {
  if (nearest === undefined || nearest.when !== undefined || nearest.differing.length < leastOthers)
    return undefined;
  const others = new Set(nearest.differing.map(({ model }) => model));
  const rest = samples.filter(({ model }) => others.has(model));
  const other = candidatesOf(rest)
    .flatMap((each) => attempt(each, rest) ?? [])
    .find(({ when, differing }) => when === undefined && differing.length === 0);
  if (other === undefined) return undefined;
  const said = samples.map(({ model }) => ({ model, raw: others.has(model) ? "" : mark }));
  const [read, choice] = markPart(said, "", explorerOf(catalog).atoms) ?? [];
  if (read === undefined || choice === undefined) return undefined;
  const [yes, no] = choice.config.value === mark ? [nearest, other] : [other, nearest];
  const readings = [...new Set([...nearest.readings, ...other.readings, read])];
  return tried({ value: yes.value, readings }, samples, sidesOf(choice, no.value));
};
