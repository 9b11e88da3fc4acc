import { isObject } from "../text/json.ts";

/** One step into a value: a key of an object or place in a list, all items of a list or map, or the first one that fits. */
type Step =
  | { readonly type: "key"; readonly key: string }
  | { readonly type: "all" }
  | { readonly type: "item"; readonly key: string; readonly equals: string };

/** A parsed path into a record or document. */
export type ValuePath = { readonly source: string; readonly steps: readonly Step[] };

const quotedText = (text: string): string => {
  const decoded: unknown = JSON.parse(text);
  return typeof decoded === "string" ? decoded : text;
};

const bracketStep = (inside: string): Step | undefined => {
  if (inside === "*") return { type: "all" };
  if (/^\d+$/.test(inside)) return { type: "key", key: inside };
  try {
    if (inside.startsWith('"')) return { type: "key", key: quotedText(inside) };
    const [, key, wanted] = /^([^="[\]]+)=(.*)$/su.exec(inside) ?? [];
    if (key === undefined || wanted === undefined || wanted === "") return undefined;
    return { type: "item", key, equals: wanted.startsWith('"') ? quotedText(wanted) : wanted };
  } catch {
    return undefined;
  }
};

const plainStep = (key: string): Step => (key === "*" ? { type: "all" } : { type: "key", key });

const token = /(^|\.)([^.[\]]+)|\[((?:"(?:[^"\\]|\\.)*"|[^\]"])*)\]/gsuy;

/** Parses a path: `limits.context`, `list[0]`, `list[key=value].name`, `list[*].name`, `*.models`, `["a.b"]`; or undefined. */
export const parsePath = (source: string): ValuePath | undefined => {
  const steps: Step[] = [];
  let end = 0;
  for (const match of source.matchAll(token)) {
    const [whole, dot, key, inside = ""] = match;
    if (key !== undefined && (dot === ".") !== steps.length > 0) return undefined;
    const step = key === undefined ? bracketStep(inside) : plainStep(key);
    if (step === undefined) return undefined;
    steps.push(step);
    end += whole.length;
  }
  return steps.length > 0 && end === source.length ? { source, steps } : undefined;
};

const ownKey = (value: unknown, key: string): unknown => {
  if (Array.isArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
};

/** What a path leads to, and the keys of the maps and places in the lists whose items it took. */
export type Walked = { readonly value: unknown; readonly keys: readonly Taken[] };

/** An item that `*` took: its key in a map or its place in a list, and itself. */
export type Taken = { readonly key: string | number; readonly item: unknown };

const itemsOf = (value: unknown): readonly Taken[] | undefined => {
  if (Array.isArray(value)) return value.map((item: unknown, key) => ({ key, item }));
  return isObject(value) ? Object.entries(value).map(([key, item]) => ({ key, item })) : undefined;
};

const firstFitting = (value: unknown, step: Step & { readonly type: "item" }): unknown =>
  Array.isArray(value)
    ? value.find((item) => {
        const found = ownKey(item, step.key);
        return (typeof found === "string" ? found : JSON.stringify(found)) === step.equals;
      })
    : undefined;

const walk = (start: Walked, steps: readonly Step[], from: number): readonly Walked[] | undefined => {
  let { value } = start;
  for (let at = from; at < steps.length; at += 1) {
    const step = steps[at];
    if (step?.type === "key") value = ownKey(value, step.key);
    else if (step?.type === "item") value = firstFitting(value, step);
    else
      return itemsOf(value)?.flatMap(
        (taken) => walk({ value: taken.item, keys: [...start.keys, taken] }, steps, at + 1) ?? [],
      );
  }
  return [{ value, keys: start.keys }];
};

/**
 * Everything that a path leads to, one for each item that its `*` takes, also where that has no value; undefined
 * where `*` finds neither list nor map.
 */
export const walkPath = (value: unknown, path: ValuePath): readonly Walked[] | undefined =>
  walk({ value, keys: [] }, path.steps, 0);

/** Whether a path takes all items of something. */
export const takesAll = ({ steps }: ValuePath): boolean => steps.some(({ type }) => type === "all");

const read = (value: unknown, steps: readonly Step[], from: number): unknown => {
  let current = value;
  for (let at = from; at < steps.length; at += 1) {
    const step = steps[at];
    if (step?.type === "key") current = ownKey(current, step.key);
    else if (step?.type === "item") current = firstFitting(current, step);
    else
      return itemsOf(current)
        ?.map(({ item }) => read(item, steps, at + 1))
        .filter((item) => item !== undefined);
  }
  return current;
};

/** The value at a path, by own keys only, as a list where it takes all items; undefined when there is none. */
export const readPath = (value: unknown, path: ValuePath): unknown => read(value, path.steps, 0);
