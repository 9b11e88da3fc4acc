/** What the mock answers: a value, bytes or a stream of events. */
import type { JsonValue } from "../../../generators/api/json.ts";

export type Reply =
  | { readonly kind: "json"; readonly status: number; readonly body: JsonValue }
  | { readonly kind: "bytes"; readonly status: number; readonly type: string; readonly bytes: Buffer }
  | Events;

/** A stream. */
export type Events = {
  readonly kind: "events";
  readonly status: number;
  /** Each is sent as one `data:` line. */
  readonly events: readonly JsonValue[];
  /** Whether the `type` of each is told in a line of its own, and the last one is the end; otherwise `[DONE]` follows. */
  readonly named?: true;
  /** The event that tells of an error, where it isn't as everywhere. */
  readonly failure?: JsonValue;
  /** What a reader of the stream gets to see. */
  readonly words?: readonly string[];
};

/** A success with a JSON body. */
export const json = (body: JsonValue): Reply => ({ kind: "json", status: 200, body });

/** The body of an error, in the shape that OpenAI-compatible services use. */
export const errorBody = (message: string, code: string): JsonValue => ({
  error: { message, type: "invalid_request_error", param: null, code },
});

/** A failure with a JSON body. */
export const failure = (status: number, message: string, code: string): Reply => ({
  kind: "json",
  status,
  body: errorBody(message, code),
});
