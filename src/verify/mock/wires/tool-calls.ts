import { isList, isObject, type JsonObject, type JsonValue } from "../../../../generators/api/json.ts";

/** Options of a chat that services refuse together, though each is as their documents have it. */

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

/** Whether each tool call of a conversation has its result: what services refuse and no schema can say. */

/** What one place of a conversation says: IDs of calls, and of results. */
type Told = { readonly calls: readonly string[]; readonly results: readonly string[] };

type Wire = {
  /** Where the conversation is in the body. */
  readonly field: string;
  readonly read: (item: JsonObject) => Told;
  /** Whether a message may come between a call and its result; otherwise results follow at once. */
  readonly between: (item: JsonObject) => boolean;
};

const objects = (value: JsonValue | undefined): readonly JsonObject[] =>
  isList(value) ? value.filter(isObject) : [];

const textsOf = (items: readonly JsonObject[], key: string): readonly string[] =>
  items.flatMap((item) => {
    const found = item[key];
    return typeof found === "string" ? [found] : [];
  });

const ofType = (items: readonly JsonObject[], types: readonly string[]): readonly JsonObject[] =>
  items.filter(({ type }) => typeof type === "string" && types.includes(type));

const answered = ["function_call", "custom_tool_call", "computer_call"];

/** By the end of an operation's path. */
const wires: ReadonlyMap<string, Wire> = new Map([
  [
    "/chat/completions",
    {
      field: "messages",
      read: (message) => ({
        calls: message.role === "assistant" ? textsOf(objects(message.tool_calls), "id") : [],
        results: message.role === "tool" ? textsOf([message], "tool_call_id") : [],
      }),
      between: () => false,
    },
  ],
  [
    "/responses",
    {
      field: "input",
      read: (item) => ({
        calls: textsOf(ofType([item], answered), "call_id"),
        results: textsOf(
          ofType(
            [item],
            answered.map((type) => `${type}_output`),
          ),
          "call_id",
        ),
      }),
      between: () => true,
    },
  ],
  [
    "/messages",
    {
      field: "messages",
      read: ({ content }) => ({
        calls: textsOf(ofType(objects(content), ["tool_use"]), "id"),
        results: textsOf(ofType(objects(content), ["tool_result"]), "tool_use_id"),
      }),
      // Messages of one side that follow each other are taken as one.
      between: ({ role }) => role === "user",
    },
  ],
]);

/** Calls without their result, and results without their call; each as a reason to refuse the request. */
export const toolCallProblems = (path: string, body: JsonValue): readonly string[] => {
  const wire = [...wires].find(([end]) => path.endsWith(end))?.[1];
  if (wire === undefined || !isObject(body)) return [];
  const { field, read, between } = wire;
  const problems: string[] = [];
  let open = new Set<string>();
  let known = new Set<string>();
  const close = (at: number): void => {
    for (const id of open)
      problems.push(`body/${field}/${at}: the tool call ${JSON.stringify(id)} has no result`);
    open = new Set();
    known = new Set();
  };
  let at = 0;
  const items = isList(body[field]) ? body[field] : [];
  // The call may be in what the service keeps of the conversation.
  const continues =
    "previous_response_id" in body ||
    "conversation" in body ||
    ofType(objects(items), ["item_reference"]).length > 0;
  for (const [index, item] of items.entries()) {
    if (!isObject(item)) continue;
    const { calls, results } = read(item);
    if (results.length === 0 && !between(item)) close(at);
    for (const id of results) {
      if (!known.has(id) && !continues)
        problems.push(
          `body/${field}/${index}: there is no tool call ${JSON.stringify(id)} before this result`,
        );
      open.delete(id);
    }
    if (calls.length > 0) at = index;
    for (const id of calls) {
      open.add(id);
      known.add(id);
    }
  }
  close(at);
  return problems;
};
