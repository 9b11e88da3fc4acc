import type { RelativePath } from "../../model/file.ts";
import { bare, lastPart } from "../join/key-forms.ts";
import type { Model } from "../catalog/records.ts";

/** How many pages of a folder are shown as examples. */
const shown = 2;

/**
 * What is said of folders in which several models have a page each, by its name: `init` has no template for those, and
 * doesn't pass over them in silence.
 */
export const unsaidPages = (paths: readonly RelativePath[], models: readonly Model[]): readonly string[] => {
  const names = new Map<string, Model>();
  for (const model of models)
    for (const text of [model.name, lastPart(model.id), model.id]) names.set(bare(text), model);
  const folders = new Map<string, Map<Model, RelativePath>>();
  for (const path of paths) {
    const folder = path.slice(0, path.lastIndexOf("/") + 1);
    const model = names.get(bare(lastPart(path).replace(/\.\w+$/, "")));
    if (model === undefined) continue;
    const pages = folders.get(folder) ?? new Map<Model, RelativePath>();
    folders.set(folder, pages.set(model, path));
  }
  return [...folders].flatMap(([folder, pages]) => {
    if (pages.size < 2) return [];
    const examples = [...pages.values()].sort().slice(0, shown).join(", ");
    const more = pages.size > shown ? ", …" : "";
    return [
      `${pages.size} pages in ${folder === "" ? "the root" : folder}, one for each model (${examples}${more}): write a template for them, and declare them as snippets.`,
    ];
  });
};
