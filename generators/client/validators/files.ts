/**
 * The modules of validators: ajv's standalone code, which needs no ajv when it runs. `validators.js` offers
 * all of them; the client loads those of one group of operations when it has something to check.
 */
import { warning, type Problem } from "../../../src/model/problem.ts";
import { byCodeUnit } from "../../api/json.ts";
import type { JsonSchema, SchemaObject } from "../../api/types.ts";
import { escapeInvisible } from "../code/literal.ts";
import type { GeneratedFile } from "../types.ts";
import { arrangeModules, sharedPath, type ValidatorModule, wholePath } from "./modules.ts";
import { compileUnits, type Unit } from "./units.ts";
import { rewriteChildren, unwrapNullable } from "../shapes/walk.ts";

/** Stands in for ajv's `require("ajv/dist/runtime/ucs2length")`. */
const ucs2length = `function ucs2length(text) {
  let length = text.length;
  for (let at = 0; at + 1 < text.length; at++) {
    const high = text.charCodeAt(at);
    const low = text.charCodeAt(at + 1);
    if (high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff) {
      length--;
      at++;
    }
  }
  return length;
}`;

/** Stands in for ajv's `require("ajv/dist/runtime/equal")`, for JSON values. */
const equal = `function equal(a, b) {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a !== a && b !== b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.prototype.hasOwnProperty.call(b, key) && equal(a[key], b[key]));
}`;

/** A quantifier inside a quantified group can take exponential time on text that nearly matches. */
const explodes = (pattern: string): boolean => /\([^()]*[+*}][^()]*\)[+*{]/.test(pattern);

const isUsable = (pattern: string): boolean => {
  try {
    new RegExp(pattern, "u");
    return !explodes(pattern);
  } catch {
    return false;
  }
};

type Notes = { readonly dropped: Set<string>; inherited: boolean };
type Draft = { -readonly [Keyword in keyof SchemaObject]: SchemaObject[Keyword] };

/** Only what a validator looks at: annotations would end up in its code, and a file is no JSON. */
const bare = (schema: JsonSchema, notes: Notes): JsonSchema => {
  if (typeof schema === "boolean") return schema;
  if (schema.type === "string" && schema.format === "binary") return true;
  const draft: Draft = { ...rewriteChildren(schema, (child) => bare(child, notes)) };
  delete draft.title;
  delete draft.description;
  delete draft.default;
  delete draft.deprecated;
  delete draft.readOnly;
  delete draft.writeOnly;
  delete draft.format;
  if (draft.int64 !== undefined) return wideInteger(draft);
  delete draft.discriminator;
  const bad = [draft.pattern ?? "", ...Object.keys(draft.patternProperties ?? {})].filter(
    (each) => !isUsable(each),
  );
  for (const pattern of bad) notes.dropped.add(pattern);
  if (bad.includes(draft.pattern ?? "")) delete draft.pattern;
  if (bad.length > 0) delete draft.patternProperties;
  if (Object.keys(draft.properties ?? {}).some((name) => name in Object.prototype)) notes.inherited = true;
  return withNull(draft);
};

/** An integer that isn't a number is judged by a keyword of its own; what else the value may be, as it was. */
const wideInteger = ({ type, ...wide }: SchemaObject): SchemaObject => {
  const others = [type ?? []].flat().filter((each) => each !== "integer" && each !== "number");
  if (others.length === 0) return wide;
  const plain: Draft = { ...wide, type: others };
  delete plain.int64;
  return { anyOf: [wide, plain] };
};

/** `anyOf: [{ type: T, … }, null]` says the same as `type: [T, null]`, in a fraction of the code. */
const withNull = (schema: SchemaObject): SchemaObject => {
  const inner = unwrapNullable(schema);
  if (typeof inner !== "object" || typeof inner.type !== "string") return schema;
  const combines = inner.enum ?? inner.const ?? inner.anyOf ?? inner.oneOf ?? inner.allOf ?? inner.not;
  return combines === undefined ? { ...inner, type: [inner.type, "null"] } : schema;
};

const vendored: readonly (readonly [call: string, name: string, code: string])[] = [
  ['require("ajv/dist/runtime/ucs2length").default', "ucs2length", ucs2length],
  ['require("ajv/dist/runtime/equal").default', "equal", equal],
];

const join = (lines: readonly string[]): string => `${lines.filter((line) => line !== "").join("\n")}\n`;

const list = (names: readonly string[]): string =>
  names.length === 0 ? "" : `{\n${names.map((name) => `  ${name},\n`).join("")}}`;

/** From one module to another, as an import says it. */
const relative = (from: string, to: string): string =>
  from === wholePath ? `./${to}.js` : `./${to.slice("validators/".length)}.js`;

/** A module's code, with our helpers in the place of those that ajv would load when it runs. */
const moduleCode = (module: ValidatorModule, isPublic: (unit: Unit) => boolean): string => {
  const { path, units, offers, imports } = module;
  const constants = new Map(units.flatMap((unit) => [...unit.constants]));
  const helpers = vendored.filter(([call]) => [...constants.values()].includes(call));
  const named = new Map(helpers.map(([call, name]) => [call, name]));
  const own = units.map(({ name }) => name);
  const offered = offers.filter(isPublic).map(({ name, type }) => `${name} as validate${type}`);
  return join([
    ...[...imports].map(([from, names]) => `import ${list(names)} from "${relative(path, from)}";`),
    ...helpers.map(([, , code]) => code),
    ...[...constants].map(([name, code]) => `const ${name} = ${named.get(code) ?? code};`),
    ...units.map(({ code }) => code),
    path === wholePath || own.length === 0 ? "" : `export ${list(own)};`,
    offered.length === 0 ? "" : `export ${list(offered)};`,
  ]);
};

const declarations = (
  { path, offers }: ValidatorModule,
  ending: string,
  isPublic: (unit: Unit) => boolean,
): string => {
  const names = offers.filter(isPublic).map(({ type }) => type);
  const up = path === wholePath ? "./" : "../";
  return join([
    `import type { Validator } from "${up}runtime/index${ending}";`,
    `import type { ${names.join(", ")} } from "${up}types${ending}";`,
    "",
    ...names.map((name) => `export declare const validate${name}: Validator<${name}>;`),
  ]);
};

/** The modules of validators, and a warning for each pattern that is not checked. */
export type ValidatorFiles = {
  readonly files: readonly GeneratedFile[];
  readonly problems: readonly Problem[];
};

/** What decides how validators are arranged: `uses` are the types that each group of operations validates. */
export type ValidatorRequest = {
  readonly types: ReadonlyMap<string, JsonSchema>;
  readonly uses: ReadonlyMap<string, ReadonlySet<string>>;
  /** The ending of imports. */
  readonly ending: string;
  readonly header: string;
};

/** Compiles a validator for each type, and offers those of types that are not only another name. */
export const renderValidators = ({ types, uses, ending, header }: ValidatorRequest): ValidatorFiles => {
  const notes: Notes = { dropped: new Set(), inherited: false };
  const schemas = new Map([...types].map(([name, schema]) => [name, bare(schema, notes)]));
  const isPublic = ({ type }: Unit): boolean => {
    const schema = types.get(type);
    return typeof schema !== "object" || schema.$ref === undefined;
  };
  const modules = arrangeModules(compileUnits(schemas, notes.inherited), uses);
  return {
    files: modules.flatMap((module) => [
      {
        path: `${module.path}.js`,
        text: `${header}\n${escapeInvisible(moduleCode(module, isPublic)).trim()}\n`,
      },
      ...(module.path === sharedPath
        ? []
        : [{ path: `${module.path}.d.ts`, text: `${header}\n${declarations(module, ending, isPublic)}` }]),
    ]),
    problems: [...notes.dropped]
      .sort(byCodeUnit)
      .map((pattern) =>
        warning(
          "client-pattern-dropped",
          "validators",
          `The pattern ${JSON.stringify(pattern.slice(0, 80))} is not checked: it is no regular expression, or could take exponential time.`,
          "Correct it in an overlay.",
        ),
      ),
  };
};
