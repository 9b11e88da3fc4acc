/** Anthropic's messages, whole or as events that each tell their type, and its service's errors. */
import { isList, isObject, type JsonObject } from "../../../../generators/api/json.ts";
import { modelOf } from "../body.ts";
import { sampleWith } from "../sample.ts";
import { type Call, json, type Reply, requestOf, successSchema, type World } from "../world.ts";
import { firstOf, lastOf, pieces, type Said, say, tokensOf, type Wanted } from "./said.ts";

const wantedOf = (request: JsonObject): Wanted => {
  const { tools, tool_choice: choice, messages, output_config: config } = request;
  const { content } = lastOf(messages);
  const isResult = isList(content) && content.some((each) => isObject(each) && each.type === "tool_result");
  const isOffered = !isResult && !(isObject(choice) && choice.type === "none");
  const tool = isOffered ? firstOf(tools) : undefined;
  const format = isObject(config) ? config.format : request.output_format;
  return {
    tool: tool && { name: tool.name, schema: tool.input_schema },
    form: isObject(format) ? (format.schema ?? true) : undefined,
  };
};

type Made = { readonly said: Said; readonly message: JsonObject; readonly block: JsonObject };

const make = (request: JsonObject, call: Call, world: World): Made => {
  const model = modelOf(request) ?? "mock-model";
  const said = say(model, wantedOf(request), world);
  const block: JsonObject =
    said.kind === "text"
      ? { type: "text", text: said.text }
      : { type: "tool_use", id: said.id, name: said.name, input: said.input };
  const usage = { input_tokens: tokensOf(request.messages), output_tokens: tokensOf(block) };
  const message = sampleWith(successSchema(call.operation), world.api, {
    id: world.next("msg").id,
    type: "message",
    role: "assistant",
    model,
    content: [block],
    stop_reason: said.kind === "text" ? "end_turn" : "tool_use",
    stop_sequence: null,
    usage,
  });
  return { said, message, block };
};

const deltasOf = (said: Said): readonly JsonObject[] =>
  said.kind === "text"
    ? pieces(said.text).map((text) => ({ type: "text_delta", text }))
    : pieces(JSON.stringify(said.input)).map((text) => ({ type: "input_json_delta", partial_json: text }));

const streamed = (request: JsonObject, call: Call, world: World): Reply => {
  const { said, message, block } = make(request, call, world);
  const begun = { ...message, content: [], stop_reason: null };
  const empty = said.kind === "text" ? { text: "" } : { input: {} };
  const { stop_reason = null, stop_sequence = null, usage = {} } = message;
  const events: readonly JsonObject[] = [
    { type: "message_start", message: begun },
    { type: "content_block_start", index: 0, content_block: { ...block, ...empty } },
    { type: "ping" },
    ...deltasOf(said).map((delta) => ({ type: "content_block_delta", index: 0, delta })),
    { type: "content_block_stop", index: 0 },
    { type: "message_delta", delta: { stop_reason, stop_sequence }, usage },
    { type: "message_stop" },
  ];
  return {
    kind: "events",
    status: 200,
    named: true,
    failure: { type: "error", error: { type: "overloaded_error", message: "The stream failed." } },
    words: said.kind === "text" ? said.words : [],
    events,
  };
};

/** Answers `POST /messages`: events when the body says `stream: true`. */
export const messages = (call: Call, world: World): Reply => {
  const request = requestOf(call);
  return request.stream === true ? streamed(request, call, world) : json(make(request, call, world).message);
};

const types: Readonly<Record<number, string>> = {
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  413: "request_too_large",
  429: "rate_limit_error",
  529: "overloaded_error",
};

/** A failure in the shape of that service; anything else as it is. */
export const messageFailure = (reply: Reply): Reply => {
  if (reply.kind !== "json" || reply.status < 400 || !isObject(reply.body)) return reply;
  const said = isObject(reply.body.error) ? (reply.body.error.message ?? "") : "";
  const type = types[reply.status] ?? (reply.status < 500 ? "invalid_request_error" : "api_error");
  return { ...reply, body: { type: "error", error: { type, message: said } } };
};
