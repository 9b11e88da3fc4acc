import { readFileSync } from "node:fs";
import { adaptCatalog } from "../../../src/catalog/adapt.ts";
import { toEntries } from "../../../src/catalog/entries.ts";
import type { Config, FieldConfig } from "../../../src/config/config.gen.ts";
import type { Settings } from "../../../src/config/settings.ts";
import type { Entry } from "../../../src/model/entry.ts";
import { type Held, type Lock, emptyLock } from "../../../src/model/lock.ts";
import { judgeCatalog } from "../../../src/policy/judge.ts";
import { settings, valueOf } from "../given.ts";

/** A catalog's document, and how it is read. */
export type Sample = { readonly name: string; readonly document: unknown; readonly settings: Settings };

export type RecordObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is RecordObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const parse: (text: string) => unknown = JSON.parse;

/** Reads a sample; what it has twice is left out, as a config would do. */
export const sample = (
  file: string,
  fields: Readonly<Record<string, FieldConfig>>,
  more: Partial<Config["catalog"]> = { list: "data" },
): Sample => {
  const catalog = { sources: [{ file: "c.json" }], paging: "none" as const, ...more, fields };
  return {
    name: file.split("/").at(-1) ?? "",
    document: parse(readFileSync(file, "utf8")),
    settings: settings({ catalog }),
  };
};

/** The entries of a document. */
export const entriesOf = ({ settings: given }: Sample, document: unknown): readonly Entry[] => {
  const parts = [{ value: document, label: "c.json" }];
  const records = valueOf(adaptCatalog(given, { label: "c.json", parts, overlays: [] }, () => []));
  return valueOf(toEntries(given, records)).entries;
};

/** The lock of a documentation that was applied with these entries. */
export const lockOf = (entries: readonly Entry[]): Lock => ({
  ...emptyLock,
  models: new Map(
    entries.map(({ id, fields }) => [
      id,
      {
        type: "model",
        model: id,
        fields: Object.fromEntries([...fields].filter(([name]) => name !== "slug")),
        absent: 0,
      },
    ]),
  ),
});

/** What guards hold of a next day. */
export const heldOf = (given: Sample, before: unknown, after: unknown): readonly Held[] =>
  judgeCatalog(given.settings, lockOf(entriesOf(given, before)), entriesOf(given, after));

/** The records of a document with an envelope, a map, or none. */
export const recordsOf = (document: unknown): readonly RecordObject[] => {
  if (Array.isArray(document)) return document.filter(isObject);
  if (!isObject(document)) return [];
  const { data } = document;
  return Array.isArray(data) ? data.filter(isObject) : [];
};

/** A record with something else at a path of keys. */
export const withAt = (record: RecordObject, path: string, value: unknown): RecordObject => {
  const [key = "", ...rest] = path.split(".");
  const inner = record[key];
  const next = rest.length === 0 ? value : withAt(isObject(inner) ? inner : {}, rest.join("."), value);
  return { ...record, [key]: next };
};

/** What a record has at a path of keys. */
export const valueAt = (record: RecordObject, path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), record);
