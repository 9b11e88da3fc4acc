/** Errors on demand: what a request's `x-mock-…` headers ask the mock to do instead of answering well. */
import { type Breakage, type Fault, noFault } from "../../src/verify/mock/send.ts";

const breakages: readonly Breakage[] = ["hang", "drop", "break", "no-done", "bad-event", "error-event"];

/**
 * Reads the headers: `x-mock-status`, `x-mock-retry-after`, `x-mock-body: html`, `x-mock-fault`,
 * `x-mock-delay`. With `x-mock-times: N` only the first N requests with the same headers are affected, or with
 * the same `x-mock-key`, so that a retry can succeed.
 */
export const faultReader = (): ((header: (name: string) => string | undefined) => Fault) => {
  const seen = new Map<string, number>();
  return (header) => {
    const names = ["x-mock-status", "x-mock-retry-after", "x-mock-body", "x-mock-fault", "x-mock-delay"];
    const values = names.map((name) => header(name));
    if (values.every((value) => value === undefined)) return noFault;
    const times = header("x-mock-times");
    if (times !== undefined) {
      const key = header("x-mock-key") ?? JSON.stringify([times, ...values.map((value) => value ?? null)]);
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      if (count > Number(times)) return noFault;
    }
    const status = Number(header("x-mock-status"));
    const retryAfter = header("x-mock-retry-after");
    const breakage = breakages.find((name) => name === header("x-mock-fault"));
    return {
      ...(status >= 200 && status <= 599 ? { status } : {}),
      ...(retryAfter === undefined ? {} : { retryAfter }),
      html: header("x-mock-body") === "html",
      ...(breakage === undefined ? {} : { breakage }),
      delay: Math.min(Math.max(Number(header("x-mock-delay") ?? 0) || 0, 0), 60_000),
    };
  };
};
