import { formats } from "../../../generators/section/formats.ts";
import type { RelativePath } from "../../model/file.ts";
import { compileFormat } from "../../config/to-settings/formats.ts";
import { mentionFinder } from "../../text/mentions.ts";
import { type EntryGroup, entryGroupsOf } from "../find/sections.ts";
import { modelFinder } from "../join/known-models.ts";
import type { Site } from "./site.ts";
import { toMap } from "../../text/group-by.ts";

/** The entries of pages that show code, and the folder that their include paths start from. */
export type Entries = { readonly base: string; readonly groups: readonly EntryGroup[] };

const join = (base: string, path: string): string => (base === "" ? path : `${base}/${path}`);

const size = ({ groups }: Entries): number => groups.reduce((sum, { entries }) => sum + entries.length, 0);

/** Finds the entries with each of the folders, the likeliest first: the first with most of them is the one. */
export const entriesOf = ({ texts, textOf, catalog }: Site, bases: readonly string[]): Entries => {
  const { models } = catalog.shape;
  const compiled = toMap(formats, ([name, config]) => {
    const format = compileFormat(config);
    return format === undefined ? undefined : [name, format];
  });
  const names = {
    byId: new Map(models.map((model) => [model.id, model])),
    find: modelFinder(models),
    mentions: mentionFinder(models.map(({ id }) => id)),
    textOf: (path: RelativePath) => textOf(path) ?? "",
  };
  const entriesWith = (base: string): Entries => {
    const resolve = (include: string): RelativePath | undefined => {
      const path = join(base, include.replace(/^(?:\.?\/)+/, ""));
      return path.includes("..") || textOf(path) === undefined ? undefined : path;
    };
    const around = { ...names, resolve };
    return { base, groups: texts.flatMap(([path, text]) => entryGroupsOf(path, text, compiled, around)) };
  };
  const [best] = bases.map(entriesWith).toSorted((a, b) => size(b) - size(a));
  return best ?? { base: "", groups: [] };
};
