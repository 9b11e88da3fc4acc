import { findLanguage } from "../text/emit/languages.ts";

/** Languages in which a literal can't be told from a text within another text. */
const nested: ReadonlySet<string> = new Set(["bash", "json"]);

/**
 * A template made from one model's snippet: its ID, where it stands as a literal of its own, becomes the
 * model's. Undefined when it stands elsewhere too, or the language has no such literals.
 */
export const templateFrom = (text: string, id: string, language: string): string | undefined => {
  if (nested.has(language) || findLanguage(language) === undefined || text.includes("<%")) return undefined;
  const hole = "<%= it.id %>";
  const made = text.replaceAll(`"${id}"`, hole).replaceAll(`'${id}'`, hole);
  return made === text || made.includes(id) ? undefined : made;
};
