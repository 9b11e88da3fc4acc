import { join } from "node:path/posix";
import type { NavigationSettings } from "../../src/config/settings.ts";
import { leftoverStatus } from "../placing/left.ts";
import type { Orphan, Past } from "../placing/past.ts";
import { navPlace } from "./find.ts";
import { isPage, labelIn, textsIn } from "./labels.ts";
import type { ListNode } from "../../src/text/data/node.ts";
import { type NavStatus, nothing } from "./statuses.ts";

/** The elements of a list that are no known model's, by index: single pages, in the order of the list. */
export const orphanElements = (
  { text, list }: { readonly text: string; readonly list: ListNode },
  settings: NavigationSettings,
  isKnown: (index: number) => boolean,
): ReadonlyMap<number, Orphan> => {
  const orphans = new Map<number, Orphan>();
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
