import { types } from "node:util";
import { digest } from "../text/digest.ts";
import type { Digest } from "../model/file.ts";

/** Deeper values aren't compared; a cycle is one. */
const maxDepth = 100;

/** The text of each property, or undefined when one of them is more than data. */
const propertyTexts = (value: object, depth: number): readonly string[] | undefined => {
  const texts: string[] = [];
  for (const key of Reflect.ownKeys(value)) {
    if (key === "length" && Array.isArray(value)) continue;
    const found = Reflect.getOwnPropertyDescriptor(value, key);
    if (typeof key === "symbol" || found?.enumerable !== true || !("value" in found)) return undefined;
    const inner: unknown = found.value;
    const text = textOf(inner, depth + 1);
    if (text === undefined) return undefined;
    texts.push(`${JSON.stringify(key)}:${text}`);
  }
  return texts;
};

const textOf = (value: unknown, depth: number): string | undefined => {
  if (value === undefined) return "undefined";
  if (value === null || typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value !== "object" || depth > maxDepth || types.isProxy(value)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  const isArray = Array.isArray(value);
  if (prototype !== (isArray ? Array.prototype : Object.prototype) && (isArray || prototype !== null))
    return undefined;
  const inside = propertyTexts(value, depth);
  const kind = isArray ? `[${value.length}]` : prototype === null ? "null" : "";
  return inside && `${kind}{${inside.join(",")}}`;
};

/**
 * A value of nothing but data as text: equal texts are of equal values. Undefined for anything that a text can't
 * stand for: a function, a date, an instance of a class, a getter, a proxy, a cycle.
 */
export const plainText = (value: unknown): string | undefined => textOf(value, 0);

/** The digest of that text. */
export const plainDigest = (value: unknown): Digest | undefined => {
  const text = plainText(value);
  return text === undefined ? undefined : digest(text);
};
