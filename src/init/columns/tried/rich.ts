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

/** Code as reStructuredText has it, between two backticks. */
const doubled = (text: string): string => text.replace(/(?<!`)`([^`]+)`(?!`)/g, "``$1``");

/** Readings of values that are Markdown, where no text shows the signs of their markup. */
export const richReadings = (samples: readonly Sample[], catalog: CatalogView): readonly Reading[] =>
  marked(catalog).flatMap((reading): readonly Reading[] => {
    const own = samples.filter(({ model }) => isRich(reading.text(model)));
    const shows = (write: (text: string) => string): boolean => {
      const asIs = own.filter(({ model, raw }) => raw.includes(write(reading.text(model).trim())));
      return asIs.length * 2 >= own.length;
    };
    const rich = { ...reading, rich: true } as const;
    if (shows((text) => text)) return [rich];
    return own.length > 0 && shows(doubled)
      ? [{ ...rich, text: (model) => doubled(reading.text(model)) }]
      : [];
  });
