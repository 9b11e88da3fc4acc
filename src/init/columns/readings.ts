import { onceEach } from "../../text/once.ts";
import type { FieldConfig, TextRule } from "../../config/config.gen.ts";
import { type FieldValue, isList } from "../../model/entry.ts";
import { toText } from "../../config/expression.ts";
import { compileRules, type Pipeline } from "../../text/text-rules.ts";
import { type Kind, kindsOf } from "./kinds.ts";
import { formsFor } from "./forms.ts";
import { codes } from "./list-forms.ts";
import { fieldName } from "../catalog/field-name.ts";
import { type Model, providerName, type Shape } from "../catalog/records.ts";

/** One way to read a value of a record as text: a path and the rules that it goes through. */
export type Reading = {
  /** The field's name in the config. */
  readonly name: string;
  readonly path: string;
  readonly rules: readonly TextRule[];
  /** What the config says of the field. */
  readonly config: FieldConfig;
  readonly text: (model: Model) => string;
  /** Whether pages have its markup as the catalog has it. */
  readonly rich?: true;
};

/** A value as the config's rules make text of it. */
const readAs = (value: FieldValue, rules: Pipeline | undefined): string => {
  if (rules === undefined || value === null) return toText(value);
  if (!isList(value)) return rules.apply(toText(value));
  const made = rules.applyList(value.map((item) => toText(item)));
  return typeof made === "string" ? made : toText(made);
};

/** What a field is called: the ID and the name are there anyway, and what else is called so needs another name. */
const nameFor = ({ id, name }: Pick<Shape, "id" | "name">, path: string, suffix: string): string => {
  const base = path === id ? "id" : path === name ? "name" : path === "$key" ? "provider" : fieldName(path);
  const taken = ["id", "name", "slug"].includes(base) && path !== id && path !== name;
  return (taken ? `record${base.slice(0, 1).toUpperCase()}${base.slice(1)}` : base) + suffix;
};

/** What a record has at a reading's path. */
export const valueAt = ({ path }: Pick<Reading, "path">, { leaves }: Model): FieldValue =>
  leaves.get(path) ?? null;

const isZero = (value: FieldValue): boolean =>
  value === 0 || (typeof value === "string" && value.trim() !== "" && Number(value) === 0);

/** Whether a record has a zero at a reading's path. */
export const isZeroAt = (reading: Pick<Reading, "path">, model: Model): boolean =>
  isZero(valueAt(reading, model));

/** Whether the config's `exists` holds for a reading: rules don't count, and an empty list does where nothing stands for it. */
export const isThere = ({ path, config }: Reading, model: Model): boolean => {
  const value = valueAt({ path }, model);
  if (value === null || value === "") return false;
  if (isList(value) && value.length === 0) return config.default === undefined;
  return config.missing === undefined || !isZero(value);
};

/** A reading of a path; `shape` says which paths are the ID and the name. */
export const readingOf = (
  shape: Pick<Shape, "id" | "name">,
  path: string,
  suffix: string,
  rules: readonly TextRule[],
): Reading => {
  const pipeline = rules.length === 0 ? undefined : compileRules([...rules]);
  // Most records have nothing at most paths, and few values at the others.
  const read = onceEach((value: FieldValue) => readAs(value, pipeline));
  const isProvider = providerName.test(path);
  const text = (model: Model): string => {
    const value = valueAt({ path }, model) ?? (isProvider ? valueAt({ path: "$key" }, model) : null);
    return value === null || value === "" ? "" : read(value);
  };
  const made = rules.length === 0 ? {} : { rules: [...rules] };
  return {
    name: nameFor(shape, path, suffix),
    path,
    rules,
    config: { path, ...made, ...(isProvider ? { else: { path: "$key", ...made } } : {}) },
    text,
    ...(rules[0] === codes ? { rich: true } : {}),
  };
};

/** A reading whose missing values, and zeros if they count as missing, are shown as something else. */
export const orElse = (reading: Reading, zeros: boolean, shown: string): Reading => {
  const letters = shown.replace(/[^A-Za-z0-9]/g, "");
  const called = letters === "" ? codeName(shown) : letters.slice(0, 1).toUpperCase() + letters.slice(1);
  return {
    ...reading,
    name: `${reading.name}${zeros ? "Positive" : ""}${shown === "" ? "" : `Or${called}`}`,
    config: {
      ...reading.config,
      ...(zeros ? { missing: { in: [0, "0"] } } : {}),
      ...(shown === "" ? {} : { default: shown }),
    },
    text: (model) => (zeros && isZeroAt(reading, model) ? shown : reading.text(model) || shown),
  };
};

const dashes: ReadonlyMap<string, string> = new Map([
  ["-", "Dash"],
  ["--", "Dashes"],
  ["–", "EnDash"],
  ["—", "EmDash"],
]);

/** A text without letters in the name of a field. */
const codeName = (text: string): string =>
  dashes.get(text) ?? Array.from(text, (char) => `U${(char.codePointAt(0) ?? 0).toString(16)}`).join("");

/** The paths of records: the name's first, then the ID's. */
export const pathsOf = ({ id, name, models }: Shape): readonly string[] => {
  const all = new Set<string>();
  for (const { leaves } of models) for (const path of leaves.keys()) all.add(path);
  return [
    ...(name === undefined ? [] : [name]),
    id,
    ...[...all].filter((path) => path !== id && path !== name),
  ];
};

/** Whether a reading of an ID makes words of it, as a name has them. */
export const isWorded = ({ rules }: Reading): boolean =>
  rules.some(({ op }) => op === "words" || op === "titleCase");

/** Every reading of every value that the records have, plain ones first; what an ID gives too outlasts a name. */
export const readingsOf = (shape: Shape): readonly Reading[] => {
  const paths = pathsOf(shape);
  const kinds = new Map<string, ReadonlySet<Kind>>(paths.map((path) => [path, kindsOf(path, shape.models)]));
  const made = paths.map((path) =>
    formsFor(kinds.get(path) ?? new Set()).map(([suffix, rules]) => readingOf(shape, path, suffix, rules)),
  );
  return [
    ...made.flatMap((readings) => readings.slice(0, 1)),
    ...(made[paths.indexOf(shape.id)] ?? []).slice(1).filter((reading) => !isWorded(reading)),
    ...made.flatMap((readings, at) =>
      readings.slice(1).filter((each) => paths[at] !== shape.id || isWorded(each)),
    ),
  ];
};
