/** What services refuse although each part of a request is as their documents have it: its parts don't fit together. */
import { isList, isObject, type JsonObject, type JsonValue } from "../../../generators/api/json.ts";
import type { ApiOperation } from "../../../generators/api/types.ts";

const objectsOf = (value: JsonValue | undefined): readonly JsonObject[] =>
  isList(value) ? value.filter(isObject) : [];

/** The texts that objects of a type have under a key. */
const idsOf = (all: readonly JsonObject[], key: string, type?: string): readonly string[] =>
  all.flatMap((each) => {
    const { [key]: id } = each;
    return typeof id === "string" && (type === undefined || each.type === type) ? [id] : [];
  });

type Turn = { readonly calls: readonly string[]; readonly results: readonly string[] };

/** Each call has its result in the turn after it, and each result its call in the one before. */
const turnProblems = (turns: readonly Turn[]): readonly string[] =>
  turns.flatMap(({ calls, results }, at) => {
    const answered = turns[at + 1]?.results ?? [];
    const asked = turns[at - 1]?.calls ?? [];
    return [
      ...calls
        .filter((id) => !answered.includes(id))
        .map((id) => `the tool call ${JSON.stringify(id)} has no result after it`),
      ...results
        .filter((id) => !asked.includes(id))
        .map((id) => `there is no tool call ${JSON.stringify(id)} before its result`),
    ];
  });

/** Messages of tools that follow each other are one turn. */
const chatTurns = (messages: readonly JsonObject[]): readonly Turn[] => {
  const turns: Turn[] = [];
  messages.forEach((message, at) => {
    const last = turns.at(-1);
    const results = message.role === "tool" ? idsOf([message], "tool_call_id") : [];
    if (last !== undefined && message.role === "tool" && messages[at - 1]?.role === "tool")
      turns[turns.length - 1] = { ...last, results: [...last.results, ...results] };
    else turns.push({ calls: idsOf(objectsOf(message.tool_calls), "id"), results });
  });
  return turns;
};

const toolProblems = ({ tools, tool_choice: choice }: JsonObject): readonly string[] => {
  const offered = objectsOf(tools).flatMap(({ function: made }) =>
    isObject(made) ? idsOf([made], "name") : [],
  );
  if (choice === undefined || choice === null || choice === "none") return [];
  if (objectsOf(tools).length === 0) return ["tool_choice without tools"];
  const named = isObject(choice) && isObject(choice.function) ? idsOf([choice.function], "name") : [];
  return named
    .filter((name) => !offered.includes(name))
    .map((name) => `tool_choice names ${JSON.stringify(name)}, which is none of the tools`);
};

const chatProblems = (body: JsonObject): readonly string[] => [
  ...(isList(body.messages) && body.messages.length === 0 ? ["there are no messages"] : []),
  ...turnProblems(chatTurns(objectsOf(body.messages))),
  ...toolProblems(body),
  ...(isObject(body.stream_options) && body.stream !== true ? ["stream_options without stream: true"] : []),
];

/** The service remembers what came before where it is told of it. */
const responseProblems = ({
  input,
  previous_response_id: previous,
  conversation,
}: JsonObject): readonly string[] => {
  const items = objectsOf(input);
  const calls = idsOf(items, "call_id", "function_call");
  const results = idsOf(items, "call_id", "function_call_output");
  const remembers = (previous ?? conversation ?? null) !== null;
  return turnProblems([
    { calls, results: [] },
    { calls: [], results: remembers ? calls.filter((id) => results.includes(id)) : results },
  ]);
};

const messageProblems = ({ messages }: JsonObject): readonly string[] =>
  turnProblems(
    objectsOf(messages).map(({ content }) => ({
      calls: idsOf(objectsOf(content), "id", "tool_use"),
      results: idsOf(objectsOf(content), "tool_use_id", "tool_result"),
    })),
  );

const rules = [
  ["/chat/completions", chatProblems],
  ["/responses", responseProblems],
  ["/messages", messageProblems],
] as const;

/** Every reason why a body's parts don't fit together, for the operations of OpenAI-compatible services and of messages. */
export const dialogueProblems = ({ method, path }: ApiOperation, body: JsonValue): readonly string[] => {
  const [, problemsOf] = rules.find(([end]) => method === "post" && path.endsWith(end)) ?? [];
  return problemsOf === undefined || !isObject(body)
    ? []
    : problemsOf(body).map((problem) => `body: ${problem}`);
};
