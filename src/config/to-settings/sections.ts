import type { Config, FormatConfig } from "../config.gen.ts";
import { parseExpression } from "../expression.ts";
import type { SectionSettings, SnippetSettings } from "../settings.ts";
import { compileFormat, withBase } from "./formats.ts";
import { group, order, place, placesApart, test } from "./place.ts";

/** Tells whether an include path leads to a file of a kind: below the base of includes, or as it is. */
const showsFile =
  ({ path, aliases }: SnippetSettings, base: string) =>
  (include: string): boolean =>
    [path, ...aliases].some(
      (pattern) =>
        pattern.match(include) !== undefined ||
        (base !== "" && pattern.match(`${base}/${include}`) !== undefined),
    );

/** The sections; `presets` are the block formats that come with the package. */
export const sections = (
  config: Config,
  presets: ReadonlyMap<string, FormatConfig>,
  snippets: readonly SnippetSettings[],
): readonly SectionSettings[] => {
  const formats = new Map(Object.entries(config.formats ?? {}));
  const places = placesApart(
    (config.sections ?? []).map((section, index) => [
      place(section, `sections[${index}]`, config.counters),
      section.format,
    ]),
  );
  return (config.sections ?? []).flatMap((section, index) => {
    const { kind, language, open, body } = section;
    const found = withBase(section.format, formats, presets);
    const own = { ...(open === undefined ? {} : { open }), ...(body === undefined ? {} : { body }) };
    const format = found === undefined ? undefined : compileFormat({ ...found, ...own });
    const at = places[index];
    if (format === undefined || at === undefined) return [];
    const snippet = kind === undefined || language === undefined ? undefined : `${kind}/${language}`;
    const shown = snippets.find(({ id }) => id === snippet);
    return {
      ...at,
      snippet,
      ...(shown === undefined ? {} : { shows: showsFile(shown, config.includes?.base ?? "") }),
      format,
      title: parseExpression(section.title ?? "{name}"),
      fence: section.fence ?? language ?? "",
      order: order(section.order),
      group: group(section.group),
      test: test(section.where),
      claim: section.claim ?? config.claim ?? "as-made",
    };
  });
};
