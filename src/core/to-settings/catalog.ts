import type { Config, FieldConfig } from "../../config.gen.ts";
import type { FieldSettings, SourceSettings } from "../settings.ts";
import { compileRules } from "../text-rules.ts";

const dotted = (path: string): readonly string[] => path.split(".");

const field = (config: FieldConfig): FieldSettings => ({
  config,
  path: config.path === undefined ? undefined : dotted(config.path),
  rules: config.rules === undefined ? undefined : compileRules(config.rules),
  otherwise: config.else === undefined ? undefined : field(config.else),
});

const sources = (config: Config["catalog"]): readonly SourceSettings[] =>
  config.sources.map(({ file, url, timeoutMs = 10_000, retries = 3, maxBytes = 67_108_864, authEnv }) =>
    url === undefined
      ? { type: "file", path: file ?? "", maxBytes }
      : { type: "url", url, timeoutMs, retries, maxBytes, authEnv },
  );

/** The part of the settings that says where the catalog is and how its records become entries. */
export type CatalogSettings = {
  readonly sources: readonly SourceSettings[];
  readonly list: readonly string[];
  readonly recordSchema: string | undefined;
  readonly fields: ReadonlyMap<string, FieldSettings>;
};

/** The catalog's settings. */
export const catalog = (config: Config["catalog"]): CatalogSettings => ({
  sources: sources(config),
  list: config.list === undefined ? [] : dotted(config.list),
  recordSchema: config.recordSchema,
  fields: new Map(Object.entries(config.fields).map(([name, value]) => [name, field(value)])),
});
