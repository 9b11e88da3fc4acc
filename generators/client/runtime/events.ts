/** Server-sent events as an async iterable. */
import { type Call, nameOf } from "./address.ts";
import type { Api, RequestOptions } from "./api.ts";
import { parseJson } from "./body.ts";
import { field, ResponseError, StreamError } from "./errors.ts";
import { type Exchange, exchange } from "./request.ts";
import { textOf } from "./stream.ts";
import { isAccepted, validatorFor } from "./validation.ts";

/** How an operation's events end. */
export type Ending = {
  /** Whether a stream that ends without `[DONE]` is broken. */
  readonly sentinel: boolean;
};

/** Longest event that is put together, in UTF-16 units. */
const maxEventLength = 16 * 1024 * 1024;

type Event = { readonly name: string; readonly data: string };

/** Collects lines to events, as the HTML standard describes; `undefined` for a block without data. */
const eventOf = (lines: readonly string[]): Event | undefined => {
  const data: string[] = [];
  let name = "message";
  for (const line of lines) {
    const colon = line.indexOf(":");
    const key = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (key === "data") data.push(value);
    if (key === "event") name = value;
  }
  return data.length === 0 ? undefined : { name, data: data.join("\n") };
};

async function* linesIn(
  chunks: AsyncIterable<string>,
  what: string,
): AsyncGenerator<string, void, undefined> {
  let rest = "";
  for await (const chunk of chunks) {
    // A CR at the end may be half of a CRLF, so it waits for what follows.
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? "";
    if (rest.length > maxEventLength) throw new StreamError(`${what}: an event is too long`);
    yield* lines;
  }
  if (rest.endsWith("\r")) yield rest.slice(0, -1);
  else if (rest.trim() !== "") throw new StreamError(`${what}: the stream broke off within an event`);
}

async function* eventsIn(
  chunks: AsyncIterable<string>,
  what: string,
): AsyncGenerator<Event, void, undefined> {
  let lines: string[] = [];
  for await (const line of linesIn(chunks, what)) {
    if (line !== "") lines.push(line);
    else {
      const event = eventOf(lines);
      lines = [];
      if (event) yield event;
    }
  }
  if (eventOf(lines)) throw new StreamError(`${what}: the stream broke off within an event`);
}

const valueOf = (event: Event, what: string, read: Call<unknown>["read"]): unknown => {
  const parsed = parseJson(event.data, read);
  if (!parsed) throw new StreamError(`${what}: an event is not JSON`, event.data);
  const error = field(parsed.value, "error");
  if (event.name === "error" || (typeof error === "object" && error !== null)) {
    const message = field(error, "message");
    throw new StreamError(
      `${what}: ${typeof message === "string" ? message : "the service reported an error"}`,
      parsed.value,
    );
  }
  return parsed.value;
};

async function* valuesIn<T>(
  api: Api,
  call: Call<T>,
  { sentinel, sent }: Ending & { readonly sent: Exchange },
  options: RequestOptions,
): AsyncGenerator<T, void, undefined> {
  const what = nameOf(call);
  const validator = await validatorFor(api, "response", call.responseCheck);
  for await (const event of eventsIn(textOf(sent, what, options), what)) {
    if (event.data.trim() === "[DONE]") return;
    const value = valueOf(event, what, call.read);
    if (isAccepted(api, { what, direction: "response" }, validator, value)) yield value;
  }
  if (sentinel) throw new StreamError(`${what}: the stream ended before it was done`);
}

/** Sends a request answered by a stream of events; iterating may throw a `StreamError`, leaving early closes it. */
export const sendEvents = async <T>(
  api: Api,
  call: Call<T>,
  ending: Ending,
  options: RequestOptions = {},
): Promise<AsyncIterable<T>> => {
  const sent = await exchange(api, call, options);
  const type = sent.response.headers.get("content-type") ?? "";
  if (!/^text\/event-stream\b/i.test(type)) {
    sent.deadline.clear();
    await sent.response.body?.cancel();
    throw new ResponseError(
      `${nameOf(call)}: the answer is no stream of events but ${type === "" ? "untyped" : type}`,
    );
  }
  sent.deadline.release();
  return valuesIn(api, call, { ...ending, sent }, options);
};
