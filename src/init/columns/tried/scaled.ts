import { isList } from "../../../model/entry.ts";
import { plainText } from "../../../text/emit/plain-text.ts";
import type { Model } from "../../catalog/records.ts";
import type { CatalogView } from "../../types.ts";
import { isDash } from "../dashes.ts";
import { formsFor } from "../forms.ts";
import { type Form, isAmount } from "../kinds.ts";
import { type Reading, readingOf, valueAt } from "../readings.ts";
import { type Sample, tally } from "../samples.ts";

/** As many different values must be in one proportion for it to be no chance. */
const leastKinds = 3;

/** As many decimals forms of numbers have. */
const mostDecimals = 3;

const asItIs: Form = ["", []];

/** The share of amounts that are in the proportion. */
const leastShare = 0.6;

const money = /\p{Sc}\s?\d[\d,]*(?:\.\d+)?|\d[\d,]*(?:\.\d+)?(?=\s?\p{Sc})/gu;

/** The amount that a text is, or the sums of money in it. */
const amountsIn = (raw: string): readonly number[] => {
  const text = plainText(raw);
  const found = isAmount(text) ? [text] : (text.match(money) ?? []);
  return found.map((amount) => Number(amount.replace(/[^\d.]/g, ""))).filter((amount) => amount > 0);
};

type Amounts = { readonly model: Model; readonly amounts: readonly number[] };

/** What most of the amounts are of a value, to six digits; undefined where fewer than `least` are in one proportion. */
const proportion = (reading: Reading, all: readonly Amounts[], least: number): number | undefined => {
  const pairs = all.flatMap(({ model, amounts }) => {
    const raw = valueAt(reading, model) ?? Number.NaN;
    const value = isList(raw) ? Number.NaN : Number(raw);
    const own = new Set(amounts.map((amount) => Number((amount / value).toPrecision(6))));
    return [...own].flatMap((by) => (by > 0 && Number.isFinite(by) ? [{ by, value }] : []));
  });
  const [best] = tally(pairs.map(({ by }) => String(by)));
  if (best === undefined) return undefined;
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
    const own = amountsIn(raw);
    return own.length > 0 ? [{ model, amounts: own }] : [];
  });
  // Of a model without a price there is none.
  const said = samples.filter(({ raw }) => raw !== "" && !isDash(raw));
  const least = Math.max(leastKinds, leastShare * said.length);
  // Most columns are words; the first of a list is any one of it, and what it is in proportion to may be another one.
  if (amounts.length < least) return [];
  const [decimals = 0, another] = new Set(
    samples.flatMap(
      ({ raw }) =>
        plainText(raw)
          .match(/(?<=\d\.)\d+/g)
          ?.map(({ length }) => length) ?? [],
    ),
  );
  // More decimals than any form has, in all of them.
  const isFine = decimals > mostDecimals && another === undefined;
  const fine: readonly Form[] = isFine ? [[`Fixed${decimals}`, [{ op: "fixed", digits: decimals }]]] : [];
  return readings
    .filter(({ path, rules }) => rules.length === 0 && !path.includes("[0]"))
    .flatMap((reading) => {
      const by = proportion(reading, amounts, least);
      if (by === undefined || (by === 1 && !isFine)) return [];
      const [times, scale]: Form =
        by === 1 ? asItIs : [`Times${String(by).replace(/\W/g, "_")}`, [{ op: "times", by }]];
      return [...fine, asItIs, ...formsFor(new Set(["number", "large"]))].map(([suffix, rules]) =>
        readingOf(shape, reading.path, times + suffix, [...scale, ...rules]),
      );
    });
};
