import type { NavigationSettings } from "../../src/config/settings.ts";
import { splice } from "../../src/page/page.ts";
import {
  type DataNode,
  type DataStep,
  listShape,
  mapShape,
  scalarShape,
  shapeOf,
} from "../../src/text/data/node.ts";
import type { DataItem, DataLanguage } from "../data/write.ts";
import { listWriter } from "./list-writer.ts";

/** What the path of a group is called in the group of a name. */
export const named = (text: string, name: string): string => text.replaceAll("{group}", () => name);

/** A file of navigation, read. */
export type NavFile = { readonly text: string; readonly root: DataNode; readonly language: DataLanguage };

/** A file with a group more, and what of it was taken over from another as it is, though each has its own. */
export type Grown = { readonly text: string; readonly copied: readonly string[]; readonly like: string };

/** A group of its path alone: the values that it is found by, and its list; undefined where that takes more. */
const bareItem = (path: readonly DataStep[], name: string): DataItem | undefined => {
  const [values, key] = path.length === 1 ? [new Map<string, string>(), path[0]] : path;
  if (path.length > 2 || !(values instanceof Map) || typeof key !== "string") return undefined;
  const pairs = [...values].map(([own, value]) => [own, { text: named(value, name), string: true }] as const);
  return { type: "map", pairs: [...pairs, [named(key, name), { text: "[]", string: false }]] };
};

/** The text of a file with its first group, which no other shows how to write. */
export const withFirst = (
  { text, root, language }: NavFile,
  list: Extract<DataNode, { readonly type: "list" }>,
  { made, group }: NavigationSettings,
  read: (text: string) => DataNode | undefined,
): Grown | undefined => {
  const item = bareItem(group?.path ?? [], made?.name ?? "");
  if (item?.type !== "map") return undefined;
  const { write, editsOf } = listWriter({ text, list, language });
  const added = [{ slot: list.items.length, text: write(item) }];
  const content = splice(text, editsOf({ removed: new Set(), added }));
  const shape = mapShape(
    item.pairs.map(([key, { text: own, string }]) => [
      scalarShape(key, true),
      string ? scalarShape(own, true) : listShape([]),
    ]),
  );
  const before = list.items.map(({ node }) => shapeOf(node));
  const wanted = shapeOf(root, new Map<DataNode, string>([[list, listShape([...before, shape], list.tag)]]));
  const after = read(content);
  return after !== undefined && shapeOf(after) === wanted
    ? { text: content, copied: [], like: "" }
    : undefined;
};
