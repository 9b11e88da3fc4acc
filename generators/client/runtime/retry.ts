/** When to try again, and after how long. */

/** Whether another attempt may help: 408, 429 and 5xx. */
export const isRetryable = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/** What `Retry-After` asks for, in milliseconds: it holds seconds or a date. */
export const retryAfterMs = (headers: Headers, now: number): number | undefined => {
  const exact = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(exact) && exact >= 0) return exact;
  const value = headers.get("retry-after")?.trim();
  if (value === undefined || value === "") return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};

/** Half a second, doubled with each attempt up to eight, less up to a quarter at random. */
export const backoffMs = (attempt: number): number =>
  Math.min(8000, 500 * 2 ** attempt) * (1 - Math.random() / 4);

/** Waits; rejects with the signal's reason when it is aborted meanwhile. */
export const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(reasonOf(signal));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });

/** Why a signal was aborted, as an error to throw. */
export const reasonOf = (signal: AbortSignal | undefined): Error => {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException("The request was aborted", "AbortError");
};

/** A time limit together with the caller's own signal. */
export type Deadline = {
  readonly signal: AbortSignal;
  /** Whether the limit passed (and not the caller aborted). */
  readonly expired: () => boolean;
  /** Begins the time anew. */
  readonly restart: () => void;
  /** Ends the time limit; the caller's signal still counts. */
  readonly release: () => void;
  /** Ends both. */
  readonly clear: () => void;
};

/** Starts a time limit; a limit of 0 or Infinity never passes. */
export const startDeadline = (ms: number, outer: AbortSignal | undefined): Deadline => {
  const controller = new AbortController();
  const limit = Number.isFinite(ms) && ms > 0 ? Math.min(ms, 2 ** 31 - 1) : undefined;
  let expired = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => controller.abort(reasonOf(outer));
  const restart = (): void => {
    clearTimeout(timer);
    if (limit === undefined) return;
    timer = setTimeout(() => {
      expired = true;
      controller.abort(new DOMException(`No answer within ${String(ms)} ms`, "TimeoutError"));
    }, limit);
  };
  if (outer?.aborted) stop();
  else outer?.addEventListener("abort", stop, { once: true });
  restart();
  return {
    signal: controller.signal,
    expired: () => expired,
    restart,
    release: () => clearTimeout(timer),
    clear: () => {
      clearTimeout(timer);
      outer?.removeEventListener("abort", stop);
    },
  };
};
