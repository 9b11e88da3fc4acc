import type { DataReaders } from "../../text/data/node.ts";
import { readJsonc } from "../../text/data/json.ts";
import { languageOf } from "../../../generators/data/language.ts";
import type { Settings } from "../../config/settings.ts";

/** The readers of the config's navigation files: YAML's costs time to load. */
export const readersFor = async ({ navigation }: Settings): Promise<DataReaders> => {
  const isYaml = navigation.some(({ file }) => languageOf(file) === "yaml");
  return {
    json: readJsonc,
    yaml: isYaml ? (await import("../../../generators/data/yaml.ts")).readYaml : undefined,
  };
};
