import type { Config, FieldConfig } from "../../config.gen.ts";
import { checkName, checkRules, type Report } from "../config-checks.ts";

const checkField = (report: Report, place: string, field: FieldConfig, earlier: readonly string[]): void => {
  const given = ["path", "of", "value"].filter((key) => key in field);
  if (given.length !== 1)
    report(
      "config-field-origin",
      place,
      "A field is made from exactly one of `path`, `of` and `value`.",
      "Keep one of them.",
    );
  if (field.of !== undefined) checkName(report, `${place}.of`, "field", field.of, earlier);
  checkRules(report, `${place}.rules`, field.rules);
  if (field.else !== undefined) checkField(report, `${place}.else`, field.else, earlier);
};

/** The catalog: its sources, and fields that are made of earlier ones. */
export const checkCatalog = (report: Report, { catalog }: Config): void => {
  for (const [index, source] of catalog.sources.entries())
    if ((source.file === undefined) === (source.url === undefined))
      report(
        "config-source",
        `catalog.sources[${index}]`,
        "A source is either a `file` or a `url`.",
        "Keep one of them.",
      );
  const earlier: string[] = [];
  for (const [name, field] of Object.entries(catalog.fields)) {
    checkField(report, `catalog.fields.${name}`, field, earlier);
    earlier.push(name);
  }
};
