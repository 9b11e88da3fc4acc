import type { MentionContext, Scope } from "../../../generators/output.ts";
import { mentionIndex } from "../../../generators/mention/index.ts";
import { mentionFiles } from "../../../generators/mention/owned.ts";
import { readMentioned } from "../../io/tree.ts";
import type { MentionRecords } from "../../lock/next.ts";
import { ok, type Outcome, refuse } from "../../model/problem.ts";
import { didYouMean } from "../../text/suggest.ts";
import type { Request } from "../load/configure.ts";
import type { Loaded } from "../load/load.ts";
import type { PagesPlan } from "./pages.ts";
import { idsOf } from "../../catalog/entries.ts";

/** What names of models are judged by, and the files that they are looked for in; undefined where nobody asked. */
export const mentionsOf = (
  { settings, catalog, lock, root, pending, file }: Loaded,
  { role }: Pick<Request, "role">,
  { doubt, limited }: Pick<Scope, "doubt" | "limited">,
): Outcome<MentionContext | undefined> => {
  const names = settings.mentions?.roles.map(({ name }) => name) ?? [];
  if (role !== undefined && !names.includes(role))
    return refuse(
      "role-unknown",
      `--role ${role}`,
      "The config has no such role in `mentions`.",
      didYouMean(role, names),
    );
  if (settings.mentions === undefined) return ok(undefined);
  const { files, problems } = readMentioned(root, mentionFiles(settings, lock), pending);
  const excluded = catalog.excluded.map(({ record: { id, fields } }) => ({
    id,
    subject: { fields, capabilities: [] },
  }));
  const index = mentionIndex({
    settings: settings.mentions,
    entries: catalog.entries,
    excluded,
    lock,
    asked: role,
    trusted: doubt === undefined,
    file,
  });
  // Where there is no file to look at, a role that has no model leaves nothing behind.
  const told = files.size === 0 ? problems : [...problems, ...index.problems];
  return ok({ index, files, limited }, told);
};

/** What the lock is to record of them. */
export const mentionRecords = (
  { lock, catalog }: Loaded,
  context: MentionContext,
  { mentions: pages }: PagesPlan,
  { selected }: Pick<Scope, "selected">,
): MentionRecords => {
  const { index, files } = context;
  const chosen = new Map(catalog.entries.map((entry) => [entry.id, entry]));
  const isSelected = (id: string): boolean => {
    const entry = chosen.get(id);
    return entry === undefined ? !context.limited : selected(entry);
  };
  const here = new Set(idsOf(catalog));
  const known = index.trusted ? [...lock.models.keys(), ...lock.left.keys()] : [...lock.left.keys()];
  return {
    pages,
    isPage: (path) => files.has(path),
    roles: index.settings.roles.flatMap(({ name }) => {
      const role = index.roles.find((each) => each.name === name);
      const before = lock.roles.get(name);
      if (role === undefined) return before ?? [];
      const { model, former, moves } = role;
      // A role that another one's turn left where it was, or whose model the run isn't about, moves later.
      const done = former === undefined || former === model || (moves && isSelected(model));
      return [{ type: "role", role: name, model: done ? model : former }];
    }),
    left: [...new Set(known)].filter((id) => !here.has(id)),
  };
};
