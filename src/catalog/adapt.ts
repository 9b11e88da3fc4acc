import { type Outcome, type Problem, error, fail, ok } from "../model/problem.ts";
import type { FieldValue } from "../model/entry.ts";
import { type DocumentPart, findRecords } from "./envelope.ts";
import { toText } from "../config/expression.ts";
import { readField } from "./field.ts";
import { type JoinedRecord, joinRecords, type Overlay } from "./join.ts";
import type { Settings } from "../config/settings.ts";

/** A catalog record after its mapping, not yet classified or named. */
export type MappedRecord = {
  readonly id: string;
  readonly name: string;
  /** Its place in the catalog, counted from 0. */
  readonly position: number;
  readonly fields: ReadonlyMap<string, FieldValue>;
};

/** The same with what it was made from, for `explain`. */
export type AdaptedRecord = MappedRecord & { readonly origin: JoinedRecord };

/** Tells what is wrong with one record by a schema; empty when it is valid. */
export type RecordCheck = (record: unknown) => readonly string[];

/** A catalog as its sources gave it. */
export type CatalogDocuments = {
  /** Its name in problems. */
  readonly label: string;
  readonly parts: readonly DocumentPart[];
  readonly overlays: readonly Overlay[];
};

/** More malformed records than this are counted, not listed. */
const maxListed = 20;

const isObject = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);

type Malformed = { readonly where: string; readonly what: string };

const mapRecord = (
  settings: Settings,
  origin: JoinedRecord,
  position: number,
  check: RecordCheck,
): AdaptedRecord | readonly Malformed[] => {
  const where = `${origin.label}: ${origin.place}`;
  if (!isObject(origin.record)) return [{ where, what: "The record is not an object." }];
  const wrong = check(origin.value).map((what) => ({ where, what }));
  const fields = new Map<string, FieldValue>();
  for (const [name, field] of settings.fields) {
    const reading = readField(field, origin.record, fields);
    if (reading instanceof Error) wrong.push({ where, what: `Field \`${name}\` ${reading.message}.` });
    else fields.set(name, reading.value);
  }
  const id = fields.get("id");
  if (id === undefined) return wrong;
  if (typeof id !== "string" || id === "")
    return [...wrong, { where, what: "Field `id` must be text that isn't empty." }];
  if (wrong.length > 0) return wrong.map(({ what }) => ({ where: `${where} (${id})`, what }));
  const name = toText(fields.get("name")) || id;
  return { id, name, position, fields: fields.set("name", name), origin };
};

/** The ID that the mapping gives a record: `id`, and what it is made of, are all that is read for it. */
const idOf =
  (settings: Settings) =>
  (record: unknown): string | undefined => {
    const fields = new Map<string, FieldValue>();
    for (const [name, field] of settings.fields) {
      const reading = readField(field, record, fields);
      const value = reading instanceof Error ? null : reading.value;
      if (name === "id") return typeof value === "string" && value !== "" ? value : undefined;
      fields.set(name, value);
    }
    return undefined;
  };

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

const duplicates = (label: string, records: readonly MappedRecord[]): readonly Problem[] => {
  const counts = new Map<string, number>();
  for (const { id } of records) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 1)
    .slice(0, maxListed)
    .map(([id, count]) =>
      error(
        "catalog-duplicate-id",
        label,
        `The ID ${JSON.stringify(id)} occurs ${count} times.`,
        "Remove all but one of its records.",
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
    return fail(
      error(
        "catalog-empty",
        label,
        "The catalog holds no models.",
        "Check the source: an empty answer is never taken as `all models are gone`.",
      ),
    );
  const joined = joinRecords(found.value, overlays, idOf(settings));
  if (!joined.ok) return joined;
  const wrong: Malformed[] = [];
  const records: AdaptedRecord[] = [];
  for (const [position, origin] of joined.value.entries()) {
    const mapped = mapRecord(settings, origin, position, check);
    if ("id" in mapped) records.push(mapped);
    else wrong.push(...mapped);
  }
  const problems = [...malformed(label, wrong), ...duplicates(label, records)];
  if (problems.length > 0) return fail(...problems, ...joined.problems);
  return ok(
    records.sort((a, b) => (a.id < b.id ? -1 : 1)),
    joined.problems,
  );
};
