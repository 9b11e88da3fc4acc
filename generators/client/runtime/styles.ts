/** The styles in which a URL, a form or a cookie writes values; each operation names those that it needs. */

/** Writes a value under its name, as the parts of a query or a form; what has no value makes no part. */
export type Style = (name: string, value: unknown) => readonly string[];

/** Styles by name, where they aren't the usual one. */
export type Styles = readonly (readonly [name: string, style: Style])[];

/** JSON; a `bigint` stands there with all its digits. */
export const json = (value: unknown): string => {
  try {
    return JSON.stringify(value);
  } catch {
    const mark = crypto.randomUUID();
    const marked = JSON.stringify(value, (_, each: unknown) =>
      typeof each === "bigint" ? `${mark}${each}` : each,
    );
    return marked.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1");
  }
};

/** A value as a form or a header carries it: text as it is, an object as JSON. */
export const text = (value: unknown): string =>
  value instanceof Date
    ? value.toISOString()
    : typeof value === "object"
      ? json(value)
      : typeof value === "string"
        ? value
        : json(value);

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

/** The members of an object that have a value; undefined for anything but a plain object. */
export const membersOf = (value: unknown): readonly (readonly [string, unknown])[] | undefined =>
  typeof value !== "object" || value === null || Array.isArray(value) || value instanceof Date
    ? undefined
    : Object.entries(value).filter(([, member]: readonly [string, unknown]) => isThere(member));

/** The items of a list that have a value; undefined for anything but a list. */
export const itemsOf = (value: unknown): readonly unknown[] | undefined =>
  Array.isArray(value) ? value.filter(isThere) : undefined;

const encode = encodeURIComponent;
const pair = (name: string, value: unknown): string => `${encode(name)}=${encode(text(value))}`;
/** A list repeats its name; an object is JSON. */
export const repeatedStyle: Style = (name, value) =>
  (itemsOf(value) ?? [value]).map((item) => pair(name, item));

/** The usual style: a list repeats its name, the members of an object stand by their own names. */
export const formStyle: Style = (name, value) =>
  membersOf(value)?.flatMap(([member, inner]) => repeatedStyle(member, inner)) ?? repeatedStyle(name, value);

const joined = (name: string, value: unknown, delimiter: string, taken: string): readonly string[] => {
  const items = itemsOf(value) ?? membersOf(value)?.flat() ?? [value];
  const texts = items.map(text);
  if (taken !== "" && texts.length > 1 && texts.some((item) => item.includes(taken))) {
    const message = `${name}: in this style a value with ${JSON.stringify(taken)} can't be told from two`;
    throw new TypeError(message);
  }
  return texts.length === 0 ? [] : [`${encode(name)}=${texts.map(encode).join(delimiter)}`];
};

/** `a,b`; a comma within a value is escaped. */
export const commaStyle: Style = (name, value) => joined(name, value, ",", "");
/** `a b`, escaped. */
export const spaceStyle: Style = (name, value) => joined(name, value, "%20", " ");
/** `a|b`, escaped. */
export const pipeStyle: Style = (name, value) => joined(name, value, "%7C", "|");

/** `name[member]=…`, to any depth; a list of objects by number, another list repeats its name. */
export const deepStyle: Style = (name, value) => {
  const isPlain = itemsOf(value)?.every((item) => typeof item !== "object") === true;
  const inner = isPlain
    ? undefined
    : (membersOf(value) ?? itemsOf(value)?.map((item, at) => [at, item] as const));
  return (
    inner?.flatMap(([key, member]) => deepStyle(`${name}[${key}]`, member)) ?? repeatedStyle(name, value)
  );
};

/** `name[0]=…`: a list that is in brackets itself. */
export const numberedStyle: Style = (name, value) =>
  itemsOf(value)?.flatMap((item, at) => deepStyle(`${name}[${at}]`, item)) ?? deepStyle(name, value);

/** A parameter whose content is JSON. */
export const jsonStyle: Style = (name, value) => [`${encode(name)}=${encode(json(value))}`];

/** The same style, with what URLs reserve (`/`, `:`, `?` …) left as it is where that is no danger. */
export const reservedStyle =
  (style: Style): Style =>
  (name, value) =>
    style(name, value).map((part) => part.replace(/%(?:2F|3A|3F|40|24|3B)/g, decodeURIComponent));

/** All members of an object in their styles, as parts. */
export const partsOf = (value: unknown, styles: Styles = [], usual: Style = formStyle): readonly string[] => {
  const others = new Map(styles);
  return (membersOf(value) ?? []).flatMap(([name, member]) => (others.get(name) ?? usual)(name, member));
};

/** Cookies as a header carries them. */
export const cookieText = (value: object | undefined, styles?: Styles): string =>
  partsOf(value, styles).join("; ");

/** A list or an object in a header or a path: what stands between two, and between a name and its value. */
const inside = (
  value: unknown,
  between: string,
  equals: string,
  write: (part: unknown) => string = text,
): string => {
  const members = membersOf(value)?.map(([name, member]) => write(name) + equals + write(member));
  return (members ?? (itemsOf(value) ?? [value]).map(write)).join(between);
};

/** A header's value: `a,b`, and `name,value` for the members of an object. */
export const plainHeader = (value: unknown): string => inside(value, ",", ",");
/** A header's value, with `name=value` for the members of an object. */
export const explodedHeader = (value: unknown): string => inside(value, ",", "=");
/** A header's value as JSON, in ASCII. */
export const jsonHeader = (value: unknown): string =>
  json(value).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** A part of a path that is written already. */
export type Encoded = { readonly encoded: string };

const encoded = (value: unknown): string => encode(text(value));

/** `a,b`; exploded, the members of an object are `name=value`. */
export const simplePath = (value: unknown, explode: boolean): Encoded => ({
  encoded: inside(value, ",", explode ? "=" : ",", encoded),
});
/** `.a,b`; exploded `.a.b`, `.name=value`. */
export const labelPath = (value: unknown, explode: boolean): Encoded => ({
  encoded: `.${explode ? inside(value, ".", "=", encoded) : inside(value, ",", ",", encoded)}`,
});
/** `;name=a,b`; exploded `;name=a;name=b`, `;member=value`. */
export const matrixPath = (value: unknown, explode: boolean, name: string): Encoded => {
  const parts = explode ? formStyle(name, value) : [`${encode(name)}=${inside(value, ",", ",", encoded)}`];
  return { encoded: parts.map((part) => `;${part}`).join("") };
};
/** JSON in a path. */
export const jsonPath = (value: unknown): Encoded => ({ encoded: encode(json(value)) });
