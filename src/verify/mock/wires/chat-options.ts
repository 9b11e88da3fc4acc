/** Options of a chat that services refuse together, though each is as their documents have it. */
import { isList, isObject, type JsonObject, type JsonValue } from "../../../../generators/api/json.ts";

/** The function that a tool, or the choice of one, names. */
const nameOf = (tool: JsonValue | undefined): JsonValue | undefined =>
  isObject(tool) && isObject(tool.function) ? tool.function.name : undefined;

const choiceProblems = ({ tools, tool_choice: choice }: JsonObject): readonly string[] => {
  if (choice === undefined || choice === null || choice === "none") return [];
  if (!isList(tools) || tools.length === 0) return ["there is a tool_choice without tools"];
  const name = nameOf(choice);
  const isOffered = name === undefined || tools.some((tool) => nameOf(tool) === name);
  return isOffered ? [] : [`tool_choice names ${JSON.stringify(name)}, which is none of the tools`];
};

/** Each as a reason to refuse the request. */
export const chatOptionProblems = (path: string, body: JsonValue): readonly string[] => {
  if (!path.endsWith("/chat/completions") || !isObject(body)) return [];
  const { messages, stream, stream_options: options } = body;
  return [
    ...(isList(messages) && messages.length === 0 ? ["there are no messages"] : []),
    ...choiceProblems(body),
    ...(isObject(options) && stream !== true ? ["there are stream_options without stream: true"] : []),
  ].map((problem) => `body: ${problem}`);
};
