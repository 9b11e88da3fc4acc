import { createContext, runInContext } from "node:vm";
import { type Outcome, refuse } from "../model/problem.ts";

/** The error may come from the other context, whose `Error` isn't this one's. */
const isTimeout = (cause: unknown): boolean =>
  typeof cause === "object" &&
  cause !== null &&
  "code" in cause &&
  cause.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";

/** Made once: a context costs milliseconds. */
const stage: { run?: () => void } = createContext({}, { codeGeneration: { strings: false, wasm: false } });

/** Runs a pure computation for at most `ms` milliseconds: a regular expression may take for ever. Errors: `rules-too-slow`. */
export const bounded = <T>(ms: number, where: string, work: () => Outcome<T>): Outcome<T> => {
  let outcome: Outcome<T> | undefined;
  try {
    stage.run = () => {
      outcome = work();
    };
    runInContext("run()", stage, { timeout: ms });
  } catch (cause) {
    if (!isTimeout(cause)) throw cause;
  } finally {
    // The stage outlives the run, and would keep all that the work was done on.
    delete stage.run;
  }
  return (
    outcome ??
    refuse(
      "rules-too-slow",
      where,
      `The rules of the config took longer than ${ms / 1000} s on this catalog.`,
      "Look for a regular expression that can match one text in many ways, such as `(a+)+`.",
    )
  );
};
