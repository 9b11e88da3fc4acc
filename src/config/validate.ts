import type { ErrorObject } from "ajv";
import type { Config } from "./config.gen.ts";
import { type Outcome, type Problem, error, fail, ok } from "../model/problem.ts";
import { configErrors } from "./config-errors.gen.js";
import { isConfig, ruleNames } from "./validators.gen.js";
import { didYouMean } from "../text/suggest.ts";

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

const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const describe = ({
  keyword,
  params,
  parentSchema,
  instancePath,
}: ErrorObject): readonly [code: string, message: string, fix: string] => {
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
        "Add it; the README says what it holds.",
      ];
    case "dependencies":
      return [
        "config-missing-key",
        `\`${text(params.property)}\` needs the key \`${text(params.missingProperty)}\` beside it.`,
        `Add \`${text(params.missingProperty)}\`.`,
      ];
    case "type":
      return ["config-wrong-type", `This must be of type ${text(params.type)}.`, "Correct the value."];
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
        "This must be text, a number, true, false, null, or a list of these.",
        "Correct the value.",
      ];
    case "enum": {
      const allowed: unknown = params.allowedValues;
      const names = Array.isArray(allowed) ? allowed.map(text) : [];
      return [
        "config-wrong-value",
        "This value is not one of those allowed.",
        `Use one of ${names.join(", ")}.`,
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
      return ["config-wrong-value", `This must match ${text(params.pattern)}.`, "Correct the value."];
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

/** One problem for each place: a failed choice is reported once, not once for each of its branches. */
const relevant = (errors: readonly ErrorObject[]): readonly ErrorObject[] => {
  const choices = new Set(errors.filter((e) => e.keyword === "anyOf").map((e) => e.instancePath));
  return errors.filter(
    (e) =>
      !isEcho(e) &&
      (e.keyword === "anyOf" ||
        ![...choices].some((path) => e.instancePath === path || e.instancePath.startsWith(`${path}/`))),
  );
};

/**
 * Checks a config against schemas/config.schema.json.
 * `file` is the config's name as shown in problems.
 */
export const checkConfig = (value: unknown, file: string): Outcome<Config> => {
  if (isConfig(value)) return ok(value);
  const problems: Problem[] = relevant(configErrors(value)).map((e) => {
    const [code, message, fix] = describe(e);
    const place = placeOf(e.instancePath);
    return error(code, place === "" ? file : `${file}: ${place}`, message, fix);
  });
  return fail(...problems);
};
