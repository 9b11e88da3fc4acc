import { formats } from "../../../generators/section/formats.ts";
import type { Model } from "../catalog/records.ts";
import { templateFrom } from "../templates.ts";
import type { FoundTable, SectionDraft } from "../types.ts";

/** Whether a list is of entries that were recognised by the snippets that they show. */
const isSame = (section: SectionDraft, list: SectionDraft): boolean =>
  section.config.page === list.config.page && list.models.some((model) => section.models.includes(model));

/** Whether a list says of all entries of a section more than their snippet: lines that stand around its code. */
const tellsMore = (section: SectionDraft, { config: { body = [] }, models }: SectionDraft): boolean => {
  if (section.snippet?.path !== undefined || models.length < section.models.length) return false;
  const isFence = (line: string): boolean => /^\s*(?:`{3,}|~{3,})/.test(line);
  const fences = body.filter(isFence).length;
  let seen = 0;
  const around = body.filter((line) => {
    if (isFence(line)) seen += 1;
    return seen % 2 === 0 && !isFence(line) && /[\p{L}\p{N}]/u.test(line);
  });
  return fences > 1 && fences % 2 === 0 && around.length > 0;
};

/** Whether a section shows files, or a template for its snippets is there or can be made from one of them. */
const hasTemplate = ({ config, snippet, snippets }: SectionDraft, kinds: readonly string[]): boolean => {
  if (snippet === undefined || snippet.path !== undefined) return true;
  // A format that includes files has no place for code itself.
  const includes = formats.get(config.format)?.body?.some((line) => line.includes("{include}")) === true;
  const isMade = ([{ id }, text]: readonly [Model, string]): boolean =>
    templateFrom(text, id, snippet.language) !== undefined;
  return !includes && (kinds.includes(snippet.kind) || [...snippets].some(isMade));
};

/** Sections of snippets and lists of entries: of the same entries the one that says more, and can be made. */
export const besideLists = (
  ofSnippets: readonly SectionDraft[],
  lined: readonly SectionDraft[],
  kinds: readonly string[],
): { readonly sections: readonly SectionDraft[]; readonly items: readonly SectionDraft[] } => {
  const sections = ofSnippets.filter((section) => {
    const same = lined.filter((list) => isSame(section, list));
    return (
      (hasTemplate(section, kinds) || same.length === 0) && !same.some((list) => tellsMore(section, list))
    );
  });
  const items = lined.filter((list) => !sections.some((section) => isSame(section, list)));
  return { sections, items };
};

/** Whether a table stands in an entry that is made with it. */
export const isOfEntries = ({ page, rows: [row] }: FoundTable, lists: readonly SectionDraft[]): boolean =>
  lists.some(
    ({ config: { page: own, body = [] }, spans = [] }) =>
      own === page &&
      row !== undefined &&
      body.some((line) => line.trimStart().startsWith("|")) &&
      spans.some(({ first, last }) => first <= row.line && row.line < last),
  );
