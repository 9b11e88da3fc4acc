import type { FieldValue, Scalar } from "../../model/entry.ts";
import { isObject } from "../../text/json.ts";

export type RecordObject = Readonly<Record<string, unknown>>;

const isScalar = (value: unknown): value is Scalar =>
  value === null || ["string", "number", "boolean"].includes(typeof value);

/** A key as a step of a path: one that holds signs of its own is quoted. */
export const step = (prefix: string, key: string): string => {
  if (/[.[\]*"]/.test(key)) return `${prefix}[${JSON.stringify(key)}]`;
  return prefix === "" ? key : `${prefix}.${key}`;
};

/** The deepest that values of a record are looked for, and the most of one record. */
const maxDepth = 4;
const maxLeaves = 400;

type Leaf = readonly [path: string, value: FieldValue];

/** What each of a list's objects has, as lists: `endpoints[*].name`. */
const leavesOfItems = (items: readonly RecordObject[], path: string): readonly Leaf[] => {
  const keys = new Set(items.flatMap((item) => Object.keys(item)));
  return [...keys].flatMap((key): readonly Leaf[] => {
    const values = items.map((item) => item[key]).filter((value) => value !== undefined);
    const scalars = values.filter(isScalar);
    return scalars.length === values.length ? [[step(`${path}[*]`, key), scalars]] : [];
  });
};

const leavesBelow = (record: RecordObject, prefix: string, depth: number): readonly Leaf[] =>
  Object.entries(record).flatMap(([key, value]): readonly Leaf[] => {
    if (key === "" || (key === "object" && typeof value === "string")) return [];
    const path = step(prefix, key);
    if (isScalar(value)) return [[path, value]];
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      const scalars = items.filter(isScalar);
      if (scalars.length === items.length) return [[path, scalars]];
      const objects = items.filter(isObject);
      const [first] = objects;
      if (first === undefined || objects.length < items.length) return [];
      const own = depth < maxDepth ? leavesBelow(first, `${path}[0]`, depth + 1) : [];
      return [...leavesOfItems(objects, path), ...own];
    }
    return isObject(value) && depth < maxDepth ? leavesBelow(value, path, depth + 1) : [];
  });

/** Every scalar and list of scalars in a record, by path. */
export const leavesOf = (record: RecordObject): ReadonlyMap<string, FieldValue> =>
  new Map(leavesBelow(record, "", 1).slice(0, maxLeaves));
