import type { Config, FieldConfig } from "../config.gen.ts";
import { isEachName } from "../../catalog/each.ts";
import { parsePath, takesAll } from "../../catalog/value-path.ts";
import {
  checkExpression,
  checkName,
  checkPattern,
  checkPredicate,
  checkRules,
  type Report,
} from "../checks.ts";
import { fieldsOf, parseExpression } from "../expression.ts";
import { declaredFields } from "../to-settings/catalog.ts";
import { checkPaging, checkPath, checkSource } from "./sources.ts";

/** The names of the lookup tables. */
export const lookupNames = ({ catalog }: Config): readonly string[] => Object.keys(catalog.lookups ?? {});

/** The names that are known where a field is made. */
type Before = {
  readonly earlier: readonly string[];
  readonly later: readonly string[];
  readonly lookups: readonly string[];
};

/** What is made of each item of a path needs a path that takes items, and knows names of its own. */
const checkEach = (report: Report, place: string, { path, each }: FieldConfig, { lookups }: Before): void => {
  if (each === undefined) return;
  const parsed = path === undefined ? undefined : parsePath(path);
  if (parsed === undefined || !takesAll(parsed))
    report(
      "config-missing-key",
      place,
      "`each` is for a `path` with `*`.",
      "Write `[*]` after the map or list.",
    );
  for (const name of fieldsOf(parseExpression(each.text)))
    if (!isEachName(name)) checkName(report, `${place}.text`, "field", name, ["key", "value"]);
  checkRules(report, `${place}.rules`, each.rules, lookups);
};

/** What other fields have a part in must be made by then. */
const checkParts = (report: Report, place: string, field: FieldConfig, { earlier, later }: Before): void => {
  const names = {
    fields: earlier,
    capabilities: [],
    links: [],
    later: { fields: later, capabilities: [], fix: "Declare it before this field." },
  };
  const { of, text, when, otherwise } = field;
  if (of !== undefined) checkName(report, `${place}.of`, "field", of, earlier);
  if (text !== undefined) checkExpression(report, `${place}.text`, text, names);
  checkPredicate(report, `${place}.when`, when, names);
  if (typeof otherwise === "string") checkExpression(report, `${place}.otherwise`, otherwise, names);
  if (otherwise !== undefined && when === undefined)
    report(
      "config-missing-key",
      place,
      "`otherwise` is for a field with `when`.",
      "Add `when`, or use `default`.",
    );
};

const checkField = (report: Report, place: string, field: FieldConfig, before: Before): void => {
  const given = ["path", "of", "value", "text"].filter((key) => key in field);
  if (given.length !== 1)
    report(
      "config-field-origin",
      place,
      "A field is made from exactly one of `path`, `of`, `text` and `value`.",
      "Keep one of them.",
    );
  checkPath(report, `${place}.path`, field.path);
  checkEach(report, `${place}.each`, field, before);
  checkParts(report, place, field, before);
  if (field.split !== undefined && field.as !== "list")
    report("config-missing-key", place, '`split` is for `as: "list"`.', 'Add `as: "list"`.');
  if (field.contains !== undefined && field.as !== undefined)
    report("config-field-as", place, "`contains` makes true or false already.", "Remove `as`.");
  checkRules(report, `${place}.rules`, field.rules, before.lookups);
  if (field.else !== undefined) checkField(report, `${place}.else`, field.else, before);
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
    const later = names.filter((each) => !earlier.includes(each) && each !== name);
    checkField(report, `catalog.fields.${name}`, field, { earlier, later, lookups: lookupNames(config) });
    earlier.push(name);
  }
};
