import type { DataLanguage } from "./write.ts";

/** The language of a file of data, by its name. */
export const languageOf = (file: string): Exclude<DataLanguage, "js"> =>
  /\.jsonc?$/i.test(file) ? "json" : "yaml";
