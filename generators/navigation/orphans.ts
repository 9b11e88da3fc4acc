import { basename, dirname, join } from "node:path/posix";
import type { NavigationSettings } from "../../src/config/settings.ts";
import { leftoverStatus } from "../placing/left.ts";
import type { Orphan, Past } from "../placing/past.ts";
import { navPlace } from "./find.ts";
import { isPage, labelIn, textsIn } from "./item.ts";
import type { DataNode, ListNode } from "../../src/text/data/node.ts";
import { type NavStatus, nothing } from "./statuses.ts";

/** What a page is called that leads to others. */
const overview = /^(?:index|overview|readme|introduction)\b/i;

/** Tells the elements that lead to pages beside those of models. */
const besideModels = (list: ListNode, isKnown: (index: number) => boolean) => {
  const folders = new Set(
    list.items
      .flatMap(({ node }, index) =>
        isKnown(index) ? textsIn(node).filter((each) => each.includes("/")) : [],
      )
      .map(dirname),
  );
  return (node: DataNode): boolean =>
    textsIn(node).some((each) => folders.has(dirname(each)) && !overview.test(basename(each)));
};

/** The elements of a list that are no known model's, by index: single pages, in the order of the list. */
export const orphanElements = (
  { text, list }: { readonly text: string; readonly list: ListNode },
  settings: NavigationSettings,
  isKnown: (index: number) => boolean,
): ReadonlyMap<number, Orphan> => {
  const orphans = new Map<number, Orphan>();
  const isLike = besideModels(list, isKnown);
  let [line, at] = [1, 0];
  for (const [index, { node, start }] of list.items.entries()) {
    line += text.slice(at, start).split("\n").length - 1;
    at = start;
    const [first = ""] = textsIn(node);
    if (isKnown(index) || !isPage(node)) continue;
    orphans.set(index, {
      what: "element",
      page: settings.file,
      place: navPlace(settings),
      line,
      title: labelIn(node) ?? first,
      names: textsIn(node).map((each) => join(settings.base, each.replace(/^\.?\//, ""))),
      isUnlike: !isLike(node),
    });
  }
  return orphans;
};

/** An element that is left of a model: it goes where everything is claimed, and is in the way otherwise. */
export const leftoverElement = (
  { claim }: NavigationSettings,
  orphan: Orphan,
  past: Past,
): NavStatus | undefined => {
  const status = leftoverStatus(orphan, claim, past);
  return status === undefined ? undefined : { ...nothing, ...status };
};
