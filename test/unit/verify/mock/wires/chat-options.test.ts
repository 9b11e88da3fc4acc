/** Options of a chat that don't fit together, as services refuse them. */
import { expect, test } from "vitest";
import type { JsonObject } from "../../../../../generators/api/json.ts";
import { chatOptionProblems } from "../../../../../src/verify/mock/wires/tool-calls.ts";

const tools = [{ type: "function", function: { name: "warmth", parameters: { type: "object" } } }];
const choice = (name: string) => ({ type: "function", function: { name } });
const usage = { include_usage: true };

test.each<readonly [what: string, body: JsonObject, want: readonly string[]]>([
  ["no messages", { messages: [] }, ["body: there are no messages"]],
  ["a choice among tools", { tools, tool_choice: choice("warmth") }, []],
  [
    "a choice of what isn't offered",
    { tools, tool_choice: choice("wind") },
    ['body: tool_choice names "wind", which is none of the tools'],
  ],
  ["any of the tools", { tools, tool_choice: "required" }, []],
  ["a choice without tools", { tool_choice: "required" }, ["body: there is a tool_choice without tools"]],
  [
    "a choice of no tools",
    { tools: [], tool_choice: "auto" },
    ["body: there is a tool_choice without tools"],
  ],
  ["no choice", { tool_choice: "none" }, []],
  ["a stream's options", { stream: true, stream_options: usage }, []],
  [
    "a stream's options without one",
    { stream_options: usage },
    ["body: there are stream_options without stream: true"],
  ],
])("%s", (_, body, want) => {
  expect(chatOptionProblems("/v1/chat/completions", body)).toEqual(want);
  expect(chatOptionProblems("/v1/other", body)).toEqual([]);
});
