import { fail, ok, type Outcome, warning } from "../../../src/model/problem.ts";
import { type Group, type Root, type Site, tagOf } from "../shapes/hoist.ts";
import { declaredProblems, free, isTypeName } from "./roots.ts";
import { groupBy } from "../../../src/text/group-by.ts";
import { byCodeUnit } from "../../api/json.ts";
import { pascal, singular } from "./words.ts";

/** The names that a group of equal schemas may be called by, the best first. */

/** Names as far as they are given: by key of the group; nouns begin the names of what is inside. */
type Naming = {
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
const proposals: readonly ((group: Group) => string | undefined)[] = [
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
const nestedNames = (group: Group, naming: Naming): readonly string[] => {
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
const nounOf = (group: Group, naming: Naming): string | undefined => {
  const own = naming.names.get(group.key);
  const entity = entityName(group) ?? titleName(group) ?? rootName("component")(group);
  if (entity !== undefined && own === free(entity)) return own;
  const [whole] = group.sites.filter(isWhole);
  return resourceName(group) ?? (whole && whole.root.role !== "component" ? whole.root.noun : own);
};

/** Names of types: each group of equal schemas proposes some, and those that compete for one fall back on the next. */

/** Final names: one for each group that has one, and further names for groups that need several. */
export type TypeNames = {
  /** Key of the group → its name. */
  readonly names: ReadonlyMap<string, string>;
  /** Further name → name of the type that it stands for. */
  readonly aliases: ReadonlyMap<string, string>;
};

const heightOf = (groups: ReadonlyMap<string, Group>): ReadonlyMap<string, number> => {
  const heights = new Map<string, number>();
  // A group is collected before those inside it, so that one pass from the end sees children first.
  for (const group of [...groups.values()].reverse()) {
    const own = heights.get(group.key) ?? 0;
    for (const { parent } of group.sites) {
      if (parent) heights.set(parent.key, Math.max(heights.get(parent.key) ?? 0, own + 1));
    }
  }
  return heights;
};

const give = (naming: Naming, group: Group, name: string): void => {
  naming.names.set(group.key, name);
  naming.taken.add(name);
};

const claim = (
  naming: Naming,
  groups: readonly Group[],
  propose: (group: Group) => string | undefined,
): void => {
  const proposed = groups.flatMap((group) => {
    const name = naming.names.has(group.key) ? undefined : propose(group);
    return name !== undefined && isTypeName(free(name)) ? [{ name: free(name), group }] : [];
  });
  for (const [name, claimants] of groupBy(proposed, (one) => one.name)) {
    const only = claimants[0]?.group;
    const owner = naming.owners.get(name) ?? only?.key;
    if (only && claimants.length === 1 && owner === only.key && !naming.taken.has(name))
      give(naming, only, name);
  }
};

const deservesName = (group: Group): boolean => group.kind !== "shared" || group.sites.length > 1;

/** Names all groups that deserve it; a group that finds no name of its own stays inline. */
export const nameTypes = (
  groups: ReadonlyMap<string, Group>,
  roots: readonly Root[],
  keyOf: (root: Root) => string,
  renames: Readonly<Record<string, string>>,
): Outcome<TypeNames> => {
  const candidates = [...groups.values()].filter(deservesName);
  const owners = new Map(roots.map((root) => [root.name, keyOf(root)]));
  const naming: Naming = { names: new Map(), nouns: new Map(), taken: new Set(), owners };
  for (const propose of proposals) claim(naming, candidates, propose);
  const heights = heightOf(groups);
  const levels = [...new Set(candidates.map(({ key }) => heights.get(key) ?? 0))].sort((a, b) => b - a);
  for (const level of levels) {
    const here = candidates.filter(({ key }) => (heights.get(key) ?? 0) === level);
    const options = new Map(here.map((group) => [group.key, nestedNames(group, naming)]));
    const most = Math.max(0, ...[...options.values()].map((names) => names.length));
    for (let turn = 0; turn < most; turn++) claim(naming, here, ({ key }) => options.get(key)?.[turn]);
    for (const group of here) {
      const noun = nounOf(group, naming);
      if (noun !== undefined) naming.nouns.set(group.key, noun);
    }
  }
  return rename(finish(naming, roots, keyOf), renames);
};

const finish = (naming: Naming, roots: readonly Root[], keyOf: (root: Root) => string): TypeNames => {
  const aliases = new Map<string, string>();
  for (const root of roots) {
    const key = keyOf(root);
    const given = naming.names.get(key);
    const entity =
      (root.role === "response" || root.role === "event") &&
      given !== undefined &&
      !/(?:Response|Event)$/.test(given);
    if (given === root.name || entity) continue;
    if (given === undefined) give(naming, { key, schema: {}, kind: "root", sites: [] }, root.name);
    else aliases.set(root.name, given);
  }
  return { names: naming.names, aliases };
};

const rename = (
  { names, aliases }: TypeNames,
  renames: Readonly<Record<string, string>>,
): Outcome<TypeNames> => {
  const wanted = new Map(Object.entries(renames));
  const all = new Set([...names.values(), ...aliases.keys()]);
  const final = [...all].map((name) => wanted.get(name) ?? name);
  const bad = [...wanted]
    .filter(([name]) => all.has(name))
    .flatMap(([name, to]) => declaredProblems(name, to, final.filter((other) => other === to).length > 1));
  const unknown = [...wanted.keys()]
    .filter((name) => !all.has(name) && !/[ /]/.test(name))
    .map((name) =>
      warning(
        "client-type-unknown",
        `client.typeNames: ${name}`,
        "No type is called so.",
        "Remove the line, or use a name that the generated types have.",
      ),
    );
  if (bad.length > 0) return fail(...bad, ...unknown);
  const renamed = (name: string): string => wanted.get(name) ?? name;
  return ok(
    {
      names: new Map([...names].map(([key, name]) => [key, renamed(name)])),
      aliases: new Map([...aliases].map(([name, target]) => [renamed(name), renamed(target)])),
    },
    unknown,
  );
};
