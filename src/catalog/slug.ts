import { type Outcome, type Problem, error, fail, ok } from "../model/problem.ts";
import type { SlugSettings } from "../config/settings.ts";
import { digest, safeSlug } from "../model/safe-slug.ts";
import type { Step } from "../text/text-rules.ts";
import { groupBy } from "../text/group-by.ts";

/** The slug that the rules give one ID, before clashes are looked at. */
export const ruleSlug = (settings: SlugSettings, id: string): string =>
  safeSlug(settings.aliases.get(id) ?? settings.rules.apply(id), id);

/** The slug that the rules of before gave one ID; undefined where it is the same, or none are declared. */
export const formerSlug = ({ was }: SlugSettings, id: string, slug: string): string | undefined => {
  const former = was === undefined ? slug : safeSlug(was.apply(id), id);
  return former === slug ? undefined : former;
};

/** How one ID's slug came about, step by step. */
export const traceSlug = (settings: SlugSettings, id: string, final: string): readonly Step[] => {
  const alias = settings.aliases.get(id);
  const steps = alias === undefined ? settings.rules.trace(id) : [{ name: "alias", text: alias }];
  const before = steps.at(-1)?.text ?? id;
  const safe = safeSlug(before, id);
  return [
    { name: "id", text: id },
    ...steps,
    ...(safe === before ? [] : [{ name: "safe file name", text: safe }]),
    ...(final === safe ? [] : [{ name: `clash: ${settings.clash}`, text: final }]),
  ];
};

const resolve = (policy: "owner" | "digest", id: string, slug: string): string => {
  if (policy === "digest") return `${slug}-${digest(id)}`;
  // What the rules left of the ID is already in the slug; the part before it tells the two apart.
  const owner = safeSlug(id.includes("/") ? id.slice(0, id.lastIndexOf("/")) : "", id).toLowerCase();
  return safeSlug(`${owner}-${slug}`, id);
};

/** What is done about clashes, one after the other. */
const policies = {
  problem: [],
  owner: ["owner"],
  digest: ["digest"],
  "owner-digest": ["owner", "digest"],
} as const;

const clashing = (slugs: ReadonlyMap<string, string>): readonly (readonly string[])[] => {
  const groups = groupBy([...slugs], ([, slug]) => slug.toLowerCase());
  return [...groups.values()].filter(({ length }) => length > 1).map((group) => group.map(([id]) => id));
};

const problem = (ids: readonly string[], slug: string): Problem =>
  error(
    "slug-clash",
    "slug",
    `${ids.map((id) => JSON.stringify(id)).join(" and ")} would share the slug \`${slug}\`.`,
    "Give one of them an alias in `slug.aliases`, change the rules, or set `slug.clash` to `owner`, `digest` or `owner-digest`.",
  );

/** Gives every ID its slug; IDs whose slugs meet are all told apart alike, so that none depends on the catalog's order. */
export const assignSlugs = (
  settings: SlugSettings,
  ids: readonly string[],
): Outcome<ReadonlyMap<string, string>> => {
  const byRules = new Map(ids.map((id) => [id, ruleSlug(settings, id)]));
  const slugs = new Map(byRules);
  // A person's alias stays as it was written: the others make room.
  for (const policy of policies[settings.clash])
    for (const group of clashing(slugs))
      for (const id of group)
        if (!settings.aliases.has(id)) slugs.set(id, resolve(policy, id, byRules.get(id) ?? ""));
  const left = clashing(slugs);
  if (left.length === 0) return ok(slugs);
  return fail(...left.map((group) => problem(group, slugs.get(group[0] ?? "") ?? "")));
};
