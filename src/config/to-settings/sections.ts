import type { Config, FormatConfig } from "../config.gen.ts";
import { parseExpression } from "../expression.ts";
import type { Place, SectionSettings, SnippetSettings } from "../settings.ts";
import { compileFormat, withBase } from "./formats.ts";
import { group, order, place, test } from "./place.ts";

/** Tells whether an include path leads to a file of a kind: below the base of includes, or as it is. */
const showsFile =
  ({ path, aliases }: SnippetSettings, base: string) =>
  (include: string): boolean =>
    [path, ...aliases].some(
      (pattern) =>
        pattern.match(include) !== undefined ||
        (base !== "" && pattern.match(`${base}/${include}`) !== undefined),
    );

/** Where sections are, and of several lists at one place which it is; that of the first format by name has the place's name alone. */
const placesOf = (sections: NonNullable<Config["sections"]>): readonly Place[] => {
  const places = sections.map((section, index) => place(section, `sections[${index}]`));
  const keyOf = (at: Place): string => JSON.stringify({ ...at, where: "", optional: false });
  const first = new Map<string, string>();
  for (const [index, at] of places.entries()) {
    const format = sections[index]?.format ?? "";
    const known = first.get(keyOf(at));
    if (known === undefined || format < known) first.set(keyOf(at), format);
  }
  return places.map((at, index) => {
    const apart = sections[index]?.format;
    return first.get(keyOf(at)) === apart ? at : { ...at, apart };
  });
};

/** The sections; `presets` are the block formats that come with the package. */
export const sections = (
  config: Config,
  presets: ReadonlyMap<string, FormatConfig>,
  snippets: readonly SnippetSettings[],
): readonly SectionSettings[] => {
  const formats = new Map(Object.entries(config.formats ?? {}));
  const places = placesOf(config.sections ?? []);
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
