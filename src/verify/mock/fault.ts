/** What the mock does, when it is asked to, instead of answering well. */

/** How the connection misbehaves. */
export type Breakage =
  /** The answer never comes. */
  | "hang"
  /** The connection closes before the answer. */
  | "drop"
  /** The connection closes in the middle of the answer or stream. */
  | "break"
  /** A stream ends without `[DONE]`. */
  | "no-done"
  /** A stream holds an event that is not JSON. */
  | "bad-event"
  /** A stream holds an event that reports an error. */
  | "error-event";

export type Fault = {
  /** Answer with this status. */
  readonly status?: number;
  /** Send this `Retry-After`, in seconds or as an HTTP date. */
  readonly retryAfter?: string;
  /** Answer with a page of HTML instead of a JSON error. */
  readonly html: boolean;
  readonly breakage?: Breakage;
  /** Wait before answering, in milliseconds. */
  readonly delay: number;
};

/** All goes well. */
export const noFault: Fault = { html: false, delay: 0 };
