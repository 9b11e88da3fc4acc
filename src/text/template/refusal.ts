import { type Problem, warning } from "../../model/problem.ts";

/** Whether a template can't be filled in with what it was given: it may be with other values. */
export const isRefusal = ({ code }: Problem): boolean =>
  /^template-(?:failed|missing-value|unsupported-value)$/.test(code);

/** The same as what is told of what waits for it, while all else is done. */
export const refusedProblem = (what: string, { where, message, fix }: Problem): Problem =>
  warning("template-refused", where, `${what} held: ${message}`, fix);
