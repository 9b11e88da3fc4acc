import { type Block, findBlocks } from "../../page/block.ts";
import { findLanguage } from "../../text/emit/languages.ts";
import type { Page } from "../../page/page.ts";
import { linesIn } from "../../page/row-lines.ts";
import { scanPage } from "../../page/scan.ts";
import type { Format } from "../../page/format.ts";
import type { RelativePath } from "../../model/file.ts";
import type { ModelFinder } from "../join/known-models.ts";
import type { Model } from "../catalog/records.ts";
import { type Spot, spotsOf } from "./places.ts";

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
    /** The snippet's text. */
    readonly text: string;
    /** The file that holds it; undefined where it stands in the page itself. */
    readonly path: RelativePath | undefined;
  }[];
};

/** What is known of the catalog and of the documentation's files while its pages are looked at. */
export type Surroundings = {
  readonly byId: ReadonlyMap<string, Model>;
  /** The model that a title names. */
  readonly find: ModelFinder;
  /** The file that an include path leads to. */
  readonly resolve: (include: string) => RelativePath | undefined;
  readonly textOf: (path: RelativePath) => string;
  /** The models whose exact IDs a text names. */
  readonly mentions: (text: string) => readonly string[];
};

type Code = { readonly tag: string | undefined; readonly text: string };

/** The code block of an entry; undefined when there is none, or more than one. */
const codeIn = (page: Page, block: Block): Code | undefined => {
  const lines = linesIn(page, block);
  const fences = lines.flatMap((line, at) => {
    const [, indent = "", info] = /^(\s*)(?:`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    return info === undefined ? [] : [{ at, indent, tag: /^\s*([\w#+-]+)/.exec(info)?.[1] }];
  });
  const [open, close, another] = fences;
  if (open === undefined || close === undefined || another !== undefined) return undefined;
  const body = lines.slice(open.at + 1, close.at);
  const text = body.map(
    (line) => `${line.startsWith(open.indent) ? line.slice(open.indent.length) : line.trimStart()}\n`,
  );
  return { tag: open.tag, text: text.join("") };
};

/** What a snippet is written in, by the ending of its file, which no page has, or by the tag of its fence. */
const languageOf = (path: RelativePath | undefined, tag: string | undefined): string | undefined => {
  const ofFile = findLanguage(path?.slice(path.lastIndexOf(".") + 1) ?? "");
  return ofFile !== undefined && ofFile.isPage === undefined ? ofFile.name : findLanguage(tag ?? "")?.name;
};

/** The groups of entries of a page, each with at least two models. */
export const entryGroupsOf = (
  path: RelativePath,
  text: string,
  formats: ReadonlyMap<string, Format>,
  around: Surroundings,
): readonly EntryGroup[] => {
  const page = scanPage(path, text);
  const ownerOf = (snippet: string, title: string): Model | undefined => {
    const [id, another] = around.mentions(snippet);
    return (
      (another === undefined && id !== undefined ? around.byId.get(id) : undefined) ?? around.find(title)
    );
  };
  const groups = new Map<string, EntryGroup>();
  for (const { place, region } of spotsOf(page))
    for (const [format, compiled] of formats)
      for (const block of findBlocks(page, region, compiled)) {
        const [include] = block.cites;
        const file = include === undefined ? undefined : around.resolve(include);
        const code = codeIn(page, block);
        // What refers to a file that isn't there is no snippet.
        const snippet =
          file !== undefined ? around.textOf(file) : include === undefined ? code?.text : undefined;
        const model = snippet === undefined ? undefined : ownerOf(snippet, block.title);
        const language = languageOf(file, code?.tag);
        if (snippet === undefined || model === undefined || language === undefined) continue;
        const key = JSON.stringify([place, format, language, file === undefined]);
        const group = groups.get(key) ?? {
          page: path,
          place,
          format,
          language,
          fence: code?.tag === undefined || code.tag === language ? undefined : code.tag,
          entries: [],
        };
        const entry = { title: block.title, model, text: snippet, path: file };
        groups.set(key, { ...group, entries: [...group.entries, entry] });
      }
  const several = [...groups.values()].filter(
    ({ entries }) => new Set(entries.map(({ model }) => model)).size > 1,
  );
  // The same entries may look like those of two formats: the one that finds most goes first.
  const sameEntries = (a: EntryGroup, b: EntryGroup): boolean =>
    a.format !== b.format &&
    a.language === b.language &&
    JSON.stringify(a.place) === JSON.stringify(b.place) &&
    a.entries.some(({ text: one }) => b.entries.some((other) => other.text === one));
  return several.filter(
    (group, index) =>
      !several.some(
        (other, at) =>
          sameEntries(group, other) &&
          (other.entries.length > group.entries.length ||
            (other.entries.length === group.entries.length && at < index)),
      ),
  );
};
