import { lineNumber } from "../page/page.ts";
import type { MentionContext } from "../../generators/output.ts";
import { mentionPage, mentionsIn, placeholdersIn } from "../../generators/mention/mentions.ts";
import type { NamedAt } from "../model/appearance.ts";

/** How often each model is named in the files that `mentions` declares. */
export const countNames = ({ index, files }: MentionContext): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const [path, { text }] of files) {
    if (index.names.find(text).length === 0) continue;
    for (const { name } of mentionsIn(mentionPage(path, text), index.names, index.settings))
      counts.set(name.model, (counts.get(name.model) ?? 0) + 1);
  }
  return counts;
};

/** Every name of a model in the files that `mentions` declares, placeholders of its roles too. */
export const findNames = ({ index, files }: MentionContext, id: string): readonly NamedAt[] => {
  const roles = new Set(index.roles.flatMap(({ name, model }) => (model === id ? [name] : [])));
  return [...files].flatMap(([path, { text }]): readonly NamedAt[] => {
    const isNamed = index.names.find(text).some(({ value }) => value.model === id);
    const hasPlaceholder = roles.size > 0 && text.includes("{{");
    if (!isNamed && !hasPlaceholder) return [];
    const page = mentionPage(path, text);
    const named = isNamed
      ? mentionsIn(page, index.names, index.settings).filter(({ name }) => name.model === id)
      : [];
    return [
      ...named.map(({ line, kind, kept, start, end }) => ({
        page: path,
        line: lineNumber(page, line),
        kind: kept ? `${kind}, kept` : kind,
        text: page.text.slice(start, end),
      })),
      ...(hasPlaceholder ? placeholdersIn(page) : [])
        .filter(({ role }) => roles.has(role))
        .map(({ role, line }) => ({
          page: path,
          line: lineNumber(page, line),
          kind: "placeholder",
          text: `{{model:${role}}}`,
        })),
    ].sort((a, b) => a.line - b.line);
  });
};
