import type { MentionSettings } from "../../src/config/mention-settings.ts";
import type { Entry } from "../../src/model/entry.ts";
import type { Lock } from "../../src/model/lock.ts";
import type { Problem } from "../../src/model/problem.ts";
import { findLeft, type Left } from "./left.ts";
import { type KnownModel, type Names, namesOf, recordedSubject } from "./names.ts";
import { findRoles, type Role, type RoleFinder, roleFinder } from "./roles.ts";

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
export type IndexRequest = {
  readonly settings: MentionSettings;
  readonly entries: readonly Entry[];
  /** Models of the catalog that the documentation doesn't show. */
  readonly excluded: readonly KnownModel[];
  readonly lock: Lock;
  /** The role that the run is told to move. */
  readonly asked: string | undefined;
  /** Whether the catalog is to be believed. */
  readonly trusted: boolean;
  /** Name of the config, for problems. */
  readonly file: string;
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
