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

/** One that is being read; `beside` is the one of pages that are called after models alone, where these are not. */
type Reading = Folder & { pages: Map<Model, RelativePath>; count: number; beside?: Reading };

/** So many models have another page each, and such a share of those with pages, where that is a kind of pages. */
const [leastSecond, leastBeside] = [3, 0.8];

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

/** The model whose name a page's begins with, the longest, and what follows that: `auk-3-api` is one of `auk-3`. */
const ownerOf = (
  name: string,
  models: ReadonlyMap<string, Model | undefined>,
): readonly [Model, more: string] | undefined => {
  const ends = [name.length, ...[...name.matchAll(/[-_.]/g)].map(({ index }) => index).reverse()];
  for (const end of ends) {
    const model = models.get(bare(name.slice(0, end)));
    if (model !== undefined) return [model, name.slice(end)];
  }
  return undefined;
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
  const groups = new Map<string, Reading>();
  const groupOf = (folder: string, rest: string): Reading => {
    const key = JSON.stringify([folder, rest]);
    const group: Reading = groups.get(key) ?? { folder, fields: {}, rest, pages: new Map(), count: 0 };
    groups.set(key, group);
    return group;
  };
  for (const path of paths) {
    const [folder, name, rest] = nameOf(path);
    const plain = groupOf(folder, rest);
    plain.count += 1;
    const [model, more = ""] = ownerOf(name, names) ?? [];
    const group = more === "" ? plain : groupOf(folder, more + rest);
    if (model !== undefined && !group.pages.has(model)) group.pages.set(model, path);
    if (more !== "") group.beside = plain;
  }
  return [...groups.values()].filter(({ pages, beside }) =>
    beside === undefined
      ? pages.size > 0
      : pages.size >= leastSecond && pages.size >= leastBeside * beside.pages.size,
  );
};

/** Whether the pages of a folder are one for each model. */
export const isOfModels = ({ pages, count }: Folder): boolean =>
  pages.size > 1 && pages.size >= leastShare * count;

/** What is said of pages, or files of data, of which no template can be made, so that they aren't passed over in silence. */
export const unsaidPages = ({ folder, pages }: FoundPages): string => {
  const examples = [...pages.values()].sort().slice(0, shown).join(", ");
  const what = /\.(?:json|toml|ya?ml)(?:,|$)/.test(examples) ? "files of data" : "pages";
  const more = pages.size > shown ? ", …" : "";
  return `${pages.size} ${what} in ${folder === "" ? "the root" : folder}, one for each model (${examples}${more}): write a template for them, and declare them as snippets.`;
};
