import type { MentionsMade, Target } from "../../../generators/output.ts";
import type { Changes } from "../../../generators/placing/changes.ts";
import type { Orphan } from "../../../generators/placing/past.ts";
import type { PlaceRecords } from "../../lock/next.ts";
import type { Entry } from "../../model/entry.ts";
import { recordKey } from "../../model/lock.ts";
import type { Problem } from "../../model/problem.ts";
import type { Page } from "../../page/page.ts";
import { bareName, findRegion, placeName, type Region } from "../../page/region.ts";

/** The targets of a page in rounds: of several in one region each sees what those before it put there. */
export const roundsOf = (
  page: Page,
  targets: readonly Target[],
  file: string,
): readonly (readonly Target[])[] => {
  const counts = new Map<string, number>();
  const rounds: Target[][] = [];
  for (const target of targets) {
    const region = target.records === undefined ? undefined : findRegion(page, target.place, file);
    const name = region?.ok === true ? `${region.value.first} ${region.value.last}` : "";
    const round = name === "" ? 0 : (counts.get(name) ?? 0);
    counts.set(name, round + 1);
    rounds[round] = [...(rounds[round] ?? []), target];
  }
  return rounds;
};

/** What a target finds in its region that it knows no model for. */
type Unknown = {
  readonly target: Target;
  readonly region: Region;
  readonly orphans: readonly Orphan[];
  readonly keys: ReadonlySet<string>;
};

const keyOf = ({ what, title, names }: Orphan): string => JSON.stringify([what, title, names]);

/** What is left of models: of what several places reach only that which none of them has for a model's, once. */
export const leftIn = (unknown: readonly Unknown[]): readonly Orphan[] =>
  unknown.flatMap(({ target, region, orphans }, at) => {
    const isFree = (orphan: Orphan, { region: { first, last }, keys }: Unknown, index: number): boolean => {
      // Those of one region see it one after the other, and its end moves.
      if (first === region.first) return index > at && keys.has(keyOf(orphan));
      if (orphan.line <= first || orphan.line > last) return true;
      // What stands in a place inside of this one is that one's to tell.
      return first < region.first && keys.has(keyOf(orphan));
    };
    return orphans.filter((orphan) =>
      unknown.every(
        (other, index) =>
          other.target === target || other.target.records !== target.records || isFree(orphan, other, index),
      ),
    );
  });

/** What the targets of a round need. */
export type Round = {
  /** What each of them changes. */
  readonly parts: readonly Changes[];
  readonly records: readonly PlaceRecords[];
  readonly unknown: readonly Unknown[];
  /** What is said of each. */
  readonly told: readonly (readonly [Target, readonly Problem[]])[];
  readonly planned: readonly (readonly [Target, PlaceRecords["records"]])[];
} & MentionsMade;

/** Plans targets of a page, none of which sees what the others change; `madeOf` is what the lock will have of their places. */
export const planRound = (
  page: Page,
  targets: readonly Target[],
  file: string,
  madeOf: ReadonlyMap<Target, PlaceRecords["records"]> = new Map(),
): Round => {
  const told: (readonly [Target, readonly Problem[]])[] = [];
  const parts: Changes[] = [];
  const records: PlaceRecords[] = [];
  const unknown: Unknown[] = [];
  const planned: (readonly [Target, PlaceRecords["records"]])[] = [];
  let named: MentionsMade = {};
  for (const target of targets) {
    const region = findRegion(page, target.place, file);
    const outcome = region.ok ? target.plan(page, region.value, madeOf.get(target)) : region;
    if (outcome.ok) {
      parts.push(outcome.value);
      const { records: made, bodies, mentions, places } = outcome.value;
      planned.push([target, made]);
      if (mentions !== undefined) named = { mentions };
      if (target.records !== undefined)
        records.push({
          page: page.path,
          place: target.called ?? placeName(target.place),
          kind: target.records,
          records: made,
          ...(places === undefined ? {} : { places }),
          ...(bodies === undefined ? {} : { bodies }),
        });
      const { orphans } = outcome.value;
      if (region.ok)
        unknown.push({ target, region: region.value, orphans, keys: new Set(orphans.map(keyOf)) });
    }
    if (outcome.ok || !target.place.optional) told.push([target, outcome.problems]);
  }
  return { parts, records, unknown, told, planned, ...named };
};

/** What is said of all targets of some rounds. */
export const problemsOf = (rounds: readonly Pick<Round, "told">[]): readonly Problem[] =>
  rounds.flatMap(({ told }) => told.flatMap(([, problems]) => problems));

/** The rounds with one that planned some targets anew: what these had before is left out. */
export const withAgain = (rounds: readonly Round[], again: Round): readonly Round[] => {
  const anew = new Set(again.planned.map(([target]) => target));
  const isAnew = (own: PlaceRecords): boolean =>
    again.records.some(
      ({ page, place, kind }) => own.page === page && own.place === place && own.kind === kind,
    );
  const before = rounds.map((round) => ({
    ...round,
    records: round.records.filter((own) => !isAnew(own)),
    unknown: round.unknown.filter(({ target }) => !anew.has(target)),
    planned: round.planned.filter(([target]) => !anew.has(target)),
    told: round.told.filter(([target]) => !anew.has(target)),
  }));
  return [...before, again];
};

/** Whether two targets at one place both take the same entry or row of a model of the catalog for theirs. */
export const claimsTwice = ({ planned }: Pick<Round, "planned">, entries: readonly Entry[]): boolean => {
  const known = new Set(entries.map(({ id }) => id));
  const claimed = new Set<string>();
  return planned.some(([{ place }, records]) => {
    const own = records
      .filter(({ model }) => known.has(model))
      .map((one) => `${one.type} ${recordKey({ ...one, place: bareName(place) })}`);
    if (own.some((key) => claimed.has(key))) return true;
    for (const key of own) claimed.add(key);
    return false;
  });
};
