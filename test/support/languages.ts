import ts from "typescript";
import { run } from "./hostile/interpreters.ts";

/** Parses Python sources with Python's own compiler; throws with its message. */
export const compilePython = (paths: readonly string[]): void => {
  const source =
    "import sys\nfor p in sys.argv[1:]:\n    compile(open(p, encoding='utf-8').read(), p, 'exec', dont_inherit=True)\n";
  if (paths.length > 0) run("python3", ["-c", source, ...paths]);
};

/** Parses bash scripts; throws with bash's message. */
export const parseBash = (paths: readonly string[]): void => {
  for (const path of paths) run("bash", ["-n", path]);
};

/** What `tsc --strict` says of the files: one message a line, empty when they are right. */
export const typeErrors = (paths: readonly string[]): readonly string[] => {
  const program = ts.createProgram([...paths], {
    strict: true,
    skipDefaultLibCheck: true,
    noEmit: true,
    noUncheckedIndexedAccess: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
    types: [],
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ messageText, file }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    );
};
