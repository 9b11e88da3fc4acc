import type { MentionsConfig } from "../../config/config.gen.ts";
import { mentionFinder } from "../../text/mentions.ts";
import type { Model } from "../catalog/records.ts";
import type { Site } from "../recognise/site.ts";
import { isOfPast, tellsPast, wholePast } from "../texts.ts";

/** A block of code between fences. */
const fenced = /^[ \t]*(`{3,}|~{3,})[^\n]*\n([\s\S]*?)\n[ \t]*\1/gm;

/** An ID of fewer characters is a word of any program. */
const leastId = 4;

/** What examples of the pages name models, if any do: then plan and check tell where a model that left is still named. */
export const draftMentions = (
  { texts, pages }: Site,
  models: readonly Model[],
): MentionsConfig | undefined => {
  const namesIn = mentionFinder(models.flatMap(({ id }) => (id.length < leastId ? [] : [id])));
  const naming = texts.flatMap(([path, text]) =>
    [...text.matchAll(fenced)].some(([, , code = ""]) => namesIn(code).length > 0) ? [path] : [],
  );
  const kinds = new Set(naming.map((path) => path.slice(path.lastIndexOf("."))));
  if (kinds.size === 0) return undefined;
  const ignore = new Set([...[...pages.keys()].filter(isOfPast).map(wholePast), ...naming.filter(tellsPast)]);
  return {
    pages: [...kinds].toSorted().map((kind) => `**/*${kind}`),
    ...(ignore.size === 0 ? {} : { ignore: [...ignore].toSorted() }),
  };
};
