import type { MentionSettings } from "../../src/config/mention-settings.ts";
import type { Lock } from "../../src/model/lock.ts";
import type { Problem } from "../../src/model/problem.ts";
import { type KnownModel, type Names, namesOf, recordedSubject, bareId } from "./names.ts";
import { findRoles, type Role, type RoleRequest, type RoleFinder, roleFinder } from "./roles.ts";

/** What is known of models that left. */
type Left = {
  readonly has: (id: string) => boolean;
  /** The model at the end of a chain of successors; undefined where there is none that the catalog has. */
  readonly successor: (id: string) => string | undefined;
  /** IDs that only the settings and the lock know. */
  readonly ids: readonly string[];
};

/** What models that left are found from. */
type LeftRequest = {
  readonly settings: MentionSettings;
  readonly lock: Lock;
  /** The catalog's models, excluded ones too. */
  readonly catalog: readonly KnownModel[];
};

/** Finds the models that left: by the lock, by lists of the config, and by what the catalog says of them. */
const findLeft = ({ settings, lock, catalog }: LeftRequest): Left => {
  const { successors, left } = settings;
  const here = new Map(catalog.map((model) => [model.id, model]));
  const field = left.successor;
  const declared = (id: string): string | undefined => {
    const listed = successors.get(id) ?? (here.has(id) ? undefined : successors.get(bareId(id)));
    if (listed !== undefined || field === undefined) return listed;
    const recorded = lock.models.get(id)?.fields;
    const value =
      here.get(id)?.subject?.fields.get(field) ?? (recorded === undefined ? null : recorded[field]);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const ids = new Set([
    ...left.ids,
    ...[...successors.keys()].filter((id) => !here.has(id)),
    ...[...lock.models.keys(), ...lock.left.keys()].filter((id) => !here.has(id)),
  ]);
  for (const { id, subject } of catalog) {
    const says =
      left.test === undefined
        ? field !== undefined && declared(id) !== undefined
        : subject !== undefined && left.test(subject);
    if (says) ids.add(id);
  }
  const has = (id: string): boolean => ids.has(id);
  const successor = (id: string): string | undefined => {
    const seen = new Set([id]);
    let next = declared(id);
    while (next !== undefined && has(next) && !seen.has(next)) {
      seen.add(next);
      next = declared(next);
    }
    return next !== undefined && here.has(next) && !has(next) ? next : undefined;
  };
  return { has, successor, ids: [...ids] };
};

/** What is known of models, and of what stands for which: what the names of every file are judged by. */
export type MentionIndex = {
  readonly settings: MentionSettings;
  readonly names: Names;
  readonly models: ReadonlyMap<string, KnownModel>;
  readonly roles: readonly Role[];
  readonly rolesOf: RoleFinder;
  readonly left: Left;
  /** Whether the catalog is to be believed: otherwise nothing is taken for having left. */
  readonly trusted: boolean;
  readonly problems: readonly Problem[];
};

/** What it is made from. */
export type IndexRequest = Omit<RoleRequest, "excluded" | "recorded"> & {
  /** Models of the catalog that the documentation doesn't show. */
  readonly excluded: readonly KnownModel[];
  readonly lock: Lock;
};

/** Makes the index of all models that the catalog, the lock and the config know. */
export const mentionIndex = (request: IndexRequest): MentionIndex => {
  const { settings, entries, excluded, lock } = request;
  const catalog = [...entries.map((entry) => ({ id: entry.id, subject: entry })), ...excluded];
  const left = findLeft({ settings, lock, catalog });
  const { roles, problems } = findRoles({
    ...request,
    excluded: excluded.map(({ id }) => id),
    recorded: new Map([...lock.roles].map(([name, { model }]) => [name, model])),
  });
  const models = new Map<string, KnownModel>(catalog.map((model) => [model.id, model]));
  const add = (id: string): void => {
    if (!models.has(id)) models.set(id, { id, subject: recordedSubject(lock, id) });
  };
  for (const id of left.ids) add(id);
  for (const { former } of roles) if (former !== undefined) add(former);
  for (const { follows } of settings.roles) for (const id of follows.ids) add(id);
  const known = [...models.values()];
  const patterns = settings.roles.flatMap(({ follows }) => follows.patterns);
  return {
    settings,
    names: namesOf(known, settings, patterns),
    models,
    roles,
    rolesOf: roleFinder(roles, known),
    left,
    trusted: request.trusted,
    problems,
  };
};
