import type { CriterionConfig } from "../../config/config.gen.ts";
import { isMaker, type Shape } from "../catalog/records.ts";
import { toText } from "../../config/expression.ts";
import { pathsOf, type Reading, readingOf } from "../columns/readings.ts";
import { isNumeric, kindsOf } from "../columns/kinds.ts";
import type { Fields } from "../types.ts";

/** One thing that rows may be sorted by, and the fields that it reads. */
export type Sorting = {
  readonly criterion: CriterionConfig;
  readonly fields: Fields;
  /** What is compared, where that isn't just what the record has. */
  readonly reading?: Reading;
  /** Where the catalog first has what is compared, where that is what counts. */
  readonly firsts?: ReadonlyMap<string, number>;
  /** Whether lists are seldom sorted by it: a few rows are in such an order by chance. */
  readonly seldom?: boolean;
  /** Whether it is a number or day of any name: rows are sorted by it where they show it. */
  readonly unnamed?: boolean;
};

/** What newest first, cheapest first, best first and the like are told by. */
const measured =
  /creat|releas|date|publish|launch|added|updated|pric|cost|context|length|window|size|param|rank|order|position|priority|index|popular|likes|downloads|stars|votes|usage|tokens|score|rating|accuracy|bench|(?:^|[._])elo/i;

/** What lists of any length are sorted by. */
const often = /creat|releas|date|publish|launch|added|order|position|priority|index/i;

/** What a maker is called. */
const isMakersName = /(?:name|title|label)$/i;

/** What rows are grouped by: whose models are, and of what sort. */
export const isWhose = (path: string): boolean =>
  isMaker(path) || /(?:^|[.$])(?:key|maker|organisation)$/i.test(path);
const sorts = /(?:^|[.$])(?:family|group|series|type|kind|category|mode|task|model_type)$/i;

const readingsOf = (shape: Shape, isCalled: (path: string) => boolean): readonly Reading[] =>
  pathsOf(shape)
    .filter(isCalled)
    .map((path) => readingOf(shape, path, "", []));

/** What tells whose a model is, a value that is called so or an owner in its ID, and then of what sort. */
export const groupingReadings = (shape: Shape): readonly Reading[] => {
  const parts = shape.models.map(({ leaves }) => toText(leaves.get(shape.id)).split("/").length);
  const isOf = (least: number): boolean => parts.every((count) => count >= least);
  const owner = (name: string, part: number): Reading =>
    readingOf(shape, shape.id, name, [{ op: "take", separator: "/", part }]);
  return [
    ...readingsOf(shape, isWhose),
    ...(isOf(2) ? [owner("Owner", 0)] : []),
    // `gateway/maker/model`.
    ...(isOf(3) ? [owner("Maker", -2)] : []),
    ...readingsOf(shape, (path) => sorts.test(path)),
  ];
};

const exact = [{}, { natural: true }] as const;
const caseless = [{ ignoreCase: true }, { natural: true, ignoreCase: true }] as const;
/** How scripts sort names with what their language brings: signs before digits, and these before letters. */
const collated = [{ locale: "en" }, { locale: "en", natural: true }] as const;

/** Where names begin with small letters and others have capitals, a new one stands where people look for it. */
const variantsFor = ({ id, name, models }: Shape) => {
  const texts = models.map(({ leaves }) => toText(leaves.get(name ?? id)));
  const isMixed = texts.some((text) => /^\p{Ll}/u.test(text)) && texts.some((text) => /\p{Lu}/u.test(text));
  return [...(isMixed ? [...caseless, ...exact] : [...exact, ...caseless]), ...collated];
};

/** Everything that rows may be sorted by, the likeliest first. */
export const sortingsFor = (shape: Shape): readonly Sorting[] => {
  const { id, name, models } = shape;
  const named: readonly string[] = name === undefined ? ["id"] : ["name", "id"];
  const texts = variantsFor(shape).flatMap((variant) =>
    named.map((by): Sorting => ({ criterion: { by, ...variant }, fields: {} })),
  );
  // Makers have a name, which their models have in common.
  const called = pathsOf(shape)
    .filter((path) => name === undefined && path !== id && isMakersName.test(path))
    .flatMap((path) => {
      const { name: by, config } = readingOf(shape, path, "", []);
      return [...exact, ...caseless, ...collated].map(
        (variant): Sorting => ({ criterion: { by, ...variant }, fields: { [by]: config }, unnamed: true }),
      );
    });
  const source: readonly Sorting[] = [{ criterion: { source: true }, fields: {} }];
  const others = pathsOf(shape)
    .filter((path) => path !== id && path !== name)
    .flatMap((path): readonly Sorting[] => {
      const kinds = kindsOf(path, models);
      const isNumber = kinds.has("number") || kinds.has("tiny") || kinds.has("large");
      const unnamed = !measured.test(path);
      if (!isNumber && !kinds.has("date")) return [];
      const plain = readingOf(shape, path, "", []);
      const texts = models
        .flatMap(({ leaves }) => leaves.get(path) ?? [])
        .filter((each) => typeof each === "string");
      // A price that the catalog has as text is compared as the number that it is.
      const asNumber = isNumber && texts.length > 0 && texts.every(isNumeric);
      const field = asNumber ? `${plain.name}Number` : plain.name;
      const config = { path, ...(asNumber ? { as: "number" as const } : {}) };
      const fields = { [field]: config };
      return [{ criterion: { by: field }, fields, seldom: !often.test(path), unnamed }];
    });
  const falling = [...texts, ...source, ...others].map((sorting) => ({
    ...sorting,
    criterion: { ...sorting.criterion, descending: true },
    seldom: sorting.seldom === true || texts.includes(sorting),
  }));
  return [...texts, ...called, ...source, ...others, ...falling];
};
