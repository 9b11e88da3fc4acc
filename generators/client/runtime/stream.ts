/** A response as a stream of text, which may break off or fall silent. */
import type { RequestOptions } from "./api.ts";
import { StreamError } from "./errors.ts";
import { type Exchange, interruption } from "./request.ts";

/** The text of a response as it comes. Ending the loop early closes the connection. */
export async function* textOf(
  { response, deadline }: Exchange,
  what: string,
  options: RequestOptions,
): AsyncGenerator<string, void, undefined> {
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      deadline.restart();
      const result = await reader?.read();
      // Only the service's silence counts, not the time that the reader takes for an event.
      deadline.release();
      if (!result || result.done) return;
      yield decoder.decode(result.value, { stream: true });
    }
  } catch (cause) {
    const reason = interruption(cause, what, deadline, options);
    throw options.signal?.aborted
      ? reason
      : new StreamError(`${what}: the stream broke off`, undefined, { cause: reason });
  } finally {
    deadline.clear();
    await reader?.cancel().catch(() => undefined);
  }
}
