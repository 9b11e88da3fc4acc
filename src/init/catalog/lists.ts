import { findRecords } from "../../catalog/envelope.ts";
import { autoPaging } from "../../catalog/paging/settings.ts";
import { countEach } from "../../text/group-by.ts";
import { parsePath } from "../../catalog/value-path.ts";
import { isObject } from "../../text/json.ts";
import type { RecordObject } from "./leaves.ts";

/** A list of records in a document, and how the config says where it is. */
export type List = {
  readonly path: string;
  readonly keyField?: string;
  readonly records: readonly RecordObject[];
};

const at = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);

/** A map from ID to record as a list: at least two records that look alike. */
const mapIn = (document: RecordObject, path: string): readonly List[] => {
  const entries = Object.entries(document);
  const records = entries.flatMap(([key, value]) => (isObject(value) ? [{ key, value }] : []));
  const [first] = records;
  if (first === undefined || records.length < 2 || records.length < entries.length) return [];
  const shared = Object.keys(first.value).filter((name) =>
    records.every(({ value }) => Object.hasOwn(value, name)),
  );
  if (shared.length === 0) return [];
  const keyField = records.some(({ value }) => Object.hasOwn(value, "id")) ? "key" : "id";
  return [{ path, keyField, records: records.map(({ key, value }) => ({ [keyField]: key, ...value })) }];
};

/** What providers call the list of their models. */
const innerNames = ["models", "model", "items", "data", "entries", "deployments"];

/** Whether a map has a list for each maker or kind, with records that are alike: documents have lists of several things, too. */
const hasListsAlike = (document: unknown): boolean => {
  if (!isObject(document) || innerNames.some((name) => Object.hasOwn(document, name))) return false;
  const lists: readonly unknown[] = Object.values(document);
  const records = lists.flatMap((each): readonly unknown[] => (Array.isArray(each) ? each : [undefined]));
  if (lists.length < 2 || records.length === 0 || !records.every(isObject)) return false;
  const counts = countEach(records.flatMap((record) => Object.keys(record)));
  const shared = [...counts.values()].filter((count) => count === records.length).length;
  return shared * 2 >= counts.size;
};

/** The way from a document to the records below its items; undefined where those are the records, or none are. */
const wayInside = (document: unknown): string | undefined => {
  if (hasListsAlike(document)) return "*";
  const outer = Array.isArray(document) ? document : isObject(document) ? Object.values(document) : [];
  if (outer.length === 0 || !outer.every(isObject)) return undefined;
  const shared = innerNames.find((name) =>
    outer.every((item) => isObject(item[name]) || Array.isArray(item[name])),
  );
  if (shared !== undefined) return `*.${shared}`;
  // Without a name of its own the inner map is of records, if other providers have others.
  const keys = outer.flatMap((item) => Object.keys(item));
  const apart = outer.length > 1 && new Set(keys).size === keys.length && keys.length > outer.length;
  return apart && outer.every((item) => mapIn(item, "").length > 0) ? "*" : undefined;
};

/** The records below the items of a list or map, as the catalog would read them; they know what they stand under. */
const nestedIn = (document: unknown, path: string): List | undefined => {
  const way = wayInside(document);
  if (way === undefined) return undefined;
  const found = findRecords([{ value: document, label: "" }], {
    list: parsePath(way),
    keyField: "id",
    paging: { ...autoPaging, rule: "none" },
  });
  if (!found.ok) return undefined;
  const records = found.value.flatMap(({ value, extra }) =>
    isObject(value) ? [{ ...value, ...extra }] : [],
  );
  return records.length < found.value.length ? undefined : { path: at(path, way), records };
};

/** The lists and maps of objects in a document, at most two levels below its top. */
export const listsIn = (document: unknown, path = "", depth = 0): readonly List[] => {
  const nested = depth > 1 ? undefined : nestedIn(document, path);
  // The items above them are providers, and no models.
  if (nested !== undefined) return [nested];
  if (Array.isArray(document)) {
    const records = document.filter(isObject);
    return records.length > 0 && records.length === document.length ? [{ path, records }] : [];
  }
  if (!isObject(document) || depth > 1) return [];
  const below = Object.entries(document).flatMap(([key, value]) =>
    /^[^.[\]*"]+$/.test(key) ? listsIn(value, at(path, key), depth + 1) : [],
  );
  return [...below, ...mapIn(document, path)];
};
