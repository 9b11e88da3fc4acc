import { type Entry, type FieldValue, isEmpty } from "../model/entry.ts";
import type { Held, Lock } from "../model/lock.ts";
import { canonical } from "../text/digest.ts";
import { catalogGuards } from "./catalog-guards.ts";
import { changesOf, type FieldChange, type ModelChange } from "../lock/model-changes.ts";
import type { FieldGuard, Scene } from "./types.ts";
import { toText } from "../config/expression.ts";
import { isBlank, isNoAnswer, isOtherScript, isPlaceholder, numberIn } from "./texts.ts";

const numbersOf = ({ before, after, field }: FieldChange) =>
  [numberIn(before, field), numberIn(after, field)] as const;

/** Whether a value is what the config writes where the catalog has none. */
const isFallback = ({ after, field }: FieldChange): boolean => {
  const { default: usual, nullValue, otherwise } = field?.config ?? {};
  return after === usual || after === nullValue || after === otherwise;
};

/** Fields that say how much a model takes or gives. */
const limitName = /context|output|input_?tokens|limit|length|window|max|rate|rpm|tpm|concurren|batch/i;
const priceName = /price|pricing|cost|usd|dollar/i;

const isLimit = (name: string): boolean => limitName.test(name) && !priceName.test(name);
const outputName = /output|completion/i;

/** A model's other limits, what it takes in among them, before and now; NaN where there is none. */
const otherLimits = ({ entry, changes }: ModelChange) =>
  [...entry.fields]
    .filter(([name]) => isLimit(name) && !outputName.test(name))
    .map(([name, after]) => {
      const change = changes.find((each) => each.name === name);
      const of = (value: FieldValue | undefined) => numberIn(value, change?.field) ?? NaN;
      return [of(change === undefined ? after : change.before), of(after)] as const;
    });

/** Whether an output limit was or becomes the whole context, which catalogs write where they know none. */
const isUnlimited = (change: FieldChange, model: ModelChange): boolean => {
  const [before = 0, after = 0] = numbersOf(change);
  return (
    isLimit(change.name) &&
    outputName.test(change.name) &&
    otherLimits(model).some(([was, is]) => is >= was && after <= is && (before >= was || after === is))
  );
};

/** How much further such a step may go than others: less than a thousand times, as if a unit was mistaken. */
const unlimitedStep = 10;

/** A text of at least so many characters can be much longer than before. */
const longText = 200;

/** The guards that look at one field of one model alone. */
export const fieldGuards: readonly FieldGuard[] = [
  {
    name: "factor",
    // A decimal point out of place is ten times.
    limit: 9,
    judge: (change, limit, { model }) => {
      const [before = 0, after = 0] = numbersOf(change);
      const ratio = Math.abs(after / before);
      if (before === 0 || after === 0 || (ratio <= limit && ratio >= 1 / limit)) return false;
      const most = isUnlimited(change, model) ? limit * unlimitedStep : limit;
      return ratio > most || ratio < 1 / most;
    },
  },
  {
    name: "zero",
    limit: 0,
    judge: (change) => {
      const [before, after] = numbersOf(change);
      return before !== undefined && before !== 0 && after === 0;
    },
  },
  {
    name: "negative",
    limit: 0,
    judge: (change) => {
      const [before, after] = numbersOf(change);
      return after !== undefined && after < 0 && !(before !== undefined && before < 0);
    },
  },
  {
    name: "shrink",
    // The same size in thousands and in units of 1024, or without room for an answer, is no news.
    limit: 0.85,
    judge: (change, limit, { model, isNamed }) => {
      const [before = 0, after = 0] = numbersOf(change);
      if (isNamed) return after > 0 && after < before * limit;
      return isLimit(change.name) && after > 0 && after < before * limit && !isUnlimited(change, model);
    },
  },
  {
    name: "emptied",
    limit: 0,
    judge: (change) => {
      const { name, before, after } = change;
      const [was, is] = numbersOf(change);
      if (isEmpty(after) || isBlank(after))
        return (typeof before === "string" || typeof before === "number") && !isBlank(before);
      const isQuantity = limitName.test(name) || priceName.test(name);
      const isWords = is === undefined && !/\p{N}/u.test(toText(after));
      return isQuantity && was !== undefined && isWords && !isFallback(change);
    },
  },
  {
    name: "longer",
    limit: 4,
    judge: ({ before, after }, limit) =>
      typeof before === "string" &&
      typeof after === "string" &&
      after.length >= longText &&
      after.length > limit * before.length,
  },
  { name: "script", limit: 0, judge: ({ before, after }) => isOtherScript(before, after) },
  {
    name: "placeholder",
    limit: 0,
    judge: (change) => {
      const { before, after } = change;
      const items: readonly unknown[] = Array.isArray(after) ? after : [after];
      const isNone =
        items.some(isPlaceholder) || (isNoAnswer(after) && !isEmpty(before) && !isNoAnswer(before));
      return isNone && !isFallback(change);
    },
  },
];

/** A guard's limit for a field: its own, the guard's by config, or the guard's. */
const limitFor =
  ({ settings }: Scene, guard: { readonly name: string; readonly limit: number }) =>
  (field: string): number | undefined => {
    const { on = true, limit = guard.limit, fields } = settings.policy.guards.get(guard.name) ?? {};
    const own = fields?.get(field);
    if (!on || own === false) return undefined;
    return typeof own === "number" ? own : limit;
  };

/** Whether a doubt is one that people had before, and let through. */
const isKnown = ({ models }: Lock, { guard, model, field, to }: Held): boolean =>
  (models.get(model)?.accepted ?? []).some(
    (each) => each.guard === guard && each.field === field && canonical(each.value) === canonical(to),
  );

/** Whether `--accept` or the config lets a doubt through. */
export const isAccepted = ({ guard, model }: Held, accept: readonly string[]): boolean =>
  accept.includes(guard) || accept.includes(`${guard}:${model}`);

/** What the guards doubt of the catalog, beside what the lock has; before the first apply nothing is. */
export const judgeCatalog = (
  settings: Scene["settings"],
  lock: Lock,
  entries: readonly Entry[],
): readonly Held[] => {
  if (lock.models.size === 0) return [];
  const models = changesOf(settings, lock, entries);
  const scene: Scene = { settings, lock, entries, models };
  const held: Held[] = [];
  const doubt = (guard: string, { entry }: ModelChange, { name, before, after }: FieldChange): void => {
    held.push({ guard, model: entry.id, field: name, from: before ?? null, to: after });
  };
  for (const guard of fieldGuards) {
    const limitOf = limitFor(scene, guard);
    const named = settings.policy.guards.get(guard.name)?.fields;
    for (const model of models)
      for (const change of model.changes) {
        const limit = limitOf(change.name);
        const about = { model, isNamed: named?.has(change.name) === true };
        // What the config itself says is as somebody wrote it: the field that it tests is judged.
        const { value, otherwise } = change.field?.config ?? {};
        if (change.after === value || change.after === otherwise) continue;
        if (limit !== undefined && guard.judge(change, limit, about)) doubt(guard.name, model, change);
      }
  }
  for (const guard of catalogGuards) {
    const limitOf = limitFor(scene, guard);
    for (const [model, change] of guard.judge(scene, limitOf))
      if (limitOf(change.name) !== undefined) doubt(guard.name, model, change);
  }
  const order = ({ model, guard, field }: Held): string => JSON.stringify([model, guard, field]);
  return held.filter((each) => !isKnown(lock, each)).sort((a, b) => (order(a) < order(b) ? -1 : 1));
};
