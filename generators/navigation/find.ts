import type { NavigationSettings } from "../../src/config/settings.ts";
import { didYouMean } from "../../src/text/suggest.ts";
import { ok, type Outcome, refuse } from "../../src/model/problem.ts";
import { type DataNode, elementsOf, keysOf, take, wayName } from "../../src/text/data/node.ts";

/** The list of a target: the list itself, or the empty value in whose place it is to be. */
export type NavList = Extract<DataNode, { readonly type: "list" | "scalar" }>;

/** The place of a target's list as people say it: `nav › Models`. */
export const navPlace = ({ path }: NavigationSettings): string => wayName(path);

/** Finds the list of a target. None, several, or what an alias stands for is a problem; `file` is the config's name. */
export const findNavList = (root: DataNode, settings: NavigationSettings, file: string): Outcome<NavList> => {
  const where = `${file}: ${settings.where}`;
  const wrong = (code: string, message: string, fix: string) =>
    refuse(code, where, `${settings.file}: ${message}`, fix);
  let node = root;
  for (const [index, step] of settings.path.entries()) {
    const found = take(node, step);
    const [next, second] = found;
    const place = `\`${wayName(settings.path.slice(0, index + 1))}\``;
    if (next === undefined) {
      const fix =
        typeof step === "string"
          ? didYouMean(step, [node, ...elementsOf(node)].flatMap(keysOf))
          : "Correct `path`, or add it to the file.";
      return wrong("nav-not-found", `There is no ${place}.`, fix);
    }
    if (second !== undefined)
      return wrong(
        "nav-ambiguous",
        `There are ${found.length} places called ${place}.`,
        "Say in `path` which one, by its index or by another key.",
      );
    if (next.type === "alias" || next.shared)
      return wrong(
        "nav-aliased",
        `An alias shares ${place} with other places of the file, which an edit would change too.`,
        "Write the list out where it is to be edited.",
      );
    node = next;
  }
  if (node.type === "list" || (node.type === "scalar" && node.start === node.end && node.tag === ""))
    return ok(node);
  return wrong(
    "nav-no-list",
    `There is no list at \`${navPlace(settings)}\`.`,
    "Let `path` lead to the list that holds the models.",
  );
};
