import { sharedStart } from "../../../text/shared-start.ts";
import { plainText } from "../../../text/emit/plain-text.ts";
import { once } from "../../../text/once.ts";
import type { Model } from "../../catalog/records.ts";
import type { CatalogView } from "../../types.ts";
import type { Texts } from "../holes.ts";
import { type Reading, readingOf } from "../readings.ts";
import { richForms } from "./rich.ts";
import { type Sample, tally } from "../samples.ts";

/** What some of the texts lack of a reading's at its start, or at its end; undefined where they differ in it. */
const dropped = (reading: Reading, samples: readonly Sample[], end: "start" | "end"): string | undefined => {
  const parts = samples.flatMap(({ model, raw }) => {
    const value = reading.text(model);
    const text = plainText(raw);
    if (text.length < 2 || value.length <= text.length) return [];
    if (end === "start") return value.endsWith(text) ? [value.slice(0, -text.length)] : [];
    return value.startsWith(text) ? [value.slice(text.length)] : [];
  });
  const [best, second] = tally(parts);
  return best !== undefined && second === undefined ? best[0] : undefined;
};

/** What values are without what all of them begin with, up to a sign that parts it from the rest: `host-auk-3` of a host. */
const withoutShared = once(({ shape, readings }: CatalogView): readonly Reading[] =>
  readings
    .filter(
      ({ rules, path }) =>
        rules.length === 0 && shape.models.some(({ leaves }) => typeof leaves.get(path) === "string"),
    )
    .flatMap((reading) => {
      const [first = "", ...others] = shape.models.map((model) => reading.text(model));
      const shared = others.reduce((start, text) => start.slice(0, sharedStart(start, text)), first);
      const prefix = others.length === 0 ? undefined : /^.*[-_/.:]/.exec(shared)?.[0];
      return prefix === undefined || prefix === first
        ? []
        : [readingOf(shape, reading.path, "Rest", [{ op: "strip", prefix }])];
    }),
);

/** Names and IDs without what the texts leave out: `Meta Llama` where only `Llama` is shown. */
export const shorterReadings = (samples: readonly Sample[], catalog: CatalogView): readonly Reading[] => {
  const { shape, readings } = catalog;
  const own = readings
    .filter(({ path, rules }) => rules.length === 0 && (path === shape.name || path === shape.id))
    .flatMap((reading) => {
      const prefix = dropped(reading, samples, "start");
      const suffix = dropped(reading, samples, "end");
      return [
        ...(prefix === undefined ? [] : [readingOf(shape, reading.path, "Short", [{ op: "strip", prefix }])]),
        ...(suffix === undefined ? [] : [readingOf(shape, reading.path, "Head", [{ op: "strip", suffix }])]),
      ];
    });
  return [...own, ...withoutShared(catalog)];
};

/** The texts of each model, with those of further readings. */
export const textsWith =
  (textsOf: (model: Model) => Texts, more: readonly Reading[]): ((model: Model) => Texts) =>
  (model) => {
    const texts = new Map(textsOf(model));
    for (const reading of more) {
      const own = reading.text(model);
      for (const text of new Set(reading.rich === true ? richForms(own) : [own]))
        if (text !== "") texts.set(text, [...(texts.get(text) ?? []), reading]);
    }
    return texts;
  };
