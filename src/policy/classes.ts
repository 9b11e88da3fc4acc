import type { ClassConfig } from "../config/config.gen.ts";
import type { Settings } from "../config/settings.ts";
import type { Entry } from "../model/entry.ts";
import type { Lock } from "../model/lock.ts";
import { isChange } from "../model/note.ts";
import { type Change, type ChangeClass, isBlockedChange } from "../model/plan.ts";
import { changesOf } from "../lock/model-changes.ts";
import { toMap } from "../text/group-by.ts";

/** What is known of models and files when their changes are classed. */
export type ClassContext = {
  readonly settings: Pick<Settings, "fields" | "policy">;
  readonly lock: Lock;
  readonly entries: readonly Entry[];
};

/** What rules ask of models and files. */
type Known = {
  readonly fieldsOf: (model: string) => readonly string[];
  readonly stateOf: (model: string) => "new" | "gone" | "known";
  readonly ownerOf: (path: string) => "tool" | "people" | undefined;
};

const knownOf = ({ settings, lock, entries }: ClassContext): Known => {
  const changed = toMap(changesOf(settings, lock, entries), ({ entry, changes }) => [
    entry.id,
    changes.map(({ name }) => name),
  ]);
  const present = new Set(entries.map(({ id }) => id));
  const owners = new Map([...lock.files.values()].map(({ path, owner }) => [path, owner]));
  return {
    fieldsOf: (model) => changed.get(model) ?? [],
    stateOf: (model) => (!present.has(model) ? "gone" : lock.models.has(model) ? "known" : "new"),
    ownerOf: (path) => owners.get(path),
  };
};

const allows = (words: readonly string[] | undefined, ...found: readonly string[]): boolean =>
  words === undefined || found.some((each) => words.includes(each));

const holds = (rule: ClassConfig, change: Change, { fieldsOf, stateOf, ownerOf }: Known): boolean => {
  const { action, kind, cause, models, notes = [], path, from = path } = change;
  return (
    allows(rule.action, action) &&
    allows(rule.kind, kind) &&
    allows(rule.cause, cause) &&
    allows(rule.what, ...notes.filter(isChange).map(({ what }) => what)) &&
    allows(rule.field, ...models.flatMap(fieldsOf)) &&
    (rule.model === undefined || models.some((model) => stateOf(model) === rule.model)) &&
    (rule.owner === undefined || ownerOf(from) === rule.owner) &&
    (rule.moreThan === undefined || models.length > rule.moreThan)
  );
};

const usual = (change: Change): ChangeClass => {
  const { action, cause, notes = [] } = change;
  if (isBlockedChange(change)) return "held";
  const grows = action === "create" || action === "update";
  const removes = notes.some((note) => note.action === "remove");
  return grows && !removes && (cause === "catalog" || cause === "drift") ? "routine" : "review";
};

/** The changes, each that isn't `keep` with its class; nothing that is blocked is routine, whatever a rule says. */
export const classed = (changes: readonly Change[], context: ClassContext): readonly Change[] => {
  const known = knownOf(context);
  const rules = context.settings.policy.classes ?? [];
  return changes.map((change): Change => {
    if (change.action === "keep") return change;
    const own = rules.find((rule) => holds(rule, change, known))?.class ?? usual(change);
    return { ...change, class: own === "routine" && isBlockedChange(change) ? "held" : own };
  });
};
