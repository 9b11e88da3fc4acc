/** Generates clients in tests, type-checks what comes out, and loads it as a program would. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import ts from "typescript";
import { apiDigest } from "../../generators/api/load.ts";
import type { ApiDocument } from "../../generators/api/types.ts";
import { generateClient } from "../../generators/client/generate.ts";
import type { ClientOptions, GeneratedFile } from "../../generators/client/types.ts";
import type { Outcome } from "../../src/model/problem.ts";

/** Path → text. */
export type Files = ReadonlyMap<string, string>;

/** Inputs as they would be for this document. */
export const inputsFor = (api: ApiDocument, options: Partial<ClientOptions> = {}) => ({
  source: apiDigest(api),
  overlays: [],
  options: { validators: false, ...options },
  generator: "0.0.0",
});

/** Generates without validators unless told otherwise. */
export const tryGenerate = (
  api: ApiDocument,
  options: Partial<ClientOptions> = {},
): Promise<Outcome<readonly GeneratedFile[]>> => generateClient({ api, inputs: inputsFor(api, options) });

/** Like `tryGenerate`, for documents without problems. */
export const generate = async (api: ApiDocument, options: Partial<ClientOptions> = {}): Promise<Files> => {
  const made = await tryGenerate(api, options);
  if (!made.ok) throw new Error(JSON.stringify(made.problems, null, 2));
  return new Map(made.value.map(({ path, text }) => [path, text]));
};

/** One file of a client. */
export const fileOf = (files: Files, path: string): string => {
  const text = files.get(path);
  if (text === undefined) throw new Error(`no ${path} among ${[...files.keys()].join(", ")}`);
  return text;
};

const strict: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitReturns: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
  types: [],
  noEmit: true,
};

const libraries = new Map<string, ts.SourceFile | undefined>();
/** Files by path and text, and the errors of runtimes by all their text: most clients have the same one. */
const parsed = new Map<string, ts.SourceFile>();
const runtimeErrors = new Map<string, readonly ts.Diagnostic[]>();
const disk = ts.createCompilerHost(strict);

const runtimeFolder = "/client/runtime/";

const remember = <T>(made: Map<string, T>, key: string, make: () => T): T => {
  const before = made.get(key);
  if (before !== undefined) return before;
  const now = make();
  made.set(key, now);
  return now;
};

/** Every error of TypeScript 6 under the strictest flags, as `file(line): message`. */
export const typeErrors = (files: Files): readonly string[] => {
  const virtual = new Map(
    [...files, ["package.json", '{ "type": "module" }']].map(([path, text]) => [
      posix.join("/client", path ?? ""),
      // By these alone each client's runtime is another.
      text?.replace(/^(\/\/ (?:source|inputs|content) sha256:)[0-9a-f]{64}$/gm, "$1") ?? "",
    ]),
  );
  const host: ts.CompilerHost = {
    ...disk,
    getCurrentDirectory: () => "/client",
    fileExists: (path) => virtual.has(path),
    readFile: (path) => virtual.get(path),
    directoryExists: (path) => [...virtual.keys()].some((each) => each.startsWith(`${path}/`)),
    getSourceFile: (path, language) => {
      const text = virtual.get(path);
      if (text !== undefined)
        return remember(parsed, `${path}\n${text}`, () => ts.createSourceFile(path, text, language, true));
      if (!libraries.has(path)) libraries.set(path, disk.getSourceFile(path, language));
      return libraries.get(path);
    },
  };
  const roots = [...virtual.keys()].filter((path) => path.endsWith(".ts"));
  const program = ts.createProgram(roots, strict, host);
  const errorsOf = (prefix: string, but?: string): readonly ts.Diagnostic[] =>
    program
      .getSourceFiles()
      .filter(
        ({ fileName }) => fileName.startsWith(prefix) && (but === undefined || !fileName.startsWith(but)),
      )
      .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]);
  // It imports nothing of the files around it.
  const runtime = [...virtual].filter(([path]) => path.startsWith(runtimeFolder));
  const found = [
    ...remember(runtimeErrors, JSON.stringify(runtime), () => errorsOf(runtimeFolder)),
    ...errorsOf("/client/", runtimeFolder),
  ];
  return [...program.getOptionsDiagnostics(), ...found].map((found) => {
    const line = found.file?.getLineAndCharacterOfPosition(found.start ?? 0).line ?? -1;
    return `${found.file?.fileName ?? ""}(${line + 1}): ${ts.flattenDiagnosticMessageText(found.messageText, " ")}`;
  });
};

/** Writes files to a folder of their own; the second value removes it. */
export const writeOut = (files: Files): readonly [folder: string, remove: () => void] => {
  const folder = mkdtempSync(join(tmpdir(), "client-"));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return [folder, () => rmSync(folder, { recursive: true })];
};

/** Bundles an entry that may import the client, and tells how large that is. */
export const bundle = async (files: Files, entry: string): Promise<string> => {
  const [folder, remove] = writeOut(
    new Map([...files, ["entry.ts", entry], ["package.json", '{ "type": "module", "sideEffects": false }']]),
  );
  try {
    const made = await build({
      entryPoints: [join(folder, "entry.ts")],
      bundle: true,
      format: "esm",
      platform: "node",
      write: false,
      logLevel: "silent",
    });
    return made.outputFiles[0]?.text ?? "";
  } finally {
    remove();
  }
};

/** Bundles an entry, and loads what it exports. */
export const load = async (files: Files, entry: string): Promise<unknown> => {
  const [folder, remove] = writeOut(new Map([["entry.mjs", await bundle(files, entry)]]));
  try {
    const loaded: unknown = await import(/* @vite-ignore */ pathToFileURL(join(folder, "entry.mjs")).href);
    return loaded;
  } finally {
    remove();
  }
};
