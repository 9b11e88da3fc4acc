import { plainText } from "../../text/emit/plain-text.ts";
import type { CatalogView, Fields, TextDraft } from "../types.ts";
import { type Explanation, explainTexts, type Sample } from "./explain-texts.ts";
import { fieldConfig, type Reading } from "./readings.ts";

const fieldsOf = (readings: readonly Reading[]): Fields =>
  Object.fromEntries(readings.map((reading) => [reading.name, fieldConfig(reading, "")]));

const remarkOf = ({ near, filler }: Extract<Explanation, { type: "none" }>): string => {
  if (near === undefined && filler !== undefined)
    return "The catalog fills a new row; people own the cells from then on.";
  return near === undefined
    ? "Nothing in the catalog explains these cells: people fill them."
    : `${near.agreeing} of ${near.of} cells are what the catalog has at ${near.field}; people own them until all are.`;
};

/** How texts, one for each of several models and called `label`, follow from the catalog. */
export const draftText = (
  samples: readonly Sample[],
  label: string,
  { shape, readings }: CatalogView,
): TextDraft => {
  const explanation = explainTexts(shape, samples, readings, label);
  const all = { explained: samples.length, differing: [] };
  switch (explanation.type) {
    case "reading":
      return { value: explanation.value, fields: fieldsOf(explanation.readings), ...all };
    case "same":
      return { value: explanation.value, fields: {}, ...all };
    case "when": {
      const { value, otherwise, distinction } = explanation;
      const fields = Object.fromEntries([...distinction.fields].map(([name, path]) => [name, { path }]));
      return { value, when: distinction.when, otherwise, fields, ...all };
    }
    case "none": {
      const { filler } = explanation;
      return {
        value: filler === undefined ? "" : `{${filler.name}}`,
        owner: "people",
        fields: filler === undefined ? {} : fieldsOf([filler]),
        remark: remarkOf(explanation),
        explained: 0,
        differing: samples.map(({ model, raw }) => ({ model, shown: plainText(raw), made: "" })),
      };
    }
  }
};
