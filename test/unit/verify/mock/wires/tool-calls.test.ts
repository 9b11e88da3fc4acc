/** Tool calls without a result are refused, as services do whatever their schemas say. */
import { describe, expect, test } from "vitest";
import { loadApi } from "../../../../../generators/api/load.ts";
import type { JsonObject, JsonValue } from "../../../../../generators/api/json.ts";
import { error, fail } from "../../../../../src/model/problem.ts";
import { startMock } from "../../../../../src/verify/mock/server.ts";
import { toolCallProblems } from "../../../../../src/verify/mock/wires/tool-calls.ts";

const user = { role: "user", content: "hi" };
const asks = (...ids: string[]): JsonObject => ({
  role: "assistant",
  content: null,
  tool_calls: ids.map((id) => ({ id, type: "function", function: { name: "f", arguments: "{}" } })),
});
const result = (tool_call_id: string): JsonObject => ({ role: "tool", tool_call_id, content: "1" });

const call = (call_id: string, type = "function_call"): JsonObject => ({ type, call_id, name: "f" });
const output = (call_id: string, type = "function_call"): JsonObject => ({
  type: `${type}_output`,
  call_id,
  output: "1",
});

const use = (...ids: string[]): JsonObject => ({
  role: "assistant",
  content: [
    { type: "text", text: "…" },
    ...ids.map((id) => ({ type: "tool_use", id, name: "f", input: {} })),
  ],
});
const used = (...ids: string[]): JsonObject => ({
  role: "user",
  content: ids.map((tool_use_id) => ({ type: "tool_result", tool_use_id, content: "1" })),
});

const noResult = (field: string, at: number, id: string): string =>
  `body/${field}/${at}: the tool call "${id}" has no result`;
const noCall = (field: string, at: number, id: string): string =>
  `body/${field}/${at}: there is no tool call "${id}" before this result`;

type Row = readonly [what: string, items: JsonValue, want: readonly string[], more?: JsonObject];

const chat: readonly Row[] = [
  ["no calls", [user, { role: "assistant", content: "ho" }, user], []],
  ["a call and its result", [user, asks("a"), result("a")], []],
  ["results in another order", [user, asks("a", "b"), result("b"), result("a"), user], []],
  ["two rounds", [user, asks("a"), result("a"), asks("b"), result("b")], []],
  ["no result", [user, asks("a")], [noResult("messages", 1, "a")]],
  ["one of two results", [user, asks("a", "b"), result("a"), user], [noResult("messages", 1, "b")]],
  [
    "a message between",
    [asks("a"), user, result("a")],
    [noResult("messages", 0, "a"), noCall("messages", 2, "a")],
  ],
  ["another call between", [asks("a"), asks("b"), result("b")], [noResult("messages", 0, "a")]],
  ["a result without its call", [user, result("a")], [noCall("messages", 1, "a")]],
  [
    "a result of another ID",
    [asks("a"), result("b")],
    [noCall("messages", 1, "b"), noResult("messages", 0, "a")],
  ],
  ["calls that a user writes of", [Object.assign(asks("a"), { role: "user" })], []],
  ["an empty list of calls", [user, asks()], []],
  ["no list", "hi", []],
  ["no objects", ["hi", null, 1], []],
];

const responses: readonly Row[] = [
  ["a text", "hi", []],
  ["a call and its output", [user, call("a"), output("a")], []],
  [
    "calls before outputs, and what is said between",
    [call("a"), user, call("b"), output("b"), output("a")],
    [],
  ],
  ["a call without output", [user, call("a")], [noResult("input", 1, "a")]],
  ["a custom tool's", [call("a", "custom_tool_call")], [noResult("input", 0, "a")]],
  ["a tool that the service runs", [{ type: "web_search_call", id: "a", status: "completed" }], []],
  ["an output without call", [user, output("a")], [noCall("input", 1, "a")]],
  ["an output of the response before", [output("a")], [], { previous_response_id: "resp_1" }],
  ["an output of a conversation that is kept", [output("a")], [], { conversation: "conv_1" }],
  ["an output of an item that is kept", [{ type: "item_reference", id: "fc_1" }, output("a")], []],
];

const messages: readonly Row[] = [
  ["a use and its result", [user, use("a"), used("a")], []],
  ["results in two messages of the user", [use("a", "b"), used("a"), used("b")], []],
  ["no result", [user, use("a")], [noResult("messages", 1, "a")]],
  ["one of two results", [use("a", "b"), used("a")], [noResult("messages", 0, "b")]],
  ["another answer", [use("a"), user, use("b"), used("b")], [noResult("messages", 0, "a")]],
  [
    "a result too late",
    [use("a"), user, { role: "assistant", content: "ho" }, used("a")],
    [noResult("messages", 0, "a"), noCall("messages", 3, "a")],
  ],
  [
    "a tool that the service runs",
    [{ role: "assistant", content: [{ type: "server_tool_use", id: "a" }] }],
    [],
  ],
];

describe.each<readonly [path: string, field: string, rows: readonly Row[]]>([
  ["/v1/chat/completions", "messages", chat],
  ["/openai/v1/responses", "input", responses],
  ["/v1/messages", "messages", messages],
])("%s", (path, field, rows) => {
  test.each(rows.map(([what, items, want, more = {}]) => ({ what, items, want, more })))("$what", (row) => {
    expect(toolCallProblems(path, { [field]: row.items, ...row.more })).toEqual(row.want);
  });
});

test("messages of another kind are nobody's tool calls", () => {
  expect(toolCallProblems("/v1/mails", { messages: [asks("a")] })).toEqual([]);
});

const post = {
  post: {
    requestBody: { content: { "application/json": { schema: { type: "object" } } } },
    responses: { 200: { description: "", content: { "application/json": { schema: { type: "object" } } } } },
  },
};

test.each([
  ["/v1/chat/completions", { messages: [asks("a")] }, { messages: [asks("a"), result("a")] }],
  ["/v1/responses", { input: [call("a")] }, { input: [call("a"), output("a")] }],
  ["/v1/messages", { messages: [use("a")] }, { messages: [use("a"), used("a")] }],
])("the mock answers %s with 400, and 200 once the result is there", async (path, wrong, right) => {
  const document = {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: { [path]: post },
  };
  const api = await loadApi({
    source: { label: "api.json", text: JSON.stringify(document) },
    overlays: [],
    readLocal: (file) => fail(error("no-file", file, "There is none.", "Leave it.")),
  });
  if (!api.ok) throw new Error(JSON.stringify(api.problems));
  const mock = await startMock({ api: api.value });
  try {
    const ask = async (body: JsonObject) =>
      fetch(mock.url + path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const refused = await ask(wrong);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('the tool call \\"a\\" has no result');
    expect((await ask(right)).status).toBe(200);
  } finally {
    await mock.close();
  }
});
