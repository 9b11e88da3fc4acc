import { groupBy } from "../../text/group-by.ts";
import { draftText } from "../columns/text-draft.ts";
import type { CatalogView } from "../types.ts";
import { type Folder, type FoundPages, isOfModels } from "./find.ts";

/** A folder's own name, and the folder around it. */
const partsOf = (folder: string): readonly [around: string, name: string] => {
  const at = folder.lastIndexOf("/", folder.length - 2) + 1;
  return [folder.slice(0, at), folder.slice(at, -1)];
};

/** Folders beside each other as one, where a field of the catalog gives the name of each; undefined where none does. */
const pooled = (family: readonly Folder[], catalog: CatalogView): Folder | undefined => {
  const samples = family.flatMap(({ folder, pages }) =>
    [...pages.keys()].map((model) => ({ model, raw: partsOf(folder)[1] })),
  );
  // A model with pages in several folders has them for another reason.
  if (family.length < 2 || new Set(samples.map(({ model }) => model)).size < samples.length) return undefined;
  if (samples.some(({ raw }) => !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(raw))) return undefined;
  const { value, fields, owner, when, differing } = draftText(samples, "", catalog);
  if (owner !== undefined || when !== undefined || differing.length > 0 || !/^\{\w+\}$/.test(value))
    return undefined;
  return {
    folder: `${partsOf(family[0]?.folder ?? "")[0]}${value}/`,
    fields,
    rest: family[0]?.rest ?? "",
    pages: new Map(family.flatMap(({ pages }) => [...pages])),
    count: family.reduce((sum, { count }) => sum + count, 0),
  };
};

/** Pages of models as one folder each, and as those of one folder for each maker or kind, where they are so. */
export type Pool = { readonly whole?: FoundPages; readonly parts: readonly FoundPages[] };

/** The pages of models, with those of folders beside each other together where the catalog tells them apart. */
export const poolFolders = (folders: readonly Folder[], catalog: CatalogView): readonly Pool[] =>
  [...groupBy(folders, ({ folder, rest }) => JSON.stringify([partsOf(folder)[0], rest])).values()].flatMap(
    (family): readonly Pool[] => {
      const whole = pooled(family, catalog);
      const parts = family.filter(isOfModels);
      if (whole !== undefined && isOfModels(whole)) return [{ whole, parts }];
      return parts.map((part) => ({ parts: [part] }));
    },
  );
