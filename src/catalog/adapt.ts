import { error, fail, ok, type Outcome, type Problem, refuse } from "../model/problem.ts";
import { type DocumentPart, findRecords } from "./envelope.ts";
import { joinRecords, type Overlay } from "./join.ts";
import {
  type AdaptedRecord,
  idOf,
  isExcluded,
  type Malformed,
  type MappedRecord,
  mapRecord,
  type RecordCheck,
} from "./record.ts";
import type { Settings } from "../config/settings.ts";

export type { AdaptedRecord, MappedRecord, RecordCheck } from "./record.ts";

/** A catalog as its sources gave it. */
export type CatalogDocuments = {
  /** Its name in problems. */
  readonly label: string;
  readonly parts: readonly DocumentPart[];
  readonly overlays: readonly Overlay[];
};

/** More malformed records than this are counted, not listed. */
const maxListed = 20;

const malformed = (label: string, all: readonly Malformed[]): readonly Problem[] => {
  const listed = all
    .slice(0, maxListed)
    .map(({ where, what }) =>
      error(
        "catalog-malformed-record",
        where,
        what,
        "Correct the record, or the mapping in `catalog.fields`.",
      ),
    );
  const rest = all.length - listed.length;
  if (rest <= 0) return listed;
  return [
    ...listed,
    error(
      "catalog-malformed-record",
      label,
      `${rest} more problems of this kind are not listed.`,
      "Correct those above first.",
    ),
  ];
};

const duplicates = (
  label: string,
  records: readonly MappedRecord[],
  settings: Settings,
): readonly Problem[] => {
  if (new Set(records.map(({ id }) => id)).size === records.length) return [];
  const { key } = settings;
  const counts = new Map<string, number>();
  for (const record of records)
    if (!isExcluded(settings, record)) counts.set(record.id, (counts.get(record.id) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 1)
    .slice(0, maxListed)
    .map(([id, count]) =>
      error(
        "catalog-duplicate-id",
        label,
        `The ID ${JSON.stringify(id.slice(0, 200))} occurs ${count} times.`,
        key.length > 0
          ? "Remove all but one of its records, or add a field to `catalog.key`."
          : "Remove all but one of its records, or declare in `catalog.key` the fields that tell them apart.",
      ),
    );
};

/**
 * Maps a catalog's documents to records, sorted by ID: found in their envelope, joined with further sources,
 * then mapped field by field. An empty list, a malformed record and a repeated ID are errors.
 */
export const adaptCatalog = (
  settings: Settings,
  { label, parts, overlays }: CatalogDocuments,
  check: RecordCheck,
): Outcome<readonly AdaptedRecord[]> => {
  const found = findRecords(parts, settings);
  if (!found.ok) return found;
  if (found.value.length === 0)
    return refuse(
      "catalog-empty",
      label,
      "The catalog holds no models.",
      "Check the source: an empty answer is never taken as `all models are gone`.",
    );
  const joined = joinRecords(found.value, overlays, idOf(settings));
  if (!joined.ok) return fail(...found.problems, ...joined.problems);
  const wrong: Malformed[] = [];
  const records: AdaptedRecord[] = [];
  for (const [position, origin] of joined.value.entries()) {
    const mapped = mapRecord(settings, origin, position, check);
    if (mapped === undefined) continue;
    if ("id" in mapped) records.push(mapped);
    else wrong.push(...mapped);
  }
  const problems = [...malformed(label, wrong), ...duplicates(label, records, settings)];
  if (problems.length > 0) return fail(...problems, ...found.problems, ...joined.problems);
  return ok(
    records.sort((a, b) => (a.id < b.id ? -1 : 1)),
    [...found.problems, ...joined.problems],
  );
};
