import { join, relative } from "node:path/posix";
import type { NavigationSettings } from "../../src/config/settings.ts";
import type { Reference } from "../reference/find.ts";
import { type Renaming, targetsOf, withoutEnding } from "../reference/renaming.ts";
import { languageOf } from "../data/language.ts";
import type { DataNode, Scalar } from "../../src/text/data/node.ts";
import { writeLeaf } from "../data/write.ts";

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
