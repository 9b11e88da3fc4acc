import { plainText } from "../../../text/emit/plain-text.ts";
import type { Model } from "../../catalog/records.ts";
import type { CatalogView } from "../../types.ts";
import { type Form, formsFor } from "../forms.ts";
import { isAmount } from "../marks.ts";
import { isList, type Reading, readingOf, valueAt } from "../readings.ts";
import { type Sample, tally } from "../samples.ts";

/** As many different values must be in one proportion for it to be no chance. */
const leastKinds = 3;

const asItIs: Form = ["", []];

/** The share of amounts that are in the proportion. */
const leastShare = 0.6;

const amountIn = (raw: string): number => {
  const text = plainText(raw);
  return isAmount(text) ? Number(text.replace(/[^\d.]/g, "")) : Number.NaN;
};

type Amount = { readonly model: Model; readonly amount: number };

/** What most of the amounts are of a value, to six digits; undefined where fewer than `least` are in one proportion. */
const proportion = (reading: Reading, amounts: readonly Amount[], least: number): number | undefined => {
  const pairs = amounts.flatMap(({ model, amount }) => {
    const raw = valueAt(reading, model) ?? Number.NaN;
    const value = isList(raw) ? Number.NaN : Number(raw);
    const by = Number((amount / value).toPrecision(6));
    return by > 0 && Number.isFinite(by) ? [{ by, value }] : [];
  });
  const [best] = tally(pairs.map(({ by }) => String(by)));
  if (best === undefined || best[0] === "1") return undefined;
  const by = Number(best[0]);
  const kinds = new Set(pairs.filter((pair) => pair.by === by).map(({ value }) => value));
  return kinds.size >= leastKinds && best[1] >= least ? by : undefined;
};

/** Numbers in another unit, or with a surcharge: what all amounts are of a value. */
export const scaledReadings = (
  samples: readonly Sample[],
  { shape, readings }: CatalogView,
): readonly Reading[] => {
  const amounts = samples.flatMap(({ model, raw }) => {
    const amount = amountIn(raw);
    return amount > 0 ? [{ model, amount }] : [];
  });
  const least = Math.max(leastKinds, leastShare * samples.length);
  // Most columns are words; the first of a list is any one of it, and what it is in proportion to may be another one.
  if (amounts.length < least) return [];
  return readings
    .filter(({ path, rules }) => rules.length === 0 && !path.includes("[0]"))
    .flatMap((reading) => {
      const by = proportion(reading, amounts, least);
      if (by === undefined) return [];
      const times = `Times${String(by).replace(/\W/g, "_")}`;
      return [asItIs, ...formsFor(new Set(["number", "large"]))].map(([suffix, rules]) =>
        readingOf(shape, reading.path, times + suffix, [{ op: "times", by }, ...rules]),
      );
    });
};
