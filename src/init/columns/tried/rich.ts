import { once } from "../../../text/once.ts";
import { isRich } from "../../../text/emit/rich.ts";
import type { CatalogView } from "../../types.ts";
import type { Reading } from "../readings.ts";
import type { Sample } from "../samples.ts";

/** The values that have markup of Markdown in them in some record. */
const marked = once(({ shape, readings }: CatalogView): readonly Reading[] =>
  readings.filter(
    (reading) =>
      reading.rules.length === 0 &&
      reading.path !== shape.id &&
      shape.models.some((model) => isRich(reading.text(model))),
  ),
);

/** The ways in which pages have a value that is Markdown: code of reStructuredText stands between two backticks. */
export const richForms = (text: string): readonly string[] => [
  text,
  text.replace(/(?<!`)`([^`]+)`(?!`)/g, "``$1``"),
];

/** Readings of values that are Markdown, where no text shows the signs of their markup. */
export const richReadings = (samples: readonly Sample[], catalog: CatalogView): readonly Reading[] =>
  marked(catalog).flatMap((reading): readonly Reading[] => {
    const own = samples.filter(({ model }) => isRich(reading.text(model)));
    const asIs = own.filter(({ model, raw }) =>
      richForms(reading.text(model).trim()).some((form) => raw.includes(form)),
    );
    return asIs.length * 2 < own.length ? [] : [{ ...reading, rich: true }];
  });
