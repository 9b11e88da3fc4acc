/** What the mock's models say: a text, JSON of the form that was asked for, or the call of a function. */
import { isList, isObject, type JsonObject, type JsonValue } from "../../../../generators/api/json.ts";
import { sample } from "../sample.ts";
import type { World } from "../world.ts";

/** Words of an answer, each of which comes in an event of its own. */
export const streamedWords = ["mock", "answer"] as const;

/** What is asked for besides an answer in words: in each wire's own place. */
export type Wanted = {
  /** The function that is offered first. */
  readonly tool: { readonly name: JsonValue | undefined; readonly schema: JsonValue | undefined } | undefined;
  /** The form of the answer; `true` for any JSON. */
  readonly form: JsonValue | undefined;
};

export type Said =
  | { readonly kind: "text"; readonly text: string; readonly words: readonly string[] }
  | { readonly kind: "call"; readonly id: string; readonly name: JsonValue; readonly input: JsonValue };

/** Answers: a function is called where one is offered, and JSON is of the form that is wanted. */
export const say = (model: string, { tool, form }: Wanted, world: World): Said => {
  const made = (schema: JsonValue | undefined): JsonValue =>
    isObject(schema) ? sample(schema, world.api) : {};
  if (tool !== undefined)
    return {
      kind: "call",
      id: world.next("call").id,
      name: tool.name ?? "",
      input: made(tool.schema),
    };
  return form === undefined
    ? { kind: "text", text: `This is a ${streamedWords.join(" ")} from ${model}.`, words: streamedWords }
    : { kind: "text", text: JSON.stringify(made(form)), words: [] };
};

/** A text as it comes bit by bit; put together, it is the text again. */
export const pieces = (text: string): readonly string[] => text.split(/(?= )/);

/** About as many as a service counts. */
export const tokensOf = (value: JsonValue | undefined): number =>
  Math.max(1, Math.ceil((typeof value === "string" ? value : JSON.stringify(value ?? "")).length / 4));

/** The last of a list, where that is an object. */
export const lastOf = (list: JsonValue | undefined): JsonObject => {
  const last = isList(list) ? list.at(-1) : undefined;
  return isObject(last) ? last : {};
};

/** The first of a list, where that is an object. */
export const firstOf = (list: JsonValue | undefined): JsonObject | undefined => {
  const [first] = isList(list) ? list : [];
  return isObject(first) ? first : undefined;
};
