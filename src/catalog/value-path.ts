/** One step into a value: a key of an object or place in a list, all items of a list, or the first one that fits. */
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

const token = /(^|\.)([^.[\]]+)|\[((?:"(?:[^"\\]|\\.)*"|[^\]"])*)\]/gsuy;

/** Parses a path such as `limits.context`, `list[0]`, `list[key=value].name`, `list[*].name` or `["a.b"]`; undefined when it is none. */
export const parsePath = (source: string): ValuePath | undefined => {
  const steps: Step[] = [];
  let end = 0;
  for (const match of source.matchAll(token)) {
    const [whole, dot, key, inside = ""] = match;
    if (key !== undefined && (dot === ".") !== steps.length > 0) return undefined;
    const step: Step | undefined = key === undefined ? bracketStep(inside) : { type: "key", key };
    if (step === undefined) return undefined;
    steps.push(step);
    end += whole.length;
  }
  return steps.length > 0 && end === source.length ? { source, steps } : undefined;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const ownKey = (value: unknown, key: string): unknown => {
  if (Array.isArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
};

const read = (value: unknown, steps: readonly Step[], from: number): unknown => {
  let current = value;
  for (let at = from; at < steps.length; at += 1) {
    const step = steps[at];
    if (step?.type === "key") current = ownKey(current, step.key);
    else if (!Array.isArray(current)) return undefined;
    else if (step?.type === "item")
      current = current.find((item) => {
        const found = ownKey(item, step.key);
        return (typeof found === "string" ? found : JSON.stringify(found)) === step.equals;
      });
    else return current.map((item) => read(item, steps, at + 1)).filter((item) => item !== undefined);
  }
  return current;
};

/** The value at a path, by own keys only; undefined when there is none. */
export const readPath = (value: unknown, path: ValuePath): unknown => read(value, path.steps, 0);
