import type { Predicate } from "../../config/config.gen.ts";

/** Words for what a model is or can do, in the names of values; others say which model it is. */
const telling = new Set(
  "active architecture audio available capabilities capability category deleted deprecated endpoints feature features finetunable image input json kind lifecycle maturity modalities modality mode multimodal output parameters preview public purpose reasoning stage state status stream streaming structured supported supports tag tags task text tool tools tune type video visibility vision".split(
    " ",
  ),
);

/** Whether a value's name says what a model is or can do. */
export const saysSomething = (path: string): boolean =>
  path
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .some((word) => telling.has(word));

/** Whether it says what kind or state a model is of: what may keep it out of a documentation altogether. */
export const saysKind = (path: string): boolean =>
  /(?:^|\.)(?:is_?|model_?)?(?:active|available|category|deleted|deprecated|endpoints|kind|mode|preview|public|purpose|state|status|task|type|visibility)$/i.test(
    path,
  );

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
