import { type Box, startWarm, type Warm } from "../io/verify/box.ts";
import { runProgram, setVariables } from "../io/verify/process.ts";
import type { RunFolder } from "../io/verify/run-folder.ts";
import type { Subject } from "./types.ts";
import { toMap } from "../text/group-by.ts";

/** What Python is told wherever it runs. */
export const pythonEnvironment = { LANG: "C.UTF-8", PYTHONUTF8: "1", PYTHONDONTWRITEBYTECODE: "1" } as const;

/** What Python says of one file. */
export type PythonFile = {
  /** What is wrong with its syntax. */
  readonly syntax?: string;
  /** Packages that it imports and that aren't installed. */
  readonly missing: readonly string[];
  /** The installed ones, `name version`. */
  readonly packages: readonly string[];
};

/** What Python says of itself and of the files. */
export type Python = {
  readonly executable: string;
  readonly version: string;
  readonly userBase: string;
  readonly files: ReadonlyMap<string, PythonFile>;
};

type Answer = Omit<Python, "files"> & {
  readonly files: Readonly<Record<string, Omit<PythonFile, "syntax"> & { readonly syntax: string | null }>>;
};

// The script that makes it comes with this package.
const parseAnswer: (text: string) => Answer = JSON.parse;

/** Compiles all files in one process and looks for their packages; undefined when this Python can't. */
export const inspectPython = async (
  command: string,
  paths: readonly string[],
  place: { readonly runFolder: RunFolder; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<Python | undefined> => {
  const { runFolder } = place;
  const { ending, out } = await runProgram({
    command,
    args: [runFolder.runner("inspect.py")],
    cwd: runFolder.shims,
    env: { ...setVariables(place.env), PYTHONDONTWRITEBYTECODE: "1", PYTHONIOENCODING: "utf-8" },
    input: JSON.stringify(paths),
    timeoutMs: 60_000,
  });
  if (ending.type !== "exit" || ending.code !== 0) return undefined;
  const { executable, version, userBase, files } = parseAnswer(out);
  return {
    executable,
    version,
    userBase,
    files: toMap(Object.entries(files), ([path, { syntax, missing, packages }]) => [
      path,
      { missing, packages, ...(syntax === null ? {} : { syntax }) },
    ]),
  };
};

/** A Python for all snippets that need one, where there are several: imports take most of their time. */
export const warmFor = async (
  due: readonly {
    readonly subject: Subject;
    readonly command: string;
    readonly env: Readonly<Record<string, string>>;
  }[],
  place: {
    readonly box: Box;
    readonly runFolder: RunFolder;
    readonly env: Readonly<Record<string, string | undefined>>;
  },
): Promise<Warm | undefined> => {
  const all = due.filter(({ subject }) => subject.language === "python");
  const [first] = all;
  if (first === undefined || all.length < 2) return undefined;
  const modules = [...new Set(all.flatMap(({ env }) => (env.KG_PACKAGES ?? "").split(" ")))];
  const env = { ...pythonEnvironment, ...first.env, PATH: place.env.PATH ?? "", HOME: place.runFolder.shims };
  return startWarm({ ...place, python: first.command, modules: modules.filter(Boolean), env });
};
