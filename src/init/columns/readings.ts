import type { FieldConfig, TextRule } from "../../config/config.gen.ts";
import type { FieldValue } from "../../model/entry.ts";
import { toText } from "../../config/expression.ts";
import { compileRules } from "../../text/text-rules.ts";
import type { Model, Shape } from "../records.ts";

/** One way to read a value of a record as text: a path and the rules that it goes through. */
export type Reading = {
  /** The field's name in the config. */
  readonly name: string;
  readonly path: string;
  readonly rules: readonly TextRule[];
  readonly text: (model: Model) => string;
};

/** What values are tried with, besides as they are, and what a field that is made so is called. */
const forms: readonly (readonly [suffix: string, rules: readonly TextRule[]])[] = [
  ["", []],
  ["Tokens", [{ op: "tokens" }]],
  ["Last", [{ op: "take", separator: "/", part: -1 }]],
  ["Words", [{ op: "take", separator: "/", part: -1 }, { op: "words" }]],
  ["Plain", [{ op: "stripTags" }, { op: "collapse" }]],
  ["Short", [{ op: "stripTags" }, { op: "collapse" }, { op: "firstSentence" }]],
  ["Lower", [{ op: "lowercase" }]],
  // `Vendor: Name`, as routers call models.
  ["Label", [{ op: "take", separator: ": ", part: -1 }]],
  ["Binary", [{ op: "tokens", style: "binary" }]],
  ["Grouped", [{ op: "tokens", style: "grouped" }]],
  ["Tenths", [{ op: "tokens", digits: 1 }]],
  ["Price", [{ op: "price" }]],
  ["PriceMillion", [{ op: "price", per: "million" }]],
  ["Amount", [{ op: "price", before: "" }]],
  ["AmountMillion", [{ op: "price", per: "million", before: "" }]],
  ["Date", [{ op: "date" }]],
  ["Month", [{ op: "date", style: "month" }]],
  ["Day", [{ op: "date", style: "long" }]],
];

/** A field's name, made from its path: `limits.max_tokens` → `limitsMaxTokens`. */
export const fieldName = (path: string, suffix = ""): string => {
  const [first = "field", ...rest] = path.split(/[^A-Za-z0-9]+/).filter((part) => part !== "");
  const word = (part: string): string => part.slice(0, 1).toUpperCase() + part.slice(1);
  const name = first.slice(0, 1).toLowerCase() + first.slice(1) + rest.map(word).join("") + suffix;
  return /^[A-Za-z]/.test(name) ? name : `field${word(name)}`;
};

/** A reading of a path; `shape` says which paths are the ID and the name. */
export const readingOf = (
  shape: Shape,
  path: string,
  suffix: string,
  rules: readonly TextRule[],
): Reading => {
  const apply = compileRules([...rules]).apply;
  const base = path === shape.id ? "id" : path === shape.name ? "name" : fieldName(path);
  // What else is called `id` or `name` needs another name.
  const taken = ["id", "name", "slug"].includes(base) && path !== shape.id && path !== shape.name;
  return {
    name: (taken ? `record${base.slice(0, 1).toUpperCase()}${base.slice(1)}` : base) + suffix,
    path,
    rules,
    text: ({ leaves }) => {
      const value = toText(leaves.get(path));
      return rules.length === 0 || value === "" ? value : apply(value);
    },
  };
};

const pathsOf = ({ id, name, models }: Shape): readonly string[] => {
  const all = new Set(models.flatMap(({ leaves }) => [...leaves.keys()]));
  return [
    ...(name === undefined ? [] : [name]),
    id,
    ...[...all].filter((path) => path !== id && path !== name),
  ];
};

/** Every reading of every value that the records have: the name's first, then the ID's. */
export const readingsOf = (shape: Shape): readonly Reading[] => {
  const paths = pathsOf(shape);
  return forms.flatMap(([suffix, rules]) => paths.map((path) => readingOf(shape, path, suffix, rules)));
};

/** What the config says of a reading. */
export const fieldConfig = ({ path, rules }: Reading, otherwise: FieldValue | undefined): FieldConfig => ({
  path,
  ...(rules.length === 0 ? {} : { rules: [...rules] }),
  ...(otherwise === undefined ? {} : { default: typeof otherwise === "object" ? "" : otherwise }),
});
