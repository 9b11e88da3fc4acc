import { onceEach } from "../../src/text/once.ts";
import type { MentionSettings, RoleSettings } from "../../src/config/mention-settings.ts";
import type { Cause } from "../../src/model/note.ts";
import type { Entry, FieldValue } from "../../src/model/entry.ts";
import { type Problem, warning } from "../../src/model/problem.ts";
import { didYouMean } from "../../src/text/suggest.ts";
import { isListed, type KnownModel } from "./names.ts";

/** A role as this run finds it. */
export type Role = {
  readonly name: string;
  readonly model: string;
  /** The model that the lock knows; undefined where it knows none. */
  readonly former: string | undefined;
  /** Whether what stands for it moves in this run: its model is another one, or that was asked for. */
  readonly moves: boolean;
  readonly cause: Cause;
  readonly settings: RoleSettings;
};

/** What roles are found from. */
export type RoleRequest = {
  readonly settings: MentionSettings;
  readonly entries: readonly Entry[];
  /** IDs that the catalog has and the documentation doesn't show. */
  readonly excluded: readonly string[];
  /** Models of roles, as the lock has them. */
  readonly recorded: ReadonlyMap<string, string>;
  /** The role that the run is told to move. */
  readonly asked: string | undefined;
  /** Whether the catalog is to be believed. */
  readonly trusted: boolean;
  /** Name of the config, for problems. */
  readonly file: string;
};

const greater = (a: FieldValue, b: FieldValue): boolean =>
  typeof a === "number" && typeof b === "number" ? a > b : String(a) > String(b);

/** The newest of some models; of several of one date the one that the role had, otherwise the first by ID. */
const newest = (
  entries: readonly Entry[],
  { test, by }: Extract<RoleSettings["chosen"], { type: "newest" }>,
  former: string | undefined,
): string | undefined => {
  let best: { readonly id: string; readonly value: FieldValue } | undefined;
  for (const entry of [...entries].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const value = entry.fields.get(by) ?? null;
    if (value === null || value === "" || !test(entry)) continue;
    const same = best !== undefined && !greater(best.value, value) && !greater(value, best.value);
    if (best === undefined || greater(value, best.value) || (same && entry.id === former))
      best = { id: entry.id, value };
  }
  return best?.id;
};

const unknownRole = (
  role: RoleSettings,
  id: string | undefined,
  known: readonly string[],
  file: string,
): Problem =>
  warning(
    "role-model",
    `${file}: ${role.where}`,
    id === undefined
      ? `No model of the catalog is one that the role \`${role.name}\` asks for: nothing follows it.`
      : `The catalog has no model \`${id}\`: nothing follows the role \`${role.name}\`.`,
    id === undefined ? "Correct `newest`." : didYouMean(id, known),
  );

/** Finds the model of each role. Problems: `role-model` where there is none, `role-unknown` for one that was asked for. */
export const findRoles = (
  request: RoleRequest,
): { readonly roles: readonly Role[]; readonly problems: readonly Problem[] } => {
  const { settings, entries, excluded, recorded, asked, trusted, file } = request;
  const known = [...entries.map(({ id }) => id), ...excluded];
  const isKnown = new Set(known);
  const problems: Problem[] = [];
  const roles = settings.roles.flatMap((role): readonly Role[] => {
    const { chosen, name } = role;
    const former = recorded.get(name);
    const found = chosen.type === "model" ? chosen.id : newest(entries, chosen, former);
    // While the catalog is doubtful its newest model may be any.
    const model = chosen.type === "newest" && !trusted ? former : found;
    if (model === undefined || !isKnown.has(model)) {
      problems.push(unknownRole(role, model, known, file));
      return [];
    }
    const moves = asked === undefined ? former !== undefined && former !== model : asked === name;
    const cause = chosen.type === "newest" ? "catalog" : "config";
    return [{ name, model, former, moves, cause, settings: role }];
  });
  return { roles, problems };
};

/** Tells which role a model stands for, being no role's own; several where the settings leave that open. */
export type RoleFinder = (id: string) => readonly Role[];

/** Makes what tells; an ID that is listed or was the role's model comes before what only matches. */
export const roleFinder = (roles: readonly Role[], models: readonly KnownModel[]): RoleFinder => {
  const subjects = new Map(models.map(({ id, subject }) => [id, subject]));
  const own = new Set(roles.map(({ model }) => model));
  const find = (id: string): readonly Role[] => {
    const others = roles.filter(({ model }) => model !== id);
    const listed = others.filter(
      ({ former, settings }) => former === id || isListed(settings.follows.ids, id),
    );
    if (listed.length > 0 || own.has(id)) return listed;
    const subject = subjects.get(id);
    return others.filter(
      ({ settings: { follows } }) =>
        follows.patterns.some((pattern) => pattern.test(id)) ||
        (subject !== undefined && follows.tests.some((test) => test(subject))),
    );
  };
  return onceEach(find);
};
