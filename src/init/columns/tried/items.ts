import type { TextRule } from "../../../config/config.gen.ts";
import { toText } from "../../../config/expression.ts";
import { isList } from "../../../model/entry.ts";
import { cellText } from "../../../text/emit/markdown.ts";
import { addTo } from "../../../text/group-by.ts";
import type { CatalogView } from "../../types.ts";
import { type Attempt, attempt } from "../agreement.ts";
import { asLines, separators } from "../flags.ts";
import { type Reading, readingOf, valueAt } from "../readings.ts";
import { commonest, type Sample } from "../samples.ts";

/** Lists of more different items have no word for each. */
const mostItems = 24;

/** So many texts must be of several items, for what parts these is no chance. */
const leastSeveral = 2;

type Listed = { readonly raw: string; readonly items: readonly string[] };

/** What stands between the words of texts that have one for each item of a list. */
const separatorOf = (listed: readonly Listed[]): string | undefined => {
  const several = listed.filter(({ items }) => items.length > 1);
  if (several.length < leastSeveral) return undefined;
  return separators.find((separator) => {
    const fits = several.filter(({ raw, items }) => raw.split(separator).length === items.length);
    return fits.length * 2 > several.length;
  });
};

/** A reading that has a word for each item of its list, with a sign between them; undefined where it has none. */
const worded = (
  reading: Reading,
  samples: readonly Sample[],
  { shape }: CatalogView,
): Reading | undefined => {
  const listed = samples.flatMap(({ model, raw }): readonly Listed[] => {
    const value = valueAt(reading, model);
    return isList(value) && value.length > 0 ? [{ raw, items: value.map((item) => toText(item)) }] : [];
  });
  const separator = separatorOf(listed);
  if (separator === undefined) return undefined;
  const words = new Map<string, string[]>();
  for (const { raw, items } of listed) {
    const parts = raw.split(separator);
    if (parts.length === items.length)
      for (const [at, item] of items.entries()) addTo(words, item, parts[at] ?? "");
  }
  const named = [...words].map(([item, all]) => [item, commonest(all)] as const);
  if (named.length > mostItems || named.some(([, word]) => word === "" || cellText(word) !== word))
    return undefined;
  const values = Object.fromEntries(
    named.filter(([item, word]) => item !== word).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const join: TextRule = { op: "joinList", separator: asLines(separator) };
  const map: readonly TextRule[] = Object.keys(values).length === 0 ? [] : [{ op: "map", values }];
  return { ...readingOf(shape, reading.path, "", [...map, join]), name: `${reading.name}Words` };
};

/** Texts with a word or sign for each item of a list, in its order: `📝 🖼️` for text and image. */
export const byItems = (samples: readonly Sample[], catalog: CatalogView): readonly Attempt[] =>
  catalog.readings
    .filter(
      ({ rules, path }) =>
        rules.length === 0 && samples.some(({ model }) => isList(valueAt({ path }, model))),
    )
    .flatMap((reading) => worded(reading, samples, catalog) ?? [])
    .flatMap((reading) => attempt({ value: `{${reading.name}}`, readings: [reading] }, samples) ?? []);
