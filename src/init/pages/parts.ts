import type { FieldConfig } from "../../config/config.gen.ts";
import { isEmpty } from "../../model/entry.ts";
import { once, onceEach } from "../../text/once.ts";
import type { Model } from "../catalog/records.ts";
import { loneField } from "../columns/expressions.ts";
import type { CatalogView, TextDraft } from "../types.ts";
import { fieldsIn } from "./written.ts";

/** So many records, and half of those that have both, must have the same in two places for one to stand for the other. */
const leastAlike = 3;

/** Another place where records have what they have at a path, and some have it there alone: `hubA.files`, `hubB.files`. */
const findTwin = (path: string, models: readonly Model[]): string | undefined => {
  const keys = path.split(".");
  const isBeside = (other: string): boolean => {
    const own = other.split(".");
    return (
      other !== path &&
      own.length === keys.length &&
      own.every((key, at) => at === keys.length - 2 || key === keys[at])
    );
  };
  const others = new Set(models.flatMap(({ leaves }) => [...leaves.keys()].filter(isBeside)));
  return [...others].find((other) => {
    const pairs = models.map(({ leaves }) => [leaves.get(path), leaves.get(other)] as const);
    const both = pairs.filter((pair) => !pair.some(isEmpty));
    const alike = both.filter(([own, its]) => JSON.stringify(own) === JSON.stringify(its)).length;
    const isAlone = pairs.some(([own, its]) => isEmpty(own) && !isEmpty(its));
    return isAlone && alike >= leastAlike && alike * 2 >= both.length;
  });
};

/** The same, worked out once for each path of a catalog, since many lines are tried; "" where there is none. */
const twinFinder = once(({ shape: { models } }: CatalogView) =>
  onceEach((path: string) => findTwin(path, models) ?? ""),
);

/** A text that is one value alone, with where else a record may have it. */
export const withTwin = (draft: TextDraft, catalog: CatalogView): TextDraft => {
  const name = loneField(draft.value) ?? "";
  const { path, ...rest }: FieldConfig = draft.fields[name] ?? {};
  const twin = path === undefined || Object.keys(rest).length > 0 ? "" : twinFinder(catalog)(path);
  if (path === undefined || twin === "") return draft;
  return { ...draft, fields: { ...draft.fields, [name]: { path, else: { path: twin } } } };
};

const separators = [", ", " | ", " · ", " / ", " • ", "; "] as const;

/** Whether a text may stand alone: it closes all brackets that it opens, and no word joins it to another. */
const isClosed = (text: string): boolean =>
  !/^(?:and|or|but|with|of)\b/.test(text) &&
  ["()", "[]", "<>", "{}"].every(
    ([open = "", close = ""]) => text.split(open).length === text.split(close).length,
  );

/** A part of a text, and the conditions under which all its values are there. */
type Part = { readonly text: string; readonly conditions: readonly string[] };

/** The parts of a text that each have values of their own which models may lack; undefined where it is of one piece. */
const partsOf = (
  value: string,
  conditionsOf: (text: string) => readonly string[],
): { readonly separator: string; readonly parts: readonly Part[] } | undefined => {
  const separator = separators.find((each) => value.includes(each));
  const parts = (separator === undefined ? [] : value.split(separator)).map((text) => ({
    text,
    conditions: conditionsOf(text),
  }));
  const all = parts.flatMap(({ conditions }) => conditions);
  const isEach =
    parts.length > 1 && parts.every(({ text, conditions }) => conditions.length > 0 && isClosed(text));
  return separator !== undefined && isEach && new Set(all).size === all.length
    ? { separator, parts }
    : undefined;
};

/** Whether a text without the parts that have a field's value is what stands where that is missing. */
export const isWithoutPart = ({ value, otherwise = "", when, fields }: TextDraft): boolean => {
  const path = fields[when?.field ?? ""]?.path;
  const hasIt = (part: string): boolean =>
    fieldsIn(part).some((name) => name === when?.field || fields[name]?.path === path);
  const rest = (separator: string): string =>
    value
      .split(separator)
      .filter((part) => !hasIt(part))
      .join(separator);
  return (
    when?.exists === true &&
    path !== undefined &&
    separators.some((each) => value.includes(each) && rest(each) === otherwise)
  );
};

/** A line of several links or values as a template: each part stands where its values are there, with what parts them. */
export const lineInParts = (
  value: string,
  conditionsOf: (text: string) => readonly string[],
  write: (text: string) => string,
): { readonly text: string; readonly condition: string } | undefined => {
  const found = partsOf(value, conditionsOf);
  if (found === undefined) return undefined;
  const tests = found.parts.map(({ conditions }) => conditions.join(" && "));
  const when = (code: string, text: string): string => `<% if (${code}) { %>${text}<% } %>`;
  const any = (codes: readonly string[]): string =>
    codes.map((code) => (codes.length > 1 && code.includes("&&") ? `(${code})` : code)).join(" || ");
  const text = found.parts.map((part, at) => {
    const before = tests.slice(0, at);
    const own = tests[at] ?? "";
    const apart = at === 0 ? "" : when(`(${any(before)}) && ${own}`, found.separator);
    return apart + when(own, write(part.text));
  });
  return { text: text.join(""), condition: any(tests) };
};
