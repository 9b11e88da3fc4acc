import type { Config } from "../config.gen.ts";
import { parsePathPattern } from "../path-pattern.ts";
import type { InlineSettings, Settings, SnippetSettings } from "../settings.ts";
import { test } from "./place.ts";

/** The snippets: those that are files, and those that stand in pages only. */
export const snippets = (config: Config): Pick<Settings, "snippets" | "inline"> => {
  const files: SnippetSettings[] = [];
  const inline: InlineSettings[] = [];
  for (const [index, snippet] of (config.snippets ?? []).entries()) {
    const { kind, language, path, aliases = [], template, sets, where } = snippet;
    const settings: InlineSettings = {
      id: `${kind}/${language}`,
      kind,
      language,
      sets: sets === undefined ? undefined : new Set(sets),
      template: template ?? `${kind}/{set}/${language}.ejs`,
      where: test(where),
      declared: `snippets[${index}]`,
    };
    const pattern = (source: string) => parsePathPattern(source, { kind, language });
    if (path === undefined) inline.push(settings);
    else files.push({ ...settings, path: pattern(path), aliases: aliases.map(pattern) });
  }
  return { snippets: files, inline };
};
