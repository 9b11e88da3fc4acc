import type { MentionsMade, Target } from "../../../generators/output.ts";
import type { Changes } from "../../../generators/placing/changes.ts";
import type { Orphan } from "../../../generators/placing/past.ts";
import type { PlaceRecords } from "../../lock/next.ts";
import type { Entry } from "../../model/entry.ts";
import { recordKey } from "../../model/lock.ts";
import type { Problem } from "../../model/problem.ts";
import type { Page } from "../../page/page.ts";
import { findRegion, placeName } from "../../page/region.ts";

/**
 * The targets of a page in rounds: of several with entries or rows in one region each sees what those before it put
 * there, so that all stand in order together.
 */
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

/** What the targets of a round need. */
export type Round = {
  /** What each of them changes. */
  readonly parts: readonly Changes[];
  readonly records: readonly PlaceRecords[];
  readonly orphans: readonly Orphan[];
  readonly problems: readonly Problem[];
  readonly planned: readonly (readonly [Target, PlaceRecords["records"]])[];
} & MentionsMade;

/** Plans targets of a page, none of which sees what the others change. */
export const planRound = (page: Page, targets: readonly Target[], file: string): Round => {
  const problems: Problem[] = [];
  const parts: Changes[] = [];
  const records: PlaceRecords[] = [];
  const orphans: Orphan[] = [];
  const planned: (readonly [Target, PlaceRecords["records"]])[] = [];
  let named: MentionsMade = {};
  for (const target of targets) {
    const region = findRegion(page, target.place, file);
    const outcome = region.ok ? target.plan(page, region.value) : region;
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
      for (const orphan of outcome.value.orphans) orphans.push(orphan);
      for (const problem of outcome.problems) problems.push(problem);
    } else if (!target.place.optional) problems.push(...outcome.problems);
  }
  return { parts, records, orphans, problems, planned, ...named };
};

/** Whether two places of one name both take the same entry or row of a model of the catalog for theirs. */
export const claimsTwice = (places: readonly PlaceRecords[], entries: readonly Entry[]): boolean => {
  const known = new Set(entries.map(({ id }) => id));
  const claimed = new Set<string>();
  return places.some(({ kind, records }) => {
    const own = records.filter(({ model }) => known.has(model)).map((one) => `${kind} ${recordKey(one)}`);
    if (own.some((key) => claimed.has(key))) return true;
    for (const key of own) claimed.add(key);
    return false;
  });
};
