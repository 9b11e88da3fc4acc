/** One request: its attempts, and the response as data or as an error. */
import type { Api, RequestOptions } from "./api.ts";
import { type Call, headersOf, nameOf, urlOf } from "./address.ts";
import { parseJson, readText } from "./body.ts";
import { ApiError, ConnectionError, errorFor, ResponseError, TimeoutError } from "./errors.ts";
import {
  backoffMs,
  type Deadline,
  isRetryable,
  pause,
  reasonOf,
  retryAfterMs,
  startDeadline,
} from "./retry.ts";
import { credentialsFor } from "./security.ts";
import { isAccepted, validatorFor } from "./validation.ts";

/** Largest error body that is kept, in bytes. */
const maxErrorBytes = 64 * 1024;

const checkRequest = async (api: Api, call: Call<unknown>): Promise<void> => {
  const parts = [
    [call.body?.check, call.body?.value],
    [call.queryCheck, call.query],
    [call.headersCheck, call.headers],
    [call.cookiesCheck, call.cookies],
  ] as const;
  for (const [check, value] of parts)
    if (value !== undefined)
      isAccepted(
        api,
        { what: nameOf(call), direction: "request" },
        await validatorFor(api, "request", check),
        value,
      );
};

const failureOf = async (response: Response, call: Call<unknown>): Promise<Error> => {
  const content = await readText(response, maxErrorBytes).catch(() => "");
  const body = parseJson(content, call.readError)?.value ?? content;
  return errorFor({
    status: response.status,
    headers: response.headers,
    body,
    retryAfterMs: retryAfterMs(response.headers, Date.now()),
  });
};

/** A successful response whose body is still to be read, under a time limit that still runs. */
export type Exchange = { readonly response: Response; readonly deadline: Deadline };

/** What a failed `fetch` or read means: the caller aborted, the time ran out, or the connection broke. */
export const interruption = (
  cause: unknown,
  what: string,
  deadline: Deadline,
  options: RequestOptions,
): Error => {
  if (options.signal?.aborted) return reasonOf(options.signal);
  if (deadline.expired()) return new TimeoutError(`${what}: no answer in time`, { cause });
  return cause instanceof ResponseError
    ? cause
    : new ConnectionError(`${what}: the connection failed`, { cause });
};

/** Sends a request, again where that may help; rejects with an error of this client for anything but 2xx. */
export const exchange = async (
  api: Api,
  call: Call<unknown>,
  options: RequestOptions = {},
): Promise<Exchange> => {
  await checkRequest(api, call);
  const encoded = call.body?.encode(call.body.value, call.body.mediaType);
  const attempts = options.maxRetries ?? api.maxRetries;
  const repeatable = call.method !== "POST" && call.method !== "PATCH";
  for (let attempt = 0; ; attempt++) {
    const credentials = await credentialsFor(api.apiKey, call.security ?? [], nameOf(call));
    const url = urlOf(api, call, credentials);
    const headers = headersOf(api, call, options, { type: encoded?.type, credentials });
    const deadline = startDeadline(options.timeoutMs ?? api.timeoutMs, options.signal);
    let wait = backoffMs(attempt);
    try {
      const init = {
        method: call.method,
        headers,
        signal: deadline.signal,
        ...(encoded && { body: encoded.content }),
      };
      const response = await api.fetch(url, init);
      if (response.ok) return { response, deadline };
      wait = retryAfterMs(response.headers, Date.now()) ?? wait;
      if (attempt >= attempts || !isRetryable(response.status) || wait > api.maxRetryDelayMs) {
        const failure = await failureOf(response, call);
        deadline.clear();
        throw failure;
      }
      await response.body?.cancel();
      deadline.clear();
    } catch (cause) {
      deadline.clear();
      if (cause instanceof ApiError) throw cause;
      // `fetch` rejects with a TypeError when the connection fails, and the request may have got through.
      const mayRepeat = repeatable && cause instanceof TypeError && !deadline.signal.aborted;
      if (!mayRepeat || attempt >= attempts) throw interruption(cause, nameOf(call), deadline, options);
    }
    await pause(wait, options.signal);
  }
};

const read = async (
  api: Api,
  call: Call<unknown>,
  options: RequestOptions | undefined,
): Promise<{ content: string; type: string }> => {
  const { response, deadline } = await exchange(api, call, options);
  try {
    return {
      content: await readText(response, api.maxBytes),
      type: response.headers.get("content-type") ?? "",
    };
  } catch (cause) {
    throw interruption(cause, nameOf(call), deadline, options ?? {});
  } finally {
    deadline.clear();
  }
};

const jsonOf = async <T>(api: Api, call: Call<T>, content: string, type: string): Promise<T> => {
  const parsed = parseJson(content, call.read);
  if (!parsed)
    throw new ResponseError(`${nameOf(call)}: the answer is not JSON but ${type === "" ? "untyped" : type}`);
  const validator = await validatorFor(api, "response", call.responseCheck);
  if (!isAccepted(api, { what: nameOf(call), direction: "response" }, validator, parsed.value))
    throw new ResponseError(nameOf(call));
  return parsed.value;
};

/** Sends a request whose answer is JSON. */
export const sendJson = async <T>(api: Api, call: Call<T>, options?: RequestOptions): Promise<T> => {
  const { content, type } = await read(api, call, options);
  return jsonOf(api, call, content, type);
};

/** Sends a request whose answer is JSON, or nothing: then it is undefined. */
export const sendOptional = async <T>(
  api: Api,
  call: Call<T>,
  options?: RequestOptions,
): Promise<T | undefined> => {
  const { content, type } = await read(api, call, options);
  return content === "" ? undefined : jsonOf(api, call, content, type);
};

/** Sends a request whose answer is text. */
export const sendText = async (api: Api, call: Call<string>, options?: RequestOptions): Promise<string> =>
  (await read(api, call, options)).content;

/** Sends a request whose answer no schema describes: JSON where it is JSON, else text; undefined when empty. */
export const sendAny = async (api: Api, call: Call<unknown>, options?: RequestOptions): Promise<unknown> => {
  const { content } = await read(api, call, options);
  return content === "" ? undefined : (parseJson(content)?.value ?? content);
};

/** Sends a request whose answer has no body. */
export const sendNothing = async (api: Api, call: Call<unknown>, options?: RequestOptions): Promise<void> => {
  const { response, deadline } = await exchange(api, call, options);
  await response.body?.cancel();
  deadline.clear();
};

/** Sends a request whose answer is a file: the response itself, to be read as a stream, a blob or bytes. */
export const sendBinary = async (
  api: Api,
  call: Call<unknown>,
  options?: RequestOptions,
): Promise<Response> => {
  const { response, deadline } = await exchange(api, call, options);
  deadline.release();
  return response;
};
