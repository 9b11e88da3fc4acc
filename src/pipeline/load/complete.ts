import type { Config } from "../../config/config.gen.ts";
import { overPreset } from "../../config/preset.ts";
import { checkConfig } from "../../config/validate.ts";
import { findPreset, readTables } from "../../io/config/presets.ts";
import { ok, type Outcome } from "../../model/problem.ts";
import { isObject } from "../../text/json.ts";

const withPreset = (config: Config, folder: string, file: string): Outcome<Config> => {
  const { preset } = config.catalog;
  if (preset === undefined) return ok(config);
  const found = findPreset(preset, folder, file);
  if (!found.ok) return found;
  const { value, label } = found.value;
  // A preset is a config without outputs, and is checked as one.
  const checked = checkConfig(isObject(value) ? { ...value, root: "." } : value, label);
  return checked.ok ? ok(overPreset(checked.value, config)) : checked;
};

/**
 * Completes a config with the files that its catalog part names: the preset, and lookup tables, whose content
 * is then as if it had been written into the config. Problems: `config-unknown-preset`, `lookup-malformed`,
 * those of the files and of the preset's own check.
 */
export const completeConfig = async (
  config: Config,
  folder: string,
  file: string,
): Promise<Outcome<Config>> => {
  const whole = withPreset(config, folder, file);
  const { lookups } = whole.ok ? whole.value.catalog : {};
  if (!whole.ok || lookups === undefined || Object.keys(lookups).length === 0) return whole;
  const tables = await readTables(lookups, folder);
  return tables.ok
    ? ok({ ...whole.value, catalog: { ...whole.value.catalog, lookups: tables.value } })
    : tables;
};
