import { closeSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { errnoOf, writeFix } from "./errno.ts";
import { error, ok, type Outcome, type Problem, refuse } from "../model/problem.ts";

const codeOf = (cause: unknown): string => errnoOf(cause) ?? "not UTF-8";

/** Reads a file that the command line names; `label` is its name in problems, `code` the problem's code. */
export const readText = (path: string, label: string, code: string): Outcome<string> => {
  try {
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path)));
  } catch (cause) {
    return refuse(code, label, `The file can't be read (${codeOf(cause)}).`, "Correct its path.");
  }
};

/** Writes a file that was asked for, such as a saved plan, a piece of its text after the other; returns what went wrong. */
export const writePieces = (path: string, label: string, pieces: Iterable<string>): Problem | undefined => {
  try {
    const file = openSync(path, "w");
    try {
      for (const piece of pieces) writeFileSync(file, piece);
    } finally {
      closeSync(file);
    }
    return undefined;
  } catch (cause) {
    return error(
      "save-failed",
      label,
      `The file can't be written (${codeOf(cause)}).`,
      writeFix(cause, "Name a file in a folder that you may write to."),
    );
  }
};
