import { lineNumber } from "../page/page.ts";
import type { MentionContext } from "../../generators/output.ts";
import { mentionPage, mentionsIn, placeholdersIn } from "../../generators/mention/mentions.ts";
import type { NamedAt } from "../model/appearance.ts";

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
