import type { Catalog, Excluded } from "../catalog/entries.ts";
import type { MappedRecord } from "../catalog/record.ts";
import { toText } from "../config/expression.ts";
import type { Entry, FieldValue } from "../model/entry.ts";
import type { Held, Lock } from "../model/lock.ts";
import { isChange, type Note } from "../model/note.ts";
import type { Change, Plan } from "../model/plan.ts";
import { type Problem, warning } from "../model/problem.ts";
import { cutShort } from "../text/cut-short.ts";

const recordOf = ({ id, name, position, fields }: Entry): MappedRecord => ({
  id,
  name,
  position,
  fields: new Map([...fields].filter(([field]) => field !== "slug")),
});

/** The ID of a model that has gone, where a held one may be nothing but another spelling of it. */
const formerId = ({ field, from }: Held): string | undefined =>
  field === "id" && typeof from === "string" ? from : undefined;

/** The models whose changes are held: those that a guard doubts, and those whose places they would take. */
const concerned = (held: readonly Held[]): ReadonlySet<string> =>
  new Set(held.flatMap((each) => [each.model, formerId(each) ?? each.model]));

/** The records of a catalog with held models as the lock has them; new ones are left out, for what they replace. */
export const withoutHeld = (
  { entries }: Catalog,
  lock: Lock,
  doubts: readonly Held[],
): { readonly records: readonly MappedRecord[]; readonly left: readonly Excluded[] } => {
  const records: MappedRecord[] = [];
  const left: Excluded[] = [];
  const held = new Map<string, string>();
  // Two may be spellings of one.
  const kept = new Set<string>();
  for (const each of doubts) held.set(each.model, formerId(each) ?? held.get(each.model) ?? each.model);
  for (const entry of entries) {
    const record = recordOf(entry);
    const id = held.get(entry.id);
    if (id === undefined) {
      records.push(record);
      continue;
    }
    const before = kept.has(id) ? undefined : lock.models.get(id);
    kept.add(id);
    if (id !== entry.id || before === undefined) left.push({ record, reason: "held by a guard" });
    if (before === undefined) continue;
    const fields = new Map<string, FieldValue>([
      ...record.fields,
      ["id", id],
      ...Object.entries(before.fields),
    ]);
    records.push({ ...record, id, name: toText(fields.get("name")) || record.name, fields });
  }
  return { records, left };
};

const shown = (value: FieldValue): string => cutShort(JSON.stringify(value), 60);

const sentence = ({ guard, field, from, to }: Held): string =>
  from === null
    ? `\`${field}\` is ${shown(to)} (guard \`${guard}\`)`
    : `\`${field}\` would go from ${shown(from)} to ${shown(to)} (guard \`${guard}\`)`;

/** What is told of a doubt. */
export const heldProblem = (each: Held): Problem =>
  warning(
    "guard-held",
    each.model,
    `${sentence(each)}: the model's changes are held.`,
    `Check the source; if it is right, run again with --accept ${each.guard}:${each.model}, or write that into \`policy.accept\`.`,
  );

const concerns = (models: readonly string[], held: ReadonlySet<string>): boolean =>
  models.some((model) => held.has(model));

/** Whether a change is of a whole file, of which nothing inside is told apart. */
const isWholeFile = ({ notes }: Change): boolean => notes?.every(({ what }) => what === "file") ?? true;

/** The models that a plan would change something of. */
export const changedModels = ({ changes }: Plan): ReadonlySet<string> =>
  new Set(
    changes
      .filter(({ action }) => action !== "keep")
      .flatMap((change) =>
        isWholeFile(change) ? change.models : (change.notes ?? []).flatMap((note) => note.models),
      ),
  );

const isSame = (a: Note, b: Note): boolean => a.what === b.what && a.action === b.action && a.text === b.text;

/** What a plan would do to one path without guards, as far as it is held. */
const heldChange = (
  wanted: Change,
  careful: Change | undefined,
  held: readonly Held[],
): Change | undefined => {
  const models = concerned(held);
  const notes = (wanted.notes ?? [])
    .filter((note) => concerns(note.models, models) && isChange(note))
    .filter((note) => careful?.notes?.some((other) => isSame(other, note)) !== true)
    .map((note): Note => ({ ...note, action: "blocked" }));
  const isWhole = isWholeFile(wanted) && concerns(wanted.models, models);
  if (!isWhole && notes.length === 0) return undefined;
  const about = isWhole ? wanted.models : notes.flatMap((note) => note.models);
  const own = held.filter((each) => about.some((model) => concerned([each]).has(model)));
  // What else changes in it goes on.
  if (careful !== undefined && careful.action !== "keep")
    return { ...careful, ...(isWhole ? {} : { notes: [...(careful.notes ?? []), ...notes] }), held: own };
  const [first] = own;
  const { kind, before, cause } = wanted;
  return {
    action: "blocked",
    path: wanted.from ?? wanted.path,
    kind,
    models: [...new Set(about)].sort(),
    cause,
    reason: `Held: ${first === undefined ? "" : sentence(first)}${own.length > 1 ? `, and ${own.length - 1} more` : ""}.`,
    before,
    after: before,
    ...(notes.length === 0 ? {} : { notes: [...(careful?.notes ?? []), ...notes] }),
    held: own,
  };
};

/** The changes of a plan that holds some models, with what it would do besides without guards, blocked. */
export const heldChanges = (wanted: Plan, careful: Plan, held: readonly Held[]): readonly Change[] => {
  const byPath = new Map(careful.changes.map((change) => [change.path, change]));
  for (const change of wanted.changes) {
    if (change.action === "keep" || change.action === "blocked") continue;
    const path = change.from ?? change.path;
    const other = byPath.get(path);
    if (other?.action === "blocked") continue;
    const blocked = heldChange(change, other, held);
    if (blocked !== undefined) byPath.set(path, blocked);
  }
  return [...byPath.values()];
};
