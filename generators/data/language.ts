import type { DataLanguage } from "./write.ts";

const endings: readonly (readonly [RegExp, DataLanguage])[] = [
  [/\.jsonc?$/i, "json"],
  [/\.[cm]?[jt]s$/i, "js"],
  [/\.toml$/i, "toml"],
];

/** The language of a file of data, by its name. */
export const languageOf = (file: string): DataLanguage =>
  endings.find(([ending]) => ending.test(file))?.[1] ?? "yaml";
