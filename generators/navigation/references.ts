import type { NavigationSettings, Settings } from "../../src/config/settings.ts";
import type { RelativePath, Snapshot } from "../../src/model/file.ts";
import type { DataNode, DataReaders, Scalar } from "../../src/text/data/node.ts";
import { addTo } from "../../src/text/group-by.ts";
import { languageOf } from "../data/language.ts";
import { writeLeaf } from "../data/write.ts";
import type { LeavingFiles } from "../placing/past.ts";
import type { Reference } from "../reference/find.ts";
import { type Renaming, targetsOf, withoutEnding } from "../reference/renaming.ts";
import { join, relative } from "node:path/posix";

/** The scalars of a file that may name pages: keys don't. */
const scalarsIn = (
  node: DataNode,
  flow: boolean,
): readonly { readonly node: Scalar; readonly flow: boolean }[] => {
  if (node.type === "scalar") return node.string && node.tag === "" && !node.shared ? [{ node, flow }] : [];
  if (node.type === "alias") return [];
  const inside = flow || node.style === "flow";
  const parts =
    node.type === "list" ? node.items.map((item) => item.node) : node.pairs.map(({ value }) => value);
  return parts.flatMap((part) => scalarsIn(part, inside));
};

/** The references by which a navigation file follows renamed pages, with or without their ending, wherever it names them. */
export const navReferences = (
  root: DataNode,
  { file, base }: NavigationSettings,
  renamings: readonly Renaming[],
): readonly Reference[] => {
  if (renamings.length === 0) return [];
  const targets = targetsOf(renamings, withoutEnding);
  return scalarsIn(root, ["json", "js"].includes(languageOf(file))).flatMap(
    ({ node, flow }): readonly Reference[] => {
      const [, prefix = "", own = ""] = /^(\.?\/)?(.*)$/s.exec(node.text) ?? [];
      const target = targets.get(join(base, own));
      if (target === undefined) return [];
      const leaf = { text: prefix + relative(join("/", base), join("/", target.to)), string: true };
      const text = writeLeaf(leaf, languageOf(file), node.quote, flow);
      return [{ start: node.start, end: node.end, text, from: target.from }];
    },
  );
};

/** Those of the files that are to go, by key, that a navigation file names as it will be, with that file. */
export const neededByNav = (
  { navigation }: Pick<Settings, "navigation">,
  files: Snapshot,
  readers: DataReaders,
  leaving: LeavingFiles,
): ReadonlyMap<string, RelativePath> => {
  const keysOf = new Map<RelativePath, string[]>();
  for (const [key, { path }] of leaving) addTo(keysOf, path, key);
  const same = [...keysOf.keys()].map((path) => ({ from: path, to: path }));
  const needed = new Map<string, RelativePath>();
  for (const nav of navigation) {
    const root = readers[languageOf(nav.file)]?.(files.get(nav.file)?.text ?? "");
    if (root === undefined || "message" in root) continue;
    for (const { from } of navReferences(root, nav, same))
      for (const key of from.flatMap((path) => keysOf.get(path) ?? [])) needed.set(key, nav.file);
  }
  return needed;
};
