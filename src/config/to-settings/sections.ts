import type { Config, FormatConfig } from "../config.gen.ts";
import { parseExpression } from "../expression.ts";
import type { SectionSettings } from "../settings.ts";
import { compileFormat, withBase } from "./formats.ts";
import { group, order, place, test } from "./place.ts";

/** The sections; `presets` are the block formats that come with the package. */
export const sections = (
  config: Config,
  presets: ReadonlyMap<string, FormatConfig>,
): readonly SectionSettings[] => {
  const formats = new Map(Object.entries(config.formats ?? {}));
  return (config.sections ?? []).flatMap((section, index) => {
    const { kind, language, open, body } = section;
    const found = withBase(section.format, formats, presets);
    const own = { ...(open === undefined ? {} : { open }), ...(body === undefined ? {} : { body }) };
    const format = found === undefined ? undefined : compileFormat({ ...found, ...own });
    if (format === undefined) return [];
    return {
      ...place(section, `sections[${index}]`),
      snippet: kind === undefined || language === undefined ? undefined : `${kind}/${language}`,
      format,
      title: parseExpression(section.title ?? "{name}"),
      fence: section.fence ?? language ?? "",
      order: order(section.order),
      group: group(section.group),
      test: test(section.where),
      claim: section.claim ?? config.claim ?? "as-made",
    };
  });
};
