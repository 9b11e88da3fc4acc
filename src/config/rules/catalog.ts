import { isEachName } from "../../catalog/each.ts";
import { parsePath, takesAll } from "../../catalog/value-path.ts";
import {
  type Report,
  checkExpression,
  checkName,
  checkPattern,
  checkPredicate,
  checkRules,
} from "../checks.ts";
import type { Config, FieldConfig, PagingRule, SourceConfig } from "../config.gen.ts";
import { fieldsOf, parseExpression } from "../expression.ts";
import { declaredFields } from "../to-settings/catalog.ts";

/** A path of the catalog's part must be one. */
const checkPath = (report: Report, place: string, path: string | undefined): void => {
  if (path !== undefined && parsePath(path) === undefined)
    report(
      "config-bad-path",
      place,
      `${JSON.stringify(path)} is not a path.`,
      'Write keys with dots between them, `[0]`, `[*]`, `[key=value]`, or `["a.b"]` for a key with a dot.',
    );
};

/** Headers that a request sets by itself, or that would be about the connection. */
const ownHeaders: ReadonlySet<string> = new Set([
  ...[
    "accept-encoding",
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
  ],
  ...["proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"],
]);

/** A place of the catalog: what it is, and the headers of its requests. */
const checkSource = (report: Report, place: string, source: SourceConfig): void => {
  if ([source.file, source.url, source.files].filter((given) => given !== undefined).length !== 1)
    report("config-source", place, "A source is either a `file`, a `url` or `files`.", "Keep one of them.");
  if (source.headers !== undefined && source.url === undefined)
    report("config-header", `${place}.headers`, "Only a `url` is asked with headers.", "Remove them.");
  for (const [name, value] of Object.entries(source.headers ?? {})) {
    const here = `${place}.headers.${name}`;
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) || ownHeaders.has(name.toLowerCase()))
      report(
        "config-header",
        here,
        "This is no header that a source may have.",
        "Name one of the API's, such as `x-api-key`.",
      );
    if (source.authEnv !== undefined && name.toLowerCase() === "authorization")
      report("config-header", here, "`authEnv` sets this header already.", "Keep one of the two.");
    if (typeof value === "object" && (value.env === undefined) === (value.value === undefined))
      report("config-header", here, "A header has either an `env` or a `value`.", "Keep one of them.");
  }
};

/** What each way of paging needs besides. */
const checkPaging = (
  report: Report,
  place: string,
  paging: "auto" | "none" | PagingRule | undefined,
): void => {
  if (paging === undefined || typeof paging === "string") return;
  for (const key of ["next", "more", "pages", "total"] as const)
    checkPath(report, `${place}.${key}`, paging[key]);
  const need = (key: "next" | "param" | "size"): void => {
    if (paging[key] === undefined)
      report("config-missing-key", place, `\`by: "${paging.by}"\` needs \`${key}\`.`, `Add \`${key}\`.`);
  };
  if (paging.by === "cursor" || paging.by === "url") need("next");
  if (paging.by === "cursor") need("param");
  if (paging.sizeParam !== undefined) need("size");
};

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
