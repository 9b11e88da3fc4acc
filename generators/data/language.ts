import type { DataLanguage } from "./write.ts";

/** The language of a file of data, by its name. */
export const languageOf = (file: string): DataLanguage =>
  /\.jsonc?$/i.test(file) ? "json" : /\.[cm]?[jt]s$/i.test(file) ? "js" : "yaml";
