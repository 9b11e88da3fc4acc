import type { Predicate } from "../../config/config.gen.ts";

/** A field's name, made from its path: `limits.max_tokens` → `limitsMaxTokens`. */
export const fieldName = (path: string, suffix = ""): string => {
  // What a model is found under, in a map of providers.
  if (path === "$key") return `provider${suffix}`;
  if (path.startsWith("$parent.")) return fieldName(`provider ${path.slice("$parent.".length)}`, suffix);
  const [first = "field", ...rest] = path.split(/[^A-Za-z0-9]+/).filter((part) => part !== "");
  const word = (part: string): string => part.slice(0, 1).toUpperCase() + part.slice(1);
  const name = first.slice(0, 1).toLowerCase() + first.slice(1) + rest.map(word).join("") + suffix;
  return /^[A-Za-z]/.test(name) ? name : `field${word(name)}`;
};

/** The field that a test asks for first. */
const askedFor = ({ field, all, not }: Predicate): string => field ?? (all?.[0] ?? not)?.field ?? "some";

/** The name of a field that is one of two texts: `features`, `tools`, `yes`, `no` → `featuresToolsYesNo`. */
export const choiceName = (when: Predicate, yes: string, no: string): string =>
  fieldName(`${askedFor(when)} ${String(when.includes ?? when.equals ?? "")} ${yes} ${no}`, "Part");
