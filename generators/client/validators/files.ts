/** The modules of validators: `validators.js` offers all; the client loads those of a group when it checks something. */
import { warning, type Problem } from "../../../src/model/problem.ts";
import type { JsonSchema, SchemaObject } from "../../api/types.ts";
import { escapeInvisible } from "../code/literal.ts";
import type { GeneratedFile } from "../types.ts";
import {
  arrangeModules,
  sharedPath,
  type Unit,
  unitsOf,
  type ValidatorModule,
  wholePath,
} from "./modules.ts";
import { rewriteChildren, unwrapNullable } from "../shapes/walk.ts";
import { byCodeUnit } from "../../api/json.ts";
import { compiles, type SchemaDraft } from "../../api/keywords.ts";

/** A quantifier inside a quantified group can take exponential time on text that nearly matches. */
const explodes = (pattern: string): boolean => /\([^()]*[+*}][^()]*\)[+*{]/.test(pattern);

const isUsable = (pattern: string): boolean => compiles(pattern) && !explodes(pattern);

/** The schema as it is judged: a file is no JSON, and what is no pattern, or takes too long, matches all. */
const bare = (schema: JsonSchema, dropped: Set<string>): JsonSchema => {
  if (typeof schema === "boolean") return schema;
  if (schema.type === "string" && schema.format === "binary") return true;
  const draft: SchemaDraft = { ...rewriteChildren(schema, (child) => bare(child, dropped)) };
  const isBad = (pattern: string): boolean => !isUsable(pattern) && dropped.add(pattern).size > 0;
  if (draft.pattern !== undefined && isBad(draft.pattern)) delete draft.pattern;
  if (Object.keys(draft.patternProperties ?? {}).filter(isBad).length > 0) {
    // Which names it would have matched isn't known, so none is one too many.
    delete draft.patternProperties;
    delete draft.additionalProperties;
  }
  return draft.int64 === undefined ? withNull(draft) : wideInteger(draft);
};

/** An integer that isn't a number is judged by a keyword of its own; what else the value may be, as it was. */
const wideInteger = ({ type, ...wide }: SchemaObject): SchemaObject => {
  const others = [type ?? []].flat().filter((each) => each !== "integer" && each !== "number");
  if (others.length === 0) return wide;
  const plain: SchemaDraft = { ...wide, type: others };
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

const join = (lines: readonly string[]): string => `${lines.filter((line) => line !== "").join("\n")}\n`;

const list = (names: readonly string[]): string =>
  names.length === 0 ? "" : `{\n${names.map((name) => `  ${name},\n`).join("")}}`;

/** A module's place as another imports it: those of groups stand a folder below. */
const placeOf = (path: string, from: string): string =>
  `${from === wholePath ? "./" : "../"}${path}`.replace(/^\.\.\/validators\//, "./");

const moduleCode = (module: ValidatorModule, ending: string, isPublic: (unit: Unit) => boolean): string => {
  const { path, units, offers, imports } = module;
  const offered = offers.filter(isPublic);
  return join([
    offered.length === 0 ? "" : `import { validateBy } from "${placeOf("runtime/index", path)}${ending}";`,
    ...[...imports].map(([from, names]) => `import ${list(names)} from "${placeOf(from, path)}.js";`),
    ...units.map(({ code }) => code),
    path === wholePath || units.length === 0 ? "" : `export ${list(units.map(({ name }) => name))};`,
    ...offered.map(({ name, type }) => `export const validate${type} = /* @__PURE__ */ validateBy(${name});`),
  ]);
};

const declarations = (
  { path, offers }: ValidatorModule,
  ending: string,
  isPublic: (unit: Unit) => boolean,
): string => {
  const names = offers.filter(isPublic).map(({ type }) => type);
  return join([
    `import type { Validator } from "${placeOf("runtime/index", path)}${ending}";`,
    `import type { ${names.join(", ")} } from "${placeOf("types", path)}${ending}";`,
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

/** Writes a validator for each type, and offers those of types that are not only another name. */
export const renderValidators = ({ types, uses, ending, header }: ValidatorRequest): ValidatorFiles => {
  const dropped = new Set<string>();
  const schemas = new Map([...types].map(([name, schema]) => [name, bare(schema, dropped)]));
  const isPublic = ({ type }: Unit): boolean => {
    const schema = types.get(type);
    return typeof schema !== "object" || schema.$ref === undefined;
  };
  const modules = arrangeModules(unitsOf(schemas), uses);
  return {
    files: modules.flatMap((module) => [
      {
        path: `${module.path}.js`,
        text: `${header}\n${escapeInvisible(moduleCode(module, ending, isPublic)).trim()}\n`,
      },
      ...(module.path === sharedPath
        ? []
        : [{ path: `${module.path}.d.ts`, text: `${header}\n${declarations(module, ending, isPublic)}` }]),
    ]),
    problems: [...dropped]
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
