import type { Config, FieldConfig, MergeConfig, SourceConfig } from "../config.gen.ts";
import type { Lookups } from "../../catalog/lookup.ts";
import type {
  CatalogSettings,
  DataFormat,
  FieldSettings,
  MergeSettings,
  SourceSettings,
} from "../catalog-settings.ts";
import { compileRules } from "../../text/text-rules.ts";
import { parsePath, type ValuePath } from "../../catalog/value-path.ts";

const path = (source: string | undefined): ValuePath | undefined =>
  source === undefined ? undefined : parsePath(source);

const field = (config: FieldConfig, lookups: Lookups): FieldSettings => ({
  config,
  path: path(config.path),
  rules: config.rules === undefined ? undefined : compileRules(config.rules, lookups),
  otherwise: config.else === undefined ? undefined : field(config.else, lookups),
});

/** The format that the ending of a path or an address stands for; JSON where it stands for none. */
export const formatOf = (name: string): DataFormat => {
  const ending = /\.(json|ya?ml|toml)(?:[?#].*)?$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === "toml") return "toml";
  return ending === undefined || ending === "json" ? "json" : "yaml";
};

const source = (config: SourceConfig): SourceSettings => {
  const { file = "", url, files, format, maxBytes = 67_108_864, timeoutMs = 10_000, retries = 3 } = config;
  if (files !== undefined) return { type: "files", glob: files, maxBytes, format };
  if (url === undefined) return { type: "file", path: file, maxBytes, format: format ?? formatOf(file) };
  const { authEnv } = config;
  return { type: "url", url, timeoutMs, retries, maxBytes, authEnv, format: format ?? formatOf(url) };
};

const merge = (config: MergeConfig): MergeSettings => ({
  source: source(config.source),
  list: path(config.list),
  keyField: config.keyField,
  id: path(config.id),
  mode: config.mode ?? "override",
  adds: config.adds ?? false,
});

/** The catalog's settings. */
export const catalog = (config: Config["catalog"], lookups: Lookups): CatalogSettings => ({
  sources: (config.sources ?? []).map(source),
  list: path(config.list),
  keyField: config.keyField,
  merge: (config.merge ?? []).map(merge),
  recordSchema: config.recordSchema,
  fields: new Map(Object.entries(config.fields ?? {}).map(([name, value]) => [name, field(value, lookups)])),
});
