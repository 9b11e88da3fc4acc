import { groupBy } from "../../text/group-by.ts";
import type { TextRule } from "../../config/config.gen.ts";
import type { Model } from "../catalog/records.ts";
import { fieldsOf } from "../columns/agreement.ts";
import type { FoundNav } from "../find/navigation.ts";
import { draftNavigation, ownersIn } from "../navigation.ts";
import type { CatalogView, NavigationDraft } from "../types.ts";
import { groupingOf } from "./grouping.ts";

type Step = FoundNav["path"][number];

/** The lists of groups as one, and what tells where that one's groups are. */
export type GroupedNav = {
  readonly draft: NavigationDraft;
  readonly lists: readonly FoundNav[];
  /** The models of each group. */
  readonly models: readonly (readonly Model[])[];
};

/** How a step names the element of a list: what all steps like it have in common, and the name. */
const nameIn = (step: Step | undefined): readonly [form: Step, name: string] | undefined => {
  if (typeof step === "string") return ["{group}", step];
  if (typeof step !== "object") return undefined;
  const [[key, name] = ["", ""], another] = Object.entries(step);
  return another === undefined && typeof name === "string" ? [{ [key]: "{group}" }, name] : undefined;
};

/** A list as one of a group: the way to all groups, and from there to its own. */
type Member = {
  readonly nav: FoundNav;
  readonly at: number;
  readonly path: readonly Step[];
  readonly name: string;
};

const membersOf = (nav: FoundNav): readonly Member[] =>
  nav.choices.flatMap((at) => {
    const [form, name = ""] = nameIn(nav.path[at]) ?? [];
    return form === undefined ? [] : [{ nav, at, path: [form, ...nav.path.slice(at + 1)], name }];
  });

const together = (
  members: readonly Member[],
  slug: readonly TextRule[],
  catalog: CatalogView,
): GroupedNav | undefined => {
  const join = (of: readonly Member[]): FoundNav | undefined => {
    const [first] = of;
    if (first === undefined) return undefined;
    const { nav, at } = first;
    return {
      ...nav,
      path: nav.path.slice(0, at),
      context: nav.context.slice(0, -1),
      elements: of.flatMap((each) => each.nav.elements),
      untyped: new Set(of.flatMap((each) => [...each.nav.untyped])),
    };
  };
  const all = join(members);
  const owners = all === undefined ? new Map<unknown, Model>() : ownersIn(all, catalog);
  const own = members.filter(({ nav }) => nav.elements.some((element) => owners.has(element)));
  const nav = join(own);
  if (nav === undefined || own.length < 2) return undefined;
  const draft = draftNavigation(nav, slug, catalog);
  if (typeof draft !== "object" || draft.models.length * 2 <= nav.elements.length) return undefined;
  const groups = own.map((member) => ({
    name: member.name,
    models: member.nav.elements.flatMap((element) => owners.get(element) ?? []),
  }));
  const grouping = groupingOf(groups, catalog.shape);
  if (grouping === undefined) return undefined;
  const group = { by: grouping.reading.name, path: [...(own[0]?.path ?? [])] };
  return {
    draft: {
      ...draft,
      config: { ...draft.config, group },
      fields: { ...draft.fields, ...fieldsOf([grouping.reading]) },
    },
    lists: own.map((member) => member.nav),
    models: groups.map(({ models }) => models),
  };
};

/** The lists of navigation that stand in groups, each by a maker, kind or the like: the next one gets a list as well. */
export const groupNavs = (
  navs: readonly FoundNav[],
  slug: readonly TextRule[],
  catalog: CatalogView,
): readonly GroupedNav[] => {
  const kinds = groupBy(navs.flatMap(membersOf), ({ nav, at, path }) =>
    JSON.stringify([nav.file, nav.path.slice(0, at), path]),
  );
  const taken = new Set<FoundNav>();
  return [...kinds.values()].flatMap((members) => {
    const free = members.filter(({ nav }) => !taken.has(nav));
    const found = together(free, slug, catalog);
    if (found === undefined) return [];
    for (const nav of found.lists) taken.add(nav);
    return [found];
  });
};
