import type { RelativePath } from "../../model/file.ts";
import { bare, lastPart } from "../join/key-forms.ts";
import type { Model } from "../catalog/records.ts";
import type { Fields } from "../types.ts";

/** Pages of a folder, one for each model. */
export type FoundPages = {
  /** With a field in the place of names that follow from the catalog, where the pages are in several. */
  readonly folder: string;
  /** The fields that the folder's name has. */
  readonly fields: Fields;
  readonly pages: ReadonlyMap<Model, RelativePath>;
};

/** What of a folder is called after models: the pages that end alike, and how many there are in all. */
export type Folder = FoundPages & { readonly rest: string; readonly count: number };

/** How many pages of a folder are shown as examples. */
const shown = 2;

/** The share of a folder's pages that are models', where they are one for each model: others may be called so by chance. */
const leastShare = 1 / 3;

/** What names the model of a page: the file's name, or its folder's for an index; and the folder of all of them. */
export const nameOf = (path: RelativePath): readonly [folder: string, name: string, rest: string] => {
  const [, around = "", name = "", rest = ""] =
    /^(.*\/)?([^/]+)(\/(?:index|_index|README|page)\.\w+)$/.exec(path) ??
    /^(.*\/)?([^/]+)(\.\w+)$/.exec(path) ??
    [];
  return [around, name, rest];
};

/** The folders in which models have a page each, by its name. */
export const foldersOfModels = (
  paths: readonly RelativePath[],
  models: readonly Model[],
): readonly Folder[] => {
  const names = new Map<string, Model | undefined>();
  for (const forms of [
    ({ name }: Model) => [name],
    ({ id }: Model) => [lastPart(id)],
    ({ id }: Model) => [
      id,
      ...id.split("/").flatMap((_, at, parts) => (at > 0 ? parts.slice(at).join("/") : [])),
    ],
  ]) {
    const own = new Map<string, Model | undefined>();
    for (const model of models)
      for (const text of new Set(forms(model).map(bare)))
        own.set(text, own.has(text) && own.get(text) !== model ? undefined : model);
    // What is called so by its ID goes before what is by its name; what several are called is nobody's.
    for (const [text, model] of own) names.set(text, model);
  }
  const groups = new Map<string, Folder & { pages: Map<Model, RelativePath>; count: number }>();
  for (const path of paths) {
    const [folder, name, rest] = nameOf(path);
    const key = JSON.stringify([folder, rest]);
    const group = groups.get(key) ?? {
      folder,
      fields: {},
      rest,
      pages: new Map<Model, RelativePath>(),
      count: 0,
    };
    groups.set(key, group);
    group.count += 1;
    const model = names.get(bare(name));
    if (model !== undefined && !group.pages.has(model)) group.pages.set(model, path);
  }
  return [...groups.values()].filter(({ pages }) => pages.size > 0);
};

/** Whether the pages of a folder are one for each model. */
export const isOfModels = ({ pages, count }: Folder): boolean =>
  pages.size > 1 && pages.size >= leastShare * count;

/** What is said of pages, or files of data, of which no template can be made, so that they aren't passed over in silence. */
export const unsaidPages = ({ folder, pages }: FoundPages, what = "pages"): string => {
  const examples = [...pages.values()].sort().slice(0, shown).join(", ");
  const more = pages.size > shown ? ", …" : "";
  return `${pages.size} ${what} in ${folder === "" ? "the root" : folder}, one for each model (${examples}${more}): write a template for them, and declare them as snippets.`;
};

/** What is said of files of data, one for each model. */
export const filesOfModels = (files: readonly RelativePath[], models: readonly Model[]): readonly string[] =>
  foldersOfModels(files, models)
    .filter(isOfModels)
    .map((folder) => unsaidPages(folder, "files of data"));
