import type { FieldValue, Scalar } from "../model/entry.ts";
import { findRecords } from "../catalog/envelope.ts";
import { autoPaging } from "../catalog/paging/settings.ts";
import { parsePath } from "../catalog/value-path.ts";
import { toText } from "../config/expression.ts";

/** A model of the catalog as `init` looks at it: every value of its record, by dotted path. */
export type Model = {
  readonly id: string;
  readonly name: string;
  readonly leaves: ReadonlyMap<string, FieldValue>;
};

/** Where a document has its models, and what identifies and names them. */
export type Shape = {
  /** Dotted path of the list; "" when the document is the list. */
  readonly list: string;
  /** Where the list is a map: what its keys are called in the records. */
  readonly keyField: string | undefined;
  /** Whether what the list stands under has a part in what tells models apart. */
  readonly byProvider: boolean;
  readonly id: string;
  /** Undefined when records have no display name. */
  readonly name: string | undefined;
  readonly models: readonly Model[];
};

type RecordObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is RecordObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): value is Scalar =>
  value === null || ["string", "number", "boolean"].includes(typeof value);

const isPlainKey = (key: string): boolean => key !== "" && !key.includes(".");

/** The deepest that values of a record are looked for. */
const maxDepth = 4;

/** Every scalar and list of scalars in a record, by dotted path. */
const leavesOf = (record: RecordObject, prefix = "", depth = 1): readonly (readonly [string, FieldValue])[] =>
  Object.entries(record).flatMap(([key, value]): readonly (readonly [string, FieldValue])[] => {
    if (!isPlainKey(key)) return [];
    const path = prefix + key;
    if (isScalar(value)) return [[path, value]];
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      const scalars = items.filter(isScalar);
      return scalars.length === items.length ? [[path, scalars]] : [];
    }
    return isObject(value) && depth < maxDepth ? leavesOf(value, `${path}.`, depth + 1) : [];
  });

/** One list or map of records, or all of those that stand under providers: then `path` has a `*`. */
type List = {
  readonly path: string;
  readonly keyField?: string;
  readonly records: readonly RecordObject[];
};

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

/** The records below the items of a list or map, as the catalog would read them; they know what they stand under. */
const nestedIn = (document: unknown, path: string): List | undefined => {
  const outer = Array.isArray(document) ? document : isObject(document) ? Object.values(document) : [];
  if (outer.length === 0 || !outer.every(isObject)) return undefined;
  const shared = innerNames.find((name) =>
    outer.every((item) => isObject(item[name]) || Array.isArray(item[name])),
  );
  // Without a name of its own the inner map is of records, if other providers have others.
  const keys = outer.flatMap((item) => Object.keys(item));
  const apart = outer.length > 1 && new Set(keys).size === keys.length && keys.length > outer.length;
  if (shared === undefined && (!apart || !outer.every((item) => mapIn(item, "").length > 0)))
    return undefined;
  const list = `${path === "" ? "" : `${path}.`}*${shared === undefined ? "" : `.${shared}`}`;
  const found = findRecords([{ value: document, label: "" }], {
    list: parsePath(list.slice(path === "" ? 0 : path.length + 1)),
    keyField: "id",
    paging: { ...autoPaging, rule: "none" },
  });
  if (!found.ok) return undefined;
  const records = found.value.flatMap(({ value, extra }) =>
    isObject(value) ? [{ ...value, ...extra }] : [],
  );
  return records.length < found.value.length ? undefined : { path: list, records };
};

/** The lists and maps of objects in a document, at most two levels below its top. */
const listsIn = (document: unknown, path = "", depth = 0): readonly List[] => {
  const nested = nestedIn(document, path);
  // The items above them are providers, and no models.
  if (nested !== undefined) return [nested];
  if (Array.isArray(document)) {
    const records = document.filter(isObject);
    return records.length > 0 && records.length === document.length ? [{ path, records }] : [];
  }
  if (!isObject(document) || depth > 1) return [];
  const inside = Object.entries(document).flatMap(([key, value]) =>
    isPlainKey(key) ? listsIn(value, path === "" ? key : `${path}.${key}`, depth + 1) : [],
  );
  return [...inside, ...mapIn(document, path)];
};

const lastPart = (path: string): string => path.split(".").at(-1) ?? "";

const idNames = ["id", "model_id", "modelId", "model_name", "modelName", "model", "slug", "name", "key"];
const displayNames = ["display_name", "displayName", "name", "title", "label", "short_name", "id"];

const preference = (names: readonly string[], path: string): number => {
  const at = names.indexOf(lastPart(path));
  return (at === -1 ? names.length : at) + path.split(".").length * 100;
};

/** The paths of text that is in every record. */
const textPaths = (records: readonly ReadonlyMap<string, FieldValue>[]): readonly string[] =>
  [...(records[0]?.keys() ?? [])].filter((path) =>
    records.every((record) => {
      const value = record.get(path);
      return typeof value === "string" && value !== "";
    }),
  );

/** How often values of a path are found in the documentation; `isKnown` says whether one of them is. */
const found = (
  records: readonly ReadonlyMap<string, FieldValue>[],
  path: string,
  isKnown: (text: string) => boolean,
): number => records.filter((record) => isKnown(toText(record.get(path)))).length;

/**
 * Finds the models in a catalog's document: the longest list of records that have something unique in text.
 * What the documentation names is taken for the ID or the name before what only is called so.
 */
export const findModels = (
  document: unknown,
  isId: (text: string) => boolean,
  isName: (text: string) => boolean,
): Shape | undefined => {
  const lists = [...listsIn(document)].sort((a, b) => b.records.length - a.records.length);
  for (const { path: list, keyField, records } of lists) {
    const leaves = records.map((record) => new Map(leavesOf(record)));
    const texts = textPaths(leaves);
    const repeats = (path: string, withKey: boolean): boolean =>
      new Set(
        leaves.map((record) => `${withKey ? toText(record.get("$key")) : ""}/${toText(record.get(path))}`),
      ).size < records.length;
    const alone = texts.filter((path) => !repeats(path, false));
    const byProvider = list.includes("*") && !alone.some((path) => idNames.includes(lastPart(path)));
    const unique = byProvider ? texts.filter((path) => !repeats(path, true)) : alone;
    const best = (paths: readonly string[], names: readonly string[], known: (text: string) => boolean) =>
      [...paths].sort(
        (a, b) =>
          found(leaves, b, known) - found(leaves, a, known) || preference(names, a) - preference(names, b),
      )[0];
    const named = unique.filter((path) => idNames.includes(lastPart(path)));
    // What has spaces in it is a display name, however often the documentation shows it.
    const solid = named.filter((path) => leaves.every((record) => !/\s/.test(toText(record.get(path)))));
    const id = best(solid.length > 0 ? solid : named, idNames, isId);
    if (id === undefined) continue;
    const name = best(
      texts.filter((path) => path !== id && displayNames.includes(lastPart(path))),
      displayNames,
      isName,
    );
    const models = leaves.map((record) => ({
      id: `${byProvider ? `${toText(record.get("$key"))}/` : ""}${toText(record.get(id))}`,
      name: toText(record.get(name ?? id)),
      leaves: record,
    }));
    return { list, keyField, byProvider, id, name, models };
  }
  return undefined;
};
