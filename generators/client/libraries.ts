/** Loads the libraries that write types and code by `require`: `import()` would search megabytes of CommonJS. */
import { createRequire } from "node:module";

const load = createRequire(import.meta.filename);

type Compiler = Pick<typeof import("json-schema-to-typescript"), "compile">;
type Morph = Pick<typeof import("ts-morph"), "IndentationText" | "Project" | "StructureKind">;

const has = (value: unknown, ...names: readonly string[]): boolean =>
  ((typeof value === "object" && value !== null) || typeof value === "function") &&
  names.every((name) => Reflect.has(value, name));

const isCompiler = (value: unknown): value is Compiler => has(value, "compile");
const isMorph = (value: unknown): value is Morph => has(value, "IndentationText", "Project", "StructureKind");

const loadAs = <T>(name: string, isExpected: (value: unknown) => value is T): T => {
  const loaded: unknown = load(name);
  if (isExpected(loaded)) return loaded;
  throw new Error(`${name} exports something else than it did`);
};

/** json-schema-to-typescript; where `VERBOSE` is set it would print to stdout, where our answer goes. */
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
