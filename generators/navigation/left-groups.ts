import type { NavigationSettings } from "../../src/config/settings.ts";
import { type DataNode, type DataStep, elementsOf, keysOf, take } from "../../src/text/data/node.ts";
import { escapePattern } from "../../src/text/escape-pattern.ts";
import { groupBy } from "../../src/text/group-by.ts";
import type { NavListed } from "./claim.ts";
import { groupsOf, listOfGroup } from "./groups.ts";
import { itemOf, keyOf } from "./item.ts";

/** What groups of a file are called by the first step of the way from one to its list. */
const namesIn = (groups: DataNode, step: DataStep | undefined): readonly string[] => {
  const [key, called] =
    typeof step === "object"
      ? ([...step].find(([, value]) => value.includes("{group}")) ?? [])
      : [undefined, step];
  const parts = String(called).split("{group}").map(escapePattern);
  const pattern = new RegExp(`^${parts.join("(.+)")}$`, "su");
  const texts = elementsOf(groups).flatMap((element) =>
    key === undefined
      ? keysOf(element)
      : take(element, key).flatMap((node) => (node.type === "scalar" ? [node.text] : [])),
  );
  return [...new Set(texts.flatMap((text) => pattern.exec(text)?.[1] ?? []))];
};

const none = { entries: [], unwanted: [] };

/**
 * The lists of a file's groups that no model of the catalog or the lock is in any more, which show nothing;
 * `navs` are those of the groups that are known.
 */
export const leftGroups = (
  root: DataNode,
  navs: readonly NavigationSettings[],
  listedIn: (nav: NavigationSettings) => NavListed["entries"],
): ReadonlyMap<NavigationSettings, NavListed> =>
  new Map(
    [...groupBy(navs, ({ where }) => where).values()].flatMap((own) => {
      const [nav] = own;
      const groups = nav?.made === undefined ? undefined : groupsOf(root, nav);
      if (nav?.made === undefined || groups === undefined) return [];
      const path = nav.path.slice(0, nav.made.at);
      const known = new Set(own.map(({ made }) => made?.name));
      const keys = own.flatMap((each) =>
        listedIn(each).map(({ fields }) => keyOf(itemOf(each.item, fields), each)),
      );
      return namesIn(groups, nav.group?.path[0])
        .filter((name) => !known.has(name))
        .map((name) => [listOfGroup(nav, path, name), { ...none, elsewhere: new Set(keys) }] as const);
    }),
  );
