/**
 * Types → functions that judge values of them: ajv's standalone code, taken apart so that each function can
 * stand in the module that needs it. Every type is compiled once, as a schema of its own.
 */
import { type JsonSchema, schemaRefName } from "../../api/types.ts";
import { loadValidation } from "../libraries.ts";
import { int64Keyword } from "./int64.ts";
import { rewriteChildren } from "../shapes/walk.ts";

/** One function: its name, its code with the constants that it uses, and the functions that it calls. */
export type Unit = {
  readonly type: string;
  readonly name: string;
  readonly constants: ReadonlyMap<string, string>;
  readonly code: string;
  readonly calls: readonly string[];
};

/** A type's place among the schemas; its name may hold anything. */
type Keys = ReadonlyMap<string, string>;

/** References by key, so that ajv finds one and the same function for all of them. */
const keyed = (schema: JsonSchema, keys: Keys): JsonSchema => {
  if (typeof schema === "boolean") return schema;
  const { $ref } = schema;
  if ($ref === undefined) return rewriteChildren(schema, (child) => keyed(child, keys));
  const key = keys.get(schemaRefName($ref));
  return key === undefined ? true : { ...schema, $ref: key };
};

const nameIn = (value: unknown): string | undefined => {
  if (typeof value !== "object" || value === null) return undefined;
  const name: unknown = Reflect.get(value, "validateName");
  const text: unknown = typeof name === "object" && name !== null ? Reflect.get(name, "str") : undefined;
  return typeof text === "string" ? text : undefined;
};

// The path in the schema is of no use without the schema. In a string its quote would be escaped, so this
// matches code only.
const withoutPaths = (code: string): string =>
  code.replace(/,schemaPath:"(?:t\d+)?#?\/(?:[^"\\]|\\.)*"/g, "");

/** Where a value hangs is for keywords that are not used here; code that speaks of it in another way stays. */
const withoutParents = (code: string): string => {
  const shorter = code
    .replace(
      /,\s*parentData(?::\s*\w+)?,\s*parentDataProperty(?::\s*(?:"(?:[^"\\]|\\.)*"|\w+))?,\s*rootData(?=\})/g,
      "",
    )
    .replace(/,\s*parentData,\s*parentDataProperty,\s*rootData=data(?=[,}])/, "");
  return shorter.includes("parentData") ? code : shorter;
};

/** Compiles types, with those that they refer to; `ownProperties` asks for no inherited ones. */
export const compileUnits = (
  types: ReadonlyMap<string, JsonSchema>,
  ownProperties: boolean,
): readonly Unit[] => {
  const { Ajv, _, keywords } = loadValidation();
  const ajv = new Ajv({
    strict: false,
    validateSchema: false,
    validateFormats: false,
    meta: false,
    inlineRefs: false,
    messages: false,
    // Asking for own properties costs code, so it is done where a name makes it necessary.
    ownProperties,
    logger: false,
    // Optimising would take a third of the time, for a tenth of the size.
    // Only the text of a function is wanted here, so ajv is handed another to load in its place.
    code: { source: true, esm: true, lines: false, optimize: false, process: () => "return () => true" },
  });
  ajv.removeKeyword("items");
  for (const keyword of keywords) ajv.addKeyword(keyword);
  ajv.addKeyword(int64Keyword(_));
  const keys = new Map([...types.keys()].map((name, index) => [name, `t${index}`]));
  for (const [name, schema] of types) {
    const own = keyed(schema, keys);
    // ajv makes one function of one and the same schema, and each type needs its own.
    ajv.addSchema(typeof own === "object" ? { ...own } : own ? {} : { not: {} }, keys.get(name));
  }
  return [...keys].map(([type, key]) => {
    const source = ajv.getSchema(key)?.source;
    if (!source) throw new Error(`ajv made no function for ${type}`);
    const constants = new Map<string, string>();
    const calls: string[] = [];
    const whole = withoutPaths(source.validateCode);
    const code = JSON.stringify(types.get(type) ?? true).includes("parentData")
      ? whole
      : withoutParents(whole);
    const mentioned = new Set(code.match(/[A-Za-z_$][\w$]*/g));
    for (const [prefix, values] of Object.entries(source.scopeValues)) {
      for (const each of values ?? []) {
        const name = String(each);
        if (prefix === "validate") calls.push(name);
        // Most schemas are there for messages that quote them.
        else if (!mentioned.has(name)) continue;
        else if (prefix === "wrapper" || prefix === "root") {
          const target = nameIn(each.value?.ref);
          if (target === undefined) throw new Error(`ajv names no function for ${name}`);
          calls.push(target);
          constants.set(name, `{ validate: ${target} }`);
        } else constants.set(name, String(each.value?.code));
      }
    }
    return { type, name: String(source.validateName), constants, code, calls };
  });
};
