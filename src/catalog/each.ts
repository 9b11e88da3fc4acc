import { asWritten, type Expression, fieldsOf, fill, toText } from "../config/expression.ts";
import type { FieldValue, Scalar } from "../model/entry.ts";
import { naturally } from "../text/natural.ts";
import type { Pipeline } from "../text/text-rules.ts";
import { parsePath, readPath, type Taken, type ValuePath, walkPath } from "./value-path.ts";

/** How a text is made of each item that a path takes. */
export type EachSettings = { readonly text: Expression; readonly rules: Pipeline | undefined };

const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** A value as a field can hold it; undefined for an object, or a list of nothing else. */
export const toField = (value: unknown): FieldValue | undefined => {
  if (isScalar(value)) return value;
  if (!Array.isArray(value) || (value.length > 0 && !value.some(isScalar))) return undefined;
  return value.filter(isScalar);
};

const keyOf = (keys: readonly Taken[]): string => keys.map(({ key }) => String(key)).join("/");

const byKey = (a: readonly Taken[], b: readonly Taken[]): number => {
  for (const [index, { key }] of a.entries()) {
    const other = b[index]?.key ?? "";
    // The items of a list stay in their order.
    if (typeof key === "string" && typeof other === "string" && key !== other) return naturally(key, other);
    if (key !== other) return Number(key) - Number(other);
  }
  return 0;
};

/** What a placeholder of `each` stands for: the key, the value, or something in the value. */
const valueOf = (name: string, value: unknown): FieldValue => {
  const inside = name.startsWith("value.") ? parsePath(name.slice("value.".length)) : undefined;
  const found = inside === undefined ? value : readPath(value, inside);
  return toField(found ?? null) ?? null;
};

/** A text for each item that a path takes, in the natural order of their keys; those without a value are left out. */
export const textOfEach = (
  record: unknown,
  path: ValuePath,
  { text, rules }: EachSettings,
): readonly string[] => {
  const names = fieldsOf(text).filter((name) => name !== "key");
  const taken = [...(walkPath(record, path) ?? [])].sort((a, b) => byKey(a.keys, b.keys));
  return taken.flatMap(({ value, keys }) => {
    const values = names.map((name) => [name, valueOf(name, value)] as const);
    if (value === undefined || (names.length > 0 && values.every(([, each]) => toText(each) === "")))
      return [];
    const shown = values.map(([name, each]) => [name, rules?.apply(toText(each)) ?? each] as const);
    const fields = new Map<string, FieldValue>([...shown, ["key", keyOf(keys)]]);
    return fill(text, fields, asWritten);
  });
};

/** The names that `each` knows. */
export const isEachName = (name: string): boolean =>
  name === "key" ||
  name === "value" ||
  (name.startsWith("value.") && parsePath(name.slice("value.".length)) !== undefined);
