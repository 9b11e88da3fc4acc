/** TOML 1.0 by smol-toml; like it, load this module only for TOML. */
import { parse, TomlDate, TomlError } from "smol-toml";
import { MAX_JSON_DEPTH } from "../../../text/json.ts";
import { type Outcome, refuse } from "../../../model/problem.ts";
import { checkPlain, shown } from "./plain.ts";

/** The value with dates as ISO text. */
const withoutDates = (value: unknown): unknown => {
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(withoutDates);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutDates(item)]));
};

/** Parses TOML of unknown origin. Problems: `toml-syntax`, `toml-exhausting`, and those of `checkPlain`. */
export const parseToml = (text: string, label: string): Outcome<unknown> => {
  try {
    return checkPlain(withoutDates(parse(text, { maxDepth: MAX_JSON_DEPTH })), "toml", label);
  } catch (cause) {
    if (cause instanceof RangeError)
      return refuse(
        "toml-exhausting",
        label,
        "The document can't be read whole: it nests too deep.",
        "Flatten the document.",
      );
    if (!(cause instanceof TomlError)) throw cause;
    const message = (cause.message.split("\n", 1)[0] ?? "").replace(/^Invalid TOML document: /, "");
    return refuse(
      "toml-syntax",
      `${label}:${cause.line}:${cause.column}`,
      `This is not TOML: ${shown(message)}.`,
      "Correct the document.",
    );
  }
};
