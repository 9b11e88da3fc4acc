/** Names of types: each group of equal schemas proposes some, and those that compete for one fall back on the next. */
import { fail, ok, type Outcome, warning } from "../../../src/model/problem.ts";
import type { Group, Root } from "../shapes/hoist.ts";
import { type Naming, nestedNames, nounOf, proposals } from "./proposals.ts";
import { declaredProblems, free, isTypeName } from "./roots.ts";
import { groupBy } from "../../../src/text/group-by.ts";

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
