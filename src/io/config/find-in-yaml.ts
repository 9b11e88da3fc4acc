import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
} from "yaml";
import type { Find } from "../../config/places/find.ts";

const nameOf = (key: unknown): unknown => (isScalar(key) ? key.value : undefined);

const pairOf = (node: Node | null | undefined, name: string) =>
  isMap(node) ? node.items.find((pair) => isPair(pair) && String(nameOf(pair.key)) === name) : undefined;

const offsetOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);

/** Reads a config in YAML, to find its places. */
export const openYaml = (text: string): Find => {
  const document: Document.Parsed = parseDocument(text, { logLevel: "silent" });
  const resolved = (node: unknown): Node | undefined =>
    isAlias(node) ? node.resolve(document) : isNode(node) ? node : undefined;
  return (path, key) => {
    let node = resolved(document.contents);
    for (const segment of path) {
      const inside =
        typeof segment === "string"
          ? pairOf(node, segment)?.value
          : isSeq(node)
            ? node.items[segment]
            : undefined;
      const next = resolved(inside);
      if (next === undefined) break;
      node = next;
    }
    const name = key === undefined ? undefined : pairOf(node, key)?.key;
    return offsetOf(name ?? node);
  };
};
