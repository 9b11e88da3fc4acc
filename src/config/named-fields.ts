import type { Config } from "./config.gen.ts";
import { fieldsOf, parseExpression } from "./expression.ts";
import { fieldsTested } from "./predicate.ts";

const part = /[\p{L}\p{N}_$]+/gu;

/** Whether a word stands in a text, and not as a part of another. */
const isIn = (text: string, word: string): boolean => {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
    if (!`${text[at - 1] ?? ""} ${text[at + word.length] ?? ""}`.match(part)) return true;
  return false;
};

/** The fields that anything but the catalog's part reads, templates included: rather one too many than one too few. */
export const namedFields = (
  { catalog: { fields = {} }, ...rest }: Config,
  templates: Iterable<string>,
): ReadonlySet<string> => {
  const showsAll = (rest.documents ?? []).some((document) => document.fields === undefined);
  const text = [JSON.stringify(rest), ...templates].join("\n");
  const isNamed = (name: string): boolean =>
    showsAll || (name.match(part) ?? []).every((word) => isIn(text, word));
  const named = Object.keys(fields).filter(isNamed);
  // A text becomes another by what it is made of, and by what is tested where it is there for some models alone.
  const sources = named.flatMap((name) => [
    ...fieldsTested(fields[name]?.when),
    ...fieldsOf(parseExpression(fields[name]?.text ?? "")),
  ]);
  return new Set(["id", "name", ...named, ...sources.filter((name) => Object.hasOwn(fields, name))]);
};
