import { toText } from "../config/expression.ts";
import type { Settings } from "../config/settings.ts";
import type { FieldValue } from "../model/entry.ts";
import { type FieldReading, rawField, readField } from "./field.ts";
import type { JoinedRecord } from "./join.ts";
import { isObject } from "../text/json.ts";
import { cutShort } from "../text/cut-short.ts";

/** A catalog record after its mapping, not yet classified or named. */
export type MappedRecord = {
  /** What tells it apart: its ID, or the fields of `key` with `/` between them. */
  readonly id: string;
  readonly name: string;
  /** Its place in the catalog, counted from 0. */
  readonly position: number;
  readonly fields: ReadonlyMap<string, FieldValue>;
};

/** The same with what it was made from, for `explain`. */
export type AdaptedRecord = MappedRecord & {
  readonly origin: JoinedRecord;
  /** Whether nobody can tell what it says: another record has its ID and says something else, or it is malformed. */
  readonly unsure?: boolean;
};

/** Tells what is wrong with one record by a schema; empty when it is valid. */
export type RecordCheck = (record: unknown) => readonly string[];

/** What is wrong with a record. */
export type Malformed = {
  readonly where: string;
  readonly what: string;
  /** The record as far as it can be read; undefined where it has no name. */
  readonly record?: AdaptedRecord;
};

type Rules = Pick<Settings, "fields" | "key" | "maxText" | "exclude">;

/** Whether a rule of `exclude` leaves a record of these fields out. */
export const excludes = ({ exclude }: Rules, fields: ReadonlyMap<string, FieldValue>): boolean =>
  exclude.some(({ test }) => test({ fields, capabilities: [] }));

/** What a record is called, or what is wrong with what it would be called by. */
const keyOf = ({ key }: Rules, fields: ReadonlyMap<string, FieldValue>): string | Error => {
  const parts: string[] = [];
  for (const name of key.length === 0 ? ["id"] : key) {
    const part = fields.get(name);
    if (part === undefined || part === null || typeof part === "object" || part === "")
      return new Error(`Field \`${name}\` must be text that isn't empty.`);
    if (name === "id" && typeof part !== "string")
      return new Error("Field `id` must be text that isn't empty.");
    parts.push(String(part));
  }
  return parts.join("/");
};

/** An ID as problems show it. */
const shown = (id: string): string => cutShort(id, 200);

/** Maps a record field by field; undefined for one without a name that a rule of `exclude` leaves out, whatever is wrong in it. */
export const mapRecord = (
  settings: Rules,
  origin: JoinedRecord,
  position: number,
  check: RecordCheck,
): AdaptedRecord | readonly Malformed[] | undefined => {
  const where = `${origin.label}: ${origin.place}`;
  const isRecord = isObject(origin.record);
  // Of what is no record its envelope still tells what it is called.
  const record = isRecord ? origin.record : origin.extra;
  const wrong = isRecord
    ? check(origin.value).map((what) => ({ where, what }))
    : [{ where, what: "The record is not an object." }];
  const fields = new Map<string, FieldValue>();
  for (const [name, field] of settings.fields) {
    const reading: FieldReading | Error = readField(field, record, fields, settings.maxText);
    if (!(reading instanceof Error)) fields.set(name, reading.value);
    else {
      wrong.push({ where, what: `Field \`${name}\` ${reading.message}.` });
      const raw = rawField(field, record, settings.maxText);
      if (raw !== null && raw !== "") fields.set(name, raw);
    }
  }
  const named = keyOf(settings, fields);
  const id = named instanceof Error ? undefined : named;
  if (wrong.length > 0 || id === undefined) {
    if (excludes(settings, fields)) {
      if (id === undefined) return undefined;
    } else if (!isRecord) return wrong.slice(0, 1);
    else if (id === undefined) {
      const isToldAlready = !fields.has("id");
      return isToldAlready || !(named instanceof Error) ? wrong : [...wrong, { where, what: named.message }];
    }
  }
  const own = toText(fields.get("name"));
  const name = (own.trim() === "" ? "" : own) || toText(fields.get("id")) || id;
  const made = { id, name, position, fields: fields.set("name", name), origin };
  if (wrong.length === 0 || excludes(settings, fields)) return made;
  return wrong.map(({ what }) => ({
    where: `${where} (${shown(id)})`,
    what,
    record: { ...made, unsure: true },
  }));
};

/** What a record is called, and what that is made of: all that is read for it. */
export const idOf =
  (settings: Rules) =>
  (record: unknown): string | undefined => {
    const needed = new Set(settings.key.length === 0 ? ["id"] : settings.key);
    const fields = new Map<string, FieldValue>();
    for (const [name, field] of settings.fields) {
      const reading = readField(field, record, fields, settings.maxText);
      fields.set(name, reading instanceof Error ? null : reading.value);
      needed.delete(name);
      if (needed.size === 0) break;
    }
    const id = keyOf(settings, fields);
    return id instanceof Error ? undefined : id;
  };
