import type { Config, FormatConfig } from "../config.gen.ts";
import { checkExpression, checkName, type Names, type Report } from "../checks.ts";
import { checkFormats, checkLines } from "./formats.ts";
import { checkPlace } from "./place.ts";

/** Sections and block formats; `presets` are the formats that come with the package. */
export const checkSections = (
  report: Report,
  config: Config,
  names: Names,
  presets: ReadonlyMap<string, FormatConfig>,
): void => {
  const kinds = (config.snippets ?? []).map(({ kind, language }) => `${kind}/${language}`);
  const formats = [...Object.keys(config.formats ?? {}), ...presets.keys()];
  checkFormats(report, config, presets);
  for (const [index, section] of (config.sections ?? []).entries()) {
    const place = `sections[${index}]`;
    const { kind, language } = section;
    if ((kind === undefined) !== (language === undefined))
      report(
        "config-missing-key",
        place,
        "A section names its snippet by `kind` and `language`.",
        "Give both, or neither.",
      );
    else if (kind !== undefined && language !== undefined)
      checkName(report, place, "snippet", `${kind}/${language}`, kinds);
    checkName(report, `${place}.format`, "format", section.format, formats);
    checkLines(report, place, section, { config, presets, names });
    checkExpression(report, `${place}.title`, section.title ?? "", names);
    checkPlace(report, place, section, names);
  }
};
