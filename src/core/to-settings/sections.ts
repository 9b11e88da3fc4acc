import type { Config, FormatConfig } from "../../config.gen.ts";
import { parseExpression } from "../expression.ts";
import type { Format, SectionSettings } from "../settings.ts";
import { group, order, place, test } from "./place.ts";

const format = ({ open, indent = "", body, close, recognise, cites }: FormatConfig): Format => ({
  open,
  indent,
  body,
  close,
  recognise: new RegExp(recognise, "du"),
  cites: new RegExp(cites, "u"),
});

/** The sections; `formats` are all block formats by name. */
export const sections = (
  config: Config,
  formats: ReadonlyMap<string, FormatConfig>,
): readonly SectionSettings[] =>
  (config.sections ?? []).flatMap((section, index) => {
    const found = formats.get(section.format);
    if (found === undefined) return [];
    return {
      ...place(section, `sections[${index}]`),
      snippet: `${section.kind}/${section.language}`,
      format: format(found),
      title: parseExpression(section.title ?? "{name}"),
      fence: section.fence ?? section.language,
      order: order(section.order),
      group: group(section.group),
      test: test(section.where),
    };
  });
