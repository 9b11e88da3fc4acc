/**
 * The text of `validators.js` and `validators.d.ts`: ajv's standalone code, which needs no ajv when it runs.
 */
import { warning, type Problem } from "../../src/model/problem.ts";
import { byCodeUnit } from "../api/json.ts";
import { type JsonSchema, type SchemaObject, schemaRef } from "../api/types.ts";
import { mark } from "./distinct.ts";
import { loadValidation } from "./libraries.ts";
import { escapeInvisible } from "./literal.ts";
import { rewriteChildren, unwrapNullable } from "./walk.ts";

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

/** Puts our helpers in the place of those that ajv would load when the validators run. */
const withHelpers = (code: string): string => {
  const used = vendored.filter(([call]) => code.includes(call));
  const plain = used.reduce((text, [call, name]) => text.replaceAll(`= ${call}`, `= ${name}`), code);
  // The path in the schema is of no use without the schema. In a string its quote would be escaped, or be
  // the last character, which `#/` can't follow: so this matches code only.
  const short = plain.replace(/^"use strict";/, "").replace(/,schemaPath:"(?:api)?#\/(?:[^"\\]|\\.)*"/g, "");
  return [...used.map(([, , helper]) => helper), short].join("\n\n");
};

/** `validators.js` and its declarations, and a warning for each pattern that is not checked. */
export type ValidatorFiles = {
  readonly code: string;
  readonly declarations: string;
  readonly problems: readonly Problem[];
};

const compileAll = (
  names: readonly string[],
  schemas: ReadonlyMap<string, JsonSchema>,
  notes: Notes,
): string => {
  const { Ajv, write, keywords } = loadValidation();
  const root = { components: { schemas: Object.fromEntries(schemas) } };
  const ajv = new Ajv({
    strict: false,
    validateSchema: false,
    validateFormats: false,
    meta: false,
    inlineRefs: false,
    messages: false,
    // Asking for own properties costs code, so it is done where a name makes it necessary.
    ownProperties: notes.inherited,
    logger: false,
    // Optimising would take a third of the time, for a tenth of the size.
    code: { source: true, esm: true, lines: false, optimize: false },
  });
  ajv.removeKeyword("items");
  for (const keyword of keywords) ajv.addKeyword(keyword);
  ajv.addSchema(root, "api");
  // ajv exports no name beyond ASCII: such a validator is exported by its own name from a plain one.
  const plain = (name: string): string => (/^\w+$/.test(name) ? name : `_${mark(name)}`);
  const references = names.map((name) => [`validate${plain(name)}`, `api${schemaRef(name)}`] as const);
  const renamed = names
    .filter((name) => plain(name) !== name)
    .map((name) => `export { validate${plain(name)} as validate${name} };`);
  return [write(ajv, Object.fromEntries(references)), ...renamed].join("\n");
};

/** Compiles a validator for each type that is not only another name; `ending` is that of imports. */
export const renderValidators = (
  types: ReadonlyMap<string, JsonSchema>,
  ending: string,
  header: string,
): ValidatorFiles => {
  const notes: Notes = { dropped: new Set(), inherited: false };
  const schemas = new Map([...types].map(([name, schema]) => [name, bare(schema, notes)]));
  const names = [...types]
    .filter(([, schema]) => typeof schema !== "object" || schema.$ref === undefined)
    .map(([name]) => name);
  const code = compileAll(names, schemas, notes);
  const declared = names.map((name) => `export declare const validate${name}: Validator<${name}>;`);
  const imports = [
    `import type { Validator } from "./runtime/index${ending}";`,
    `import type { ${names.join(", ")} } from "./types${ending}";`,
  ];
  return {
    code: `${header}\n${escapeInvisible(withHelpers(code)).trim()}\n`,
    declarations: `${header}\n${[...imports, "", ...declared].join("\n")}\n`,
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
