import { type Outcome, type Problem, error, fail, ok } from "../problem.ts";
import type { FieldValue, Scalar } from "../types.ts";
import { toText } from "./expression.ts";
import type { FieldSettings, Settings } from "./settings.ts";

/** A catalog record after its mapping, not yet classified or named. */
export type MappedRecord = {
  readonly id: string;
  readonly name: string;
  /** Its place in the catalog, counted from 0. */
  readonly position: number;
  readonly fields: ReadonlyMap<string, FieldValue>;
};

/** Tells what is wrong with one record by a schema; empty when it is valid. */
export type RecordCheck = (record: unknown) => readonly string[];

/** More malformed records than this are counted, not listed. */
const maxListed = 20;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** The value at a path of own keys and list positions; undefined when there is none. */
export const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((current, key) => {
    if (Array.isArray(current)) return /^\d+$/.test(key) ? current[Number(key)] : undefined;
    return isObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  }, value);

const typeOf = (value: FieldValue): string => (Array.isArray(value) ? "list" : typeof value);

const toField = (value: unknown): FieldValue | undefined => {
  if (isScalar(value)) return value;
  if (Array.isArray(value)) return value.filter(isScalar);
  return undefined;
};

type Fields = ReadonlyMap<string, FieldValue>;

const isMissing = (value: FieldValue | undefined): boolean =>
  value === undefined || value === null || value === "";

const throughRules = ({ rules }: FieldSettings, value: FieldValue): FieldValue => {
  if (rules === undefined || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Scalar) => rules.apply(toText(item)));
  return rules.apply(toText(value));
};

/** One field of a record, or what is wrong with it. */
const readField = (field: FieldSettings, record: unknown, earlier: Fields): FieldValue | Error => {
  const { path, config, otherwise } = field;
  const found =
    path !== undefined
      ? valueAt(record, path)
      : config.of !== undefined
        ? earlier.get(config.of)
        : config.value;
  const value = toField(found ?? null);
  if (value === undefined) return new Error("is an object, where a value or a list was expected");
  if (isMissing(value)) {
    if (otherwise !== undefined) return readField(otherwise, record, earlier);
    if (config.default !== undefined) return config.default;
    return config.required === true ? new Error("is missing") : value;
  }
  if (config.type !== undefined && typeOf(value) !== config.type)
    return new Error(`is a ${typeOf(value)}, not a ${config.type}`);
  if (typeof value === "number" && !Number.isFinite(value)) return new Error("is not a finite number");
  return throughRules(field, value);
};

type Malformed = { readonly place: string; readonly what: string };

const mapRecord = (
  settings: Settings,
  record: unknown,
  { at, position }: { readonly at: string; readonly position: number },
  check: RecordCheck,
): MappedRecord | readonly Malformed[] => {
  if (!isObject(record)) return [{ place: at, what: "The record is not an object." }];
  const wrong = check(record).map((what) => ({ place: at, what }));
  const fields = new Map<string, FieldValue>();
  for (const [name, field] of settings.fields) {
    const value = readField(field, record, fields);
    if (value instanceof Error) wrong.push({ place: at, what: `Field \`${name}\` ${value.message}.` });
    else fields.set(name, value);
  }
  const id = fields.get("id");
  if (id === undefined) return wrong;
  if (typeof id !== "string" || id === "")
    return [...wrong, { place: at, what: "Field `id` must be text that isn't empty." }];
  if (wrong.length > 0) return wrong.map(({ place, what }) => ({ place: `${place} (${id})`, what }));
  const name = toText(fields.get("name")) || id;
  return { id, name, position, fields: fields.set("name", name) };
};

const malformed = (label: string, all: readonly Malformed[]): readonly Problem[] => {
  const listed = all
    .slice(0, maxListed)
    .map(({ place, what }) =>
      error(
        "catalog-malformed-record",
        `${label}: ${place}`,
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
 * Maps a catalog document to records, sorted by ID.
 * `label` is the catalog's name in problems. An empty list, a malformed record and a repeated ID are errors.
 */
export const adaptCatalog = (
  settings: Settings,
  document: unknown,
  label: string,
  check: RecordCheck,
): Outcome<readonly MappedRecord[]> => {
  const list = settings.list.length === 0 ? document : valueAt(document, settings.list);
  const name = settings.list.join(".");
  if (!Array.isArray(list)) {
    const what = name === "" ? "The document is not a list." : `There is no list at \`${name}\`.`;
    return fail(
      error("catalog-no-list", label, what, "Set `catalog.list` to the path of the list of models."),
    );
  }
  if (list.length === 0)
    return fail(
      error(
        "catalog-empty",
        label,
        "The catalog holds no models.",
        "Check the source: an empty answer is never taken as `all models are gone`.",
      ),
    );
  const wrong: Malformed[] = [];
  const records: MappedRecord[] = [];
  for (const [index, item] of list.entries()) {
    const mapped = mapRecord(settings, item, { at: `${name}[${index}]`, position: index }, check);
    if ("id" in mapped) records.push(mapped);
    else wrong.push(...mapped);
  }
  const problems = [...malformed(label, wrong), ...duplicates(label, records)];
  if (problems.length > 0) return fail(...problems);
  return ok(records.sort((a, b) => (a.id < b.id ? -1 : 1)));
};
