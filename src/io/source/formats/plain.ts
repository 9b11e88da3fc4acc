import { escapedUnits } from "../../../text/emit/unicode.ts";
import { MAX_JSON_DEPTH } from "../../../text/json.ts";
import { error, fail, ok, type Outcome, type Problem } from "../../../model/problem.ts";
import { cutShort } from "../../../text/cut-short.ts";

const maxProblems = 10;

/** Text from the document, short and in printable ASCII. */
export const shown = (text: string): string => cutShort(text, 60).replace(/[^ -~]/g, escapedUnits);

const placeOf = (way: readonly (string | number)[]): string =>
  way
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${shown(key)}`))
    .join("")
    .replace(/^\./, "");

/**
 * Judges a value that a YAML or TOML parser made by the bounds that JSON documents keep: depth, finite
 * numbers, well-formed text, no `__proto__`, nothing that JSON can't hold. The problems' codes begin with `kind`.
 */
export const checkPlain = (value: unknown, kind: "yaml" | "toml", label: string): Outcome<unknown> => {
  const problems: Problem[] = [];
  const way: (string | number)[] = [];
  // YAML's aliases share a value between places: it is looked at again only where it stands deeper.
  const seen = new Map<object, number>();
  const report = (code: string, message: string, fix: string): void => {
    if (problems.length < maxProblems)
      problems.push(error(`${kind}-${code}`, `${label}: ${placeOf(way.slice(0, 8))}`, message, fix));
  };
  const checkText = (text: string): void => {
    if (/\p{Surrogate}/u.test(text))
      report("surrogate", "The text holds half a surrogate pair.", "Write the whole character.");
  };
  const visit = (item: unknown): void => {
    if (typeof item === "string") checkText(item);
    else if (typeof item === "number") {
      if (!Number.isFinite(item))
        report("number", "The number is not finite.", "Write a number below 1.8e308, or text.");
    } else if (typeof item === "object" && item !== null) {
      if (way.length >= MAX_JSON_DEPTH) {
        report("depth", `Values nest more than ${MAX_JSON_DEPTH} levels deep.`, "Flatten the document.");
        return;
      }
      if ((seen.get(item) ?? -1) >= way.length) return;
      seen.set(item, way.length);
      for (const [key, inner] of Object.entries(item)) {
        way.push(Array.isArray(item) ? Number(key) : key);
        if (key === "__proto__")
          report("proto-key", "The key `__proto__` is not accepted.", "Remove or rename the key.");
        checkText(key);
        visit(inner);
        way.pop();
      }
    } else if (typeof item !== "boolean" && item !== null)
      report(
        "value",
        "This is nothing that a catalog can hold.",
        "Write text, a number, true, false or null.",
      );
  };
  visit(value);
  return problems.length > 0 ? fail(...problems) : ok(value);
};
