import type { FormatConfig } from "../../config.gen.ts";
import { type Block, findBlocks } from "../block.ts";
import { findLanguage } from "../emit/languages.ts";
import { lineAt, type Page, scanPage } from "../markdown.ts";
import type { Format } from "../format.ts";
import { toSettings } from "../to-settings.ts";
import type { RelativePath } from "../../types.ts";
import { modelFinder } from "./known-models.ts";
import type { Model } from "./records.ts";
import { type Spot, spotsOf } from "./spots.ts";

/** A group of entries under one heading, of one format, whose files have one language. */
export type EntryGroup = {
  readonly page: RelativePath;
  readonly place: Spot["place"];
  readonly format: string;
  readonly language: string;
  /** The language tag of the entries' code blocks, where it isn't the language's name. */
  readonly fence: string | undefined;
  readonly entries: readonly {
    readonly title: string;
    readonly model: Model;
    readonly path: RelativePath;
  }[];
};

/** What is known of the documentation's files while its pages are looked at. */
export type Files = {
  /** The file that an include path leads to. */
  readonly resolve: (include: string) => RelativePath | undefined;
  /** The models whose exact IDs a file names. */
  readonly mentions: (path: RelativePath) => readonly string[];
};

/** The block formats that come with the package, compiled. */
export const compileFormats = (presets: ReadonlyMap<string, FormatConfig>): ReadonlyMap<string, Format> => {
  const names = [...presets.keys()];
  const { sections } = toSettings(
    {
      root: ".",
      catalog: { sources: [{ file: "" }], fields: { id: { path: "id" } } },
      capabilities: [{ name: "all" }],
      snippets: [{ kind: "any", language: "python", path: "{slug}" }],
      sections: names.map((format) => ({ page: "", kind: "any", language: "python", format })),
    },
    presets,
  );
  return new Map(
    names.flatMap((name, index) => {
      const format = sections[index]?.format;
      return format === undefined ? [] : [[name, format] as const];
    }),
  );
};

const byEnding: ReadonlyMap<string, string> = new Map([
  ["cs", "csharp"],
  ["go", "go"],
  ["java", "java"],
  ["js", "javascript"],
  ["json", "json"],
  ["kt", "kotlin"],
  ["mjs", "javascript"],
  ["php", "php"],
  ["py", "python"],
  ["rb", "ruby"],
  ["rs", "rust"],
  ["sh", "bash"],
  ["ts", "typescript"],
]);

const fenceTag = (page: Page, { first, last }: Block): string | undefined => {
  for (let line = first; line < last; line += 1) {
    const tag = /^\s*(?:`{3,}|~{3,})\s*([\w#+-]+)/.exec(lineAt(page, line))?.[1];
    if (tag !== undefined) return tag;
  }
  return undefined;
};

const languageOf = (path: RelativePath, tag: string | undefined): string | undefined =>
  byEnding.get(path.slice(path.lastIndexOf(".") + 1)) ??
  (tag === undefined ? undefined : findLanguage(tag)?.name);

/** The groups of entries of a page, each with at least two models. */
export const entryGroupsOf = (
  path: RelativePath,
  text: string,
  models: readonly Model[],
  formats: ReadonlyMap<string, Format>,
  files: Files,
): readonly EntryGroup[] => {
  const page = scanPage(path, text);
  const byId = new Map(models.map((model) => [model.id, model]));
  const find = modelFinder(models);
  const ownerOf = (file: RelativePath, title: string): Model | undefined => {
    const [id, another] = files.mentions(file);
    return (another === undefined && id !== undefined ? byId.get(id) : undefined) ?? find(title);
  };
  const groups = new Map<string, EntryGroup>();
  for (const { place, region } of spotsOf(page))
    for (const [format, compiled] of formats)
      for (const block of findBlocks(page, region, compiled)) {
        const [include] = block.cites;
        const file = include === undefined ? undefined : files.resolve(include);
        const model = file === undefined ? undefined : ownerOf(file, block.title);
        const tag = fenceTag(page, block);
        const language = file === undefined ? undefined : languageOf(file, tag);
        if (file === undefined || model === undefined || language === undefined) continue;
        const key = JSON.stringify([place, format, language]);
        const group = groups.get(key) ?? {
          page: path,
          place,
          format,
          language,
          fence: tag === undefined || tag === language ? undefined : tag,
          entries: [],
        };
        groups.set(key, { ...group, entries: [...group.entries, { title: block.title, model, path: file }] });
      }
  return [...groups.values()].filter(({ entries }) => new Set(entries.map(({ model }) => model)).size > 1);
};
