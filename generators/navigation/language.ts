import type { NavLanguage } from "./write.ts";

/** The language of a navigation file, by its name. */
export const navLanguage = (file: string): NavLanguage => (/\.jsonc?$/i.test(file) ? "json" : "yaml");
