/** Text of a JSON or YAML document → prototype-free JSON. */
import { ok, type Outcome, refuse } from "../../src/model/problem.ts";
import { type JsonValue, toJson } from "./json.ts";

const fix = "Correct the document, or fetch it again.";

const read = async (text: string): Promise<unknown> => {
  if (/^\s*[{[]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch (problem) {
      // Flow-style YAML begins like JSON; when it is neither, JSON's complaint is the useful one.
      const yaml = await readYaml(text).catch(() => undefined);
      if (yaml === undefined) throw problem;
      return yaml;
    }
  }
  return readYaml(text);
};

const readYaml = async (text: string): Promise<unknown> => {
  const { parseYaml } = await import("./yaml.ts");
  return parseYaml(text);
};

/** The first line of a parser's complaint, without the control characters that it may quote. */
const complaint = (reason: unknown): string => {
  const text = reason instanceof Error ? reason.message : String(reason);
  return (text.split("\n")[0] ?? "").replace(/\p{C}/gu, " ").slice(0, 200);
};

/** Whether the YAML parser gave up on nesting (it recurses) or on aliases that multiply (a ReferenceError). */
const exhausts = (reason: unknown): boolean =>
  reason instanceof RangeError ||
  reason instanceof ReferenceError ||
  (reason instanceof Error && "code" in reason && reason.code === "RESOURCE_EXHAUSTION");

/** Parses JSON or YAML 1.2. Fails with `api-syntax`, or `api-content` when it is too deep or large, or no JSON. */
export const parseDocument = async (text: string, label: string): Promise<Outcome<JsonValue>> => {
  let parsed: unknown;
  try {
    parsed = await read(text.startsWith("\ufeff") ? text.slice(1) : text);
  } catch (reason) {
    if (exhausts(reason)) {
      return refuse("api-content", label, `The document can't be read whole: ${complaint(reason)}.`, fix);
    }
    return refuse("api-syntax", label, `This is neither JSON nor YAML: ${complaint(reason)}.`, fix);
  }
  const made = toJson(parsed);
  if ("rejected" in made) return refuse("api-content", label, `The document ${made.rejected}.`, fix);
  return ok(made.value);
};
