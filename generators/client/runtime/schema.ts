/** Judges values by schemas that are data: one judge for all. Faults are located on the way back. */
import type { ValidationFault } from "./api.ts";
import type { Validator } from "./validation.ts";

/** A schema as the validators' modules write it; a function stands for one that is written elsewhere. */
export type Schema =
  | boolean
  | (() => Schema)
  | {
      readonly type?: string | readonly string[];
      readonly enum?: readonly unknown[];
      readonly const?: unknown;
      readonly properties?: Readonly<Record<string, Schema>>;
      readonly patternProperties?: Readonly<Record<string, Schema>>;
      readonly additionalProperties?: Schema;
      readonly propertyNames?: Schema;
      readonly required?: readonly string[];
      readonly minProperties?: number;
      readonly maxProperties?: number;
      readonly items?: Schema;
      readonly prefixItems?: readonly Schema[];
      readonly minItems?: number;
      readonly maxItems?: number;
      readonly uniqueItems?: boolean;
      readonly minLength?: number;
      readonly maxLength?: number;
      readonly pattern?: string;
      readonly minimum?: number;
      readonly maximum?: number;
      readonly exclusiveMinimum?: number;
      readonly exclusiveMaximum?: number;
      readonly multipleOf?: number;
      readonly anyOf?: readonly Schema[];
      readonly oneOf?: readonly Schema[];
      readonly allOf?: readonly Schema[];
      readonly not?: Schema;
      /** An integer of 64 bits that is no number. */
      readonly int64?: "string" | "bigint";
    };

type Rules = Exclude<Schema, boolean | (() => Schema)>;
/** Why a value doesn't fit; undefined where it does. */
type Faults = readonly ValidationFault[] | undefined;

const fault = (keyword: string, params: ValidationFault["params"] = {}): Faults => [
  { instancePath: "", keyword, params },
];

const within = (key: string | number, faults: Faults): Faults => {
  if (!faults) return undefined;
  const step = `/${String(key).replace(/~/g, "~0").replace(/\//g, "~1")}`;
  return faults.map((each) => ({ ...each, instancePath: step + each.instancePath }));
};

/** The faults of the first value that has some. */
const first = <T>(values: readonly T[], faultsOf: (value: T, index: number) => Faults): Faults => {
  for (const [index, value] of values.entries()) {
    const faults = faultsOf(value, index);
    if (faults) return faults;
  }
  return undefined;
};

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !isList(value);

/** One text for equal values. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => {
    if (typeof each === "bigint") return { bigint: String(each) };
    return isObject(each) ? Object.fromEntries(Object.entries(each).sort()) : each;
  });

const isEqual = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === "object" && typeof b === "object" && textOf(a) === textOf(b));

const isOf: Readonly<Record<string, (value: unknown) => boolean>> = {
  array: isList,
  boolean: (value) => typeof value === "boolean",
  integer: Number.isInteger,
  null: (value) => value === null,
  number: Number.isFinite,
  object: isObject,
  string: (value) => typeof value === "string",
};

// JavaScript compares a bigint with a number exactly.
const limits = [
  ["maximum", "<=", (value: number | bigint, limit: number) => value <= limit],
  ["minimum", ">=", (value: number | bigint, limit: number) => value >= limit],
  ["exclusiveMaximum", "<", (value: number | bigint, limit: number) => value < limit],
  ["exclusiveMinimum", ">", (value: number | bigint, limit: number) => value > limit],
] as const;

const ofLimits = (rules: Rules, value: number | bigint): Faults =>
  first(limits, ([keyword, comparison, fits]) => {
    const limit = rules[keyword];
    return limit === undefined || fits(value, limit) ? undefined : fault(keyword, { comparison, limit });
  });

const ofNumber = (rules: Rules, value: number): Faults => {
  const { multipleOf } = rules;
  const faults = ofLimits(rules, value);
  if (faults || multipleOf === undefined) return faults;
  // 19.99 is a multiple of 0.01, though their quotient isn't quite whole.
  const times = value / multipleOf;
  const isWhole = Math.abs(times - Math.round(times)) <= 2 * Number.EPSILON * Math.abs(times);
  return isWhole ? undefined : fault("multipleOf", { multipleOf });
};

const ofInt64 = ({ int64, multipleOf, ...rules }: Rules, value: unknown): Faults => {
  const isText = int64 === "string" && typeof value === "string" && /^-?\d{1,20}$/.test(value);
  const whole: unknown = isText ? BigInt(value) : int64 === "bigint" ? value : undefined;
  if (typeof whole !== "bigint") return fault("int64", { int64, multipleOf, ...rules });
  const divides = !Number.isSafeInteger(multipleOf) || whole % BigInt(multipleOf ?? 1) === 0n;
  return divides ? ofLimits(rules, whole) : fault("multipleOf", { multipleOf });
};

const ofSize = (
  size: number,
  rules: Rules,
  least: "minItems" | "minLength" | "minProperties",
  most: "maxItems" | "maxLength" | "maxProperties",
): Faults => {
  const wrong = size > (rules[most] ?? size) ? most : size < (rules[least] ?? size) ? least : undefined;
  return wrong && fault(wrong, { limit: rules[wrong] });
};

const patterns = new Map<string, RegExp>();

const matches = (pattern: string, text: string): boolean => {
  const known = patterns.get(pattern) ?? new RegExp(pattern, "u");
  patterns.set(pattern, known);
  return known.test(text);
};

const ofText = (rules: Rules, value: string): Faults => {
  const { minLength, maxLength, pattern } = rules;
  const isCounted = minLength !== undefined || maxLength !== undefined;
  const faults = isCounted ? ofSize(Array.from(value).length, rules, "minLength", "maxLength") : undefined;
  if (faults || pattern === undefined || matches(pattern, value)) return faults;
  return fault("pattern", { pattern });
};

const ofBranches = (keyword: "anyOf" | "oneOf", branches: readonly Schema[], value: unknown): Faults => {
  const faults: ValidationFault[] = [];
  const passing: number[] = [];
  for (const [index, branch] of branches.entries()) {
    const found = judge(branch, value);
    if (found) faults.push(...found);
    else if (keyword === "anyOf") return undefined;
    else passing.push(index);
  }
  if (passing.length === 1) return undefined;
  if (passing.length > 1) return fault(keyword, { passingSchemas: passing });
  return [
    ...faults,
    { instancePath: "", keyword, params: keyword === "oneOf" ? { passingSchemas: null } : {} },
  ];
};

const ofList = (rules: Rules, value: readonly unknown[]): Faults => {
  const { prefixItems = [], items, uniqueItems } = rules;
  const faults = ofSize(value.length, rules, "minItems", "maxItems");
  if (faults) return faults;
  if (uniqueItems) {
    const seen = new Map<string, number>();
    for (const [j, item] of value.entries()) {
      const i = seen.get(textOf(item));
      if (i !== undefined) return fault("uniqueItems", { i, j });
      seen.set(textOf(item), j);
    }
  }
  return first(value, (item, index) => within(index, judge(prefixItems[index] ?? items ?? true, item)));
};

const ofMember = (rules: Rules, key: string, value: unknown): Faults => {
  const {
    properties = {},
    patternProperties = {},
    additionalProperties = true,
    propertyNames = true,
  } = rules;
  const wrongName = judge(propertyNames, key);
  if (wrongName)
    return [...wrongName, { instancePath: "", keyword: "propertyNames", params: { propertyName: key } }];
  const own = Object.hasOwn(properties, key) ? properties[key] : undefined;
  const others = Object.entries(patternProperties).flatMap(([pattern, schema]) =>
    matches(pattern, key) ? [schema] : [],
  );
  const schemas = own === undefined ? others : [own, ...others];
  if (schemas.length > 0)
    return value === undefined ? undefined : first(schemas, (schema) => within(key, judge(schema, value)));
  return additionalProperties === false
    ? fault("additionalProperties", { additionalProperty: key })
    : within(key, judge(additionalProperties, value));
};

const ofObject = (rules: Rules, value: object): Faults => {
  const { required = [] } = rules;
  const entries = Object.entries(value);
  const isThere = (name: string): boolean =>
    Object.hasOwn(value, name) && Reflect.get(value, name) !== undefined;
  const missing = required.find((name) => !isThere(name));
  if (missing !== undefined) return fault("required", { missingProperty: missing });
  return (
    ofSize(entries.length, rules, "minProperties", "maxProperties") ??
    first(entries, ([key, member]) => ofMember(rules, key, member))
  );
};

const judge = (schema: Schema, value: unknown): Faults => {
  if (typeof schema === "function") return judge(schema(), value);
  if (typeof schema === "boolean") return schema ? undefined : fault("false schema");
  const { type, enum: allowedValues, const: allowedValue, int64, not, anyOf, oneOf, allOf = [] } = schema;
  if (type !== undefined && ![type].flat().some((each) => isOf[each]?.(value)))
    return fault("type", { type });
  if (allowedValue !== undefined && !isEqual(allowedValue, value)) return fault("const", { allowedValue });
  if (allowedValues?.every((each) => !isEqual(each, value))) return fault("enum", { allowedValues });
  if (not !== undefined && !judge(not, value)) return fault("not");
  return (
    (int64 && ofInt64(schema, value)) ??
    (typeof value === "number" ? ofNumber(schema, value) : undefined) ??
    (typeof value === "string" ? ofText(schema, value) : undefined) ??
    (anyOf && ofBranches("anyOf", anyOf, value)) ??
    (oneOf && ofBranches("oneOf", oneOf, value)) ??
    first(allOf, (part) => judge(part, value)) ??
    (isList(value) ? ofList(schema, value) : undefined) ??
    (isObject(value) ? ofObject(schema, value) : undefined)
  );
};

/** A validator of what a schema describes. */
export const validateBy = (schema: Schema): Validator<unknown> => {
  const validate: Validator<unknown> = (value): value is unknown => {
    const faults = judge(schema, value);
    validate.errors = faults ?? null;
    return faults === undefined;
  };
  return validate;
};
