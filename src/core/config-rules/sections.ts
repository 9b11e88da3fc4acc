import type { Config } from "../../config.gen.ts";
import { checkExpression, checkName, checkPattern, type Names, type Report } from "../config-checks.ts";
import { checkPlace } from "./place.ts";

/** Sections and block formats; `known` are the names of the formats that come with the package. */
export const checkSections = (
  report: Report,
  config: Config,
  names: Names,
  known: readonly string[],
): void => {
  const kinds = (config.snippets ?? []).map(({ kind, language }) => `${kind}/${language}`);
  const formats = [...Object.keys(config.formats ?? {}), ...known];
  for (const [name, format] of Object.entries(config.formats ?? {}))
    for (const key of ["recognise", "cites"] as const)
      checkPattern(report, `formats.${name}.${key}`, format[key]);
  for (const [index, section] of (config.sections ?? []).entries()) {
    const place = `sections[${index}]`;
    checkName(report, place, "snippet", `${section.kind}/${section.language}`, kinds);
    checkName(report, `${place}.format`, "format", section.format, formats);
    checkExpression(report, `${place}.title`, section.title ?? "", names);
    checkPlace(report, place, section, names);
  }
};
