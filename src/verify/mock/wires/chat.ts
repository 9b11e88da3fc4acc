/** Chat completions, whole or as events. */
import { isList, isObject, type JsonObject, type JsonValue } from "../../../../generators/api/json.ts";
import { type Reply, json } from "../reply.ts";
import { sample, sampleWith } from "../sample.ts";
import { type Call, successSchema, type World } from "../world.ts";
import { modelOf } from "../body.ts";

/** Words of an answer, each of which comes in an event of its own. */
export const streamedWords = ["mock", "answer"] as const;

const answerTo = (model: string): string => `This is a ${streamedWords.join(" ")} from ${model}.`;

const tokens = (text: string): number => Math.max(1, Math.ceil(text.length / 4));

const usageOf = (request: JsonValue, answer: string): JsonValue => {
  const asked = tokens(JSON.stringify(isObject(request) ? (request.messages ?? "") : ""));
  const completion_tokens = tokens(answer);
  return { prompt_tokens: asked, completion_tokens, total_tokens: asked + completion_tokens };
};

/** A function that the request offers, where it is not the answer to one that the request brings. */
const offered = ({ tools, tool_choice: choice, messages }: JsonObject): JsonObject | undefined => {
  const said = isList(messages) ? messages.at(-1) : undefined;
  const [tool] = isList(tools) ? tools : [];
  if (choice === "none" || (isObject(said) && said.role === "tool")) return undefined;
  return isObject(tool) && isObject(tool.function) ? tool.function : undefined;
};

/** The text that is answered: of the form that the request wants. */
const contentFor = (request: JsonObject, model: string, { api }: World): string => {
  const { response_format: format } = request;
  if (!isObject(format) || (format.type !== "json_schema" && format.type !== "json_object"))
    return answerTo(model);
  const { json_schema: named } = format;
  return JSON.stringify(isObject(named) && isObject(named.schema) ? sample(named.schema, api) : {});
};

const messageFor = (body: JsonValue, model: string, world: World): JsonObject => {
  const request = isObject(body) ? body : {};
  const tool = offered(request);
  if (tool === undefined) return { role: "assistant", content: contentFor(request, model, world) };
  const made = isObject(tool.parameters) ? sample(tool.parameters, world.api) : {};
  const called = { name: tool.name ?? "", arguments: JSON.stringify(made) };
  const { id } = world.next("call");
  return { role: "assistant", content: null, tool_calls: [{ id, type: "function", function: called }] };
};

/** A completion for a request body. */
export const completion = (request: JsonValue, call: Call, world: World): JsonValue => {
  const model = modelOf(request) ?? "mock-model";
  const { id, time } = world.next("chatcmpl");
  const message = messageFor(request, model, world);
  const finish_reason = message.tool_calls === undefined ? "stop" : "tool_calls";
  return sampleWith(successSchema(call.operation), world.api, {
    id,
    object: "chat.completion",
    created: time,
    model,
    choices: [{ index: 0, message, finish_reason }],
    usage: usageOf(request, JSON.stringify(message.content)),
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
