/** Writes an answer to the connection, with the faults that were asked for. */
import { type JsonValue, isObject } from "../../../generators/api/json.ts";
import { type Events, type Reply, errorBody } from "./world.ts";
import type { ServerResponse } from "node:http";
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";

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

const page = (status: number): Buffer =>
  Buffer.from(
    `<html><head><title>${status}</title></head><body><h1>${status} Mock error</h1></body></html>\n`,
  );

/** The reply that a fault asks for instead of the good one. */
export const withFault = (reply: Reply, fault: Fault): Reply => {
  const status = fault.status ?? (fault.html ? 502 : undefined);
  if (status === undefined) return reply;
  if (fault.html) return { kind: "bytes", status, type: "text/html; charset=utf-8", bytes: page(status) };
  return { kind: "json", status, body: errorBody(`This ${status} was asked for.`, "mock_error") };
};

/** An event as it is written. */
const linesOf = (event: JsonValue, { named }: Events): string => {
  const name = named && isObject(event) && typeof event.type === "string" ? `event: ${event.type}\n` : "";
  return `${name}data: ${JSON.stringify(event)}\n\n`;
};

const sendEvents = async (response: ServerResponse, reply: Events, fault: Fault): Promise<void> => {
  response.writeHead(reply.status, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache",
  });
  const half = Math.ceil(reply.events.length / 2);
  const isCut = fault.breakage === "no-done" && reply.named === true;
  for (const [index, event] of (isCut ? reply.events.slice(0, -1) : reply.events).entries()) {
    if (index === half && fault.breakage === "break") {
      // What was written must reach the client before the connection goes.
      await wait(20);
      response.destroy();
      return;
    }
    if (index === half && fault.breakage === "bad-event") response.write("data: {not json\n\n");
    if (index === half && fault.breakage === "error-event") {
      response.write(linesOf(reply.failure ?? errorBody("The stream failed.", "mock_error"), reply));
    }
    const bytes = Buffer.from(linesOf(event, reply));
    // A network cuts where it likes: within a line, and within a letter where there is one of several bytes.
    const letter = bytes.findIndex((byte) => byte >= 0x80);
    const cut = letter >= 0 ? letter + 1 : Math.floor(bytes.length / 2);
    response.write(bytes.subarray(0, cut));
    await turn();
    response.write(bytes.subarray(cut));
  }
  response.end(fault.breakage === "no-done" || reply.named ? "" : "data: [DONE]\n\n");
};

/** Sends the reply; `hang` never ends, and `drop` and `break` end by closing the connection. */
export const send = async (response: ServerResponse, reply: Reply, fault: Fault): Promise<void> => {
  if (fault.delay > 0) await wait(fault.delay, undefined, { ref: false });
  if (fault.breakage === "hang") return;
  if (fault.breakage === "drop") {
    response.destroy();
    return;
  }
  if (fault.retryAfter !== undefined) response.setHeader("retry-after", fault.retryAfter);
  if (reply.kind === "events") {
    await sendEvents(response, reply, fault);
    return;
  }
  if (reply.status === 204 || reply.status === 304) {
    response.writeHead(reply.status).end();
    return;
  }
  const bytes = reply.kind === "json" ? Buffer.from(JSON.stringify(reply.body)) : reply.bytes;
  response.writeHead(reply.status, {
    "content-type": reply.kind === "json" ? "application/json; charset=utf-8" : reply.type,
    "content-length": bytes.length,
  });
  if (fault.breakage === "break") {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)));
    await wait(20);
    response.destroy();
  } else response.end(bytes);
};
