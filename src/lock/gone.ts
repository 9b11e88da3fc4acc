import { type Problem, warning } from "../model/problem.ts";
import { type Entry, entryOf, type FieldValue, isEmpty } from "../model/entry.ts";
import { toText } from "../config/expression.ts";
import { countEach, groupBy } from "../text/group-by.ts";
import type { Catalog } from "../catalog/entries.ts";
import { lockPath } from "./file.ts";
import type { Lock, ModelRecord } from "../model/lock.ts";
import type { FieldSettings } from "../config/catalog-settings.ts";
import type { RemovalSettings } from "../config/policy-settings.ts";
import type { Settings } from "../config/settings.ts";

/** A model that the tool knows and the catalog doesn't have any more, and what is to become of it. */
export type Gone = {
  readonly record: ModelRecord;
  /** Runs in a row that it was missing, this one included. */
  readonly absent: number;
  readonly action: "keep" | "deprecate" | "prune";
  /** Whether it stays only until it was missing in more runs: so long it counts as one of the catalog. */
  readonly waits?: boolean;
};

/** The models that are counted and listed: those of the catalog, and those that left it lately and stay so long. */
export const withWaiting = (entries: readonly Entry[], gone: readonly Gone[]): readonly Entry[] => [
  ...entries,
  ...gone.flatMap(({ record, waits }) =>
    waits === true ? [entryOf({ ...record.fields, id: record.model })] : [],
  ),
];

/** The models of these that left lately and stay so long. */
export const waitingOf = (gone: readonly Gone[]): ReadonlySet<string> =>
  new Set(gone.flatMap(({ record, waits }) => (waits === true ? record.model : [])));

/** The models of these that stay as the config says: for good, or so long. */
export const stayingOf = (
  gone: readonly Gone[],
  { removal: { isDeclared } }: Pick<Settings, "removal">,
): ReadonlySet<string> =>
  new Set(
    gone.flatMap(({ record, action, waits }) =>
      action === "keep" && (isDeclared || waits === true) ? [record.model] : [],
    ),
  );

/** Models that left the catalog since the last apply, and by the declared policy what becomes of each. */
export const findGone = (
  lock: Lock,
  { entries }: Catalog,
  removal: RemovalSettings,
  prune: boolean,
): readonly Gone[] => {
  const present = new Set(entries.map(({ id }) => id));
  const policy = prune ? "prune" : removal.policy;
  return [...lock.models.values()]
    .filter(({ model }) => !present.has(model))
    .map((record) => {
      // Counted no further than it matters, so that the lock comes to rest.
      const absent = Math.min(record.absent + 1, removal.after);
      const waits = absent < removal.after && policy !== "keep";
      return { record, absent, action: waits ? "keep" : policy, ...(waits ? { waits } : {}) };
    });
};

const percent = (part: number, whole: number): string => `${Math.round((100 * part) / whole)} %`;

/** Whether a value is what the config puts in for one that is missing, or where a test doesn't hold. */
const isDefault = (value: FieldValue | undefined, { config }: FieldSettings): boolean =>
  [config.default, config.otherwise].some(
    (own) => own !== undefined && JSON.stringify(value) === JSON.stringify(own),
  );

/** The fields that too many models lost: one that fell back to its default is absent, which the config expects. */
const lostFields = (
  lock: Lock,
  { entries }: Catalog,
  { fields, removal }: Pick<Settings, "fields" | "removal">,
): readonly string[] => {
  const known = entries.flatMap((entry) => {
    const before = lock.models.get(entry.id);
    return before === undefined || before.doubtful === true
      ? []
      : [{ entry, before: new Map(Object.entries(before.fields)) }];
  });
  const names = [...new Set(known.flatMap(({ before }) => [...before.keys()]))].sort();
  return names.filter((name) => {
    const field = fields.get(name);
    // One that the config no longer asks for wasn't lost by the catalog.
    if (field === undefined) return false;
    const says = (value: FieldValue | undefined): boolean => !isEmpty(value) && !isDefault(value, field);
    const had = known.filter(({ before }) => says(before.get(name)));
    const lost = had.filter(({ entry }) => {
      const value = entry.fields.get(name);
      return isEmpty(value) && !isDefault(value, field);
    });
    const own = removal.fields.get(name);
    // One model may lose a field on any day, unless its limit says otherwise.
    return (own !== undefined || lost.length > 1) && lost.length > (own ?? removal.maxShare) * had.length;
  });
};

/** Why the catalog is doubtful: too many models have left it, or lost a field, since the last apply; or undefined. */
export const doubtOf = (
  lock: Lock,
  catalog: Catalog,
  gone: readonly Gone[],
  settings: Pick<Settings, "fields" | "removal">,
): string | undefined => {
  const isCounted = ({ absent, doubtful }: ModelRecord): boolean => absent === 0 && doubtful !== true;
  const before = [...lock.models.values()].filter(isCounted).length;
  const left = gone.filter(({ record }) => isCounted(record)).length;
  if (before > 0 && left > settings.removal.maxShare * before)
    return `${left} of ${before} models (${percent(left, before)}) have left the catalog since the last apply`;
  const fields = lostFields(lock, catalog, settings);
  if (fields.length === 0) return undefined;
  return `the field${fields.length === 1 ? "" : "s"} ${fields.map((name) => `\`${name}\``).join(", ")} went missing from many models`;
};

/** The problem of a doubtful catalog. */
export const doubtProblem = (label: string, doubt: string): Problem =>
  warning(
    "catalog-doubtful",
    label,
    `The catalog is doubtful: ${doubt}. Nothing that is there is changed.`,
    "Check the source; when it is right, run again with --accept-catalog.",
  );

/** What is reported of models that left and stay documented. */
export const goneProblems = (gone: readonly Gone[]): readonly Problem[] =>
  gone
    .filter(({ action }) => action === "keep")
    .map(({ record }) =>
      warning(
        "model-gone",
        lockPath,
        `${JSON.stringify(record.model)} has left the catalog, and is documented still.`,
        "Run with --prune, set `removal.policy`, or declare its new ID in `moved`.",
      ),
    );

/**
 * What is reported of a model that goes while another comes with its ID under another maker: where they are one, what
 * people wrote beside it would go with it.
 */
export const movedProblems = (
  gone: readonly Gone[],
  lock: Lock,
  { entries }: Catalog,
  { key }: Pick<Settings, "key">,
): readonly Problem[] => {
  if (key.length < 2 || !key.includes("id")) return [];
  const came = groupBy(
    entries.filter(({ id }) => !lock.models.has(id)),
    ({ fields }) => toText(fields.get("id")),
  );
  const left = gone.filter(({ action }) => action === "prune");
  const leaving = countEach(left.map(({ record }) => toText(record.fields.id)));
  return left.flatMap(({ record: { model, fields } }) => {
    const own = toText(fields.id);
    const [other, another] = came.get(own) ?? [];
    if (other === undefined || another !== undefined || leaving.get(own) !== 1) return [];
    const [from, to] = [model, other.id].map((id) => JSON.stringify(id));
    return [
      warning(
        "model-moved",
        lockPath,
        `${from} has left the catalog, and ${to} came: if they are one model, what people wrote beside it goes.`,
        `Declare \`moved: [{ from: ${from}, to: ${to} }]\` in the config first.`,
      ),
    ];
  });
};

/** The models that are to be pruned. */
export const prunedModels = (gone: readonly Gone[]): readonly string[] =>
  gone.filter(({ action }) => action === "prune").map(({ record }) => record.model);

/** The problem of a file or a row that stays because of people, although its model is pruned. */
export const keptProblem = (where: string, model: string, why: string): Problem =>
  warning(
    "gone-kept",
    where,
    `${JSON.stringify(model)} has left the catalog, but this stays: ${why}.`,
    "Delete it by hand, or leave it.",
  );
