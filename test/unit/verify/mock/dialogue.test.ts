/** Requests whose parts don't fit together, as services refuse them. */
import { expect, test } from "vitest";
import { type JsonObject, toJson } from "../../../../generators/api/json.ts";
import { loadApi } from "../../../../generators/api/load.ts";
import { error, fail } from "../../../../src/model/problem.ts";
import { checker } from "../../../../src/verify/mock/check.ts";

const post = {
  post: {
    requestBody: { content: { "application/json": { schema: { type: "object" } } } },
    responses: { 200: { description: "An answer" } },
  },
};
const document = {
  openapi: "3.1.0",
  info: { title: "Chats", version: "1" },
  paths: { "/v1/chat/completions": post, "/v1/responses": post, "/v1/messages": post, "/v1/other": post },
};
const loaded = await loadApi({
  source: { label: "api", text: JSON.stringify(document) },
  overlays: [],
  readLocal: (path) => fail(error("no-file", path, "It has no other files.", "Leave it.")),
});
if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
const { operations } = loaded.value;
const { bodyProblems } = checker(loaded.value);

const problemsOf = (path: string, body: JsonObject): readonly string[] => {
  const operation = operations.find((each) => each.path === `/v1/${path}`);
  const made = toJson(body);
  if (operation === undefined || !("value" in made)) throw new Error(path);
  return bodyProblems(operation, "application/json", made.value);
};

const user = { role: "user", content: "How warm is it?" };
const calling = (...ids: readonly string[]) => ({
  role: "assistant",
  content: null,
  tool_calls: ids.map((id) => ({ id, type: "function", function: { name: "warmth", arguments: "{}" } })),
});
const told = (id: string) => ({ role: "tool", tool_call_id: id, content: "20" });
const tools = [{ type: "function", function: { name: "warmth", parameters: { type: "object" } } }];
const choice = (name: string) => ({ type: "function", function: { name } });

const call = (id: string) => ({ type: "function_call", call_id: id, name: "warmth", arguments: "{}" });
const output = (id: string) => ({ type: "function_call_output", call_id: id, output: "20" });

const using = (id: string) => ({
  role: "assistant",
  content: [{ type: "tool_use", id, name: "w", input: {} }],
});
const used = (id: string) => ({
  role: "user",
  content: [{ type: "tool_result", tool_use_id: id, content: "20" }],
});

const noResult = (id: string) => `body: the tool call "${id}" has no result after it`;
const noCall = (id: string) => `body: there is no tool call "${id}" before its result`;

test.each<readonly [what: string, path: string, body: JsonObject, want: readonly string[]]>([
  [
    "calls with their results",
    "chat/completions",
    { messages: [user, calling("a", "b"), told("b"), told("a"), user] },
    [],
  ],
  ["a call at the end", "chat/completions", { messages: [user, calling("a")] }, [noResult("a")]],
  [
    "a call without its result, though another has one",
    "chat/completions",
    { messages: [calling("a", "b"), told("a")] },
    [noResult("b")],
  ],
  [
    "a result that comes too late",
    "chat/completions",
    { messages: [calling("a"), user, told("a")] },
    [noResult("a"), noCall("a")],
  ],
  ["a result of no call", "chat/completions", { messages: [user, told("a")] }, [noCall("a")]],
  [
    "two rounds",
    "chat/completions",
    { messages: [user, calling("a"), told("a"), calling("b"), told("b")] },
    [],
  ],
  ["no messages", "chat/completions", { messages: [] }, ["body: there are no messages"]],
  ["a choice among tools", "chat/completions", { tools, tool_choice: choice("warmth") }, []],
  [
    "a choice of what isn't offered",
    "chat/completions",
    { tools, tool_choice: choice("wind") },
    ['body: tool_choice names "wind", which is none of the tools'],
  ],
  [
    "a choice without tools",
    "chat/completions",
    { tool_choice: "required" },
    ["body: tool_choice without tools"],
  ],
  ["no choice", "chat/completions", { tool_choice: "none" }, []],
  ["options of a stream", "chat/completions", { stream: true, stream_options: { include_usage: true } }, []],
  [
    "options of a stream that is none",
    "chat/completions",
    { stream_options: { include_usage: true } },
    ["body: stream_options without stream: true"],
  ],
  ["a text", "responses", { input: "Hi" }, []],
  [
    "calls with their outputs",
    "responses",
    { input: [user, call("a"), call("b"), output("a"), output("b")] },
    [],
  ],
  ["a call without its output", "responses", { input: [user, call("a")] }, [noResult("a")]],
  ["an output of no call", "responses", { input: [output("a")] }, [noCall("a")]],
  [
    "an output of a call that the service has",
    "responses",
    { previous_response_id: "r", input: [output("a")] },
    [],
  ],
  ["a use with its result", "messages", { messages: [user, using("a"), used("a")] }, []],
  ["a use without its result", "messages", { messages: [user, using("a"), user] }, [noResult("a")]],
  ["a result of no use", "messages", { messages: [used("a")] }, [noCall("a")]],
  ["what only looks like it", "other", { messages: [], tool_choice: "required" }, []],
])("%s in %s", (_, path, body, want) => {
  expect(problemsOf(path, body)).toEqual(want);
});
