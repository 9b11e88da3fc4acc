import type { DataReaders } from "../../text/data/node.ts";
import { readJsonc } from "../../text/data/json.ts";
import { readJsModule } from "../../text/data/js-module.ts";
import { languageOf } from "../../../generators/data/language.ts";
import type { Settings } from "../../config/settings.ts";

/** The readers of the config's navigation files and tables of data: those of YAML and TOML cost time to load. */
export const readersFor = async ({ navigation, tables }: Settings): Promise<DataReaders> => {
  const files = [
    ...navigation.map(({ file }) => file),
    ...tables.flatMap(({ page, data }) => (data === undefined ? [] : [page])),
  ];
  const isYaml = files.some((file) => languageOf(file) === "yaml");
  // Front matter and fences of pages may be either.
  const isToml = files.some(
    (file) => languageOf(file) === "toml" || !/\.(?:ya?ml|jsonc?|[cm]?[jt]s)$/i.test(file),
  );
  return {
    json: readJsonc,
    js: readJsModule,
    yaml: isYaml ? (await import("../../../generators/data/yaml.ts")).readYaml : undefined,
    toml: isToml ? (await import("../../../generators/data/toml.ts")).readToml : undefined,
  };
};

/** The settings with what their tables of data are read by. */
export const withDataReaders = async (settings: Settings): Promise<Settings> => {
  if (settings.tables.every(({ data }) => data === undefined)) return settings;
  const readers = await readersFor(settings);
  return {
    ...settings,
    tables: settings.tables.map((table) =>
      table.data === undefined ? table : { ...table, data: { ...table.data, readers } },
    ),
  };
};
