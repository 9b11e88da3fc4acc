import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { LookupConfig } from "../../config/config.gen.ts";
import { didYouMean } from "../../text/suggest.ts";
import { formatOf } from "../../config/to-settings/catalog.ts";
import { fail, ok, type Outcome, type Problem, refuse } from "../../model/problem.ts";
import { parseDocument, readCatalogFile } from "../source/document.ts";
import { packageFolder } from "../cache/package-folder.ts";
import { isObject, parseLenientJson } from "../../text/json.ts";

const presetFolder = join(packageFolder, "generators", "presets");

const ending = ".json";

const presetNames = (): readonly string[] =>
  readdirSync(presetFolder, { withFileTypes: true })
    .map(({ name }) => name)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();

/** The text of a preset: one of the package's by its name, or a file beside the config. */
const readPreset = (preset: string, folder: string, file: string): Outcome<string> => {
  try {
    const own = preset.endsWith(ending);
    if (!own && !presetNames().includes(preset)) throw new Error("unknown");
    return ok(readFileSync(own ? resolve(folder, preset) : join(presetFolder, preset + ending), "utf8"));
  } catch {
    return refuse(
      "config-unknown-preset",
      `${file}: catalog.preset`,
      `There is no preset ${JSON.stringify(preset)}.`,
      `${didYouMean(preset, presetNames())} A preset of your own is the path of a .json file.`,
    );
  }
};

/** A preset as it was found: not yet validated. */
export type FoundPreset = { readonly label: string; readonly value: unknown };

/** Reads the preset that a config names. Problems: `config-unknown-preset`, those of the file. */
export const findPreset = (preset: string, folder: string, file: string): Outcome<FoundPreset> => {
  const text = readPreset(preset, folder, file);
  if (!text.ok) return text;
  const label = `preset ${preset}`;
  const parsed = parseLenientJson(text.value, label);
  return parsed.ok ? ok({ label, value: parsed.value }) : parsed;
};

const readTable = async (
  name: string,
  table: LookupConfig,
  folder: string,
): Promise<Outcome<LookupConfig>> => {
  const { file, ...rest } = table;
  if (file === undefined) return ok(table);
  const read = readCatalogFile({ path: resolve(folder, file), label: file });
  if (!read.ok) return read;
  const parsed = await parseDocument(read.value, file, formatOf(file));
  if (!parsed.ok) return parsed;
  const { value } = parsed.value;
  const pairs = isObject(value) ? Object.entries(value) : [];
  const texts = pairs.flatMap(([key, text]) => (typeof text === "string" ? [[key, text] as const] : []));
  if (!isObject(value) || texts.length < pairs.length)
    return refuse(
      "lookup-malformed",
      `${file}: lookup ${name}`,
      "The file isn't one object from text to text.",
      "Put one entry for each text into it.",
    );
  return ok({ ...rest, values: { ...Object.fromEntries(texts), ...rest.values } });
};

/** Reads the files that lookup tables name, as if written into the config. Problems: `lookup-malformed`, those of the files. */
export const readTables = async (
  lookups: Readonly<Record<string, LookupConfig>>,
  folder: string,
): Promise<Outcome<Readonly<Record<string, LookupConfig>>>> => {
  const tables: (readonly [string, LookupConfig])[] = [];
  const problems: Problem[] = [];
  for (const [name, table] of Object.entries(lookups)) {
    const read = await readTable(name, table, folder);
    problems.push(...read.problems);
    if (read.ok) tables.push([name, read.value]);
  }
  return problems.length > 0 ? fail(...problems) : ok(Object.fromEntries(tables));
};
