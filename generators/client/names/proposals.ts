/** The names that a group of equal schemas may be called by, the best first. */
import { byCodeUnit } from "../../api/json.ts";
import { type Group, type Root, type Site, tagOf } from "../shapes/hoist.ts";
import { free } from "./roots.ts";
import { pascal, singular } from "./words.ts";

/** Names as far as they are given: by key of the group; nouns begin the names of what is inside. */
export type Naming = {
  readonly names: Map<string, string>;
  readonly nouns: Map<string, string>;
  readonly taken: Set<string>;
  /** Names that the document gives, with the key of what has each: no other group may take one. */
  readonly owners: ReadonlyMap<string, string>;
};

const shortest = (names: readonly string[]): string | undefined =>
  [...names].sort((a, b) => a.length - b.length || byCodeUnit(a, b))[0];

const rootSites = (group: Group, ...roles: readonly Root["role"][]): readonly Site[] =>
  group.sites.filter(({ parent, root }) => parent === undefined && roles.includes(root.role));

const isWhole = (site: Site): boolean => site.parent === undefined && site.depth === 0 && site.step === "";

/** `object: "fine_tuning.job"` → `FineTuningJob`; `FileDeleted` when only a deletion answers with it. */
const entityName = (group: Group): string | undefined => {
  const tag = tagOf(group.schema, ["object"]);
  if (tag === undefined || tag === "list" || group.kind === "shared") return undefined;
  const deleted = Object.keys(group.schema.properties ?? {}).includes("deleted");
  const suffix = deleted && group.sites.every(({ root }) => root.verb === "delete") ? "Deleted" : "";
  return pascal(tag) + suffix;
};

/** A response with an `id` to create or retrieve is the thing itself; so is an item of a list. */
const resourceName = (group: Group): string | undefined => {
  if (group.kind === "shared" || !Object.keys(group.schema.properties ?? {}).includes("id")) return undefined;
  const things = group.sites.filter(
    (site) =>
      site.listItem ||
      (isWhole(site) && site.root.role === "response" && /^(?:create|retrieve|update)$/.test(site.root.verb)),
  );
  return shortest(things.map(({ root }) => root.noun));
};

const rootName =
  (...roles: readonly Root["role"][]) =>
  (group: Group): string | undefined =>
    shortest(rootSites(group, ...roles).map(({ root }) => root.name));

const titleName = ({ schema, kind }: Group): string | undefined =>
  kind === "shared" || schema.title === undefined ? undefined : pascal(schema.title) || undefined;

/** Proposals that don't depend on other names, the strongest first. */
export const proposals: readonly ((group: Group) => string | undefined)[] = [
  rootName("component"),
  titleName,
  entityName,
  rootName("params", "query", "headers"),
  resourceName,
  rootName("response", "event"),
];

/** The unnamed groups above a site give their step to the name; the first named one begins it. */
const pathName = (site: Site, naming: Naming, how: "noun" | "name"): string => {
  const tail = pascal(site.step);
  if (!site.parent) return site.root.noun + tail;
  const base =
    (how === "noun" ? naming.nouns.get(site.parent.key) : undefined) ?? naming.names.get(site.parent.key);
  const above = site.parent.sites[0];
  return (base ?? (above ? pathName(above, naming, how) : site.root.noun)) + tail;
};

/** The nearest group above all sites, when there are several ways down from it. */
const commonParent = (group: Group): Group | undefined => {
  const chains = group.sites.map(({ parent }) => {
    const chain: Group[] = [];
    for (let at = parent; at; at = at.sites[0]?.parent) chain.unshift(at);
    return chain;
  });
  const [first = []] = chains;
  const shared = first.filter((candidate, index) => chains.every((chain) => chain[index] === candidate));
  return new Set(group.sites.map(({ step }) => step)).size > 2 ? shared.at(-1) : undefined;
};

/** Proposals for a group inside others, from their names and the way to it. */
export const nestedNames = (group: Group, naming: Naming): readonly string[] => {
  const common = commonParent(group);
  const [above] = common?.sites ?? [];
  const value =
    above && above.depth > 0 && above.step !== ""
      ? [pathName({ ...above, step: singular(above.step) }, naming, "noun")]
      : [];
  const nested = group.sites.filter(
    (site) => !isWhole(site) && (site.step !== "" || site.parent === undefined),
  );
  const ranked = [...nested].sort((a, b) => a.depth - b.depth);
  const lists = group.sites.filter(({ listItem }) => listItem).map(({ root }) => `${root.noun}ListItem`);
  const fromEntity = ranked.filter(
    ({ parent, root }) => parent && naming.nouns.get(parent.key) !== undefined && root.role !== "params",
  );
  const sorted = [...fromEntity, ...ranked];
  return [
    ...lists,
    ...value,
    ...sorted.map((site) => pathName(site, naming, "noun")),
    ...sorted.map((site) => pathName(site, naming, "name")),
  ];
};

/** What begins the names of groups inside this one. */
export const nounOf = (group: Group, naming: Naming): string | undefined => {
  const own = naming.names.get(group.key);
  const entity = entityName(group) ?? titleName(group) ?? rootName("component")(group);
  if (entity !== undefined && own === free(entity)) return own;
  const [whole] = group.sites.filter(isWhole);
  return resourceName(group) ?? (whole && whole.root.role !== "component" ? whole.root.noun : own);
};
