import { plainText } from "../../../text/emit/plain-text.ts";
import type { Model } from "../../catalog/records.ts";
import type { CatalogView } from "../../types.ts";
import type { Texts } from "../holes.ts";
import { type Reading, readingOf } from "../readings.ts";
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

/** Names and IDs without what the texts leave out: `Meta Llama` where only `Llama` is shown. */
export const shorterReadings = (
  samples: readonly Sample[],
  { shape, readings }: CatalogView,
): readonly Reading[] =>
  readings
    .filter(({ path, rules }) => rules.length === 0 && (path === shape.name || path === shape.id))
    .flatMap((reading) => {
      const prefix = dropped(reading, samples, "start");
      const suffix = dropped(reading, samples, "end");
      return [
        ...(prefix === undefined ? [] : [readingOf(shape, reading.path, "Short", [{ op: "strip", prefix }])]),
        ...(suffix === undefined ? [] : [readingOf(shape, reading.path, "Head", [{ op: "strip", suffix }])]),
      ];
    });

/** The texts of each model, with those of further readings. */
export const textsWith =
  (textsOf: (model: Model) => Texts, more: readonly Reading[]): ((model: Model) => Texts) =>
  (model) => {
    const texts = new Map(textsOf(model));
    for (const reading of more) {
      const text = reading.text(model);
      if (text !== "") texts.set(text, [...(texts.get(text) ?? []), reading]);
    }
    return texts;
  };
