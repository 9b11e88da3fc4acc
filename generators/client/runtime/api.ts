/** What a client is set up with, and what a single request may change. */
import type { Key } from "./security.ts";

/** One way in which a value doesn't fit its schema. */
export type ValidationFault = {
  /** JSON pointer of the place in the value. */
  readonly instancePath: string;
  /** The schema keyword that isn't met, such as `type` or `required`. */
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
};

/** What becomes of data that doesn't fit its schema: nothing, a warning, or a `ValidationError`. */
export type Validation = "off" | "warn" | "throw";

export type ClientOptions = {
  /** Sent as the operation asks: bearer, basic (`user:password`), in a header, the query or a cookie; several by their schemes' names. */
  readonly apiKey?: Key | Readonly<Record<string, Key | undefined>> | undefined;
  /** Root of all paths, `https://…`. */
  readonly baseUrl?: string | undefined;
  /** Used in place of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Time for one attempt, or between two events of a stream, in milliseconds. Default: 60,000. */
  readonly timeoutMs?: number | undefined;
  /** Further attempts after 408, 429, 5xx, and (but for POST and PATCH) a broken connection. Default: 2. */
  readonly maxRetries?: number | undefined;
  /** Longest wait that a `Retry-After` may ask for, in milliseconds. Default: 60,000. */
  readonly maxRetryDelayMs?: number | undefined;
  /** Largest JSON or text response that is read, in bytes. Default: 64 MiB. */
  readonly maxBytes?: number | undefined;
  /** Checks against the schemas of requests and responses. Default: off. */
  readonly validate?:
    | Validation
    | { readonly requests?: Validation; readonly responses?: Validation }
    | undefined;
  /** Told what `validate: "warn"` finds. Default: `console.warn`. */
  readonly onWarning?: ((message: string, faults: readonly ValidationFault[]) => void) | undefined;
};

/** What one request may set for itself. */
export type RequestOptions = {
  readonly signal?: AbortSignal | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly timeoutMs?: number | undefined;
  readonly maxRetries?: number | undefined;
};

/** A client's settings with every default filled in: the first argument of each group of operations. */
export type Api = {
  readonly apiKey: ClientOptions["apiKey"];
  readonly baseUrl: string;
  /** Whether the caller chose the base URL: then it holds for operations with a server of their own, too. */
  readonly isFixed: boolean;
  readonly fetch: typeof globalThis.fetch;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly maxRetryDelayMs: number;
  readonly maxBytes: number;
  readonly requests: Validation;
  readonly responses: Validation;
  readonly onWarning: (message: string, faults: readonly ValidationFault[]) => void;
};

const checkedUrl = (baseUrl: string): string => {
  if (!/^https?:\/\/[^/]/i.test(baseUrl)) {
    throw new TypeError(`baseUrl must begin with http:// or https://, not ${JSON.stringify(baseUrl)}`);
  }
  return baseUrl.replace(/\/+$/, "");
};

/** Fills in the defaults; throws a `TypeError` when there is no usable base URL. */
export const createApi = (options: ClientOptions, defaultBaseUrl: string): Api => {
  const { validate = "off" } = options;
  const split = typeof validate === "string" ? { requests: validate, responses: validate } : validate;
  return {
    apiKey: options.apiKey,
    baseUrl: checkedUrl(options.baseUrl ?? defaultBaseUrl),
    isFixed: options.baseUrl !== undefined,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    headers: options.headers ?? {},
    timeoutMs: options.timeoutMs ?? 60_000,
    maxRetries: options.maxRetries ?? 2,
    maxRetryDelayMs: options.maxRetryDelayMs ?? 60_000,
    maxBytes: options.maxBytes ?? 64 * 1024 * 1024,
    requests: split.requests ?? "off",
    responses: split.responses ?? "off",
    onWarning: options.onWarning ?? ((message) => globalThis.console.warn(message)),
  };
};
