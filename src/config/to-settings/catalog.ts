import type {
  Config,
  FieldConfig,
  HeaderConfig,
  MergeConfig,
  PagingRule,
  SourceConfig,
  TextRule,
} from "../config.gen.ts";
import { autoPaging, type PagingSettings } from "../../catalog/paging/settings.ts";
import type { Lookups } from "../../catalog/lookup.ts";
import {
  type CatalogSettings,
  type DataFormat,
  type FieldSettings,
  type HeaderValue,
  type MergeSettings,
  type SourceSettings,
  usualMaxBytes,
} from "../catalog-settings.ts";
import type { FieldValue } from "../../model/entry.ts";
import { compileRules, type Pipeline } from "../../text/text-rules.ts";
import { type Expression, parseExpression } from "../expression.ts";
import { compilePredicate } from "../predicate.ts";
import { parsePath, takesAll, type ValuePath } from "../../catalog/value-path.ts";
import { toMap } from "../../text/group-by.ts";

const path = (source: string | undefined): ValuePath | undefined =>
  source === undefined ? undefined : parsePath(source);

const text = (source: FieldValue | undefined): Expression | undefined =>
  typeof source === "string" ? parseExpression(source) : undefined;

const field = (config: FieldConfig, lookups: Lookups): FieldSettings => {
  const pipeline = (rules: readonly TextRule[] | undefined): Pipeline | undefined =>
    rules === undefined ? undefined : compileRules(rules, lookups);
  const { each, when } = config;
  return {
    config,
    path: path(config.path),
    each: each === undefined ? undefined : { text: parseExpression(each.text), rules: pipeline(each.rules) },
    text: text(config.text),
    rules: pipeline(config.rules),
    test: when === undefined ? undefined : compilePredicate(when),
    otherwise: text(config.otherwise),
    fallback: config.else === undefined ? undefined : field(config.else, lookups),
  };
};

/** The format that the ending of a path or an address stands for; JSON where it stands for none. */
export const formatOf = (name: string): DataFormat => {
  const ending = /\.(json|ya?ml|toml)(?:[?#].*)?$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === "toml") return "toml";
  return ending === undefined || ending === "json" ? "json" : "yaml";
};

const header = (given: string | HeaderConfig): HeaderValue => {
  if (typeof given === "string") return { env: given };
  return given.env === undefined ? { value: given.value ?? "" } : { env: given.env };
};

/** A source with every default filled in. */
export const sourceOf = (config: SourceConfig): SourceSettings => {
  const { file = "", url, files, format, maxBytes = usualMaxBytes, timeoutMs = 10_000, retries = 3 } = config;
  if (files !== undefined) return { type: "files", glob: files, maxBytes, format };
  if (url === undefined) return { type: "file", path: file, maxBytes, format: format ?? formatOf(file) };
  const { authEnv } = config;
  const headers = new Map(Object.entries(config.headers ?? {}).map(([name, value]) => [name, header(value)]));
  const limits = { timeoutMs, retries, maxBytes };
  return { type: "url", url, ...limits, authEnv, headers, format: format ?? formatOf(url) };
};

const paging = (given: "auto" | "none" | PagingRule | undefined): PagingSettings => {
  if (given === undefined || typeof given === "string") return { ...autoPaging, rule: given ?? "auto" };
  const { by, next, more, param, pages, total, size, sizeParam, start = 1 } = given;
  return {
    rule: {
      by,
      next: path(next),
      more: path(more),
      param,
      pages: path(pages),
      total: path(total),
      size,
      sizeParam,
      start,
    },
    maxPages: given.maxPages ?? autoPaging.maxPages,
  };
};

const merge = (config: MergeConfig): MergeSettings => ({
  source: sourceOf(config.source),
  list: path(config.list),
  keyField: config.keyField,
  paging: paging(config.paging),
  id: path(config.id),
  mode: config.mode ?? "override",
  adds: config.adds ?? false,
});

/** Whether a list is taken from under several outer keys. */
const isGrouped = ({ list }: Config["catalog"]): boolean => {
  const parsed = path(list);
  return parsed !== undefined && takesAll(parsed);
};

/** The fields as they are mapped; where the list stands under outer keys, those are the field `provider`. */
export const declaredFields = (catalog: Config["catalog"]): Readonly<Record<string, FieldConfig>> => {
  const fields = catalog.fields ?? {};
  if (!isGrouped(catalog) || Object.hasOwn(fields, "provider")) return fields;
  return { provider: { path: "$key" }, ...fields };
};

/** The catalog's settings. */
export const catalog = (config: Config["catalog"], lookups: Lookups): CatalogSettings => ({
  sources: (config.sources ?? []).map(sourceOf),
  list: path(config.list),
  keyField: config.keyField,
  paging: paging(config.paging),
  key: config.key ?? [],
  merge: (config.merge ?? []).map(merge),
  recordSchema: config.recordSchema,
  maxText: config.maxText ?? 65_536,
  fields: toMap(Object.entries(declaredFields(config)), ([name, value]) => [name, field(value, lookups)]),
  presetFields: new Set(),
});
