import type { MentionsMade, PageContext, Target } from "../../../generators/output.ts";
import type { Changes, Orphan } from "../../../generators/placing/past.ts";
import type { Place } from "../../config/settings.ts";
import type { PlaceRecords } from "../../lock/next.ts";
import type { Entry } from "../../model/entry.ts";
import type { RelativePath } from "../../model/file.ts";
import { recordKey } from "../../model/lock.ts";
import { type Problem, error } from "../../model/problem.ts";
import type { Page } from "../../page/page.ts";
import { type Region, bareName, findRegion, placeName } from "../../page/region.ts";

/** A page of the config that isn't there. */
export const missingPage = (
  path: RelativePath,
  place: Place,
  { file, meant = () => "" }: Pick<PageContext, "file" | "meant">,
): Problem =>
  error(
    "page-not-found",
    `${file}: ${place.where}`,
    `There is no page \`${path}\` in the documentation.`,
    `${meant(path)}Correct \`page\` or \`root\`, or set \`optional\` for pages that may be missing.`,
  );

/** A target, and what the lock will have of its place. */
type Made = readonly [target: Target, made: PlaceRecords["records"]];

/** The targets that would change again although they were just changed. */
export const openTargets = (page: Page, targets: readonly Made[], file: string): readonly Made[] =>
  targets.filter(([{ place, plan, replan = plan }, made]) => {
    const region = findRegion(page, place, file);
    const again = region.ok ? replan(page, region.value, made) : region;
    return !again.ok || again.value.edits.length > 0;
  });

/** What is said of targets that would change in every run: what was added isn't recognised where it landed. */
export const unsettled = ({ path }: Page, targets: readonly Made[], file: string): readonly Problem[] =>
  targets.map(([{ place }]) =>
    error(
      "page-unsettled",
      `${file}: ${place.where}`,
      `What is added to ${placeName(place)} in ${path} would not be recognised there, and be added again by every run.`,
      "See whether people changed what `open`, `group` or the columns of the config write, whether a code fence or comment in it is never closed, or whether another target of the config is at the same place; with --model, run without it.",
    ),
  );

/** Whether two targets would write the same text to the same place: it would stand there twice. */
export const writesTwice = (parts: readonly Pick<Changes, "edits">[]): boolean => {
  /** By the text, at which offsets another target writes it. */
  const written = new Map<string, Set<number>>();
  return parts.some(({ edits }, index) => {
    const own = edits.filter(({ text }) => text.trim() !== "");
    if (own.some(({ start, text }) => written.get(text)?.has(start) === true)) return true;
    // Nobody comes after the last.
    if (index < parts.length - 1)
      for (const { start, text } of own)
        written.set(text, (written.get(text) ?? new Set<number>()).add(start));
    return false;
  });
};

/** Two targets that would change the same text. */
export const overlapping = (path: RelativePath, targets: readonly Target[], file: string): Problem =>
  error(
    "page-overlap",
    `${file}: ${targets.map(({ place }) => place.where).join(", ")}`,
    `Two of these would change the same text of ${path}.`,
    "Give each table and section of the config a place of its own.",
  );

/** Edits that a notebook has no place for. */
export const crossing = (path: RelativePath): Problem =>
  error(
    "notebook-cell-split",
    path,
    "A change would leave half of a code cell: an entry or a region ends inside of it.",
    "Let entries begin and end with a cell.",
  );

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
  /** Which of several tables of one place the target is about. */
  readonly reach: string | undefined;
};

const keyOf = ({ what, title, names }: Orphan): string => JSON.stringify([what, title, names]);

/** What is left of models: of what several places reach only that which none of them has for a model's, once. */
export const leftIn = (unknown: readonly Unknown[]): readonly Orphan[] =>
  unknown.flatMap(({ target, region, orphans, reach }, at) => {
    const isElsewhere = ({ target: { kind }, reach: other = reach }: Unknown): boolean =>
      kind !== target.kind || other !== reach;
    const isFree = (orphan: Orphan, { region: { first, last }, keys }: Unknown, index: number): boolean => {
      // Those of one region see it one after the other, and its end moves.
      if (first === region.first) return index > at && keys.has(keyOf(orphan));
      if (orphan.line <= first || orphan.line > last) return true;
      // What stands in a place inside of this one is that one's to tell.
      return first < region.first && keys.has(keyOf(orphan));
    };
    return orphans.filter((orphan) =>
      unknown.every(
        (other, index) => other.target === target || isElsewhere(other) || isFree(orphan, other, index),
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
      const { orphans, reach } = outcome.value;
      if (region.ok)
        unknown.push({ target, region: region.value, orphans, keys: new Set(orphans.map(keyOf)), reach });
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
