import type { Config, FieldConfig } from "../config.gen.ts";
import { checkName, checkPattern, checkRules, type Report } from "../checks.ts";
import { declaredFields } from "../to-settings/catalog.ts";
import { checkPaging, checkPath, checkSource } from "./sources.ts";

/** The names of the lookup tables. */
export const lookupNames = ({ catalog }: Config): readonly string[] => Object.keys(catalog.lookups ?? {});

const checkField = (
  report: Report,
  place: string,
  field: FieldConfig,
  earlier: readonly string[],
  lookups: readonly string[],
): void => {
  const given = ["path", "of", "value"].filter((key) => key in field);
  if (given.length !== 1)
    report(
      "config-field-origin",
      place,
      "A field is made from exactly one of `path`, `of` and `value`.",
      "Keep one of them.",
    );
  if (field.of !== undefined) checkName(report, `${place}.of`, "field", field.of, earlier);
  checkPath(report, `${place}.path`, field.path);
  if (field.split !== undefined && field.as !== "list")
    report("config-missing-key", place, '`split` is for `as: "list"`.', 'Add `as: "list"`.');
  if (field.contains !== undefined && field.as !== undefined)
    report("config-field-as", place, "`contains` makes true or false already.", "Remove `as`.");
  checkRules(report, `${place}.rules`, field.rules, lookups);
  if (field.else !== undefined) checkField(report, `${place}.else`, field.else, earlier, lookups);
};

const checkLookups = (report: Report, { lookups = {} }: Config["catalog"]): void => {
  for (const [name, table] of Object.entries(lookups)) {
    const place = `catalog.lookups.${name}`;
    if (table.values === undefined && table.file === undefined)
      report("config-missing-key", place, "The table has no content.", "Add `values` or `file`.");
    if (table.by === "pattern")
      for (const pattern of Object.keys(table.values ?? {})) checkPattern(report, place, pattern);
  }
};

const missing = (report: Report, place: string, key: string): void =>
  report(
    "config-missing-key",
    place,
    `The key \`${key}\` is missing.`,
    "Add it, or choose a `preset` that has it.",
  );

/** The catalog: its sources, further sources, lookup tables, and fields that are made of earlier ones. */
export const checkCatalog = (report: Report, config: Config): void => {
  const { catalog } = config;
  const { sources, merge = [], fields } = catalog;
  if (sources === undefined) missing(report, "catalog", "sources");
  for (const [index, source] of (sources ?? []).entries())
    checkSource(report, `catalog.sources[${index}]`, source);
  checkPaging(report, "catalog.paging", catalog.paging);
  for (const [index, { source, list, id, paging }] of merge.entries()) {
    const place = `catalog.merge[${index}]`;
    checkSource(report, `${place}.source`, source);
    checkPath(report, `${place}.list`, list);
    checkPath(report, `${place}.id`, id);
    checkPaging(report, `${place}.paging`, paging);
  }
  checkPath(report, "catalog.list", catalog.list);
  checkLookups(report, catalog);
  if (fields === undefined) missing(report, "catalog", "fields");
  else if (!Object.hasOwn(fields, "id")) missing(report, "catalog.fields", "id");
  const names = Object.keys(declaredFields(catalog));
  for (const [index, name] of (catalog.key ?? []).entries())
    checkName(report, `catalog.key[${index}]`, "field", name, names);
  const earlier: string[] = names.filter((name) => !Object.hasOwn(fields ?? {}, name));
  for (const [name, field] of Object.entries(fields ?? {})) {
    checkField(report, `catalog.fields.${name}`, field, earlier, lookupNames(config));
    earlier.push(name);
  }
};
