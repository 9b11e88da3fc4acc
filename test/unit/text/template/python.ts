import { resolve } from "node:path";
import { emptyFolder, run } from "../../../support/hostile/interpreters.ts";

type Options = {
  readonly model?: string;
  readonly purpose?: string;
  readonly file?: string;
  readonly api_key?: string;
};

/** What became of a Python file that was run with the stand-in for the openai package. */
export type PythonRun = {
  /** Every string constant of its syntax tree. */
  readonly strings: readonly string[];
  readonly calls: readonly [name: string, args: readonly unknown[], options: Readonly<Options>][];
  readonly prompts: readonly string[];
  readonly printed: string;
  /** `done`, or what it gave to SystemExit. */
  readonly end: string;
  /** Length of its longest line. */
  readonly longest: number;
};

const RUNNER = resolve("test/unit/text/template/stubs/run-python.py");

type Output = { readonly results: readonly PythonRun[]; readonly files: readonly string[] };

const parse: (text: string) => Output = JSON.parse;

/** Parses and runs the sources, one after the other in one process and folder; `files` is what they left there. */
export const runPython = (
  sources: readonly string[],
  statuses: readonly string[] = ["validating", "completed"],
  env: readonly string[] = ["API_KEY=secret"],
): Output => {
  const input = JSON.stringify(sources.map((source) => ({ source, statuses })));
  const settings = ["-u", "API_KEY", "POLL_SECONDS=0", ...env];
  return parse(run("env", [...settings, "python3", RUNNER], input, emptyFolder()));
};
