/** What the mock answers: a value, bytes or a stream of events. */
import type { JsonValue } from "../../../generators/api/json.ts";

export type Reply =
  | { readonly kind: "json"; readonly status: number; readonly body: JsonValue }
  | { readonly kind: "bytes"; readonly status: number; readonly type: string; readonly bytes: Buffer }
  /** Each event is sent as one `data:` line; `[DONE]` follows. */
  | { readonly kind: "events"; readonly status: number; readonly events: readonly JsonValue[] };

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
