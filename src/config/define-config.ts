import type { CapabilityConfig, Config, FormatConfig, SectionConfig, SnippetConfig } from "./config.gen.ts";
import type { FormatPreset, LanguageName, TemplateSet } from "./names.gen.ts";

/*
 * A name that a config declares is completed where it is used. `Declared` names are read from where they
 * are declared, `Used` ones from where they are used: the latter must be among the former, unless they are
 * only known to be text, as those that a function of the config makes.
 */

type Snippet<Kind extends string, Language extends string, Sets extends string> = Omit<
  SnippetConfig,
  "kind" | "language" | "sets"
> & {
  kind: Kind;
  language: Language | LanguageName;
  sets?: Sets[];
};

type Section<Kind extends string, Language extends string, Format extends string> = Omit<
  SectionConfig,
  "kind" | "language" | "format"
> & {
  kind?: Kind;
  language?: Language;
  format: Format;
};

type Capability<Templates extends string> = Omit<CapabilityConfig, "templates"> & { templates?: Templates };

/** What stands where a used name isn't declared: the error that an editor shows is at the name. */
type Known<Used extends string, Declared extends string, Place> = string extends Used
  ? unknown
  : [Used] extends [Declared]
    ? unknown
    : Place;

/** A config whose names are known one by one. */
type NamedConfig<
  Kind extends string,
  Language extends string,
  Templates extends string,
  Format extends string,
  UsedKind extends string,
  UsedLanguage extends string,
  UsedSet extends string,
  UsedFormat extends string,
> = Omit<Config, "capabilities" | "formats" | "sections" | "snippets"> & {
  capabilities: Capability<Templates | TemplateSet>[];
  formats?: Record<Format, FormatConfig>;
  snippets?: Snippet<Kind, Language, UsedSet | NoInfer<Templates> | TemplateSet>[];
  sections?: Section<
    UsedKind | NoInfer<Kind>,
    UsedLanguage | NoInfer<Language> | LanguageName,
    UsedFormat | NoInfer<Format> | FormatPreset
  >[];
} & Known<UsedKind, Kind, { sections: { kind?: NoInfer<Kind> }[] }> &
  Known<
    UsedLanguage,
    Language | LanguageName,
    { sections: { language?: NoInfer<Language> | LanguageName }[] }
  > &
  Known<UsedFormat, Format | FormatPreset, { sections: { format: NoInfer<Format> | FormatPreset }[] }> &
  Known<UsedSet, Templates | TemplateSet, { snippets: { sets?: (NoInfer<Templates> | TemplateSet)[] }[] }>;

/** Gives a config its type, names that it declares itself included, and returns it as it is. */
export const defineConfig = <
  const Kind extends string = never,
  const Language extends string = never,
  const Templates extends string = never,
  const Format extends string = never,
  const UsedKind extends string = never,
  const UsedLanguage extends string = never,
  const UsedSet extends string = never,
  const UsedFormat extends string = never,
>(
  config: NamedConfig<Kind, Language, Templates, Format, UsedKind, UsedLanguage, UsedSet, UsedFormat>,
): Config => config;
