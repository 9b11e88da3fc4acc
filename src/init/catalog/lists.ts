import { isObject, type RecordObject } from "./leaves.ts";

/** A list of records in a document, and how the config says where it is. */
export type List = {
  readonly path: string;
  readonly keyField?: string;
  readonly records: readonly RecordObject[];
};

const isPlainKey = (key: string): boolean => /^[^.[\]*"]+$/.test(key);

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

/** What outer items call themselves, as the catalog's reader does it. */
const nameOf = (key: string | undefined, item: RecordObject): string => {
  const names = ["id", "slug", "key", "provider", "name"].map((each) => item[each]);
  const name = key ?? names.find((each) => typeof each === "string" && each !== "");
  return typeof name === "string" ? name : "";
};

/** The records of a list or a map in an item, with what the item is called. */
const inside = (value: unknown, outer: string): readonly RecordObject[] => {
  const entries: readonly (readonly [string | undefined, unknown])[] = Array.isArray(value)
    ? value.map((item: unknown) => [undefined, item] as const)
    : isObject(value)
      ? Object.entries(value)
      : [];
  const records = entries.flatMap(([key, item]) =>
    isObject(item) ? [{ ...(key === undefined ? {} : { id: key }), ...item, $key: outer }] : [],
  );
  return records.length === entries.length ? records : [];
};

/** The lists that the items of an outer list or map have, each under the same key: `*.models`. */
const groupedIn = (document: unknown, path: string): readonly List[] => {
  const outer: readonly (readonly [string | undefined, unknown])[] = Array.isArray(document)
    ? document.map((item: unknown) => [undefined, item] as const)
    : isObject(document)
      ? Object.entries(document)
      : [];
  const items = outer.flatMap(([key, item]) => (isObject(item) ? [{ key, item }] : []));
  if (items.length === 0 || items.length < outer.length) return [];
  const keys = new Set(items.flatMap(({ item }) => Object.keys(item).filter(isPlainKey)));
  return [...keys].flatMap((name): readonly List[] => {
    const having = items.filter(({ item }) => Object.hasOwn(item, name));
    if (having.length * 2 < items.length) return [];
    const records = having.map(({ key, item }) => inside(item[name], nameOf(key, item)));
    // A record of each, at least: what is empty somewhere is a detail of a model.
    if (records.some(({ length }) => length === 0)) return [];
    return [{ path: at(at(path, "*"), name), records: records.flat() }];
  });
};

/** The lists and maps of objects in a document, at most two levels below its top. */
export const listsIn = (document: unknown, path = "", depth = 0): readonly List[] => {
  const grouped = depth > 1 ? [] : groupedIn(document, path);
  if (Array.isArray(document)) {
    const records = document.filter(isObject);
    const list = records.length > 0 && records.length === document.length ? [{ path, records }] : [];
    return [...grouped, ...list];
  }
  if (!isObject(document) || depth > 1) return [];
  const below = Object.entries(document).flatMap(([key, value]) =>
    isPlainKey(key) ? listsIn(value, at(path, key), depth + 1) : [],
  );
  return [...grouped, ...below, ...mapIn(document, path)];
};
