import { createHash } from "node:crypto";
import { type Outcome, type Problem, error, fail, ok } from "../model/problem.ts";
import type { SlugSettings } from "../config/settings.ts";
import type { Step } from "../text/text-rules.ts";
import { groupBy } from "../text/group-by.ts";

/** Longest slug in characters: room for a prefix and an extension within the 255 bytes of a file name. */
const maxLength = 120;

const reserved = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;

const digest = (id: string): string => createHash("sha256").update(id).digest("hex").slice(0, 8);

/**
 * Makes a file-name part that every platform accepts: ASCII letters, digits, `.`, `_` and `-`,
 * never empty, too long, reserved or hidden. What was lost is made up for by a digest of the ID.
 */
export const safeSlug = (text: string, id: string): string => {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{Mark}+/gu, "")
    .replace(/[^A-Za-z0-9._-]+/g, "-");
  const trimmed = trim(plain);
  // A device's name stays one whatever follows its first dot, so the change has to be in front.
  const free = reserved.test(trimmed) ? `model-${trimmed}` : trimmed;
  if (free === "") return `model-${digest(id)}`;
  return free.length > maxLength ? `${trim(free.slice(0, maxLength - 9))}-${digest(id)}` : free;
};

/** Drops `.` and `-` at both ends, and `_` never; a loop, so that a long run of dashes costs no more than its length. */
const trim = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && (text[start] === "." || text[start] === "-")) start += 1;
  while (end > start && (text[end - 1] === "." || text[end - 1] === "-")) end -= 1;
  return text.slice(start, end);
};

/** Two slugs with one key would be one file on some platform. */
const keyOf = (slug: string): string => slug.toLowerCase();

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
  const groups = groupBy([...slugs], ([, slug]) => keyOf(slug));
  return [...groups.values()].filter(({ length }) => length > 1).map((group) => group.map(([id]) => id));
};

const problem = (ids: readonly string[], slug: string): Problem =>
  error(
    "slug-clash",
    "slug",
    `${ids.map((id) => JSON.stringify(id)).join(" and ")} would share the slug \`${slug}\`.`,
    "Give one of them an alias in `slug.aliases`, change the rules, or set `slug.clash` to `owner`, `digest` or `owner-digest`.",
  );

/**
 * Gives every ID its slug. IDs whose slugs meet are told apart by the declared policy, all of
 * them alike, so that no slug depends on the order of the catalog; what still meets is an error.
 */
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
