/** Responses, whole or as events that each tell their type. */
import { isObject, type JsonObject, type JsonValue } from "../../../../generators/api/json.ts";
import { modelOf } from "../body.ts";
import { type Call, type Reply, type World, json, requestOf, successSchema } from "../world.ts";
import { sampleWith } from "../sample.ts";
import { firstOf, lastOf, pieces, type Said, say, tokensOf, type Wanted } from "./said.ts";

const wantedOf = ({ tools, tool_choice: choice, input, text }: JsonObject): Wanted => {
  const isOffered = choice !== "none" && lastOf(input).type !== "function_call_output";
  const offered = isOffered ? firstOf(tools) : undefined;
  const format = isObject(text) ? text.format : undefined;
  const isForm = isObject(format) && (format.type === "json_schema" || format.type === "json_object");
  return {
    tool: offered?.type === "function" ? { name: offered.name, schema: offered.parameters } : undefined,
    form: isForm ? (format.schema ?? true) : undefined,
  };
};

type Made = {
  readonly said: Said;
  readonly item: JsonObject;
  readonly whole: (more: JsonObject) => JsonObject;
};

const make = (request: JsonObject, call: Call, world: World): Made => {
  const { id, time } = world.next("resp");
  const model = modelOf(request) ?? "mock-model";
  const said = say(model, wantedOf(request), world);
  const item: JsonObject =
    said.kind === "text"
      ? {
          id: world.next("msg").id,
          type: "message",
          status: "completed",
          role: "assistant",
          content: [{ type: "output_text", text: said.text, annotations: [] }],
        }
      : {
          id: world.next("fc").id,
          type: "function_call",
          status: "completed",
          call_id: said.id,
          name: said.name,
          arguments: JSON.stringify(said.input),
        };
  const whole = (more: JsonObject): JsonObject =>
    sampleWith(successSchema(call.operation), world.api, {
      id,
      object: "response",
      created_at: time,
      model,
      error: null,
      incomplete_details: null,
      instructions: request.instructions ?? null,
      metadata: request.metadata ?? {},
      parallel_tool_calls: request.parallel_tool_calls ?? true,
      previous_response_id: request.previous_response_id ?? null,
      tool_choice: request.tool_choice ?? "auto",
      tools: request.tools ?? [],
      ...more,
    });
  return { said, item, whole };
};

const finished = ({ item, whole }: Made, request: JsonObject): JsonObject => {
  const [input_tokens, output_tokens] = [tokensOf(request.input), tokensOf(item.content ?? item.arguments)];
  const usage = {
    input_tokens,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: input_tokens + output_tokens,
  };
  return whole({ status: "completed", output: [item], usage });
};

/** What a response brings between its item's begin and end. */
const partsOf = ({ said, item }: Made): readonly JsonObject[] => {
  const at = { item_id: item.id ?? "", output_index: 0 };
  if (said.kind === "call") {
    const text = JSON.stringify(said.input);
    return [
      { type: "response.function_call_arguments.delta", ...at, delta: text },
      { type: "response.function_call_arguments.done", ...at, name: said.name, arguments: text },
    ];
  }
  const place = { ...at, content_index: 0 };
  const part = (text: string): JsonObject => ({ type: "output_text", text, annotations: [] });
  return [
    { type: "response.content_part.added", ...place, part: part("") },
    ...pieces(said.text).map((delta) => ({
      ...{ type: "response.output_text.delta", ...place, delta, logprobs: [] },
    })),
    { type: "response.output_text.done", ...place, text: said.text, logprobs: [] },
    { type: "response.content_part.done", ...place, part: part(said.text) },
  ];
};

const streamed = (request: JsonObject, call: Call, world: World): Reply => {
  const made = make(request, call, world);
  const { said, item, whole } = made;
  const begun = whole({ status: "in_progress", output: [] });
  const empty = said.kind === "text" ? { content: [] } : { arguments: "" };
  const events: readonly JsonObject[] = [
    { type: "response.created", response: begun },
    { type: "response.in_progress", response: begun },
    {
      type: "response.output_item.added",
      output_index: 0,
      item: { ...item, status: "in_progress", ...empty },
    },
    ...partsOf(made),
    { type: "response.output_item.done", output_index: 0, item },
    { type: "response.completed", response: finished(made, request) },
  ];
  return {
    kind: "events",
    status: 200,
    named: true,
    failure: { type: "error", code: "server_error", message: "The stream failed.", param: null },
    words: said.kind === "text" ? said.words : [],
    events: events.map((event, sequence_number) => ({ ...event, sequence_number })),
  };
};

/** A response for a request body. */
export const response = (body: JsonValue, call: Call, world: World): JsonValue => {
  const request = isObject(body) ? body : {};
  return finished(make(request, call, world), request);
};

/** Answers `POST /responses`: events when the body says `stream: true`. */
export const responses = (call: Call, world: World): Reply => {
  const request = requestOf(call);
  return request.stream === true ? streamed(request, call, world) : json(response(request, call, world));
};
