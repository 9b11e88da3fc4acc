import type { NavReaders } from "../../../generators/navigation/node.ts";
import { readJsonc } from "../../../generators/navigation/jsonc.ts";
import { navLanguage } from "../../../generators/navigation/language.ts";
import type { Settings } from "../../config/settings.ts";

/** The readers of the config's navigation files: YAML's costs time to load. */
export const readersFor = async ({ navigation }: Settings): Promise<NavReaders> => {
  const isYaml = navigation.some(({ file }) => navLanguage(file) === "yaml");
  return {
    json: readJsonc,
    yaml: isYaml ? (await import("../../../generators/navigation/yaml.ts")).readYaml : undefined,
  };
};
