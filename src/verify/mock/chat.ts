/** Chat completions, whole or as events. */
import { isObject, type JsonValue } from "../../../generators/api/json.ts";
import { type Reply, json } from "./reply.ts";
import { sampleWith } from "./sample.ts";
import { type Call, successSchema, type World } from "./world.ts";
import { modelOf } from "./body.ts";

const answerTo = (model: string): string => `This is a mock answer from ${model}.`;

const tokens = (text: string): number => Math.max(1, Math.ceil(text.length / 4));

const usageOf = (request: JsonValue, answer: string): JsonValue => {
  const asked = tokens(JSON.stringify(isObject(request) ? (request.messages ?? "") : ""));
  const completion_tokens = tokens(answer);
  return { prompt_tokens: asked, completion_tokens, total_tokens: asked + completion_tokens };
};

/** A completion for a request body. */
export const completion = (request: JsonValue, call: Call, world: World): JsonValue => {
  const model = modelOf(request) ?? "mock-model";
  const { id, time } = world.next("chatcmpl");
  const content = answerTo(model);
  return sampleWith(successSchema(call.operation), world.api, {
    id,
    object: "chat.completion",
    created: time,
    model,
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    usage: usageOf(request, content),
  });
};

const chunks = (request: JsonValue, call: Call, world: World): readonly JsonValue[] => {
  const model = modelOf(request) ?? "mock-model";
  const { id, time } = world.next("chatcmpl");
  const schema = successSchema(call.operation, "text/event-stream");
  const chunk = (choices: JsonValue, more: Readonly<Record<string, JsonValue>> = {}): JsonValue =>
    sampleWith(schema, world.api, {
      id,
      object: "chat.completion.chunk",
      created: time,
      model,
      choices,
      ...more,
    });
  const delta = (change: JsonValue, finish_reason: string | null = null): JsonValue =>
    chunk([{ index: 0, delta: change, finish_reason }]);
  const content = answerTo(model);
  const words = content.split(/(?= )/);
  const options = isObject(request) ? request.stream_options : undefined;
  const wantsUsage = isObject(options) && options.include_usage === true;
  return [
    delta({ role: "assistant", content: "" }),
    ...words.map((word) => delta({ content: word })),
    delta({}, "stop"),
    ...(wantsUsage ? [chunk([], { usage: usageOf(request, content) })] : []),
  ];
};

/** Answers `POST /chat/completions`: events when the body says `stream: true`. */
export const chat = (call: Call, world: World): Reply => {
  const request = call.body.value ?? null;
  const streams = isObject(request) && request.stream === true;
  return streams
    ? { kind: "events", status: 200, events: chunks(request, call, world) }
    : json(completion(request, call, world));
};
