import { byCodeUnit } from "../../api/json.ts";
import { propertyName } from "./literal.ts";
import type { ClientOperation } from "../types.ts";
import { groupBy } from "../../../src/text/group-by.ts";
import { distinctNames, mark } from "../names/distinct.ts";
import { isIdentifier, pascal, safeName } from "../names/words.ts";

/** Names of the functions that make groups: `fineTuning.jobs` → `fineTuningJobs`. */

const functionName = (joined: string): string => {
  const name = joined.charAt(0).toLowerCase() + joined.slice(1);
  const started = isIdentifier(name) ? name : `_${name}`;
  // Where a script has no capitals, a type could be called the same.
  const isCased = /^[\p{Ll}_]/u.test(started);
  // `createClient` calls its argument so.
  return isCased && started !== "options" ? safeName(started, "Operations") : `${started}Operations`;
};

/** Group → its function; `a.bCs` and `aB.cs`, alike but for their dots, become `a_bCs` and `aB_cs`. */
export const nameGroups = (groups: readonly string[]): ReadonlyMap<string, string> => {
  const claimants = groups.map((group) => {
    const joined = functionName(group.split(".").map(pascal).join(""));
    return {
      key: group,
      names: [joined, functionName(group.replaceAll(".", "_")), `${joined}_${mark(group)}`],
    };
  });
  return distinctNames(claimants).names;
};

/** Operations by group, and groups as the tree that a client is. */

/** `"fineTuning.jobs"` → its operations; sorted. */
type Groups = ReadonlyMap<string, readonly ClientOperation[]>;

/** Sorts operations into their groups. */
export const groupsOf = (operations: readonly ClientOperation[]): Groups => {
  const groups = groupBy(operations, ({ name }) => name.slice(0, -1).join("."));
  return new Map([...groups].sort(([a], [b]) => byCodeUnit(a, b)));
};

/** A group, and the groups in it. */
type Tree = { readonly path: string; readonly own: boolean; readonly children: Map<string, Tree> };

/** The tree of all groups; its root has no path. */
export const treeOf = (groups: Groups): Tree => {
  const root: Tree = { path: "", own: false, children: new Map() };
  for (const key of groups.keys()) {
    let at = root;
    for (const part of key.split(".")) {
      const path = at.path === "" ? part : `${at.path}.${part}`;
      const next = at.children.get(part) ?? {
        path,
        own: groups.has(path),
        children: new Map<string, Tree>(),
      };
      at.children.set(part, next);
      at = next;
    }
  }
  return root;
};

/** The object that holds all groups, as code; `names` are those of their functions. */
export const treeCode = (tree: Tree, names: ReadonlyMap<string, string>): string => {
  const own = tree.own ? `${names.get(tree.path) ?? ""}(api)` : undefined;
  if (own !== undefined && tree.children.size === 0) return own;
  const members = [...tree.children].map(
    ([name, child]) => `${propertyName(name)}: ${treeCode(child, names)}`,
  );
  return `{\n${[...(own === undefined ? [] : [`...${own}`]), ...members].map((member) => `${member.replace(/^/gm, "  ")},\n`).join("")}}`;
};
