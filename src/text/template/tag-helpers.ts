import { toJson, withListsInLine } from "../emit/json.ts";
import type { Language } from "../emit/languages.ts";
import { pageHelperNames, type PageHelper, type PageHelpers } from "../emit/page.ts";
import { FORBIDDEN_NAMES, helperNames } from "./lint.ts";
import { cutShort } from "../cut-short.ts";

/** Ends a rendering; the fields become those of a Problem. */
export class TemplateStop extends Error {
  readonly code: string;
  readonly detail: string;
  readonly fix: string;

  constructor(code: string, detail: string, fix: string) {
    super(detail);
    this.code = code;
    this.detail = detail;
    this.fix = fix;
  }
}

// Text that a helper has made safe; known by identity, so that no catalog value can pose as one.
const fragments = new WeakMap<object, string>();

const fragment = (text: string): object => {
  const made = Object.freeze({ toString: () => text });
  fragments.set(made, text);
  return made;
};

const missing = (what: string): TemplateStop =>
  new TemplateStop(
    "template-missing-value",
    `${what} has no value.`,
    "Correct the name, give the field a default in the catalog's mapping, or test for it before.",
  );

const textOf = (value: unknown, helper: string): string => {
  if (value === undefined || value === null) throw missing(`The text given to \`${helper}\``);
  const known = typeof value === "object" ? fragments.get(value) : undefined;
  if (known !== undefined) return known;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value);
  throw new TemplateStop(
    "template-unsupported-value",
    `\`${helper}\` takes text, and was given a list or an object.`,
    "Take one of its items, or write it with `json()`.",
  );
};

/** What `<%= value %>` writes: a helper's text as it is, anything else as a literal of the language. */
export const emitValue = (language: Language, value: unknown): string => {
  if (value === undefined) throw missing("The expression");
  const known = typeof value === "object" && value !== null ? fragments.get(value) : undefined;
  if (known !== undefined) return known;
  const json = toJson(value);
  const literal = json === undefined ? undefined : language.literal(json);
  if (literal !== undefined) return literal;
  throw new TemplateStop(
    "template-unsupported-value",
    `The value has no literal in ${language.name}.`,
    "Write its parts one by one, or `JSON.stringify(value)` for a string that holds JSON.",
  );
};

const jsonFragment = (language: Language, value: unknown, indent = 0, width = 0): object => {
  if (value === undefined) throw missing("The value given to `json`");
  if (language.json === undefined)
    throw new TemplateStop(
      "template-unsupported-value",
      `JSON is no part of ${language.name}.`,
      "Write `<%= value %>` for a literal, or `<%= JSON.stringify(value) %>` for a string that holds JSON.",
    );
  const data = toJson(value);
  const text = data === undefined ? undefined : language.json(data, indent);
  if (text === undefined)
    throw new TemplateStop(
      "template-missing-value",
      "Some part of the value given to `json` is missing, or is nothing that JSON can say.",
      "Look for a misspelt field in it.",
    );
  return fragment(width > 0 ? withListsInLine(text, width) : text);
};

/** What a template sees beside `it`. */
export type TemplateNames = {
  readonly Math: object;
  readonly json: (value: unknown, indent?: number, width?: number) => object;
  readonly jsonl: (value: unknown) => object;
  readonly comment: (value: unknown) => object;
  readonly raw: (value: unknown) => object;
  readonly has: (capability: string) => boolean;
  readonly partial: (name: string) => object;
};

const ADVICE: Readonly<Partial<Record<PageHelper, string>>> = {
  url: "Give it a relative path, or an address with http, https or mailto.",
  word: "Give it letters, digits and `. _ - / : @ +` alone, or use another helper.",
};

/** The most of a value that a message shows. */
const mostShown = 80;

const shown = (data: unknown): string => {
  const text = data === undefined ? "this value" : JSON.stringify(data);
  return cutShort(text, mostShown);
};

const pageFragment = (
  helper: PageHelper,
  write: PageHelpers[PageHelper],
  value: unknown,
  style: unknown,
): object => {
  if (value === undefined) throw missing(`The value given to \`${helper}\``);
  const data = toJson(value);
  const text = data === undefined ? undefined : write(data, style);
  if (text !== undefined) return fragment(text);
  throw new TemplateStop(
    "template-unsupported-value",
    `\`${helper}\` can't write ${shown(data)}.`,
    ADVICE[helper] ?? "Give it text; test for a missing value before.",
  );
};

/** The helpers that a language has of its own. */
const ownNames = ({
  helpers = {},
}: Language): Readonly<Record<string, (value: unknown, style?: unknown) => object>> =>
  Object.fromEntries(
    pageHelperNames.flatMap((name) => {
      const write = helpers[name];
      return write === undefined
        ? []
        : [[name, (value: unknown, style?: unknown) => pageFragment(name, write, value, style)]];
    }),
  );

/** The helpers for one rendering; `partial` answers with a partial's text. */
export const templateNames = (
  language: Language,
  capabilities: readonly string[],
  partial: (name: string) => string,
): TemplateNames => ({
  Math: SAFE_MATH,
  json: (value, indent, width) => jsonFragment(language, value, indent, width),
  jsonl: (value) => jsonFragment(language, value),
  comment: (value) => fragment(language.comment(textOf(value, "comment"))),
  raw: (value) => fragment(textOf(value, "raw")),
  has: (capability) => capabilities.includes(capability),
  partial: (name) => fragment(partial(name)),
  ...ownNames(language),
});

/** Names to declare in a template: `it`, the helpers, and the forbidden ones, which nothing gives a value. */
export const declaredNames = ({ helpers = {} }: Language): readonly string[] => [
  "it",
  ...["Math", ...helperNames, "has"],
  ...Object.keys(helpers),
  ...FORBIDDEN_NAMES,
];

const SAFE_MATH = Object.freeze({
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  max: Math.max,
  min: Math.min,
  round: Math.round,
  trunc: Math.trunc,
});

/** A read-only view of a record in which reading what isn't there, at any level, stops the rendering by name. */
export const strictRecord = (path: string, record: object): object =>
  new Proxy(record, {
    get: (target, key): unknown => {
      if (typeof key === "symbol") return undefined;
      const value: unknown = Object.hasOwn(target, key) ? Reflect.get(target, key) : undefined;
      // JSON.stringify asks every object for this one.
      if (value === undefined && key !== "toJSON") throw missing(`\`${path}.${key}\``);
      return strictValue(`${path}.${key}`, value);
    },
    set: () => readOnly(path),
    deleteProperty: () => readOnly(path),
    defineProperty: () => readOnly(path),
    setPrototypeOf: () => readOnly(path),
    preventExtensions: () => readOnly(path),
  });

const strictValue = (path: string, value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (!Array.isArray(value)) return strictRecord(path, value);
  // A copy, so that sorting it in a template changes nothing for the next one.
  const items: readonly unknown[] = value;
  return items.map((item, i) => strictValue(`${path}[${i}]`, item));
};

const readOnly = (path: string): never => {
  throw new TemplateStop(
    "template-forbidden",
    `\`${path}\` can't be changed.`,
    "Keep the new value in a variable of the template.",
  );
};
