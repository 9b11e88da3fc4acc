import { findLanguage } from "../text/emit/languages.ts";

/** Languages in which a literal can't be told from a text within another text. */
const nested: ReadonlySet<string> = new Set(["bash", "json"]);

/** A template made from one model's snippet by its ID as a literal; undefined where the ID stands elsewhere too. */
export const templateFrom = (text: string, id: string, language: string): string | undefined => {
  if (nested.has(language) || findLanguage(language) === undefined || text.includes("<%")) return undefined;
  const hole = "<%= it.id %>";
  const made = text.replaceAll(`"${id}"`, hole).replaceAll(`'${id}'`, hole);
  return made === text || made.includes(id) ? undefined : made;
};
