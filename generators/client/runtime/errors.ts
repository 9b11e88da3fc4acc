/** What can go wrong with a request, each as a class of its own. */

/** The service could not be reached, or the connection broke. */
export class ConnectionError extends Error {
  override readonly name: string = "ConnectionError";
}

/** No answer came within the time allowed. */
export class TimeoutError extends ConnectionError {
  override readonly name = "TimeoutError";
}

/** A response that was successful but can't be read: not JSON, too large, or of another type. */
export class ResponseError extends Error {
  override readonly name = "ResponseError";
}

/** A stream of events that broke off, held no JSON, or reported an error. */
export class StreamError extends Error {
  override readonly name = "StreamError";
  /** What the service sent instead of an event, if it sent anything. */
  readonly body: unknown;

  constructor(message: string, body?: unknown, options?: ErrorOptions) {
    super(message, options);
    this.body = body;
  }
}

/** What an error response says. */
export type Failure = {
  readonly status: number;
  readonly headers: Headers;
  /** The body as JSON, or as text when it isn't JSON. */
  readonly body: unknown;
  /** Time after which the service asks to be called again, in milliseconds. */
  readonly retryAfterMs: number | undefined;
};

/** The service answered with an error status. Each common status has a subclass. */
export class ApiError extends Error {
  override readonly name: string = "ApiError";
  readonly status: number;
  readonly headers: Headers;
  /** The body as JSON, or as text when it isn't JSON. */
  readonly body: unknown;
  readonly retryAfterMs: number | undefined;

  constructor(failure: Failure) {
    super(`${String(failure.status)}: ${messageOf(failure.body)}`);
    this.status = failure.status;
    this.headers = failure.headers;
    this.body = failure.body;
    this.retryAfterMs = failure.retryAfterMs;
  }
}

/** 400: the request is malformed. */
export class BadRequestError extends ApiError {
  override readonly name = "BadRequestError";
}

/** 401: the key is missing or wrong. */
export class AuthenticationError extends ApiError {
  override readonly name = "AuthenticationError";
}

/** 403: the key may not do this. */
export class PermissionDeniedError extends ApiError {
  override readonly name = "PermissionDeniedError";
}

/** 404: there is no such thing. */
export class NotFoundError extends ApiError {
  override readonly name = "NotFoundError";
}

/** 409: the thing is in a state that doesn't allow this. */
export class ConflictError extends ApiError {
  override readonly name = "ConflictError";
}

/** 422: the request is well-formed, but means nothing to the service. */
export class UnprocessableEntityError extends ApiError {
  override readonly name = "UnprocessableEntityError";
}

/** 429: too many requests; see `retryAfterMs`. */
export class RateLimitError extends ApiError {
  override readonly name = "RateLimitError";
}

/** 500 and above: the service failed. */
export class InternalServerError extends ApiError {
  override readonly name = "InternalServerError";
}

const byStatus: ReadonlyMap<number, new (failure: Failure) => ApiError> = new Map<
  number,
  new (
    failure: Failure,
  ) => ApiError
>([
  [400, BadRequestError],
  [401, AuthenticationError],
  [403, PermissionDeniedError],
  [404, NotFoundError],
  [409, ConflictError],
  [422, UnprocessableEntityError],
  [429, RateLimitError],
]);

/** The error that fits a status. */
export const errorFor = (failure: Failure): ApiError => {
  const known = byStatus.get(failure.status) ?? (failure.status >= 500 ? InternalServerError : ApiError);
  return new known(failure);
};

/** A property of a value that may be anything. */
export const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(name)
    : undefined;

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;

/** What a JSON body says: `message`, or the title and detail of a problem (RFC 9457). */
const saidIn = (value: unknown): string | undefined => {
  const message = textOf(field(value, "message")) ?? textOf(field(value, "error_description"));
  if (message !== undefined) return message;
  const parts = ["title", "detail"].flatMap((name) => textOf(field(value, name)) ?? []);
  return parts.length === 0 ? undefined : parts.join(": ");
};

const messageOf = (body: unknown): string => {
  const error = field(body, "error");
  const said = saidIn(error) ?? saidIn(body) ?? textOf(error);
  if (said !== undefined) return said;
  if (typeof body !== "string") return listed(body) ?? "the service gave no reason";
  const title = /<title>([^<]*)/i.exec(body)?.[1] ?? body;
  return title.replace(/\s+/g, " ").trim().slice(0, 200) || "the service gave no reason";
};

/** The first of a list of errors, or of FastAPI's `detail`. */
const listed = (body: unknown): string | undefined => {
  const list = field(body, "errors") ?? field(body, "detail");
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  return saidIn(first) ?? textOf(field(first, "msg")) ?? textOf(first);
};
