import { type Entry, type FieldValue, isEmpty, providerOf } from "../model/entry.ts";
import { daysSince1970 } from "../text/dates.ts";
import { looksOf, numberIn } from "./texts.ts";
import type { FieldChange, ModelChange } from "../lock/model-changes.ts";
import type { Scene } from "./types.ts";
import { addTo, groupBy } from "../text/group-by.ts";

/** A model's field that a guard doubts. */
type Doubt = readonly [model: ModelChange, change: FieldChange];

/** The limit of a guard for a field; undefined where it doesn't look at it. */
type LimitOf = (field: string) => number | undefined;

/** A guard that looks at one model beside the others. */
export type CatalogGuard = {
  readonly name: string;
  readonly limit: number;
  readonly judge: (scene: Scene, limitOf: LimitOf) => readonly Doubt[];
};

const says = (value: FieldValue | undefined, change: Pick<FieldChange, "field">): boolean =>
  !isEmpty(value) && value !== change.field?.config.default;

/** By field, the changes of all models. */
const byField = ({ models }: Scene): ReadonlyMap<string, readonly Doubt[]> =>
  groupBy(
    models.flatMap((model) => model.changes.map((change): Doubt => [model, change])),
    ([, { name }]) => name,
  );

/** Fewer models than this may lose a field on any day. */
const leastLost = 3;

const vanished: CatalogGuard = {
  name: "vanished",
  limit: 0.1,
  judge: (scene, limitOf) =>
    [...byField(scene)].flatMap(([name, all]) => {
      const limit = limitOf(name);
      const lost = all.filter(
        ([, change]) =>
          says(change.before, change) &&
          !says(change.after, change) &&
          change.after !== change.field?.config.otherwise,
      );
      if (limit === undefined || lost.length < leastLost) return [];
      const had = [...scene.lock.models.values()].filter(({ fields }) =>
        says(fields[name], { field: scene.settings.fields.get(name) }),
      );
      return lost.length > limit * had.length ? lost : [];
    }),
};

/** The fields that say what a model is for, by the names that catalogs have for it. */
const kindFields = ["type", "kind", "mode", "task", "modelType", "category"] as const;

const kindOf = ({ fields }: Entry): string => {
  const [kind] = kindFields.map((name) => fields.get(name)).filter((value) => typeof value === "string");
  return kind?.toLowerCase() ?? "";
};

/** All models. */
const everyone = "";

/** The groups that a model is in, the closest first: of its provider and kind, of its kind, of all. */
const groupsOf = (entry: Entry): readonly string[] => {
  const kind = kindOf(entry);
  const own = JSON.stringify([providerOf(entry.id, entry.fields.get("provider")), kind]);
  return kind === "" ? [own, everyone] : [own, kind, everyone];
};

/** A group of fewer others says nothing. */
const leastOthers = 5;

/** Numbers of models by their group, each in order. */
type Groups = ReadonlyMap<string, readonly number[]>;

const groupNumbers = (entries: readonly Entry[], name: string, field: FieldChange["field"]): Groups => {
  const groups = new Map<string, number[]>();
  for (const entry of entries) {
    const number = numberIn(entry.fields.get(name), field);
    if (number === undefined || number <= 0) continue;
    for (const group of groupsOf(entry)) {
      addTo(groups, group, number);
    }
  }
  for (const numbers of groups.values()) numbers.sort((a, b) => a - b);
  return groups;
};

/** Lengths and limits, in whole thousands: one model takes 4,096 tokens and the next a million, and is no mistake. */
const leastCount = 256;
const countFactor = 10;

const areCounts = (numbers: readonly number[]): boolean =>
  numbers.every((number) => Number.isInteger(number) && number >= leastCount);

/** Which of an entry's numbers, as it is and as it was, are far above or below those of all others of its group. */
const farOff = (
  { entry, now, old }: { readonly entry: Entry; readonly now: number; readonly old: number | undefined },
  groups: Groups,
  limit: number,
): { readonly now: boolean; readonly old: boolean } => {
  const group = groupsOf(entry).find((each) => (groups.get(each)?.length ?? 0) > leastOthers);
  if (group === undefined) return { now: false, old: false };
  const numbers = groups.get(group) ?? [];
  const least = numbers[0] === now ? numbers[1] : numbers[0];
  const most = numbers.at(-1) === now ? numbers.at(-2) : numbers.at(-1);
  // One for embeddings may well take and cost a hundredth of what others do: where few are of its kind, none is too low.
  const isUnlike = group === everyone && kindOf(entry) !== "";
  const factor = areCounts(numbers) ? limit * countFactor : limit;
  const isFar = (number = 0): boolean =>
    number > 0 &&
    ((least !== undefined && !isUnlike && number < least / factor) ||
      (most !== undefined && number > most * factor));
  return { now: isFar(now), old: isFar(old) };
};

const outlier: CatalogGuard = {
  name: "outlier",
  limit: 10,
  judge: (scene, limitOf) =>
    [...byField(scene)].flatMap(([name, all]) => {
      const limit = limitOf(name);
      const field = scene.settings.fields.get(name);
      if (limit === undefined || !all.some(([, { after }]) => numberIn(after, field) !== undefined))
        return [];
      const groups = groupNumbers(scene.entries, name, field);
      return all.filter(([{ entry }, { before, after }]) => {
        const now = numberIn(after, field);
        if (now === undefined) return false;
        const far = farOff({ entry, now, old: numberIn(before, field) }, groups, limit);
        // What stood apart already may go on to.
        return far.now && !far.old;
      });
    }),
};

const range: CatalogGuard = {
  name: "range",
  limit: 0,
  judge: ({ models, settings }) => {
    const ranges = settings.policy.guards.get("range")?.ranges;
    return models.flatMap((model) =>
      model.changes.flatMap((change): readonly Doubt[] => {
        const { min, max } = ranges?.get(change.name) ?? {};
        const number = numberIn(change.after, change.field);
        const isOut =
          number !== undefined &&
          ((min !== undefined && number < min) || (max !== undefined && number > max));
        return isOut ? [[model, change]] : [];
      }),
    );
  },
};

/** A new ID beside those that look so; of one of them that has gone it may be another spelling. */
const idChange = (entry: Entry, gone: string | undefined): FieldChange => ({
  name: "id",
  field: undefined,
  before: gone,
  after: entry.id,
});

const lookalike: CatalogGuard = {
  name: "lookalike",
  limit: 0,
  judge: ({ models, lock, entries }) => {
    const added = models.filter(({ isNew }) => isNew);
    if (added.length === 0) return [];
    const present = new Set(entries.map(({ id }) => id));
    const known = groupBy([...new Set([...lock.models.keys(), ...present])], looksOf);
    return added.flatMap((model): readonly Doubt[] => {
      const alike = known.get(looksOf(model.entry.id)) ?? [];
      const gone = alike.filter((id) => !present.has(id));
      return alike.length > 1 ? [[model, idChange(model.entry, gone[0])]] : [];
    });
  },
};

const dayOf = (value: FieldValue | undefined): number | undefined =>
  typeof value === "string" || typeof value === "number" ? daysSince1970(String(value)) : undefined;

const minAge: CatalogGuard = {
  name: "minAge",
  limit: 0,
  judge: ({ models, settings }) => {
    const { policy, date } = settings;
    const today = dayOf(date);
    if (policy.minAge === undefined || today === undefined) return [];
    const { days, field } = policy.minAge;
    return models.flatMap((model): readonly Doubt[] => {
      const change = model.changes.find(({ name }) => name === field);
      const born = dayOf(change?.after);
      const isYoung = model.isNew && born !== undefined && today - born < days;
      return change !== undefined && isYoung ? [[model, change]] : [];
    });
  },
};

/** The guards that look at a model beside the others, or at what the config says of it. */
export const catalogGuards: readonly CatalogGuard[] = [vanished, outlier, range, lookalike, minAge];
