/**
 * Loads the libraries that write types, validators and code. By `require`: `import()` would first search
 * their megabytes of CommonJS for the names of exports, which takes a tenth of the whole run.
 */
import { createRequire } from "node:module";
import type { CodeKeywordDefinition } from "ajv";

const load = createRequire(import.meta.filename);

type Compiler = Pick<typeof import("json-schema-to-typescript"), "compile">;
type Morph = Pick<typeof import("ts-morph"), "IndentationText" | "Project" | "StructureKind">;
type Validation = Pick<typeof import("ajv"), "Ajv" | "_">;
type Keyword = { readonly default: CodeKeywordDefinition };

const has = (value: unknown, ...names: readonly string[]): boolean =>
  ((typeof value === "object" && value !== null) || typeof value === "function") &&
  names.every((name) => Reflect.has(value, name));

const isCompiler = (value: unknown): value is Compiler => has(value, "compile");
const isMorph = (value: unknown): value is Morph => has(value, "IndentationText", "Project", "StructureKind");
const isValidation = (value: unknown): value is Validation => has(value, "Ajv", "_");
const isKeyword = (value: unknown): value is Keyword => has(value, "default");

const loadAs = <T>(name: string, isExpected: (value: unknown) => value is T): T => {
  const loaded: unknown = load(name);
  if (isExpected(loaded)) return loaded;
  throw new Error(`${name} exports something else than it did`);
};

/**
 * json-schema-to-typescript. Where `VERBOSE` is set, for whatever program, it would print all it does to stdout,
 * where our answer goes.
 */
export const loadCompiler = (): Compiler => {
  const { compile } = loadAs("json-schema-to-typescript", isCompiler);
  return {
    compile: async (...given) => {
      const { VERBOSE } = process.env;
      delete process.env.VERBOSE;
      try {
        return await compile(...given);
      } finally {
        if (VERBOSE !== undefined) process.env.VERBOSE = VERBOSE;
      }
    },
  };
};

/** ts-morph. */
export const loadMorph = (): Morph => loadAs("ts-morph", isMorph);

/** ajv, and the keywords of 2020-12 that its draft-07 lacks. */
export const loadValidation = (): {
  readonly Ajv: Validation["Ajv"];
  /** Writes code. */
  readonly _: Validation["_"];
  readonly keywords: readonly CodeKeywordDefinition[];
} => {
  const { Ajv, _ } = loadAs("ajv", isValidation);
  return {
    Ajv,
    _,
    keywords: ["prefixItems", "items2020"].map(
      (name) => loadAs(`ajv/dist/vocabularies/applicator/${name}.js`, isKeyword).default,
    ),
  };
};
