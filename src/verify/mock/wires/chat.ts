/** Chat completions, whole or as events. */
import { isObject, type JsonObject, type JsonValue } from "../../../../generators/api/json.ts";
import { modelOf } from "../body.ts";

import { sampleWith } from "../sample.ts";
import { type Call, json, type Reply, requestOf, successSchema, type World } from "../world.ts";
import { firstOf, lastOf, pieces, type Said, say, tokensOf, type Wanted } from "./said.ts";

const usageOf = ({ messages }: JsonObject, answer: JsonValue): JsonValue => {
  const [prompt_tokens, completion_tokens] = [tokensOf(messages), tokensOf(answer)];
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
};

const wantedOf = ({ tools, tool_choice: choice, messages, response_format: format }: JsonObject): Wanted => {
  // An answer to a function's result calls none again.
  const isOffered = choice !== "none" && lastOf(messages).role !== "tool";
  const offered = isOffered ? firstOf(tools)?.function : undefined;
  const isForm = isObject(format) && (format.type === "json_schema" || format.type === "json_object");
  const named = isForm && isObject(format.json_schema) ? format.json_schema.schema : undefined;
  return {
    tool: isObject(offered) ? { name: offered.name, schema: offered.parameters } : undefined,
    form: isForm ? (named ?? true) : undefined,
  };
};

const sayTo = (request: JsonObject, world: World): { readonly model: string; readonly said: Said } => {
  const model = modelOf(request) ?? "mock-model";
  return { model, said: say(model, wantedOf(request), world) };
};

const callOf = (said: Said & { kind: "call" }, text: string): JsonObject => ({
  id: said.id,
  type: "function",
  function: { name: said.name, arguments: text },
});

/** A completion for a request body. */
export const completion = (body: JsonValue, call: Call, world: World): JsonValue => {
  const request = isObject(body) ? body : {};
  const { id, time } = world.next("chatcmpl");
  const { model, said } = sayTo(request, world);
  const message: JsonObject =
    said.kind === "text"
      ? { role: "assistant", content: said.text }
      : { role: "assistant", content: null, tool_calls: [callOf(said, JSON.stringify(said.input))] };
  return sampleWith(successSchema(call.operation), world.api, {
    id,
    object: "chat.completion",
    created: time,
    model,
    choices: [{ index: 0, message, finish_reason: said.kind === "text" ? "stop" : "tool_calls" }],
    usage: usageOf(request, message.content ?? ""),
  });
};

/** What each event adds to the message. */
const deltasOf = (said: Said): readonly JsonObject[] => {
  if (said.kind === "text") return pieces(said.text).map((content) => ({ content }));
  const text = JSON.stringify(said.input);
  const half = Math.ceil(text.length / 2);
  return [
    { tool_calls: [{ index: 0, ...callOf(said, "") }] },
    ...[text.slice(0, half), text.slice(half)].map((part) => ({
      tool_calls: [{ index: 0, function: { arguments: part } }],
    })),
  ];
};

const streamed = (request: JsonObject, call: Call, world: World): Reply => {
  const { id, time } = world.next("chatcmpl");
  const { model, said } = sayTo(request, world);
  const schema = successSchema(call.operation, "text/event-stream");
  const chunk = (choices: JsonValue, more: JsonObject = {}): JsonValue =>
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
  const { stream_options: options } = request;
  const wantsUsage = isObject(options) && options.include_usage === true;
  const answer = said.kind === "text" ? said.text : said.input;
  return {
    kind: "events",
    status: 200,
    words: said.kind === "text" ? said.words : [],
    events: [
      delta({ role: "assistant", content: said.kind === "text" ? "" : null }),
      ...deltasOf(said).map((change) => delta(change)),
      delta({}, said.kind === "text" ? "stop" : "tool_calls"),
      ...(wantsUsage ? [chunk([], { usage: usageOf(request, answer) })] : []),
    ],
  };
};

/** Answers `POST /chat/completions`: events when the body says `stream: true`. */
export const chat = (call: Call, world: World): Reply => {
  const request = requestOf(call);
  return request.stream === true ? streamed(request, call, world) : json(completion(request, call, world));
};
