import type { CounterConfig } from "../config/config.gen.ts";
import type { CounterDraft } from "./find/counters.ts";
import type { PartDraft, WhereDraft } from "./types.ts";

/** A part with the models that it is for. */
type Placed = { readonly part: PartDraft; readonly whose: WhereDraft };

const withWhere = (config: CounterConfig, placed: Placed | undefined): CounterConfig => {
  const where = placed?.whose.where;
  return where === undefined ? config : { ...config, where };
};

/** The counters of a config: numbers of models first, then lists of them. */
export const countersConfig = (
  counted: readonly CounterDraft[],
  places: readonly Placed[],
): CounterConfig[] => [
  ...counted.map(({ part, values, whose, ...counter }) =>
    withWhere(
      {
        ...counter,
        ...(values === undefined ? {} : { field: values.name, distinct: true }),
        ...(whose === undefined ? {} : { where: { field: whose.reading.name, equals: whose.value } }),
      },
      places.find((place) => place.part === part),
    ),
  ),
  ...places.flatMap((place) => (place.part.type === "list" ? [withWhere(place.part.config, place)] : [])),
];
