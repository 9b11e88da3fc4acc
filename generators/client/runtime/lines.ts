/** Answers that are JSON texts, one a line, as an async iterable. */
import { type Call, nameOf } from "./address.ts";
import type { Api, RequestOptions } from "./api.ts";
import { parseJson } from "./body.ts";
import { StreamError } from "./errors.ts";
import { type Exchange, exchange } from "./request.ts";
import { textOf } from "./stream.ts";
import { isAccepted, validatorFor } from "./validation.ts";

/** Longest line that is put together, in UTF-16 units. */
const maxLineLength = 16 * 1024 * 1024;

async function* linesIn(
  chunks: AsyncIterable<string>,
  what: string,
): AsyncGenerator<string, void, undefined> {
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > maxLineLength) throw new StreamError(`${what}: a line is too long`);
    yield* lines;
  }
  yield rest;
}

async function* valuesIn<T>(
  api: Api,
  call: Call<T>,
  sent: Exchange,
  options: RequestOptions,
): AsyncGenerator<T, void, undefined> {
  const what = nameOf(call);
  const validator = await validatorFor(api, "response", call.responseCheck);
  for await (const line of linesIn(textOf(sent, what, options), what)) {
    if (line.trim() === "") continue;
    const parsed = parseJson(line, call.read);
    if (!parsed) throw new StreamError(`${what}: a line is not JSON`, line);
    if (isAccepted(api, { what, direction: "response" }, validator, parsed.value)) yield parsed.value;
  }
}

/** Sends a request whose answer is lines of JSON. Resolves when they begin; iterating may throw a `StreamError`. */
export const sendLines = async <T>(
  api: Api,
  call: Call<T>,
  options: RequestOptions = {},
): Promise<AsyncIterable<T>> => {
  const sent = await exchange(api, call, options);
  sent.deadline.release();
  return valuesIn(api, call, sent, options);
};
