import type { ErrorObject } from "ajv";
import type { Config } from "./config.gen.ts";
import { configReference } from "../model/manual.ts";
import { type Outcome, type Problem, error, fail, ok } from "../model/problem.ts";
import { configErrors } from "./config-errors.gen.js";
import { isConfig, ruleNames } from "./validators.gen.js";
import { didYouMean, nearest } from "../text/suggest.ts";
import { cutShort } from "../text/cut-short.ts";

const knownKeys = (parentSchema: ErrorObject["parentSchema"]): readonly string[] => {
  const properties: unknown = parentSchema?.properties;
  return typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
};

/** A JSON pointer as people write a place in a config: `/sections/2/page` → `sections[2].page`. */
export const placeOf = (pointer: string): string =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((place, part) => {
      if (/^\d+$/.test(part)) return `${place}[${part}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(part)) return `${place}[${JSON.stringify(part)}]`;
      return place === "" ? part : `${place}.${part}`;
    }, "");

const keyOf = (schema: unknown, key: string): unknown =>
  typeof schema === "object" && schema !== null ? Reflect.get(schema, key) : undefined;

/** The types that a schema allows; what it refers to is an object. */
const typesOf = (schema: unknown): readonly string[] => {
  const [choices, type] = [keyOf(schema, "anyOf"), keyOf(schema, "type")];
  if (Array.isArray(choices)) return choices.flatMap(typesOf);
  return type === undefined ? ["object"] : [type].flat().map(String);
};

const typeNames: ReadonlyMap<string, readonly string[]> = new Map([
  ["string", ["text"]],
  ["number", ["a number"]],
  ["integer", ["a whole number"]],
  ["boolean", ["true", "false"]],
  ["object", ["an object"]],
]);

/** What a choice is between: `text, a number, or a list of these`. */
const formsOf = (choices: unknown): string => {
  const types = typesOf({ anyOf: choices });
  const single = types.filter((type) => type !== "array");
  const items = Array.isArray(choices) ? choices.map((each) => keyOf(each, "items")) : [];
  const ofThese = items.some((item) => item !== undefined && String(typesOf(item)) === String(single));
  const names = single.flatMap((type) => typeNames.get(type) ?? [type]);
  if (types.includes("array")) names.push(ofThese ? "a list of these" : "a list");
  const last = names.pop() ?? "";
  if (names.length === 0) return last;
  return `${names.join(", ")}${names.length > 1 ? "," : ""} or ${last}`;
};

/** A value as a message names it. */
const found = (value: unknown): string => {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return typeof value === "number" ? `the number ${value}` : String(value);
  return `the text ${JSON.stringify(cutShort(value, 40))}`;
};

const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const describe = ({
  keyword,
  params,
  parentSchema,
  schema,
  instancePath,
  ...error
}: ErrorObject): readonly [code: string, message: string, fix: string] => {
  const data: unknown = error.data;
  const { type }: { readonly type?: unknown } = params;
  switch (keyword) {
    case "additionalProperties": {
      const key = text(params.additionalProperty);
      return [
        "config-unknown-key",
        `\`${key}\` is not a key that is known here.`,
        didYouMean(key, knownKeys(parentSchema)),
      ];
    }
    case "required":
      return [
        "config-missing-key",
        `The key \`${text(params.missingProperty)}\` is missing.`,
        `Add it: ${configReference} says what it holds.`,
      ];
    case "dependencies":
      return [
        "config-missing-key",
        `\`${text(params.property)}\` needs the key \`${text(params.missingProperty)}\` beside it.`,
        `Add \`${text(params.missingProperty)}\`.`,
      ];
    case "type":
      return [
        "config-wrong-type",
        `This must be ${formsOf([{ type }])}, not ${found(data)}.`,
        "Correct the value.",
      ];
    case "anyOf":
      if (/\/(?:paging$|headers\/)/.test(instancePath))
        return [
          "config-wrong-type",
          "This has none of the forms that it may have.",
          instancePath.endsWith("/paging")
            ? 'Write "auto", "none", or an object with `by`.'
            : "Name an environment variable, or write `{ value: … }` for what is no secret.",
        ];
      return [
        "config-wrong-type",
        `This must be ${formsOf(schema)}, not ${found(data)}.`,
        "Correct the value.",
      ];
    case "enum": {
      const allowed: unknown = params.allowedValues;
      const names = Array.isArray(allowed) ? allowed.map(text) : [];
      return [
        "config-wrong-value",
        `This can't be ${found(data)}.`,
        typeof data === "string" && nearest(data, names) !== undefined
          ? didYouMean(data, names)
          : `Use one of ${names.join(", ")}.`,
      ];
    }
    case "discriminator":
      return [
        "config-unknown-rule",
        `There is no rule with \`op\` ${text(params.tagValue ?? "missing")}.`,
        didYouMean(text(params.tagValue ?? ""), ruleNames),
      ];
    case "minLength":
    case "minItems":
    case "minProperties":
      return ["config-empty", "This must not be empty.", "Give it a value or leave the key out."];
    case "pattern":
      return [
        "config-wrong-value",
        `This must match ${text(params.pattern)}, not ${found(data)}.`,
        "Correct the value.",
      ];
    default:
      return [
        "config-wrong-value",
        `This is not allowed (${keyword} ${JSON.stringify(params)}).`,
        "Correct the value.",
      ];
  }
};

/** A rule without any `op` is reported as a missing key already. */
const isEcho = ({ keyword, params }: ErrorObject): boolean =>
  keyword === "discriminator" && params.tagValue === undefined;

const isWithin = ({ instancePath }: ErrorObject, { instancePath: path }: ErrorObject): boolean =>
  instancePath === path || instancePath.startsWith(`${path}/`);

/** Whether an object or a list has the form of a choice, and this is wrong in it. */
const isFault = ({ keyword, instancePath }: ErrorObject, choice: ErrorObject): boolean =>
  typeof choice.data === "object" &&
  (instancePath !== choice.instancePath || (keyword !== "type" && keyword !== "enum"));

/** A key that is missing since it is misspelt, which is said of the key that is there. */
const isMisspelt = (missing: ErrorObject, errors: readonly ErrorObject[]): boolean =>
  missing.keyword === "required" &&
  errors.some(
    ({ keyword, instancePath, params, parentSchema }) =>
      keyword === "additionalProperties" &&
      instancePath === missing.instancePath &&
      nearest(text(params.additionalProperty), knownKeys(parentSchema)) === missing.params.missingProperty,
  );

/** One problem for each place: a failed choice is reported once, or what is wrong in it, not once for each of its branches. */
const relevant = (errors: readonly ErrorObject[]): readonly ErrorObject[] => {
  const hidden = new Set(errors.filter(isEcho));
  for (const choice of errors.filter(({ keyword }) => keyword === "anyOf")) {
    const inside = errors.filter((e) => e !== choice && isWithin(e, choice));
    const faults = new Set(inside.filter((e) => isFault(e, choice)));
    if (faults.size > 0) hidden.add(choice);
    for (const e of inside) if (!faults.has(e)) hidden.add(e);
  }
  return errors.filter((e) => !hidden.has(e) && !isMisspelt(e, errors));
};

/** Checks a config against schemas/config.schema.json; `file` is its name as problems show it. */
export const checkConfig = (value: unknown, file: string): Outcome<Config> => {
  if (isConfig(value)) return ok(value);
  const problems: Problem[] = relevant(configErrors(value)).map((e) => {
    const [code, message, fix] = describe(e);
    const place = placeOf(e.instancePath);
    return error(code, place === "" ? file : `${file}: ${place}`, message, fix);
  });
  return fail(...problems);
};
